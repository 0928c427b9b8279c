"""Which request goes to which worker when, and what a failure means for it and for the others.

Requests keep their order, so that the first chapters can be finished while the last are still spoken; only the last
few go longest first, so that no worker is left alone with a long one at the end. A task is a small batch: a second
or so of work, next to which passing it to another process is nothing.

    faulty audio          again at once (computed) or after a wait (network), then split, then reported
    service unavailable   again after a wait; many in a row hold everything back; no better after all
                          tries: the rest is reported at once
    worker died           again; then with half the workers, one request at a time; then reported
    engine or key missing all reported at once
    nothing works         after six requests from two places without one clip, all reported
"""

from __future__ import annotations

import heapq
import itertools
import random
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait

from audiobook.errors import CacheError
from audiobook.model import Clip, SpeechRequest
from audiobook.speech.cache import Cache, read
from audiobook.speech.engine import Engine
from audiobook.speech.jobs import Job, Policy, Whole
from audiobook.speech.split import join, split
from audiobook.speech.worker import Outcome, speak_one
from audiobook.speech.workers import Crew

_BATCH_SYLLABLES = 30
"""A task has at least so many: about a second of computing."""
_TAIL = 12
"""Requests per worker at the end that go longest first."""
_LONGEST_WAIT_S = 30.0
_DEATHS = 2
"""A worker dying this often with a request, the last time with nothing else under way, is the request's fault."""
_FRUITLESS = 8
"""So many deaths in a row without one clip, and we stop starting workers."""
_HOPELESS = 6
"""So many requests that failed for good and not one clip, and the rest is not tried."""


