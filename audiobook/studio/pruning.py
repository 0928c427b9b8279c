"""Folders of the cache that hold what the page has asked for lately, and no more."""

from __future__ import annotations

import contextlib
from pathlib import Path


def prune(folder: Path, most: int) -> None:
    """Removes all files of `folder` but the `most` that are newest."""
    found = []
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another window has removed it
            found.append((path.stat().st_mtime, path))
    for _, path in sorted(found)[:-most]:
        path.unlink(missing_ok=True)
