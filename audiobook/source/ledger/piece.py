"""What a second look at a file gives."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of a file with its place, as the second look has it."""

    text: str
    place: str
    """For people: "page 3", "chapter2.xhtml", "line 5"."""
    line: int | None = None
