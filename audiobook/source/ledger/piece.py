"""What a second look at a file gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file with its place, as the second look has it."""

    text: str
    place: str
    """For people: "page 3", "chapter2.xhtml", "line 5"."""
    line: int | None = None
