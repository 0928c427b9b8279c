"""Which request goes to which worker when, and what becomes of it when it fails.

Chapters keep their order, so that the first can be heard while the last are still spoken; only the last few requests
go longest first within their chapter, so that no worker is left alone with a long one at the end. A task is a small
batch of one chapter: a second or so of work, next to which passing it to another process is nothing.

    faulty audio          again at once (computed) or after a wait (network), then split, then reported
    service unavailable   again after a wait, then split, then reported
    thread hangs          again; then reported; no better three times in a row: nothing more is tried
    worker died           again; then with half the workers, one request at a time; then reported
    engine or key missing all reported at once

What failures mean for the requests still to come is `circuit_breaker`'s to say.
"""

from __future__ import annotations

import heapq
import itertools
import random
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from types import MappingProxyType

from audiobook.errors import CacheError
from audiobook.model import Clip, SpeechRequest
from audiobook.speech.cache import Cache, read
from audiobook.speech.circuit_breaker import CircuitBreaker
from audiobook.speech.engine import Engine, let_go
from audiobook.speech.jobs import Job, Policy, SplitJob
from audiobook.speech.split import join, split
from audiobook.speech.worker import Outcome, speak_one
from audiobook.speech.workers import Workers

_BATCH_SYLLABLES = 30
"""A task has at least so many: about a second of computing."""
_TAIL = 12
"""Requests per worker at the end that go longest first within their chapter."""
_LONGEST_WAIT_S = 30.0
_DEATHS = 2
"""A worker dying more often than this with a request, the last time with nothing else under way, is the request's
fault."""


