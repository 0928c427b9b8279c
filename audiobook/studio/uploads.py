"""Files that are dropped on the page: named by nobody else, bounded, whole or not there.

The page sends each file as the body of a request of its own, a folder as one request a file.
"""

from __future__ import annotations

import asyncio
import dataclasses
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from audiobook.errors import ConfigError, PublishError, UnreadableSource
from audiobook.studio.shelf import Shelf, Work, safe_name
from audiobook.system import files

MOST_FILES = 3000
"""In a folder."""
STALL_S = 60.0
"""To send the next bytes."""
LEAST_FREE_BYTES = 200_000_000
"""Room that is left on the disk for books."""


async def receive(shelf: Shelf, name: str, into: str, size: int | None, chunks: AsyncIterator[bytes]) -> Work:
    """Keeps one file, called `name`, of a new work, or of the folder that was begun as `into`.

    `size`: what was announced. Raises `ConfigError` for a name that is none, `UnreadableSource` for too much,
    `PublishError` where it cannot be kept.
    """
    parts = segments(name)
    most = shelf.settings.source.max_megabytes * 1_000_000
    if size is not None and size > most:
        raise too_large(name, shelf)
    work = shelf.work(into) if into else shelf.add(parts[0])
    folder = work.upload
    if folder is None or work.book is not None:
        raise ConfigError("nothing can be added to a finished book")
    if len(parts) > 1 and not into:
        work = dataclasses.replace(work, source=folder / safe_name(parts[0]))
    target = folder.joinpath(*map(safe_name, parts)) if len(parts) > 1 else folder / safe_name(parts[0])
    try:
        await _keep(folder, target, chunks, most, too_large(name, shelf))
    except BaseException:
        if not into:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    if not into:
        shelf.keep(work)
    return work


async def _keep(folder: Path, target: Path, chunks: AsyncIterator[bytes], most: int, refusal: UnreadableSource) -> None:
    """Writes `target`, unless `folder` would hold more than `most` bytes with it, or the disk too little room."""
    if target.exists():
        raise ConfigError(f"{target.name}: is there already")
    others = [path for path in folder.rglob("*") if path.is_file()]
    if len(others) >= MOST_FILES:
        raise ConfigError(f"{target.name}: a folder may have {MOST_FILES} files")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        room = shutil.disk_usage(folder).free - LEAST_FREE_BYTES
    except OSError as error:
        raise PublishError(f"{target.parent}: cannot be made ({error.strerror or error})") from error
    left = min(room, most - sum(path.stat().st_size for path in others))
    with files.replacing(target, error=PublishError) as draft, draft.open("wb") as out:
        async for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                raise refusal
            await asyncio.to_thread(out.write, chunk)


def too_large(name: str, shelf: Shelf) -> UnreadableSource:
    """What is said of a file that is too large."""
    return UnreadableSource(
        f"{name}: larger than {shelf.settings.source.max_megabytes} MB, or than the disk has room; "
        "source.max_megabytes sets the limit"
    )


def segments(name: str) -> list[str]:
    """The parts of a file's name as a browser gives it, or the way from the folder that was dropped down to it.

    Raises `ConfigError` for one that leads anywhere but down.

    >>> segments("issue.txt"), segments("scans/001.png")
    (['issue.txt'], ['scans', '001.png'])
    """
    parts = re.split(r"[/\\\\]", name)
    wrong = any(not part or part.startswith(".") or "\0" in part or len(part) > 255 for part in parts)
    if wrong or len(parts) > 12 or re.match(r"[A-Za-z]:", name):
        raise ConfigError(f"{name[:100]!r}: no name for a file")
    return parts
