"""What a server may show: finished files of known kinds inside one folder, and what is made for the asker's address."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote_to_bytes

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index
from audiobook.publish import chapters, feed, library, player
from audiobook.publish import index as indexes

MEDIA_TYPES: Mapping[str, str] = {
    ".apkg": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".chapters.json": chapters.TYPE,
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".lrc": "text/plain; charset=utf-8",
    ".m4b": "audio/mp4",
    ".md": "text/markdown; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".srt": "application/x-subrip; charset=utf-8",
    ".svg": "image/svg+xml",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
"""By the end of the name; what is not here is not served."""

OPEN_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))
"""As they are (Windows), no link put there meanwhile, no waiting for a pipe's other end."""

CROSS_ORIGIN = ("text/vtt", "application/x-subrip", chapters.TYPE)
"""Beginnings of the media types that web players on other sites may read."""


@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """A file made in memory for the address that asks."""

    data: bytes
    media_type: str
    etag: str
    """Without quotes."""


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


class Site:
    """One folder as a web site: read only, nothing outside, no hidden files, no lists of files."""

    def __init__(self, directory: Path, settings: PublishSettings) -> None:
        self.root = directory.resolve()
        self.settings = settings
        self.is_book = (self.root / indexes.NAME).is_file()
        self._indexes: dict[Path, tuple[tuple[int, int], Index | None]] = {}

    def find(self, raw_path: str, base_url: str) -> Found:
        """What stands at a percent-encoded path, for someone to whom the folder is `base_url`; None: nothing.

        Blocks on the disk. Raises `PublishError` for a damaged book.
        """
        parts = path_segments(raw_path)
        if parts is None:
            return None
        name = "/".join(part for part in parts if part)
        if raw_path.endswith("/") or not name:
            name = f"{name}/index.html".lstrip("/")
        elif (self.root / name).is_dir() and self._inside(self.root / name):
            return Redirect()
        if not self.is_book and name in (feed.NAME, "index.html", *player.LIBRARY_FILES):
            return self._library(name, base_url)
        if name.rpartition("/")[2] == feed.NAME:
            return self._feed(self.root / name, base_url + quote(name.rpartition("/")[0]))
        return self._file(self.root / name)

    def _index(self, book: Path) -> Index | None:
        """The index of a book, read again only when its file is another one."""
        try:
            status = (book / indexes.NAME).stat()
        except OSError:
            return None
        stamp = status.st_mtime_ns, status.st_size
        kept = self._indexes.get(book)
        if kept is None or kept[0] != stamp:
            kept = stamp, indexes.read(book)
            self._indexes[book] = kept
        return kept[1]

    def _inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.root)

    def _file(self, path: Path) -> OpenFile | None:
        media_type = next((media for end, media in MEDIA_TYPES.items() if path.name.lower().endswith(end)), None)
        try:
            real = path.resolve()  # once: a second look might follow another link than the one that was checked
            if media_type is None or not real.is_relative_to(self.root):
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

    def _feed(self, path: Path, base_url: str) -> GeneratedFile | None:
        """A book's feed with the addresses it was written with replaced by those of the asker."""
        book = path.parent
        if not path.is_file() or not self._inside(path):
            return None
        if self._index(book) is None:
            return None
        data = path.read_bytes()
        # as the feed itself says, since the folder may have been renamed after it was written
        written = re.search(rb'<atom:link href="([^"]*/)feed\.xml" rel="self"', data)
        if written is None:
            raise PublishError(f"{path}: says nowhere where it lives; run `audiobook feed` to write it again")
        base_url = base_url.rstrip("/") + "/"
        return _generated(data.replace(written[1], base_url.replace("&", "&amp;").encode()), MEDIA_TYPES[".xml"])

    def _library(self, name: str, base_url: str) -> GeneratedFile | None:
        books = library.find(self.root, self._index)
        if not books:
            return None
        shelf, books = library.arrange(books, library.read(self.root), base_url=None)
        if name == feed.NAME:
            data = library.compose(shelf, books, directory=self.root, settings=self.settings, base_url=base_url)
        else:
            data = player.library(books, library.title_of(books, self.settings))[name]
        return _generated(data, MEDIA_TYPES[Path(name).suffix])


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
