"""Bounds on time and memory of a piece of work in this process: what reads a document ends with one clear line, where
the machine would otherwise stand still.

Signals of a timer interrupt Python and its regular expressions, in the main thread of systems that have such timers
(all but Windows). What a library written in C does in one call is not interrupted but by the end of its memory;
a process of its own (pipeline/sandbox.py) is.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

_EVERY_S = 0.25
"""Processor time between two looks."""
_ADDRESSES = 4
"""Times the memory that is allowed are addresses: threads put by more of them than they ever use."""


class TooLong(BaseException):
    """The time is up. No `Exception`: readers catch whatever their libraries raise, and must not catch this."""


class TooMuch(BaseException):
    """The memory is used up."""


_allowed: list[float] = []
"""Processor time, as `time.process_time` counts it, at which the work under way is to end; the innermost last."""


def more(seconds: float) -> None:
    """Give the work under way more time: it has come to something that takes long and is bounded, as a page to be
    recognised."""
    if _allowed:
        _allowed[-1] += seconds


@contextlib.contextmanager
def watch(seconds: float, megabytes: int) -> Iterator[None]:
    """Let what is done inside take so much processor time and so much memory more than there is now.

    Raises `TooLong`, `TooMuch` or, where that comes first, `MemoryError` inside.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    most = resident() + megabytes * 1_000_000
    _allowed.append(time.process_time() + seconds)

    def look(*_: object) -> None:
        if time.process_time() > _allowed[-1]:
            raise TooLong
        if resident() > most:
            raise TooMuch

    before = signal.signal(signal.SIGVTALRM, look)
    timer = signal.setitimer(signal.ITIMER_VIRTUAL, _EVERY_S, _EVERY_S)
    try:
        with _fewer_addresses(megabytes * 1_000_000 * _ADDRESSES):
            yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, *timer)
        signal.signal(signal.SIGVTALRM, before)
        _allowed.pop()


def resident() -> int:
    """Bytes of memory that this process has in use; 0 where the system does not say."""
    return _statm(1)


def _statm(field: int) -> int:
    try:
        import resource

        return int(Path("/proc/self/statm").read_text().split()[field]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


@contextlib.contextmanager
def _fewer_addresses(more: int) -> Iterator[None]:
    """So many bytes of addresses more than there are now: for what takes its memory in one call."""
    here = _statm(0)
    if sys.platform != "linux" or not here:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limits = [here + more, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