class Run:
    """One pass with one engine over `missing` (digest -> request); `settled(digest, clip, reason)` is called once for
    each, in the thread that calls `run`."""

    def __init__(
        self,
        engine: Engine,
        cache: Cache,
        policy: Policy,
        missing: Mapping[str, SpeechRequest],
        settled: Callable[[str, Clip | None, str], None],
    ) -> None:
        self._engine = engine
        self._cache = cache
        self._policy = policy
        self._settled = settled
        self._crew = Crew(engine, cache, executor=policy.executor, wanted=policy.workers, most=len(missing))
        jobs = [Job(digest, request) for digest, request in missing.items()]
        tail = max(0, len(jobs) - _TAIL * self._crew.size)
        longest_first = sorted(jobs[tail:], key=lambda job: -job.request.syllables)
        self._ready: deque[Job] = deque([*jobs[:tail], *longest_first])
        self._later: list[tuple[float, int, Job]] = []
        self._count = itertools.count()
        self._running: dict[Future[list[Outcome]], list[Job]] = {}
        self._held_until = 0.0
        """Nothing is started before this (monotonic seconds): the service needs a rest."""
        self._streak = 0
        """Failures of the service since it last answered."""
        self._down = ""
        """Why nothing more is worth trying."""
        self._lost_voices: dict[str, str] = {}
        self._breaks = 0
        """Deaths of workers since the last culprit was found."""
        self._fruitless = 0
        """Deaths of workers since the last clip."""
        self._lost = 0
        """Requests that failed for good while not one was spoken; -1 as soon as one was."""

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
            self._engine.close()
            raise
        finally:
            self._crew.dismiss()

    def _run_here(self) -> None:
        """For an engine that takes no time: one after the other, in this thread."""
        while self._ready or self._later:
            self._ready.extend(heapq.heappop(self._later)[2] for _ in range(len(self._later)))
            for job in self._batch():
                self._arrived(job, speak_one(self._engine, self._cache, job.request))

    # ------------------------------------------------------------------------------------------- the loop

    @property
    def _careful(self) -> bool:
        """After a second death: one request at a time in each worker, so that we learn which one it is."""
        return self._breaks > 1

    @property
    def _alone_in_task(self) -> bool:
        return self._crew.shares_engine or self._careful

    def _start_tasks(self) -> None:
        now = time.monotonic()
        while self._later and (self._down or self._later[0][0] <= now):
            self._ready.appendleft(heapq.heappop(self._later)[2])
        # processes have one more task waiting, so that none is idle while we look at a result
        limit = self._crew.size + (0 if self._crew.shares_engine or self._careful else 1)
        while self._ready and len(self._running) < limit and (self._down or now >= self._held_until):
            batch = self._batch()
            if batch:
                try:
                    self._running[self._crew.submit([job.request for job in batch])] = batch
                except BrokenExecutor:
                    self._ready.extendleft(reversed(batch))
                    self._died([])
                    return

    def _batch(self) -> list[Job]:
        """The next jobs; those that cannot succeed any more are settled on the way."""
        batch: list[Job] = []
        syllables = 0
        while self._ready and syllables < _BATCH_SYLLABLES:
            job = self._ready.popleft()
            if job.whole is not None and job.whole.lost():
                continue
            hopeless = self._down or self._lost_voices.get(job.request.voice)
            if hopeless:
                self._fail(job, hopeless)
                continue
            batch.append(job)
            syllables += job.request.syllables
            # a connection speaks one at a time anyway, and a failure must not hold up the others of a batch
            if self._alone_in_task:
                break
        return batch

    def _collect(self) -> None:
        """Wait until something ends, or until something may be started again."""
        now = time.monotonic()
        waits = [self._later[0][0] - now] if self._later else []
        if self._ready and self._held_until > now:
            waits.append(self._held_until - now)
        if not self._running:
            time.sleep(max(0.0, min(waits, default=0.0)))
            return
        done, _ = wait(self._running, timeout=max(0.0, min(waits)) if waits else None, return_when=FIRST_COMPLETED)
        dead: list[Job] = []
        for future in done:
            jobs = self._running.pop(future)
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
        self._breaks += 1
        self._fruitless += 1
        alone = len(jobs) == 1
        for job in jobs:
            job.deaths += 1
            clip = self._cache.get(job.request)
            if clip is not None:
                self._arrived(job, Outcome("spoken", clip))
            elif not self._crew.renewable or (alone and job.deaths > _DEATHS):
                self._fail(job, reason)
                self._breaks = 0
            else:
                self._ready.appendleft(job)
        if not self._crew.renewable:
            self._down = f"the executor is broken: {reason}"
        elif self._fruitless > _FRUITLESS:
            self._down = f"{reason} Every new one ends too (a script that uses audiobook needs a main guard)"
        else:
            self._crew.renew(max(1, self._crew.size // 2) if self._careful else self._crew.full_size)

    # -------------------------------------------------------------------------------------- what it means

    def _arrived(self, job: Job, outcome: Outcome) -> None:
        if outcome.clip is not None:
            self._streak = self._fruitless = 0
            self._finish(job, outcome.clip)
            return
        if outcome.kind == "cache":
            raise CacheError(outcome.reason)
        if outcome.kind == "down":
            self._down = outcome.reason
        elif outcome.kind == "voice":
            self._lost_voices[job.request.voice] = outcome.reason
        if outcome.kind not in ("faulty", "unavailable"):
            self._fail(job, outcome.reason)
            return
        job.failures += 1
        if outcome.kind == "unavailable":
            self._unavailable(job, outcome)
            return
        self._streak = 0
        network = self._engine.capabilities.needs == "network"
        if job.failures <= self._tries(job):
            self._again(job, self._backoff(job.failures) if network else 0.0)
        elif not self._split(job):
            self._fail(job, outcome.reason)

    def _unavailable(self, job: Job, outcome: Outcome) -> None:
        self._streak += 1
        pause = max(self._backoff(job.failures), min(outcome.retry_after or 0.0, 2 * _LONGEST_WAIT_S))
        if self._streak > self._crew.size or outcome.retry_after:
            self._held_until = max(self._held_until, time.monotonic() + pause)
        if job.failures <= self._tries(job):
            self._again(job, pause)
        elif self._streak > self._policy.retries:
            self._down = outcome.reason
            self._fail(job, outcome.reason)
        elif not self._split(job):  # others were answered: it is something about this one
            self._fail(job, outcome.reason)

    def _tries(self, job: Job) -> int:
        """How often a job that failed is tried again."""
        # what is computed comes out the same, so once more is for the machine's own hiccups;
        # a part of something that failed so often already gets one more chance too
        once = self._engine.capabilities.needs != "network" or job.whole is not None
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
        whole = Whole(job, set(order), order)
        for digest, part in dict(zip(order, parts, strict=True)).items():
            clip = self._cache.get(part)
            if clip is not None:
                self._finish(Job(digest, part, whole), clip)
            else:
                self._ready.append(Job(digest, part, whole))
        return True

    def _finish(self, job: Job, clip: Clip) -> None:
        self._lost = -1
        whole = job.whole
        if whole is None:
            self._settled(job.digest, clip, "")
            return
        whole.clips[job.digest] = clip
        whole.waiting.discard(job.digest)
        if not whole.waiting and not whole.failed:
            speech = join([read(whole.clips[digest]) for digest in whole.order])
            self._finish(whole.job, self._cache.put(whole.job.request, speech))

    def _fail(self, job: Job, reason: str) -> None:
        whole = job.whole
        if whole is None:
            self._settled(job.digest, None, reason)
            self._despair(reason)
        elif not whole.failed:  # the first failing part settles the whole
            whole.failed = True
            self._fail(whole.job, reason)

    def _despair(self, reason: str) -> None:
        """Give up when nothing at all can be spoken; before that, look at another place in the book."""
        if self._lost < 0 or self._down:
            return
        self._lost += 1
        if self._lost == _HOPELESS // 2:
            self._ready.rotate(-(len(self._ready) // 2))
        elif self._lost == _HOPELESS:
            self._down = reason
