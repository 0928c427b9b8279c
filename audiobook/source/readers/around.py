"""What the elements around a text say about it: heading, kind, bold, centred, note, verse."""

from __future__ import annotations

import functools
import re
from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from audiobook.language.word_lists import word_list
from audiobook.model import ParagraphKind
from audiobook.source.emphasis import EMPHASES
from audiobook.source.readers.elements import local, text_of, types

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
_TERMS = frozenset(["term", "firstterm", "glossterm", "glossary-term", "keyterm", "key-term", "dfn"])
"""Class names and types of words that are explained."""
_CODE = frozenset(["code", "samp", "kbd", "tt"])
_SIZE = re.compile(
    r"font-size\s*:\s*(?:(?P<number>\d{0,4}(?:\.\d{1,9})?)\s*(?P<unit>r?em|%|pt|px)|(?P<word>[a-z-]{5,8}))", re.I
)
_UNITS = {"em": 1.0, "%": 0.01}
_FIXED = {"rem": 1.0, "pt": 1 / 12, "px": 1 / 16}
_WORDS = {"xx-small": 0.6, "x-small": 0.75, "small": 0.89, "medium": 1.0, "large": 1.2, "x-large": 1.5, "xx-large": 2.0}
_STEPS = {"smaller": 0.83, "larger": 1.2}
_BOXES = frozenset(["note", "tip", "important", "caution", "warning", "danger", "hint", "admonition"])
"""Class names of what DocBook and its like set apart from the text."""
_BOX = 1_500
"""Characters of such a box; what is longer is a text called so."""
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)


@dataclass(frozen=True, slots=True)
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
    size: float = 1.0
    """Of the type, over that of the page."""
    apart: bool = False
    """In bold or italic type, or marked as a word that is explained."""

    def inside(self, element: Any, said: Said, pages: Container[Any]) -> Around:
        """The same inside `element`, which says `said`; `pages` are quotations that hold most of the page, to indent
        it."""
        if said.is_plain:
            return self
        labels = said.level is not None and _names_a_box(element, said.level)
        level = self.level if said.level is None or labels else said.level
        return Around(
            level,
            self.kind if self.note or said.kind is None or element in pages else said.kind,
            said.subtitle if said.breaks else self.subtitle,
            said.signed if said.breaks else self.signed,
            self.bold or said.bold or labels,
            self.centred or said.centred,
            self.code or said.code,
            self.pre or said.pre,
            (self.verse or said.verse) and not level,
            self.note,
            self.notes,
            None if said.unnumbered else self.numbers,
            said.size or self.size * said.scale,
            self.apart or said.apart,
        )


def _names_a_box(heading: Any, level: int) -> bool:
    """Whether it stands over a note, a tip or a warning within the text, and not over a section."""
    box = heading.getparent()
    names = (box.get("class") or "").lower().split() if box is not None and level > 1 else ()
    if not _BOXES.intersection(names):
        return False
    return sum(local(child) in HEADINGS for child in box) == 1 and len(text_of(box)) <= _BOX


@dataclass(frozen=True, slots=True)
class Said:
    """What an element says of itself, by its name, its class, its style and its type."""

    breaks: bool
    """A block ends where it begins and ends."""
    level: int | None
    kind: ParagraphKind | None
    caption: bool
    subtitle: bool
    signed: bool
    bold: bool
    centred: bool
    code: bool
    pre: bool
    verse: bool
    unnumbered: bool
    """What is in it are no items of the numbered list around it."""
    apart: bool
    size: float = 0.0
    """Of its type, over that of the page; 0 where it tells none, or one over that around it (`scale`)."""
    scale: float = 1.0
    is_plain: bool = False
    """None of that."""


def said_by(element: Any, tag: str) -> Said:
    """That of an element called `tag`. Elements are many on a page, and what they say is often the same."""
    if not element.attrib:
        return _said(tag, None, "", None, ())
    kinds = (*types(element), *(["term"] if element.get("data-type") == "term" else []))
    return _said(tag, element.get("class"), element.get("style") or "", element.get("align"), kinds)


@functools.lru_cache(maxsize=4096)
def _said(tag: str, named: str | None, style: str, align: str | None, kinds: tuple[str, ...]) -> Said:
    names, breaks = frozenset((named or "").lower().split()), tag in BLOCKS
    told = names | set(kinds) if breaks else frozenset[str]()
    caption = bool(CAPTIONS & names)
    said = Said(
        breaks,
        HEADINGS.get(tag),
        "caption" if caption else _KINDS.get(tag),
        caption,
        bool((_SUBTITLES if tag not in HEADINGS else _SUBTITLES - _SECTIONS) & told),
        bool(_SIGNED & told),
        tag in _BOLD or bool(_BOLD_STYLE.search(style)),
        tag == "center" or align == "center" or bool(_CENTRED.search(style)),
        tag in _CODE,
        tag == "pre",
        bool(_VERSE & (names | set(kinds))),
        tag in ("ul", "menu", "dir"),
        tag in EMPHASES
        or bool(_BOLD_STYLE.search(style) or _ITALIC_STYLE.search(style) or _TERMS & (names | {*kinds})),
        *_sizes(tag, style),
    )
    return replace(said, is_plain=said == _PLAIN)


def _sizes(tag: str, style: str) -> tuple[float, float]:
    """The size of the type in an element over that of the page, or 0, and over that around it."""
    found = _SIZE.search(style)
    if found is None:
        return 0.0, {"big": 1.2, "small": 0.83}.get(tag, 1.0)
    if word := found["word"]:
        return _WORDS.get(word.lower(), 0.0), _STEPS.get(word.lower(), 1.0)
    number, unit = float(found["number"].strip(".") or 1), found["unit"].lower()
    return (number * _FIXED[unit], 1.0) if unit in _FIXED else (0.0, number * _UNITS[unit] or 1.0)


_PLAIN = Said(*(False, None, None, *[False] * 10))  # type: ignore[arg-type]
