"""What a server may show: the files that the indexes of books name, and what is made for the asker's address."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote_to_bytes

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index
from audiobook.publish import chapters, feed, library, player, qr
from audiobook.publish import index as indexes
from audiobook.publish.identity import is_course
from audiobook.publish.server import local_name

MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".chapters.json": chapters.TYPE,
    ".epub": "application/epub+zip",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".lrc": "text/plain; charset=utf-8",
    ".m4b": "audio/mp4",
    ".md": "text/markdown; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml; charset=utf-8",
}
"""By the end of the name, of every kind of file that an index names."""

OPEN_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))
"""As they are (Windows), no link put there meanwhile, no waiting for a pipe's other end."""

CORRECTIONS = "corrections.json"
"""Beside each page of a book: whether corrections of misread words are taken, and where they are sent."""
_JSON = "application/json"

CROSS_ORIGIN = ("text/vtt", "application/x-subrip", chapters.TYPE)
"""Beginnings of the media types that web players on other sites may read."""


@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """A file made in memory for the address that asks."""

    data: bytes
    media_type: str
    etag: str
    """Without quotes."""
    own: bool = False
    """For pages of this site alone, also where those that know its path may read the rest."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of the folder; whoever gets it closes it."""

    file: BinaryIO
    size: int
    """Bytes."""
    media_type: str
    etag: str
    """Without quotes."""
    modified: str
    """As HTTP writes dates."""
    modified_s: int


@dataclass(frozen=True, slots=True)
class Redirect:
    """The same path with a slash behind it is meant: a folder."""


Found = GeneratedFile | OpenFile | Redirect | None


@dataclass(frozen=True, slots=True)
class Book:
    """What is known of a book since its index was read."""

    stamp: tuple[int, int]
    """Time and size of the index that was read."""
    index: Index
    names: frozenset[str]
    """Paths from the book's folder of all that may be shown."""


