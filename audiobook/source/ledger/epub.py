"""All that an e-book holds: the text of every document in it, in the reading order or not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from audiobook.errors import SourceError
from audiobook.source.ledger import page
from audiobook.source.ledger.piece import Piece
from audiobook.source.markup_encoding import decode_markup
from audiobook.source.readers.archive import whole

_DOCUMENT = re.compile(r"\.x?html?$", re.I)
_ITEM = re.compile(r"<(?:\w+:)?item\s[^>]*>", re.I)
_HREF = re.compile(r"""\bhref\s*=\s*["']([^"']+)""", re.I)
_TYPE = re.compile(
    r"""media-type\s*=\s*["'](?:application/xhtml\+xml|text/html|application/x-dtbook\+xml|text/x-oeb1-document)""",
    re.I,
)


def pieces(path: Path) -> Iterator[Piece]:
    """The text of all documents in the e-book at `path`, in the order of its directory."""
    with zipfile.ZipFile(path) as archive:
        listed = _listed(archive)
        for name in archive.namelist():
            if not (_DOCUMENT.search(name) or name.rpartition("/")[2] in listed):
                continue
            try:
                markup = decode_markup(whole(archive, name, path), path)
            except SourceError:
                continue  # the reader says so
            for text, _ in page.texts(markup):
                yield Piece(text, name)


def _listed(archive: zipfile.ZipFile) -> set[str]:
    """Names, without folders, of what the package calls a document, whatever its extension."""
    found: set[str] = set()
    for name in archive.namelist():
        if name.lower().endswith(".opf"):
            items = _ITEM.findall(archive.read(name).decode("utf-8", "replace"))
            hrefs = [_HREF.search(item) for item in items if _TYPE.search(item)]
            found |= {href[1].rpartition("/")[2] for href in hrefs if href}
    return found