class Scheduler:
    """One pass with one engine over `missing` (digest -> request), chapter by chapter where `chapters` (digest ->
    number) tells them apart; `settled(digest, clip, reason)` is called once for each, in the thread that calls `run`.
    """

    def __init__(
        self,
        engine: Engine,
        cache: Cache,
        policy: Policy,
        missing: Mapping[str, SpeechRequest],
        settled: Callable[[str, Clip | None, str], None],
        chapters: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._engine = engine
        self._cache = cache
        self._policy = policy
        self._settled = settled
        self._workers = Workers(engine, cache, executor=policy.executor, wanted=policy.workers, most=len(missing))
        jobs = [Job(digest, request, chapters.get(digest, 0)) for digest, request in missing.items()]
        jobs.sort(key=lambda job: job.chapter)
        tail = max(0, len(jobs) - _TAIL * self._workers.size)
        longest_first = sorted(jobs[tail:], key=lambda job: (job.chapter, -job.request.syllables))
        self._ready: deque[Job] = deque([*jobs[:tail], *longest_first])
        self._later: list[tuple[float, int, Job]] = []
        self._count = itertools.count()
        self._running: dict[Future[list[Outcome]], list[Job]] = {}
        self._until: dict[Future[list[Outcome]], float] = {}
        """When those in threads are given up."""
        self._breaker = CircuitBreaker(policy.retries)

    def run(self) -> None:
        """Settle every one of them."""
        if self._policy.executor is None and self._engine.capabilities.needs == "nothing":
            self._run_here()
            return
        try:
            while self._ready or self._later or self._running:
                self._start_tasks()
                self._collect()
        except BaseException:
            for future in self._running:
                future.cancel()
            let_go(self._engine)
            raise
        finally:
            self._workers.stop()
        if self._workers.limit_s is not None:
            # threads of ours used the caller's engine: its connections are not needed any more
            let_go(self._engine)

    def _run_here(self) -> None:
        """For an engine that takes no time: one after the other, in this thread."""
        while self._ready or self._later:
            self._ready.extend(heapq.heappop(self._later)[2] for _ in range(len(self._later)))
            for job in self._batch():
                self._arrived(job, speak_one(self._engine, self._cache, job.request))

    # ------------------------------------------------------------------------------------------- the loop

    @property
    def _one_job_a_task(self) -> bool:
        """A connection speaks one at a time anyway, and a failure must not hold up the others of a batch."""
        return self._workers.shares_engine or self._breaker.one_at_a_time

    def _start_tasks(self) -> None:
        now = time.monotonic()
        while self._later and (self._breaker.open_reason or self._later[0][0] <= now):
            self._ready.appendleft(heapq.heappop(self._later)[2])
        # processes have one more task waiting, so that none is idle while we look at a result
        limit = self._workers.size + (0 if self._one_job_a_task else 1)
        while self._ready and len(self._running) < limit and not self._breaker.pause_s(now):
            batch = self._batch()
            if batch:
                try:
                    future = self._workers.submit([job.request for job in batch])
                    self._running[future] = batch
                    if self._workers.limit_s is not None:
                        self._until[future] = now + self._workers.limit_s
                except BrokenExecutor:
                    self._ready.extendleft(reversed(batch))
                    self._died([])
                    return

    def _batch(self) -> list[Job]:
        """The next jobs, of one chapter; those that cannot succeed any more are settled on the way."""
        batch: list[Job] = []
        syllables = 0
        while self._ready and syllables < _BATCH_SYLLABLES:
            if batch and self._ready[0].chapter != batch[0].chapter:
                break  # the end of a chapter does not wait for the beginning of the next
            job = self._ready.popleft()
            if job.part_of is not None and job.part_of.has_failed():
                continue
            if refusal := self._breaker.refusal(job.request.voice):
                self._fail(job, refusal)
                continue
            batch.append(job)
            syllables += job.request.syllables
            if self._one_job_a_task:
                break
        return batch

    def _collect(self) -> None:
        """Wait until something ends, or until something may be started again."""
        now = time.monotonic()
        waits = [self._later[0][0] - now] if self._later else []
        if self._ready and (pause_s := self._breaker.pause_s(now)):
            waits.append(pause_s)
        waits += [until - now for until in self._until.values()]
        if not self._running:
            time.sleep(max(0.0, min(waits, default=0.0)))
            return
        done, _ = wait(self._running, timeout=max(0.0, min(waits)) if waits else None, return_when=FIRST_COMPLETED)
        dead: list[Job] = []
        for future in done:
            jobs = self._running.pop(future)
            self._until.pop(future, None)
            try:
                outcomes = future.result()
            except BrokenExecutor:
                dead.extend(jobs)
                continue
            except Exception as error:  # a foreign executor's own trouble
                outcomes = [Outcome("down", reason=f"the executor failed: {type(error).__name__}: {error}")] * len(jobs)
            for job, outcome in zip(jobs, outcomes, strict=True):
                self._arrived(job, outcome)
        if dead:
            self._died(dead)
        self._give_up_hung()

    def _give_up_hung(self) -> None:
        """Leave the threads that have had their time to themselves."""
        now = time.monotonic()
        for future in [future for future, until in self._until.items() if until <= now and not future.done()]:
            del self._until[future]
            for job in self._running.pop(future):
                reason = f"the engine hangs: no answer in {self._workers.limit_s:g} s"
                self._arrived(job, Outcome("hung", reason=reason))

    def _died(self, jobs: list[Job]) -> None:
        """A worker process ended without a word, and the executor with it: begin again with a new one."""
        for future, others in self._running.items():
            wait([future])
            if future.cancelled() or future.exception() is not None:
                jobs = [*jobs, *others]
            else:
                for job, outcome in zip(others, future.result(), strict=True):
                    self._arrived(job, outcome)
        self._running.clear()
        reason = "the worker process was killed or crashed; out of memory?"
        self._breaker.worker_died(reason)
        alone = len(jobs) == 1
        for job in jobs:
            job.deaths += 1
            clip = self._cache.get(job.request)
            if clip is not None:
                self._arrived(job, Outcome("spoken", clip))
            elif not self._workers.renewable or (alone and job.deaths > _DEATHS):
                self._fail(job, reason)
                self._breaker.cause_of_death_found()
            else:
                self._ready.appendleft(job)
        if not self._workers.renewable:
            self._breaker.open(f"the executor is broken: {reason}")
        else:
            halved = max(1, self._workers.size // 2)
            self._workers.restart(halved if self._breaker.one_at_a_time else self._workers.full_size)

    # -------------------------------------------------------------------------------------- what it means

    def _arrived(self, job: Job, outcome: Outcome) -> None:
        if outcome.clip is not None:
            self._breaker.clip_came()
            self._finish(job, outcome.clip)
            return
        if outcome.kind == "cache":
            raise CacheError(outcome.reason)
        if outcome.kind == "down":
            self._breaker.open(outcome.reason)
        elif outcome.kind == "hung":
            self._breaker.engine_hung(outcome.reason)
            job.failures += 1
            if job.failures <= min(1, self._policy.retries):
                self._again(job, 0.0)
                return
        elif outcome.kind == "voice":
            self._breaker.voice_lost(job.request.voice, outcome.reason)
        if outcome.kind not in ("faulty", "unavailable"):
            self._fail(job, outcome.reason)
            return
        job.failures += 1
        if outcome.kind == "unavailable":
            self._unavailable(job, outcome)
            return
        self._breaker.service_answered()
        network = self._engine.capabilities.needs == "network"
        if job.failures <= self._tries(job):
            self._again(job, self._backoff(job.failures) if network else 0.0)
        elif not self._split(job):
            self._fail(job, outcome.reason)

    def _unavailable(self, job: Job, outcome: Outcome) -> None:
        pause_s = max(self._backoff(job.failures), min(outcome.retry_after or 0.0, 2 * _LONGEST_WAIT_S))
        now, asked = time.monotonic(), bool(outcome.retry_after)
        self._breaker.service_unavailable(now, pause_s, connections=self._workers.size, asked=asked)
        if job.failures <= self._tries(job):
            self._again(job, pause_s)
            return
        self._breaker.tries_used_up(outcome.reason)
        # where others were answered it is something about this one
        if self._breaker.open_reason or not self._split(job):
            self._fail(job, outcome.reason)

    def _tries(self, job: Job) -> int:
        """How often a job that failed is tried again."""
        # what is computed comes out the same, so once more is for the machine's own hiccups;
        # a part of something that failed so often already gets one more chance too
        once = self._engine.capabilities.needs != "network" or job.part_of is not None
        return min(1, self._policy.retries) if once else self._policy.retries

    def _backoff(self, failures: int) -> float:
        """Seconds to wait, about twice as long each time; the jitter keeps connections from coming back together."""
        longest = min(_LONGEST_WAIT_S, self._policy.backoff_s * 2.0 ** (failures - 1))
        return longest * random.uniform(0.5, 1.0)

    def _again(self, job: Job, seconds: float) -> None:
        heapq.heappush(self._later, (time.monotonic() + seconds, next(self._count), job))

    def _split(self, job: Job) -> bool:
        """Try the halves of a request instead; False if it cannot be split."""
        parts = split(self._engine, job.request)
        if not parts:
            return False
        order = [self._cache.digest(part) for part in parts]
        split_job = SplitJob(job, set(order), order)
        missing: list[Job] = []
        for digest, part in dict(zip(order, parts, strict=True)).items():
            half = Job(digest, part, job.chapter, split_job)
            clip = self._cache.get(part)
            if clip is not None:
                self._finish(half, clip)
            else:
                missing.append(half)
        self._ready.extendleft(reversed(missing))  # its chapter waits for it, later ones do not
        return True

    def _finish(self, job: Job, clip: Clip) -> None:
        split_job = job.part_of
        if split_job is None:
            self._settled(job.digest, clip, "")
            return
        split_job.clips[job.digest] = clip
        split_job.waiting.discard(job.digest)
        if not split_job.waiting and not split_job.failed:
            speech = join([read(split_job.clips[digest]) for digest in split_job.order])
            self._finish(split_job.job, self._cache.put(split_job.job.request, speech))

    def _fail(self, job: Job, reason: str) -> None:
        split_job = job.part_of
        if split_job is None:
            self._settled(job.digest, None, reason)
            if self._breaker.request_failed(reason):
                self._ready.rotate(-(len(self._ready) // 2))
        elif not split_job.failed:  # the first failing part settles the whole
            split_job.failed = True
            self._fail(split_job.job, reason)
