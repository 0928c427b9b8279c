"""Those who speak: threads for engines that wait, processes for engines that compute, or the caller's executor."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor

from audiobook.model import SpeechRequest
from audiobook.speech import machine
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Engine
from audiobook.speech.pool import Pool
from audiobook.speech.threads import DaemonThreads
from audiobook.speech.worker import Outcome, speak_all, speak_all_pickled


class Workers:
    """Up to `most` workers, of whatever kind suits `engine`; `wanted` if somebody said how many, else by the engine
    and the machine. Started on the first `submit`, and for good in the hands of whoever brought `executor`."""

    def __init__(
        self, engine: Engine, cache: Cache, *, executor: Executor | None, wanted: int | None, most: int
    ) -> None:
        self._engine = engine
        self._cache = cache
        self._executor = executor
        self._pool: Pool | None = None
        able = engine.capabilities
        if able.needs == "network":
            count = wanted or able.workers
        else:
            fitting = machine.workers(able.memory_mb)
            count = wanted or min(able.workers or fitting, fitting)
        self.full_size = self.size = max(1, min(count, most))
        if executor is None and able.needs == "network":
            self._executor = DaemonThreads()
        self.limit_s = able.request_seconds if isinstance(self._executor, DaemonThreads) else None
        """Seconds after which a request is given up; None where whoever brought the executor must."""
        self.shares_engine = isinstance(self._executor, DaemonThreads | ThreadPoolExecutor)
        """Threads use the one engine, and with it its connections; each process gets its own."""
        self.renewable = self._executor is None
        """Dead workers can be replaced: the processes are ours."""
        self._pickled = b""

    def submit(self, requests: Sequence[SpeechRequest]) -> Future[list[Outcome]]:
        """Have `requests` spoken one after the other. Raises `BrokenExecutor` if workers have died."""
        if self.shares_engine and self._executor is not None:
            return self._executor.submit(speak_all, self._engine, self._cache, requests)
        self._pickled = self._pickled or pickle.dumps(self._engine)
        if self._executor is not None:
            return self._executor.submit(speak_all_pickled, self._pickled, self._cache.directory, requests)
        if self._pool is None:
            self._pool = Pool(self.size)
        return self._pool.submit(speak_all_pickled, self._pickled, self._cache.directory, requests)

    def restart(self, size: int) -> None:
        """End all workers; `size` others take their place on the next `submit`."""
        self.stop()
        self.size = size

    def stop(self) -> None:
        """End all workers now, but for those that are not ours; threads end with what they are at."""
        if self._pool is not None:
            self._pool.stop()
            self._pool = None
