"""Says that a process lives and uses a folder, for as long as it does, however it ends.

The sign is an empty file locked by its process, in a folder of signs. The operating system lets go of the lock when
the process dies, so a sign that can be locked belonged to one that did. "When it began" is by the clock of the file
system the sign is on, so that the clock of another machine does not count; where that clock was set back since,
nobody knows what is older than the sign, and everything counts as younger.

Some network file systems have no locks. There a lock is a file that says which process of which machine holds it:
one of this machine is looked up, one of another is believed to live.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.system import files

if TYPE_CHECKING:
    from filelock import BaseFileLock

_SUFFIX = ".run"
_WITHOUT_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}
"""What file systems that have no locks answer."""
_HOLDER = ".held"
"""Suffix of the file that is the lock there."""

_held: dict[tuple[int, Path], BaseFileLock | None] = {}
"""By process and folder, until the process ends (a forked child takes a sign of its own)."""


@dataclass(frozen=True, slots=True)
class Others:
    """What the signs in a folder say of other processes."""

    began: tuple[float, ...] = ()
    """When each living one began (seconds since 1970, by the file system's clock)."""
    dead: tuple[Path, ...] = ()
    """Signs of processes that were killed."""


def take(path: Path, *, timeout_s: float = 0) -> BaseFileLock:
    """The lock on `path`, held until it is released or the process ends. Raises `filelock.Timeout` where another has
    it, `OSError` where there can be none."""
    from filelock import FileLock, SoftFileLock

    lock: BaseFileLock = FileLock(path, timeout=timeout_s, fallback_to_soft=False)
    try:
        lock.acquire()
    except OSError as error:
        if error.errno not in _WITHOUT_LOCKS:
            raise
        lock = SoftFileLock(holder(path), timeout=timeout_s)
        lock.acquire()
    return lock


def holder(path: Path) -> Path:
    """The file that is the lock on `path` where the file system has none."""
    return path.with_name(f"{path.name}{_HOLDER}")


@contextmanager
def locked(path: Path, *, timeout_s: float = 0) -> Iterator[None]:
    """Holds the lock on `path` while the block runs; errors as in `take`."""
    lock = take(path, timeout_s=timeout_s)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def alive(folder: Path) -> Iterator[Path]:
    """A sign of this process in `folder` for as long as the block runs. Raises `OSError`."""
    sign, lock = _sign(folder)
    try:
        yield sign
    finally:
        _take_away(sign, lock)


def alive_until_exit(folder: Path) -> None:
    """A sign of this process in `folder` from now on, none where it cannot be written; those of the dead are
    cleared away."""
    key = (os.getpid(), folder)
    if key in _held:
        return
    _held[key] = None
    with contextlib.suppress(OSError):
        sign, lock = _sign(folder)
        _held[key] = lock
        atexit.register(_take_away, sign, lock)
        for dead in others(folder, sign).dead:
            remove(dead)


def others(folder: Path, own: Path | None = None) -> Others:
    """Who else uses what the signs in `folder` stand for; `own` is this process's sign."""
    from filelock import Timeout

    began: list[float] = []
    dead: list[Path] = []
    signs = [sign for sign in folder.glob(f"*{_SUFFIX}") if sign != own]
    now = clock(folder) if signs else 0.0
    for sign in signs:
        with contextlib.suppress(FileNotFoundError):
            since = sign.stat().st_mtime
            try:
                take(sign).release()
                dead.append(sign)
            except (Timeout, OSError):
                began.append(since if since <= now else 0.0)
    return Others(tuple(began), tuple(dead))


def somebody_died(folder: Path) -> bool:
    """Whether a sign in `folder` is of a process of this machine that is no more: a quick look, which tries no lock,
    and does not know on Windows."""
    here = f"{socket.gethostname()}-"
    for sign in folder.glob(f"{here}*{_SUFFIX}"):
        pid = sign.name.removeprefix(here).partition("-")[0]
        try:
            if os.name == "posix" and pid.isdigit():
                os.kill(int(pid), 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            continue
    return False


def clock(folder: Path) -> float:
    """The time by the clock of the file system `folder` is on, in seconds since 1970; this machine's where nothing
    can be written there."""
    probe = files.beside(folder / "clock")
    try:
        probe.touch()
        return probe.stat().st_mtime
    except OSError:
        return time.time()
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()


def remove(sign: Path) -> None:
    """Takes away the sign of a dead process, and what stands for its lock; one that is being looked at stays."""
    for path in (sign, holder(sign)):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _sign(folder: Path) -> tuple[Path, BaseFileLock]:
    folder.mkdir(parents=True, exist_ok=True)
    sign = folder / f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}{_SUFFIX}"
    return sign, take(sign)


def _take_away(sign: Path, lock: BaseFileLock) -> None:
    # removed first, released then: in between nobody can take it for a dead one's
    with contextlib.suppress(OSError):
        sign.unlink(missing_ok=True)
    lock.release()
    # where a file that is open cannot be removed
    with contextlib.suppress(OSError):
        sign.unlink(missing_ok=True)
