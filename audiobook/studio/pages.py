"""The pages a publication was read from, as pictures, with where its lines stand on them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from audiobook import pipeline
from audiobook.errors import ConfigError
from audiobook.model import PrintedPage
from audiobook.studio.marks import Mark, marks
from audiobook.studio.pruning import prune
from audiobook.studio.shelf import Shelf, Work
from audiobook.studio.texts import Texts
from audiobook.system import files

MOST_PICTURES = 300
"""Kept in the cache."""
AT_ONCE = 2
"""Pages that are drawn at the same time, whoever asks."""


class Pages:
    """The printed pages of the works of a shelf. Methods block, and may be called from several threads."""

    def __init__(self, shelf: Shelf, texts: Texts) -> None:
        self.shelf, self.texts = shelf, texts
        self.drawn = shelf.settings.cache / "studio" / "pages"
        self._drawing = threading.BoundedSemaphore(AT_ONCE)
        self._marks: dict[str, tuple[object, list[list[Mark]]]] = {}
        self._marking = threading.Lock()

    def look(self, query: Mapping[str, str]) -> dict[str, Any]:
        """The page on which a line stands ({"work", "line"}), or a page by its number from 1 ({"work", "page"}): its
        picture and the lines on it. {"pages": 0} where there are none. Raises `ConfigError`, `SourceError`."""
        work = self.shelf.work(query.get("work", ""))
        pages = self.texts.printed(work)
        if not pages:
            return {"pages": 0}
        version, found = self._marked(work, pages)
        number = _number(query, "page")
        at = number - 1 if number is not None else _page_of(_number(query, "line") or 0, found)
        if not 0 <= at < len(pages):
            raise ConfigError(f"there is no page {at + 1}")
        return {
            "pages": len(pages),
            "page": at + 1,
            "picture": f"picture?{urlencode({'work': work.key, 'page': at + 1})}",
            "marks": found[at],
            "version": version,
        }

    def picture(self, query: Mapping[str, str]) -> bytes:
        """A page as a JPEG: {"work", "page"}. Raises `ConfigError`, `SourceError`."""
        work = self.shelf.work(query.get("work", ""))
        pages, at = self.texts.printed(work), (_number(query, "page") or 0) - 1
        if not 0 <= at < len(pages):
            raise ConfigError("there is no such page")
        source = _file(work, pages[at])
        facts = source.stat()
        name = repr([str(source), facts.st_size, facts.st_mtime_ns, pages[at].number]).encode(
            "utf-8", "surrogateescape"
        )
        kept = self.drawn / f"{hashlib.sha256(name).hexdigest()[:32]}.jpg"
        with self._drawing:
            if not kept.is_file():
                files.write(kept, pipeline.picture(source, pages[at].number, self.texts.settings), error=ConfigError)
                prune(self.drawn, MOST_PICTURES)
            return files.read(kept)

    def _marked(self, work: Work, pages: tuple[PrintedPage, ...]) -> tuple[str, list[list[Mark]]]:
        """The version of the text, and the marks of each page; found again only when the text is another."""
        text = self.texts.text(work)
        with self._marking:
            kept = self._marks.get(work.key)
            if kept is None or kept[0] != (text.version, id(pages)):
                found = marks([line.text for line in text.lines], pages)
                kept = self._marks[work.key] = (text.version, id(pages)), found
            return text.version, kept[1]


def _page_of(line: int, found: list[list[Mark]]) -> int:
    """The page on which `line` begins; where it stands nowhere, that of the last line before it that does."""
    first: dict[int, int] = {}
    for at, page in enumerate(found):
        for mark in page:
            first.setdefault(mark.line, at)
    return max(((one, at) for one, at in first.items() if 0 <= one <= line), default=(0, 0))[1]


def _number(query: Mapping[str, str], name: str) -> int | None:
    value = query.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 8 else None


def _file(work: Work, page: PrintedPage) -> Path:
    """The file that has a page. What the reader of a strange document says leads nowhere else."""
    source = work.source
    if not isinstance(source, Path) or Path(page.file).name != page.file:
        raise ConfigError("there is no picture of this page")
    path = source / page.file if page.file else source
    if not path.is_file() or path.is_symlink():
        raise ConfigError("there is no picture of this page")
    return path
