"""A paragraph while it is read, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from audiobook.source.blocks import Block
from audiobook.source.readers.word.spans import Span
from audiobook.source.readers.word.styles import Look


@dataclass(frozen=True, slots=True)
class Found:
    """A block, its size in points, the notes it leads to."""

    block: Block
    size: float
    notes: tuple[Block, ...] = ()
    apart: bool = False
    """In a text box, or a table in a table: no part of the cell it stands in."""
    pasted: bool = False
    """As code, in a style that Word gives to what is pasted."""


@dataclass(slots=True)
class Line:
    """The stretches of a paragraph and what hangs on it."""

    look: Look = field(default_factory=Look)
    """Of text that says nothing of its own."""
    spans: list[Span] = field(default_factory=list)
    aside: dict[str, list[str]] = field(default_factory=dict)
    """Why -> what is not read."""
    boxes: list[Found] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
