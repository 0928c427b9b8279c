"""What somebody has answered about a source, so that nobody is asked twice.

Kept in the cache by what the file holds, not by its name: CACHE/answers/SHA256, one line.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from audiobook.errors import CacheError
from audiobook.model import Document
from audiobook.system.files import write

FOLDER = "answers"
UNSURE = 6.0
"""A margin between two ways to take a source apart under which a person is asked."""


def unsure(document: Document) -> bool:
    """Whether so much speaks for another way to take `document` apart that somebody should be asked."""
    return len(document.alternatives) > 1 and document.alternatives[1].margin < UNSURE


def kept(source: Path, cache: Path) -> str:
    """Into what articles `source` falls, as somebody has said; "" if nobody has."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if source.is_file() and (cache / FOLDER).is_dir():
            return _place(source, cache).read_text("utf-8").strip()
    return ""


def keep(source: Path, cache: Path, scheme: str) -> None:
    """Keeps an answer. Raises `CacheError`."""
    if not source.is_file():
        return
    write(_place(source, cache), f"{scheme}\n".encode(), error=CacheError)


def _place(source: Path, cache: Path) -> Path:
    with source.open("rb") as file:
        return cache / FOLDER / hashlib.file_digest(file, "sha256").hexdigest()
