"""The ZIP around an EPUB: the same bytes for the same files, and left alone when it holds them already."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from audiobook.errors import PublishError
from audiobook.system import files

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP knows: no clock is read into the book."""
_UNIX, _MODE = 3, 0o644 << 16
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive."""

    name: str
    """ASCII."""
    content: bytes | Path
    compressed: bool = True


def write(entries: Sequence[Entry], target: Path, *, fresh: bool) -> bool:
    """`entries` in their order at `target`, unless it holds just them and need not be `fresh`; True when it was
    written. Raises `PublishError`."""
    if not fresh and _holds(target, entries):
        return False
    with files.replacing(target, suffix=".epub", error=PublishError) as part, ZipFile(part, "w") as archive:
        for entry in entries:
            info = ZipInfo(entry.name, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _MODE
            info.compress_type = ZIP_DEFLATED if entry.compressed else ZIP_STORED
            if isinstance(entry.content, bytes):
                archive.writestr(info, entry.content, compresslevel=9)
                continue
            info.file_size = _size(entry.content)  # beyond 2 GB it asks for ZIP64
            with _opened(entry.content) as source, archive.open(info, "w") as sink:
                shutil.copyfileobj(source, sink, _PIECE)
    return True


def _holds(target: Path, entries: Sequence[Entry]) -> bool:
    """Whether the archive at `target` lists just these files with these contents."""
    try:
        with ZipFile(target) as archive:
            there = [(each.filename, each.compress_type, each.file_size, each.CRC) for each in archive.infolist()]
    except (OSError, BadZipFile, NotImplementedError, ValueError):
        return False
    if len(there) != len(entries):
        return False
    # sizes first: they tell most changes without reading a file
    wanted = [(each.name, ZIP_DEFLATED if each.compressed else ZIP_STORED, _size(each.content)) for each in entries]
    if [each[:3] for each in there] != wanted:
        return False
    return all(_checksum(entry.content) == each[3] for entry, each in zip(entries, there, strict=True))


def _size(content: bytes | Path) -> int:
    if isinstance(content, bytes):
        return len(content)
    try:
        return content.stat().st_size
    except OSError as error:
        raise PublishError(f"{content}: cannot be read ({error.strerror}); build the book again") from error


def _checksum(content: bytes | Path) -> int:
    if isinstance(content, bytes):
        return zlib.crc32(content)
    total = 0
    with _opened(content) as file:
        while piece := file.read(_PIECE):
            total = zlib.crc32(piece, total)
    return total


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise PublishError(f"{path}: cannot be read ({error.strerror}); build the book again") from error
