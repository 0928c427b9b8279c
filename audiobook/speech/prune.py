"""Looking after the clip store: how large it is, what is damaged, and making room; safe beside running builds."""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobook.errors import CacheError
from audiobook.system import cleanup, files, locks

IN_USE = ".in-use"
"""Folder, in the store, of the signs of processes that use it: pruning leaves alone what they have used."""
_LEFTOVER_S = 3600
"""Younger temporary files may be those of somebody who gives no sign; writing a clip takes milliseconds."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of the store."""

    clips: int
    bytes: int


def clip_files(directory: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Every clip with its size and time of last use."""
    with _readable(directory):
        for path in directory.glob("??/*.wav"):
            with contextlib.suppress(FileNotFoundError):  # another process was quicker
                yield path, path.stat()


def prune(directory: Path, keep_bytes: int) -> Amount:
    """Remove clips, those used longest ago first, until at most `keep_bytes` are left.

    What a running build has used or made since it began stays, even if that is more.
    """
    clips = sorted(clip_files(directory), key=lambda clip: clip[1].st_mtime_ns)
    total = sum(state.st_size for _, state in clips)
    since = in_use_since(directory)
    count = freed = 0
    for path, state in clips:
        if total - freed <= keep_bytes or state.st_mtime >= since:
            break
        if _take_away(path, state):
            count += 1
            freed += state.st_size
    remove_leftovers(directory)
    return Amount(count, freed)


def in_use_since(directory: Path) -> float:
    """When the first of those began that use the store now, by the clock of its file system; infinite if nobody
    does. What was used since then is in use."""
    users = locks.others(directory / IN_USE)
    for sign in users.dead:
        locks.remove(sign)
    return min(users.began, default=math.inf)


def _take_away(path: Path, state: os.stat_result) -> bool:
    """Remove a clip unless somebody has used it since `state`.

    A reader touches a clip after reading it. Either that comes before the renaming, then the time has changed and
    the clip is put back; or after it, then the touching fails and the reader counts the clip as missing. Where a
    file that is open cannot be renamed, it is in use.
    """
    aside = files.beside(path)
    with contextlib.suppress(FileNotFoundError, PermissionError):
        path.replace(aside)
        if aside.stat().st_mtime_ns == state.st_mtime_ns:
            aside.unlink()
            return True
        aside.replace(path)
    return False


def remove_leftovers(directory: Path) -> None:
    """Remove what writers that were killed have left behind: neither those that live nor young."""
    cleanup.clear(directory, (min(in_use_since(directory), locks.clock(directory) - _LEFTOVER_S),))


@contextlib.contextmanager
def _readable(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CacheError(f"{directory}: {error.strerror}") from error
