"""Worker processes that die with their parent."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")


class Pool:
    """A `ProcessPoolExecutor` whose workers end at once when `stop` is called or the parent is gone (even by
    kill -9), and leave Ctrl-C to the parent."""

    def __init__(self, workers: int) -> None:
        # spawn: a forked copy of a process with threads (ours has a progress bar and maybe a model) can deadlock
        context = multiprocessing.get_context("spawn")
        # nothing is ever written: the workers wait for the end that only this process holds to be closed
        watched, self._held = context.Pipe(duplex=False)
        self._watched = watched
        self.executor = ProcessPoolExecutor(
            max_workers=workers, mp_context=context, initializer=_start, initargs=(watched,)
        )

    def submit(self, work: Callable[..., T], *arguments: Any) -> Future[T]:
        """As `Executor.submit`; a worker it starts is safe from Ctrl-C from its first instruction on."""
        if not hasattr(signal, "pthread_sigmask"):
            return self.executor.submit(work, *arguments)
        # the mask is inherited: a Ctrl-C while Python starts would print a traceback for each worker
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self.executor.submit(work, *arguments)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def stop(self) -> None:
        """End all workers now, whatever they are doing; clips are written whole or not at all."""
        # those that are still starting do not watch yet; without the attribute (private) they end a little later
        processes = list((getattr(self.executor, "_processes", None) or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        self._held.close()
        self._watched.close()
        for process in processes:
            process.kill()


def _start(watched: Connection) -> None:
    """Runs first in every worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def leave() -> None:
        with contextlib.suppress(EOFError, OSError):
            watched.recv_bytes()
        os._exit(0)

    threading.Thread(target=leave, daemon=True).start()
