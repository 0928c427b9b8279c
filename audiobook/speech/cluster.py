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
import functools
import hashlib
import os
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from audiobook import __version__
from audiobook.errors import CacheError, EngineMissing, EngineUnavailable
from audiobook.model import Clip, SpeechRequest
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Speech
from audiobook.speech.worker import Outcome, speak_all_pickled, speak_one, unpickled
from audiobook.system import files

if TYPE_CHECKING:
    from distributed import Client

_PACKAGE = Path(__file__).parents[1]
_START_S = 60.0
"""So long a worker may take to appear before we give up, also when all have died in mid-run."""
_ANSWER_S = 10.0
_AHEAD = 2
"""Batches under way for each thread: one spoken, one waiting, so that no worker waits for the network."""

_speaking = threading.Lock()
"""Of a worker process: engines that compute are made for one thread."""


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
    try:
        client = distributed.Client(address, timeout=_ANSWER_S, name=f"audiobook-{os.getpid()}", set_as_default=False)
    except Exception as error:  # each of its transports fails in its own way
        raise EngineUnavailable(
            f"cluster {address}: no scheduler answers ({type(error).__name__}); start one with `dask scheduler`"
        ) from error
    cluster = None
    try:
        cluster = Cluster(client, address, directory)
        yield cluster
    finally:
        if cluster is not None:
            cluster.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(Exception):  # a scheduler that is gone cannot be taken leave of
            client.close(timeout=5)


