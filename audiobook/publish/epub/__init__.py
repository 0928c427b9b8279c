"""The book as an EPUB 3 with media overlays: its text, its audio, and each word lit while it is heard.

The audio is that of the tracks, byte for byte, and the times are those of the index: a word, or a sentence without
times of words, is lit from its start to the next one's, so that a reading system plays over pauses without a jump.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files as resources
from pathlib import Path

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index
from audiobook.publish.epub import archive, navigation, overlay, package
from audiobook.publish.epub.archive import Entry
from audiobook.publish.epub.chapter import Chapter, Footnote, Part
from audiobook.publish.epub.cover_page import cover_page
from audiobook.publish.epub.page import page
from audiobook.publish.epub.xml import squeezed

__all__ = ["Chapter", "Footnote", "squeezed", "write"]


def write(
    index: Index,
    chapters: Sequence[Chapter],
    target: Path,
    *,
    cover: bytes,
    settings: PublishSettings,
    fresh: bool = False,
) -> bool:
    """The EPUB of `chapters` at `target`, the same bytes for the same book; `cover` is a JPEG.

    What is there already is left alone, unless it is to be `fresh`; True when it was written. Raises `PublishError`.
    """
    if not chapters:
        raise PublishError(f"{target}: there is nothing to put in")
    return archive.write(list(_entries(index, chapters, cover, settings)), target, fresh=fresh)


def _entries(index: Index, chapters: Sequence[Chapter], cover: bytes, settings: PublishSettings) -> Iterator[Entry]:
    parts = _parts(chapters)
    yield Entry("mimetype", b"application/epub+zip", compressed=False)
    yield Entry("META-INF/container.xml", package.CONTAINER)
    yield Entry("EPUB/package.opf", package.package(index, parts, settings))
    yield Entry("EPUB/nav.xhtml", navigation.nav(index, parts))
    yield Entry("EPUB/toc.ncx", navigation.ncx(index, parts))
    yield Entry("EPUB/style.css", (resources("audiobook.publish.epub") / "style.css").read_bytes())
    yield Entry("EPUB/cover.jpg", cover, compressed=False)
    yield Entry("EPUB/cover.xhtml", cover_page(index))
    for part in parts:
        yield Entry(f"EPUB/{part.text}", part.page.xhtml)
        yield Entry(f"EPUB/{part.smil}", overlay.overlay(part))
    for part in parts:
        yield Entry(f"EPUB/{part.audio}", part.chapter.track.path, compressed=False)


def _parts(chapters: Sequence[Chapter]) -> list[Part]:
    width = max(3, len(str(len(chapters))))
    return [Part(f"{place:0{width}d}", chapter, page(chapter)) for place, chapter in enumerate(chapters, 1)]
