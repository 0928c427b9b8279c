"""metadata.json: what Audiobookshelf reads of a book in its folder, so that nothing has to be typed in there.

Chapters are not in it: that server takes them from the MP3s, by its own measure of how long each is.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index
from audiobook.publish.describing import description, shelf_title
from audiobook.publish.notes import voice
from audiobook.publish.wording import locale
from audiobook.system import files

NAME = "metadata.json"
_OURS = "audiobook"
"""A key that Audiobookshelf does not know, and does not keep when it writes the file itself."""


def write(index: Index, directory: Path, settings: PublishSettings) -> str:
    """Write it into the book's folder, unless the server has put its own there, with what somebody corrected; returns
    its name. Raises `PublishError`."""
    if not _theirs(directory / NAME):
        files.write(directory / NAME, encode(index, settings), error=PublishError)
    return NAME


def encode(index: Index, settings: PublishSettings) -> bytes:
    """Its bytes, the same for the same book."""
    number = re.search(r"\d+(?:\.\d+)?", index.issue or "")
    tree: dict[str, Any] = {
        _OURS: index.book_id,
        "title": shelf_title(index),
        "authors": list(index.authors) or [name for name in (settings.author, index.publisher) if name][:1],
        "narrators": [voice(index)],
        "series": [index.title + (f" #{number[0]}" if number else "")] if index.issue else [],
        "genres": settings.category.split("/"),
        "publishedYear": (index.date or "")[:4] or None,
        "publishedDate": index.date,
        "publisher": index.publisher,
        "description": description(index, settings),
        "language": locale(index.language),
        "explicit": settings.explicit,
        "abridged": False,
    }
    known = {key: value for key, value in tree.items() if value not in (None, [], "")}
    return (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _theirs(path: Path) -> bool:
    """Whether somebody else has written it."""
    try:
        tree = json.loads(files.read(path))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(tree, dict) and _OURS not in tree
