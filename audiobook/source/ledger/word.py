"""All that a Word file holds: every w:t, m:t and w:sym of its parts, of two renderings of one thing the first."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiobook.source import symbol_fonts
from audiobook.source.ledger.piece import Piece
from audiobook.source.readers.archive import whole

_ROOTS = {
    "document": "paragraph", "hdr": "page head", "ftr": "page foot", "footnotes": "footnotes, paragraph",
    "endnotes": "endnotes, paragraph", "comments": "comments, paragraph", "chartSpace": "chart", "dataModel": "diagram",
}  # fmt: skip
"""Name of a part's root -> what its paragraphs are called."""
_SILENT = ("docProps/", "customXml/", "_rels/", "word/glossary/", "word/theme/", "word/_rels/")
_WORDS = frozenset(["t", "delText"])


def pieces(path: Path) -> Iterator[Piece]:
    """The text of the file at `path`, paragraph by paragraph. Raises `UnreadableSource`."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml") and not name.startswith(_SILENT):
                # one that is damaged may hold text that nobody can read
                yield from _part(whole(archive, name, path))


def _part(data: bytes) -> Iterator[Piece]:
    from lxml import etree

    head = data[:2048]
    if not any(root.encode() in head for root in _ROOTS):
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, recover=True)
    root = etree.fromstring(data, parser)
    place = None if root is None else _ROOTS.get(_name(root))
    if place is None:
        return
    for choices in list(root.iter("{*}AlternateContent")):
        _keep_one(choices)
    number, text = 0, ""
    for element in root.iter("{*}p", "{*}t", "{*}delText", "{*}sym", "{*}textpath", "{*}v", "{*}docPr"):
        name = _name(element)
        if name == "p":
            if text:
                yield Piece(text, f"{place} {number}")
            number, text = number + 1, ""
        else:
            text += _text(element, name)
    if text:
        yield Piece(text, f"{place} {number}")


def _text(element: Any, name: str) -> str:
    if name == "sym":
        values = {_bare(key): value for key, value in element.attrib.items()}
        try:
            return symbol_fonts.character(values.get("font", ""), int(values.get("char", ""), 16)) or ""
        except ValueError:
            return ""
    if name == "textpath":
        return f"{element.get('string') or ''}\n"
    if name == "docPr":
        return f"{element.get('descr') or ''}\n"
    if name == "v" and "chart" not in element.tag:
        return ""
    return element.text or ""


def _keep_one(choices: Any) -> None:
    """Take away all but the first rendering that has text."""
    options = [child for child in choices if _name(child) in ("Choice", "Fallback")]
    marks = ("{*}t", "{*}delText", "{*}sym", "{*}textpath")
    kept = next((one for one in options if any(True for _ in one.iter(*marks))), options[0] if options else None)
    for option in options:
        if option is not kept:
            choices.remove(option)


def _name(element: Any) -> str:
    return _bare(element.tag) if isinstance(element.tag, str) else ""


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