class Cluster(Executor):
    """Takes what `render` submits, and nothing else."""

    def __init__(self, client: Client, address: str, directory: Path) -> None:
        self._client, self._address, self._cache = client, address, Cache(directory.resolve())
        directory = self._cache.directory
        self._waiting: dict[Future[list[Outcome]], int] = {}
        """How many outcomes are expected of each."""
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
            there: Mapping[str, object] = self._client.run(_facts)
        except Exception as error:  # a worker without this package cannot even name the function
            raise EngineUnavailable(
                f"cluster {self._address}: a worker cannot run audiobook ({type(error).__name__}: {error}); "
                f"install audiobook {__version__} in every worker's environment"
            ) from error
        ours = _facts()
        for worker, facts in there.items():
            if facts != ours:
                raise EngineUnavailable(
                    f"cluster {self._address}: worker {worker} has {_describe(facts)}, this is {_describe(ours)}; "
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
        remote = self._client.submit(
            _speak, fingerprint(), engine, directory, list(requests), self._probe, pure=False, key=_key()
        )
        with self._guard:
            self._waiting[future] = len(requests)

        def settle(done: Any) -> None:
            self._receiver.submit(self._settle, future, done, requests)

        remote.add_done_callback(settle)
        # distributed forgets a task nobody refers to
        future.remote = remote  # type: ignore[attr-defined]
        return future

    def _settle(self, future: Future[list[Outcome]], remote: Any, requests: Sequence[SpeechRequest]) -> None:
        try:
            outcomes: list[Outcome] = self._received(remote.result(timeout=_START_S), requests)
        except (CancelledError, TimeoutError) as error:
            down = Outcome("down", reason=f"cluster {self._address}: the scheduler is gone ({type(error).__name__})")
            self._end(future, [down] * len(requests))
        except CacheError as error:
            self._end(future, [Outcome("cache", reason=str(error))] * len(requests))
        except Exception as error:
            if type(error).__name__ == "KilledWorker":
                # workers died with this batch again and again: it is tried in smaller pieces, then reported
                outcomes = [Outcome("faulty", reason=f"workers of the cluster died speaking it: {error}")]
                self._end(future, outcomes * len(requests))
            else:
                self._end(future, error)
        else:
            self._end(future, outcomes)

    def _received(
        self, answer: tuple[list[Outcome], dict[int, Speech]], requests: Sequence[SpeechRequest]
    ) -> list[Outcome]:
        outcomes, sent = answer
        for place, speech in sent.items():
            outcomes[place] = Outcome("spoken", self._cache.put(requests[place], speech))
        return outcomes

    def _end(self, future: Future[list[Outcome]], result: list[Outcome] | Exception) -> None:
        with self._guard:
            if future not in self._waiting:
                return
            del self._waiting[future]
        future.remote = None  # type: ignore[attr-defined]
        if isinstance(result, Exception):
            future.set_exception(result)
        else:
            future.set_result(result)

    def _watch(self) -> None:
        """Ends everything when no worker has been there for long: it would wait for ever."""
        last = time.monotonic()
        while not self._closed.wait(1.0):
            with contextlib.suppress(Exception):
                if self._client.scheduler_info(n_workers=1)["workers"]:
                    last = time.monotonic()
            if time.monotonic() - last > _START_S:
                self._give_up(f"cluster {self._address}: no worker is left for {_START_S:.0f} s")
                return

    def _give_up(self, reason: str) -> None:
        self._lost = reason
        self._closed.set()
        with self._guard:
            waiting = dict(self._waiting)
        for future, count in waiting.items():
            self._end(future, [Outcome("down", reason=reason)] * count)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Cancels what is not finished; the workers stay, and stay warm."""
        with self._guard:
            remotes = [future.remote for future in self._waiting]  # type: ignore[attr-defined]
        with contextlib.suppress(Exception):
            self._client.cancel(remotes, force=True)
        self._give_up(f"cluster {self._address}: closed")
        self._receiver.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(OSError):
            self._probe.unlink(missing_ok=True)


@functools.cache
def fingerprint() -> str:
    """Of all that decides what a request sounds like and how it is kept: equal on workers that may speak for us."""
    check = hashlib.sha256(__version__.encode())
    for path in sorted([*(_PACKAGE / "speech").rglob("*.py"), _PACKAGE / "model.py"]):
        check.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return check.hexdigest()[:16]


def _facts() -> tuple[str, str, str]:
    """What must be the same on both sides: values are pickled between them."""
    return __version__, fingerprint(), ".".join(map(str, sys.version_info[:2]))


def _describe(facts: object) -> str:
    version, digest, python = cast("tuple[str, str, str]", facts)
    return f"audiobook {version} ({digest}) on Python {python}"


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


class _Outbox(Cache):
    """Keeps clips in memory, to be sent back."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.kept: dict[str, Speech] = {}

    def get(self, request: SpeechRequest) -> Clip | None:
        """Nothing is found here."""
        return None

    def put(self, request: SpeechRequest, speech: Speech) -> Clip:
        """Kept until it is sent."""
        digest = self.digest(request)
        self.kept[digest] = speech
        return Clip(self.path(digest), speech.sample_rate, len(speech.samples), digest, speech.marks, speech.times)


def _speak(
    wanted: str, engine: bytes, directory: Path, requests: Sequence[SpeechRequest], probe: Path
) -> tuple[list[Outcome], dict[int, Speech]]:
    """Runs in a worker: an outcome for each request, and by its place the audio of those that are not in the store."""
    if wanted != fingerprint():
        from distributed import Reschedule, get_worker

        # it joined after the check at the start: it leaves, and others take this batch
        worker = get_worker()
        worker.loop.add_callback(worker.close, reason="audiobook: another version is wanted")
        raise Reschedule
    try:
        ready = unpickled(engine)
    except Exception as error:
        down = Outcome("down", reason=f"the engine cannot start in a worker: {type(error).__name__}: {error}")
        return [down] * len(requests), {}
    shared = probe.exists()
    store = Cache(directory) if shared else _Outbox(directory)
    one = _speaking if ready.capabilities.needs == "cpu" else contextlib.nullcontext()
    with one:
        outcomes = [speak_one(ready, store, request) for request in requests]
    kept = {} if shared else cast("_Outbox", store).kept
    return outcomes, {
        place: kept[outcome.clip.digest]
        for place, outcome in enumerate(outcomes)
        if outcome.clip is not None and outcome.clip.digest in kept
    }
