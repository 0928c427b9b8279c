"""Says that a process is using the clip store, for as long as it lives: pruning leaves alone what it has used.

A lease is an empty file locked by its process. The lock goes with the process, however that ends, so a lease that
can be locked is a leftover.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import FileLock

_FOLDER = ".in-use"

_held: dict[tuple[int, Path], object] = {}
"""By process and store; kept until the process ends (a forked child takes one of its own)."""


def take(directory: Path) -> None:
    """Hold a lease on the store in `directory` from now on; none on a store that cannot be written."""
    key = (os.getpid(), directory)
    if key in _held:
        return
    import filelock

    lock = None
    with contextlib.suppress(OSError, filelock.Timeout):
        folder = directory / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / f"{os.getpid()}-{secrets.token_hex(4)}.lock", timeout=0)
        lock.acquire()
        atexit.register(_give_back, lock)
    _held[key] = lock


def _give_back(lock: FileLock) -> None:
    with contextlib.suppress(OSError):
        Path(lock.lock_file).unlink()


def oldest_start(directory: Path) -> float | None:
    """When the longest running process took its lease (seconds, by the file system's clock); None: nobody has one.
    Leftovers are removed."""
    import filelock

    starts: list[float] = []
    for file in (directory / _FOLDER).glob("*.lock"):
        try:
            start = file.stat().st_mtime
            with filelock.FileLock(file, timeout=0):
                pass
        except filelock.Timeout:
            starts.append(start)
        except OSError:
            continue
        else:
            with contextlib.suppress(OSError):
                file.unlink()
    return min(starts, default=None)
