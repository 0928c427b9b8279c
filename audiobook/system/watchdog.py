"""Bounds on time and memory of a piece of work in this process: what reads a document ends with one clear line, where
the machine would otherwise stand still.

Signals of a timer interrupt Python and its regular expressions, in the main thread of systems that have such timers
(all but Windows). What a library written in C does in one call is not interrupted: a process that is one command ends
with it, a process of its own (pipeline/sandbox.py) is ended.
"""

from __future__ import annotations

import contextlib
import os
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


_GRACE_S = 30
"""Processor time after which a call that does not come back is given up together with its process, where that may
be."""
_may_end: list[bool] = []
"""Whether this process is one command and may be ended; set by the command line."""
_allowed: list[float] = []
"""Processor time, as `time.process_time` counts it, at which the work under way is to end; the innermost last."""


def more(seconds: float) -> None:
    """Give the work under way more time: it has come to something that takes long and is bounded, as a page to be
    recognised."""
    if _allowed:
        _allowed[-1] += seconds


def this_process_may_end() -> None:
    """This process is one command: what does not come back is ended with it."""
    _may_end.append(True)


@contextlib.contextmanager
def watch(seconds: float, megabytes: int, last_word: str = "") -> Iterator[None]:
    """Let what is done inside take so much processor time and so much memory more than there is now. `last_word`: what
    a process says on standard error that ends because a call of a library does not come back.

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

    over = threading.Event()
    if _may_end and last_word:
        threading.Thread(target=_end_process, args=(over, last_word), daemon=True).start()
    before = signal.signal(signal.SIGVTALRM, look)
    timer = signal.setitimer(signal.ITIMER_VIRTUAL, _EVERY_S, _EVERY_S)
    try:
        with _fewer_addresses(megabytes * 1_000_000 * _ADDRESSES):
            yield
    finally:
        over.set()
        signal.setitimer(signal.ITIMER_VIRTUAL, *timer)
        signal.signal(signal.SIGVTALRM, before)
        _allowed.pop()


def _end_process(over: threading.Event, last_word: str) -> None:
    while not over.wait(1.0):
        innermost = _allowed[-1:]  # none, where the work has ended in this moment
        if innermost and time.process_time() > innermost[0] + _GRACE_S:
            os.write(2, f"{last_word}\n".encode())  # the streams may be held by what does not come back
            os._exit(1)


def resident() -> int:
    """Bytes of memory that this process has in use; 0 where the system does not say."""
    return _statm(1)


def _statm(field: int) -> int:
    try:
        import resource  # not on Windows

        return int(Path("/proc/self/statm").read_text().split()[field]) * resource.getpagesize()
    except (ImportError, OSError, ValueError, IndexError):
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
