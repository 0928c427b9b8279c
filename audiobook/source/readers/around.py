"""What the elements around a text say about it: heading, kind, bold, centred, note, verse."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from audiobook.language.word_lists import word_list
from audiobook.model import ParagraphKind
from audiobook.source.readers.elements import classes, local, types

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = word_list("source", "blocks_elements")
CAPTIONS = word_list("source", "caption_names")
_VERSE = word_list("source", "verse_names")
_SUBTITLES = word_list("source", "subtitle_names")
_SIGNED = frozenset(["author", "byline", "zuozhe", "作者"])
"""Class names and types of the line that says who wrote it."""
_SECTIONS = frozenset(["sub", "subhead", "subheading"])
"""Class names that are of subtitles on paragraphs and of sections on headings."""
_KINDS: dict[str, ParagraphKind] = {
    "li": "list", "dt": "list", "dd": "list", "blockquote": "quote", "figcaption": "caption", "caption": "caption",
    "pre": "code",
}  # fmt: skip
_BOLD = frozenset(["b", "strong"])
_CODE = frozenset(["code", "samp", "kbd", "tt"])
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)


@dataclass(slots=True)
class Around:
    """All of that, for one place in a tree."""

    level: int | None = None
    kind: ParagraphKind = "body"
    subtitle: bool = False
    signed: bool = False
    """In a line that says who wrote it."""
    bold: bool = False
    centred: bool = False
    code: bool = False
    pre: bool = False
    """White space counts."""
    verse: bool = False
    note: bool = False
    """In a note."""
    notes: bool = False
    """In what holds notes and nothing else."""
    numbers: dict[Any, str] | None = None
    """Of the items of the list around."""

    def inside(self, element: Any, pages: Container[Any]) -> Around:
        """The same inside `element`; `pages` are quotations that hold most of the page, to indent it."""
        new = Around(*(getattr(self, name) for name in Around.__slots__))
        tag, style, named = local(element), element.get("style") or "", set(classes(element))
        if tag in BLOCKS:
            said = named | set(types(element))
            new.subtitle = bool((_SUBTITLES if tag not in HEADINGS else _SUBTITLES - _SECTIONS) & said)
            new.signed = bool(_SIGNED & said)
        new.level = HEADINGS.get(tag, new.level)
        if not self.note:
            new.kind = self._kind(element, tag, named, pages)
        if tag in ("ul", "menu", "dir"):
            new.numbers = None
        new.bold = new.bold or tag in _BOLD or bool(_BOLD_STYLE.search(style))
        new.code = new.code or tag in _CODE
        new.centred = new.centred or tag == "center" or element.get("align") == "center" or bool(_CENTRED.search(style))
        new.pre = new.pre or tag == "pre"
        new.verse = (new.verse or is_verse(element)) and not new.level
        return new

    def _kind(self, element: Any, tag: str, named: set[str], pages: Container[Any]) -> ParagraphKind:
        if tag == "blockquote" and element in pages:
            return self.kind
        return "caption" if CAPTIONS & named else _KINDS.get(tag, self.kind)


def is_verse(element: Any) -> bool:
    """Whether it says that it holds verse."""
    named = classes(element)
    return bool(named and _VERSE & set(named)) or bool(_VERSE & set(types(element)))
