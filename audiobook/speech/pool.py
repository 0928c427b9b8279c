"""Worker processes that die with their parent, and how many of them this machine can feed."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
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


def worker_count(wanted: int | None, *, default: int, memory_mb: int) -> int:
    """How many worker processes to start: `wanted` if somebody said so, else `default` (0: as many as there are
    cores), but no more than fit into free memory at `memory_mb` each; at least one."""
    if wanted is not None:
        return max(1, wanted)
    count = default or cores()
    free = free_memory_mb()
    if memory_mb and free is not None:
        count = min(count, free // memory_mb)
    return max(1, count)


def cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def free_memory_mb() -> int | None:
    """Memory that can still be had, in MB: the machine's, or what a container leaves; None where nobody says."""
    limits: list[int] = []
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        limits.append(int(next(line for line in lines if line.startswith("MemAvailable")).split()[1]) // 1024)
    with contextlib.suppress(OSError, ValueError):
        most = Path("/sys/fs/cgroup/memory.max").read_text("ascii").strip()
        used = int(Path("/sys/fs/cgroup/memory.current").read_text("ascii"))
        limits.append((int(most) - used) // 1_000_000)
    return min(limits, default=None)
