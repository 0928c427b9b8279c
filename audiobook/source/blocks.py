"""What readers give and repairs pass on: blocks of text with what the page said about them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Literal

from audiobook.model import Finding, Lines, ParagraphKind
from audiobook.source.ledger.piece import Piece
from audiobook.source.printed import Page

Label = Literal[
    "title", "subtitle", "byline", "column", "heading", "body", "note", "source", "masthead", "contents", "imprint"
]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or line of furniture, as a reader found it."""

    text: str
    """Without white space at the ends; a line break inside stands where the reader wants one kept."""
    lines: Lines | None = None
    level: int | None = None
    """1–6 where the format itself says that this is a heading (Markdown #, <h2>, Word styles)."""
    kind: ParagraphKind = "body"
    size: float = 1.0
    """Type size over that of the running text."""
    bold: bool = False
    italic: bool = False
    centred: bool = False
    indented: bool | None = None
    """Whether its first line is set in, as Chinese paragraphs are; None where the file does not show it."""
    page: int | None = None
    other_face: bool = False
    """Set in another typeface than the running text."""
    face: str = ""
    """Name of the typeface of its first line; empty where the file does not show it."""
    space: float = 0.0
    """On a printed page, how far below the line above it begins, in distances of lines of running text; 0: at the top
    of a column, or not known."""
    closed: bool = False
    """Whether its last printed line leaves so much of its column empty that no line goes on with it."""
    starts_page: bool = False
    """First on its page: what stood before it may go on here."""
    edge: bool = False
    """In the head or foot of a printed page, apart from its text."""
    confidence: float | None = None
    """0–1, how sure the character recognition was; None for text that was never a picture."""
    label: Label | None = None
    """What it is, as soon as somebody knows."""
    names: tuple[str, ...] | None = None
    """Whom a byline names, as soon as somebody knows; None: to be read from its text."""
    gap: int = 0
    """Blank lines before it, where the file has lines."""
    part: int = 0
    """Which file of a publication of many it came from."""
    emphasised: tuple[str, ...] = ()
    """Stretches of its text that the author set apart by bold or italic type (`source/emphasis.py`)."""


_NAMES = tuple(one.name for one in fields(Block))
_values = attrgetter(*_NAMES)


def changed(block: Block, **changes: Any) -> Block:
    """`block` with `changes`; `dataclasses.replace` takes three times as long, and a book has it done for each line.

    >>> changed(Block("渡口", level=1), level=None) == Block("渡口")
    True
    """
    values = list(_values(block))
    for name, value in changes.items():
        values[_NAMES.index(name)] = value
    return Block(*values)


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader made of a file."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    language: str | None = None
    contents: tuple[str, ...] = ()
    """Article titles a navigation document or bookmarks name, in order."""
    shape: Literal["flat", "styled", "levels", "article"] = "flat"
    """levels: headings are marked as such, so nothing else is guessed to be one. article: the block labelled as a title
    is that of all the text, which marks no headings."""
    named: bool = False
    """Its own fields name the whole of it, as those of a post do."""
    made: tuple[str, ...] = ()
    """Text of the blocks that is not in the file's running text: numbers of list items, a title from its properties."""
    second_look: tuple[Piece, ...] | None = None
    """What the second look of this format would give, where it costs much to open the file again (PDF)."""
    printed: tuple[Page, ...] = ()
    """The pages with what is printed on them, of a publication that has such."""


@dataclass(slots=True)
class Report:
    """Gathers findings while an outline is made."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, kind: str, lines: Lines | None, message: str, text: str = "") -> None:
        """One more finding; `text` is what it sets aside."""
        self.findings.append(Finding(kind, lines, message, text))

    def set_aside(self, why: str, block: Block) -> None:
        """`block` is not read."""
        self.findings.append(not_read(why, block.text, block.lines))


def not_read(why: str, text: str, lines: Lines | None = None, *, kind: str = "dropped") -> Finding:
    """What sets `text` aside: all of it stands in the message and is counted."""
    return Finding(kind, lines, f"Not read ({why}): {text}", text)


def left_over(printed: str, said: str) -> str:
    """Letters and figures of `printed` that `said` does not have, in their order, runs parted by blanks.

    >>> left_over("作者：张 三", "张三"), left_over("（记者 李四）", "李四")
    ('作者', '记者')
    """
    left = Counter(c for c in printed if c.isalnum())
    left.subtract(Counter(c for c in said if c.isalnum()))
    runs: list[str] = []
    for run in re.findall(r"\w+", printed):
        kept = ""
        for c in run:
            if left[c] > 0:
                left[c] -= 1
                kept += c
        if kept:
            runs.append(kept)
    return " ".join(runs)


def span(*blocks: Block) -> Lines | None:
    """First to last line of `blocks`, as far as they know theirs.

    >>> span(Block("a", (3, 4)), Block("b"), Block("c", (9, 9)))
    (3, 9)
    """
    known = [block.lines for block in blocks if block.lines]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None
