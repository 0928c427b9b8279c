"""What a script was before each correction, on disk: corrections are undone after a restart, too."""

from __future__ import annotations

import contextlib
from pathlib import Path

from audiobook.errors import CacheError
from audiobook.system import files

MOST = 200
"""Corrections that can be undone."""


class History:
    """The states of one script, in `folder`: 1.undo … n.undo before the present one, 1.redo … after it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def push(self, before: bytes) -> None:
        """`before` was corrected; what had been undone is gone. Raises `CacheError`."""
        self._put("undo", before)
        for number in self._numbers("redo"):
            self._path("redo", number).unlink(missing_ok=True)
        for number in self._numbers("undo")[:-MOST]:
            self._path("undo", number).unlink(missing_ok=True)

    def undo(self, now: bytes) -> bytes | None:
        """The state before the last correction; None where there is none. Raises `CacheError`."""
        return self._turn("undo", "redo", now)

    def redo(self, now: bytes) -> bytes | None:
        """The state before the last `undo`. Raises `CacheError`."""
        return self._turn("redo", "undo", now)

    @property
    def steps(self) -> tuple[int, int]:
        """How many corrections can be undone, and how many made again."""
        return len(self._numbers("undo")), len(self._numbers("redo"))

    def _turn(self, taken: str, given: str, now: bytes) -> bytes | None:
        numbers = self._numbers(taken)
        if not numbers:
            return None
        path = self._path(taken, numbers[-1])
        try:
            state = path.read_bytes()
        except OSError as error:
            raise CacheError(f"{path}: cannot be read ({error.strerror or error})") from error
        self._put(given, now)
        path.unlink(missing_ok=True)
        return state

    def _put(self, kind: str, state: bytes) -> None:
        files.write(self._path(kind, (self._numbers(kind) or [0])[-1] + 1), state, error=CacheError)

    def _path(self, kind: str, number: int) -> Path:
        return self.folder / f"{number}.{kind}"

    def _numbers(self, kind: str) -> list[int]:
        with contextlib.suppress(OSError):
            return sorted(int(path.stem) for path in self.folder.glob(f"*.{kind}") if path.stem.isdecimal())
        return []
