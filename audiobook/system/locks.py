"""Says that a process lives and uses a folder, for as long as it does, however it ends.

The sign is an empty file locked by its process, in a folder of signs. The operating system lets go of the lock when
the process dies, so a sign that can be locked belonged to one that did. "When it began" is by the clock of the file
system the sign is on, so that neither a clock that jumps nor one of another machine counts.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import FileLock

_SUFFIX = ".run"

_held: dict[tuple[int, Path], FileLock | None] = {}
"""By process and folder, until the process ends (a forked child takes a sign of its own)."""


@dataclass(frozen=True, slots=True)
class Others:
    """What the signs in a folder say of other processes."""

    began: tuple[float, ...] = ()
    """When each living one began (seconds since 1970, by the file system's clock)."""
    dead: tuple[Path, ...] = ()
    """Signs of processes that were killed."""


@contextmanager
def alive(folder: Path) -> Iterator[Path]:
    """A sign of this process in `folder` for as long as the block runs. Raises `OSError`."""
    lock = _sign(folder)
    try:
        yield Path(lock.lock_file)
    finally:
        _take_away(lock)


def alive_until_exit(folder: Path) -> None:
    """A sign of this process in `folder` from now on; none where it cannot be written."""
    key = (os.getpid(), folder)
    if key in _held:
        return
    _held[key] = None
    with contextlib.suppress(OSError):
        _held[key] = lock = _sign(folder)
        atexit.register(_take_away, lock)


def others(folder: Path, own: Path | None = None) -> Others:
    """Who else uses what the signs in `folder` stand for; `own` is this process's sign."""
    from filelock import FileLock, Timeout

    began: list[float] = []
    dead: list[Path] = []
    for sign in folder.glob(f"*{_SUFFIX}"):
        if sign == own:
            continue
        with contextlib.suppress(FileNotFoundError):
            since = sign.stat().st_mtime
            try:
                with FileLock(sign, timeout=0):
                    dead.append(sign)
            except (Timeout, OSError):
                began.append(since)
    return Others(tuple(began), tuple(dead))


def _sign(folder: Path) -> FileLock:
    from filelock import FileLock

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}{_SUFFIX}", timeout=0)
    lock.acquire()
    return lock


def _take_away(lock: FileLock) -> None:
    # removed first, released then: in between nobody can take it for a dead one's
    with contextlib.suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()
