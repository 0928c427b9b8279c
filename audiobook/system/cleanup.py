"""What a killed process left behind, found and removed without touching what living ones are at.

A process that builds gives a sign of life in the cache (`system.locks`). A sign of a dead one means that somebody
was killed: only then are folders searched. A temporary file is a leftover when nobody else is building, or when it
is older than everybody who is.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from audiobook.system import files, locks

_GRAIN_S = 2.0
"""Some file systems keep times to two seconds."""


@contextmanager
def running(cache: Path, shelf: Path | None = None) -> Iterator[None]:
    """Marks this process as building with `cache`; before that, clears it if someone was killed, and what lies
    directly in `shelf`, the folder of all books. Raises `OSError`."""
    signs = cache / "runs"
    with locks.alive(signs) as own:
        found = locks.others(signs, own)
        if found.dead:
            clear(cache, found.began)
            if shelf is not None:
                clear(shelf, found.began, deep=False)
            for sign in found.dead:
                locks.remove(sign)
        yield


def clear(folder: Path, began: Sequence[float] = (), *, deep: bool = True) -> None:
    """Removes temporary files and folders in `folder`, and below if `deep`, that are older than everybody who `began`
    using it; all of them where nobody else does."""
    oldest = min(began, default=None)
    for path in list(_temporary(folder, deep=deep)):
        with contextlib.suppress(OSError):
            if oldest is None or path.stat().st_mtime < oldest - _GRAIN_S:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


def _temporary(folder: Path, *, deep: bool) -> Iterator[Path]:
    for root, inside, names in os.walk(folder):
        if not deep:
            inside[:] = [name for name in inside if files.is_temporary(name)]
        yield from (Path(root, name) for name in [*inside, *names] if files.is_temporary(name))
