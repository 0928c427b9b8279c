"""A dask.distributed cluster as an executor for `render`: the same requests, the same cache keys, more machines.

    with connected("tcp://scheduler:8786", cache.directory) as cluster:
        render(requests, engine, cache, executor=cluster, workers=cluster.slots)

Each worker keeps its engine, and with it the model, for as long as it lives. Where the clip store is a folder that
workers reach too, clips are written there by whoever spoke them, and a sentence whose worker died after writing it
is found and not spoken again; else they come back over the wire. A worker with another version of this package is
refused, because what it said would be kept under a wrong name.
"""

from __future__ import annotations

import contextlib
import gc
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from audiobook import __version__
from audiobook.errors import CacheError, EngineMissing, EngineUnavailable
from audiobook.model import SpeechRequest
from audiobook.speech.answers import believed
from audiobook.speech.cache import Cache
from audiobook.speech.cluster_worker import describe, facts, fingerprint, speak
from audiobook.speech.stragglers import Stragglers
from audiobook.speech.worker import Outcome, speak_all_pickled, unpickled
from audiobook.system import files

if TYPE_CHECKING:
    from distributed import Client

_START_S = 60.0
"""So long a worker may take to appear before we give up, also when all have died in mid-run."""
_ANSWER_S = 10.0
_AHEAD = 2
"""Batches under way for each thread: one spoken, one waiting, so that no worker waits for the network."""


@contextmanager
def connected(address: str, directory: Path) -> Iterator[Cluster]:
    """The workers of the scheduler at `address`, for clips kept in `directory`.

    Raises `EngineMissing` without the extra `cluster`, `EngineUnavailable` if nobody answers, no worker comes, or a
    worker has another version.
    """
    try:
        import distributed
    except ImportError as error:
        raise EngineMissing("--cluster needs dask.distributed: pip install 'audiobook[cluster]'") from error
    client, wrong = None, ""
    try:
        client = distributed.Client(address, timeout=_ANSWER_S, name=f"audiobook-{os.getpid()}", set_as_default=False)
    except Exception as error:  # each of its transports fails in its own way
        wrong = type(error).__name__
    if client is None:
        # a client that could not connect closes itself when it is collected; in the middle of the next one's start
        # (one book after the other) that would be a deadlock
        gc.collect()
        raise EngineUnavailable(
            f"cluster {address}: no scheduler answers ({wrong}); start one with `dask scheduler`, and where it asks "
            "for certificates, set them as docs/scaling.md says"
        )
    cluster = None
    try:
        cluster = Cluster(client, address, directory)
        yield cluster
    finally:
        if cluster is not None:
            cluster.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(Exception):  # a scheduler that is gone cannot be taken leave of
            client.close(timeout=5)


@dataclass(slots=True)
class _Batch:
    """What was asked, and of whom."""

    arguments: tuple[str, bytes, Path, list[SpeechRequest], Path]
    """Of `cluster_worker.speak`."""
    began: float = field(default_factory=time.monotonic)
    remotes: list[Any] = field(default_factory=list)
    """The task at the scheduler, and copies of it where it was late."""

    @property
    def requests(self) -> list[SpeechRequest]:
        """To be spoken."""
        return self.arguments[3]


