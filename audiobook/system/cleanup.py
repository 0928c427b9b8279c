"""What a killed process left behind, found and removed without touching what living ones are at.

A process that builds holds a locked file of its own in the cache while it does, and removes it when it is done. One
that nobody holds belonged to a process that was killed: only then are folders searched. A temporary file is a
leftover when nobody else is building, or when it is older than everybody who is. "Older" is always by the clock of
the file system the files are on, so that neither a clock that jumps nor one of another machine counts.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import stat
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

TEMPORARY = re.compile(
    r"\.[a-z0-9_]{8}\.(part|tmp)"  # clips, passages, what is published
    r"|\.audiobook-[a-z0-9_]{8}\.\w+"  # audio
    r"|[0-9a-f]{24}\.\d+\.tmp"  # stamps
    r"|.+\.onnx[a-z0-9_]{8}\.part"  # the joined model
    r"|\.[0-9a-f]{64}\.wav\.tmp"  # clips on their way out
    r"|\.cluster-[0-9a-f]{16}"
    r"|tmp[a-z0-9_]{8}"  # jieba's table
    r"|\.edge-voices[a-z0-9_]{8}"
)
"""Names that are only ever temporary, as the rooms choose them."""

SCRATCH = re.compile(r"audiobook-[a-z0-9_]{8}")
"""The same of folders, in `scratch`."""

_DUMP_S = 10
"""Writing jieba's table takes a tenth of a second."""
_GRAIN_S = 2.0
"""Some file systems keep times to two seconds."""


@contextmanager
def running(cache: Path) -> Iterator[None]:
    """Marks this process as building with `cache`; before that, clears it if someone was killed. Raises `OSError`."""
    from filelock import FileLock

    runs = cache / "runs"
    runs.mkdir(parents=True, exist_ok=True)
    mark = runs / f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}.run"
    lock = FileLock(mark)
    lock.acquire()
    try:
        dead, alive = _others(runs, mark)
        if dead:
            _clear([cache], alive)
            for other in dead:
                other.unlink(missing_ok=True)
        yield
    finally:
        # removed first, released then: in between nobody can take it for a dead one's
        with contextlib.suppress(OSError):
            mark.unlink(missing_ok=True)
        lock.release()


def scratch(cache: Path) -> None:
    """Lets libraries put their temporary files into a folder of the cache that is this user's alone.

    There a later start finds what a kill left; and jieba keeps its table in the temporary folder under a fixed name
    and believes what it finds, which in one that all users share would be anybody's. Where that cannot be, nothing
    changes.
    """
    place = cache / f"tmp-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    with contextlib.suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = place.lstat()
        if not stat.S_ISDIR(status.st_mode) or (hasattr(os, "getuid") and status.st_uid != os.getuid()):
            return
        tempfile.tempdir = str(place.resolve())
        # jieba leaves its half-written table on a full disk, and would fill it again and again
        for path in place.glob("tmp????????"):
            if path.is_file() and time.time() - path.stat().st_mtime > _DUMP_S:
                path.unlink()


def clear(folder: Path) -> None:
    """Removes temporary files of the book in `folder`, which only the caller is building."""
    _clear([folder], [])


def _others(runs: Path, own: Path) -> tuple[list[Path], list[float]]:
    """Marks of dead processes, and when each living one began."""
    from filelock import FileLock, Timeout

    dead: list[Path] = []
    alive: list[float] = []
    for mark in runs.glob("*.run"):
        if mark == own:
            continue
        with contextlib.suppress(FileNotFoundError):
            began = mark.stat().st_mtime
            try:
                with FileLock(mark, timeout=0):
                    dead.append(mark)
            except (Timeout, OSError):
                alive.append(began)
    return dead, alive


def _clear(folders: Iterable[Path], alive: Iterable[float]) -> None:
    oldest = min(alive, default=None)
    for path in list(_temporary(folders)):
        with contextlib.suppress(OSError):
            if oldest is None or path.stat().st_mtime < oldest - _GRAIN_S:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


def _temporary(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for root, inside, names in os.walk(folder):
            yield from (Path(root, name) for name in names if TEMPORARY.fullmatch(name))
            yield from (Path(root, name) for name in inside if SCRATCH.fullmatch(name))