class Site:
    """An output folder, or the folder of one book, as a web site: nothing but what the indexes of the books name."""

    def __init__(self, directory: Path, settings: PublishSettings) -> None:
        self.root = directory.resolve()
        self.settings = settings
        self.local_name: str | None = None
        """What the local network can call it, whatever its number; set once somebody answers for that name."""
        self.correction_key = ""
        """What a page sends with a correction of a misread word, where they are taken."""
        self.is_book = (self.root / indexes.NAME).is_file()
        self._books: dict[Path, Book] = {}

    def warm(self) -> None:
        """Reads the index of every book, so that no visitor waits for it: that of a large one takes a second.

        Blocks on the disk. Raises `PublishError` for a damaged book.
        """
        folders = [self.root] if self.is_book else sorted(path.parent for path in self.root.glob(f"*/{indexes.NAME}"))
        for folder in folders:
            self._book(folder)

    def find(self, raw_path: str, base_url: str) -> Found:
        """What stands at a percent-encoded path, for someone to whom the folder is `base_url`; None: nothing.

        Blocks on the disk. Raises `PublishError` for a damaged book.
        """
        parts = path_segments(raw_path)
        if parts is None:
            return None
        name = "/".join(part for part in parts if part)
        if not self.is_book:
            if name in (*player.LIBRARY_FILES, feed.NAME, qr.NAME, local_name.NAME, ""):
                return self._library(name or "index.html", base_url)
            folder, slash, name = name.partition("/")
            book, base_url = self.root / folder, f"{base_url}{quote(folder)}/"
            if not slash and not raw_path.endswith("/"):
                return Redirect() if self._book(book) else None
        else:
            book = self.root
        found = self._book(book)
        if raw_path.endswith("/"):
            name = f"{name}/index.html".lstrip("/")
        if found is not None and (made := self._subscribing(name, base_url)) is not None:
            return made
        if found is None or name not in found.names:
            return None
        return self._feed(book, base_url) if name == feed.NAME else self._file(book, name)

    def _book(self, folder: Path) -> Book | None:
        """The book in `folder`, its index read again only when that is another one; None where there is none."""
        try:
            status = (folder / indexes.NAME).stat()
            if not folder.resolve().is_relative_to(self.root):
                return None
        except OSError:
            return None
        stamp = status.st_mtime_ns, status.st_size
        kept = self._books.get(folder)
        if kept is None or kept.stamp != stamp:
            index = indexes.read(folder)
            if index is None:
                return None
            kept = self._books[folder] = Book(stamp, index, frozenset(indexes.names(index, folder)))
        return kept

    def _index(self, folder: Path) -> Index | None:
        book = self._book(folder)
        return book.index if book else None

    def _file(self, book: Path, name: str) -> OpenFile | None:
        media_type = media_type_of(name)
        try:
            # once: a second look might follow another link than the one that was checked
            real = (book / name).resolve()
            if media_type is None or not real.is_relative_to(book.resolve()):
                return None
            handle = os.open(real, OPEN_FLAGS)
        except OSError:
            return None
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):  # a pipe would wait for ever
            os.close(handle)
            return None
        etag, modified_s = f"{status.st_size:x}-{status.st_mtime_ns:x}", int(status.st_mtime)
        modified = formatdate(modified_s, usegmt=True)
        return OpenFile(os.fdopen(handle, "rb"), status.st_size, media_type, etag, modified, modified_s)

    def _feed(self, book: Path, base_url: str) -> GeneratedFile | None:
        """A book's feed with the addresses it was written with replaced by those of the asker."""
        opened = self._file(book, feed.NAME)
        if opened is None:
            return None
        with opened.file as file:
            data = file.read()
        # as the feed itself says, since the folder may have been renamed after it was written
        written = re.search(rb'<atom:link href="([^"]*/)feed\.xml" rel="self"', data)
        if written is None:
            raise PublishError(f"{book / feed.NAME}: says nowhere where it lives; `audiobook feed` writes it again")
        data = data.replace(written[1], base_url.replace("&", "&amp;").encode())
        index = self._index(book)
        if index is not None and is_course(index):
            data = feed.without_coming(data, datetime.now(UTC))
        return _generated(data, MEDIA_TYPES[".xml"])

    def _subscribing(self, name: str, base_url: str) -> GeneratedFile | None:
        """What the sheet of the player shows beside the address."""
        if name == qr.NAME:
            return _generated(qr.svg(base_url), qr.TYPE)
        if name == local_name.NAME:
            return _generated(local_name.stable(base_url, self.local_name), local_name.TYPE)
        if name == CORRECTIONS:
            return dataclasses.replace(_generated(json.dumps({"key": self.correction_key}).encode(), _JSON), own=True)
        return None

    def book_of(self, raw_path: str, name: str) -> Path | None:
        """The folder of the book beside whose page `name` stands at this percent-encoded path; None where it is none.

        Blocks on the disk. Raises `PublishError` for a damaged book.
        """
        parts = [part for part in path_segments(raw_path) or [] if part]
        if len(parts) != (1 if self.is_book else 2) or parts[-1] != name:
            return None
        folder = self.root.joinpath(*parts[:-1])
        return folder if self._book(folder) else None

    def _library(self, name: str, base_url: str) -> GeneratedFile | None:
        books = library.find(self.root, self._index)
        if not books:
            return None
        shelf, books = library.arrange(books, library.read(self.root), base_url=None)
        if name == feed.NAME:
            data = library.compose(shelf, books, directory=self.root, settings=self.settings, base_url=base_url)
            if any(is_course(book.index) for book in books):
                data = feed.without_coming(data, datetime.now(UTC))
        elif (made := self._subscribing(name, base_url)) is not None:
            return made
        else:
            data = player.library(books, library.title_of(books, self.settings))[name]
        return _generated(data, MEDIA_TYPES[Path(name).suffix])


def media_type_of(name: str) -> str | None:
    """By the end of the name; None for what no book has."""
    return next((media for end, media in MEDIA_TYPES.items() if name.lower().endswith(end)), None)


def path_segments(raw_path: str) -> list[str] | None:
    """The decoded parts of a path, or None if it could mean anything but a plain path downwards.

    >>> path_segments("/a/%E4%B8%80.mp3"), path_segments("/../etc"), path_segments("/%2e%2e%2fetc")
    (['', 'a', '一.mp3'], None, None)
    """
    parts = []
    for part in raw_path.split("/"):
        try:
            name = unquote_to_bytes(part).decode("utf-8")
        except UnicodeDecodeError:
            return None
        if (
            name.startswith(".")
            or any(c in name for c in "/\\:\0")
            or any(ord(c) < 32 for c in name)
            or len(name.encode()) > 255
        ):
            return None
        parts.append(name)
    return parts


def _generated(data: bytes, media_type: str) -> GeneratedFile:
    return GeneratedFile(data, media_type, hashlib.sha256(data).hexdigest()[:24])