class Cluster(Executor):
    """Takes what `render` submits, and nothing else."""

    def __init__(self, client: Client, address: str, directory: Path) -> None:
        self._client, self._address, self._cache = client, address, Cache(directory.resolve())
        directory = self._cache.directory
        self._waiting: dict[Future[list[Outcome]], _Batch] = {}
        self._stragglers = Stragglers()
        self._lost = ""
        self._closed = threading.Event()
        self._guard = threading.Lock()
        self._receiver = ThreadPoolExecutor(1, thread_name_prefix="clips")
        try:
            client.wait_for_workers(1, timeout=_START_S)
        except Exception as error:
            raise EngineUnavailable(
                f"cluster {address}: no worker in {_START_S:.0f} s; "
                f"start some with `dask worker {address} --nthreads 1`"
            ) from error
        self._check_versions()
        self._probe = _place_probe(directory)
        self.slots = _AHEAD * max(1, sum(client.nthreads().values()))
        threading.Thread(target=self._watch, daemon=True).start()

    def _check_versions(self) -> None:
        try:
            there: Mapping[str, object] = self._client.run(facts)
        except Exception as error:  # a worker without this package cannot even name the function
            raise EngineUnavailable(
                f"cluster {self._address}: a worker cannot run audiobook ({type(error).__name__}: {error}); "
                f"install audiobook {__version__} in every worker's environment"
            ) from error
        ours = facts()
        for worker, theirs in there.items():
            if theirs != ours:
                raise EngineUnavailable(
                    f"cluster {self._address}: worker {worker} has {describe(theirs)}, this is {describe(ours)}; "
                    "install the same in every worker's environment"
                )

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
        """One batch of requests."""
        if work is not speak_all_pickled:
            raise TypeError("a cluster speaks requests and does nothing else")
        engine, _, requests = cast("tuple[bytes, Path, Sequence[SpeechRequest]]", arguments)
        directory = self._cache.directory  # absolute: workers have a working folder of their own
        future: Future[list[Outcome]] = Future()
        future.set_running_or_notify_cancel()
        if self._lost:
            future.set_result([Outcome("down", reason=self._lost)] * len(requests))
            return future
        batch = _Batch((fingerprint(), engine, directory, list(requests), self._probe))
        with self._guard:
            self._waiting[future] = batch
        self._ask(future, batch)
        return future

    def _ask(self, future: Future[list[Outcome]], batch: _Batch, workers: Sequence[str] | None = None) -> None:
        """Sends the batch to one of `workers`, or to whichever the scheduler likes."""
        only = {"workers": list(workers), "allow_other_workers": False} if workers else {}
        remote = self._client.submit(speak, *batch.arguments, pure=False, key=_key(), **only)
        batch.remotes.append(remote)  # distributed forgets a task nobody refers to

        def settle(done: Any) -> None:
            with contextlib.suppress(RuntimeError):  # closed meanwhile
                self._receiver.submit(self._settle, future, done, batch)

        remote.add_done_callback(settle)

    def _settle(self, future: Future[list[Outcome]], remote: Any, batch: _Batch) -> None:
        requests = batch.requests
        with self._guard:
            if future not in self._waiting:
                return  # another copy was quicker
        try:
            answer = remote.result(timeout=_START_S)
            able = unpickled(batch.arguments[1]).capabilities
            outcomes = believed(answer, requests, self._cache, able)
            self._stragglers.took.append(time.monotonic() - batch.began)
        except (CancelledError, TimeoutError) as error:
            down = Outcome("down", reason=f"cluster {self._address}: the scheduler is gone ({type(error).__name__})")
            self._end(future, [down] * len(requests))
        except CacheError as error:
            self._end(future, [Outcome("cache", reason=str(error))] * len(requests))
        except Exception as error:
            # what is wrong with one worker, or kills one after the other, costs this batch: it is tried again, then in
            # smaller pieces, then reported
            what = "died speaking it" if type(error).__name__ == "KilledWorker" else f"failed: {type(error).__name__}"
            self._end(future, [Outcome("faulty", reason=f"workers of the cluster {what}: {error}")] * len(requests))
        else:
            self._end(future, outcomes)

    def _end(self, future: Future[list[Outcome]], outcomes: list[Outcome]) -> None:
        with self._guard:
            if future not in self._waiting:
                return
            batch = self._waiting.pop(future)
        with contextlib.suppress(Exception):  # what was given to others as well
            self._client.cancel([remote for remote in batch.remotes if not remote.done()], force=True)
        batch.remotes.clear()
        future.set_result(outcomes)

    def _watch(self) -> None:
        """Ends everything when no worker has been there for long, and helps batches that are late: either would wait
        for ever."""
        last = time.monotonic()
        while not self._closed.wait(1.0):
            with contextlib.suppress(Exception):
                if self._client.scheduler_info(n_workers=1)["workers"]:
                    last = time.monotonic()
            if time.monotonic() - last > _START_S:
                self._give_up(f"cluster {self._address}: no worker is left for {_START_S:.0f} s")
                return
            with contextlib.suppress(Exception):  # a scheduler that does not answer just now
                self._help_the_late()

    def _help_the_late(self) -> None:
        with self._guard:
            waiting = dict(self._waiting)
        for future, batch in waiting.items():
            verdict = self._stragglers.verdict(batch.began, len(batch.remotes) - 1)
            if verdict == "give up":
                reason = f"cluster {self._address}: no worker answered in {time.monotonic() - batch.began:.0f} s"
                self._end(future, [Outcome("faulty", reason=reason)] * len(batch.requests))
            elif verdict == "copy":
                asked = {remote.key for remote in batch.remotes}
                at = self._client.processing()
                idle = [worker for worker, keys in at.items() if not keys]
                others = [worker for worker, keys in at.items() if not asked & {str(key) for key in keys}]
                if idle or others:
                    self._ask(future, batch, idle or others)

    def _give_up(self, reason: str) -> None:
        self._lost = reason
        self._closed.set()
        with self._guard:
            waiting = dict(self._waiting)
        for future, batch in waiting.items():
            self._end(future, [Outcome("down", reason=reason)] * len(batch.requests))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Cancels what is not finished; the workers stay, and stay warm."""
        self._give_up(f"cluster {self._address}: closed")
        self._receiver.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(OSError):
            self._probe.unlink(missing_ok=True)


def _place_probe(directory: Path) -> Path:
    """A file by which a worker sees that it reaches the same store."""
    probe = files.beside(directory / "probe")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        probe.touch()
    except OSError as error:
        raise CacheError(f"{directory}: cannot be written: {error.strerror}") from error
    return probe


def _key() -> str:
    return f"audiobook-{secrets.token_hex(8)}"
