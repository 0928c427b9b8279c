"""One character of a text layer, and where it stands."""

from __future__ import annotations

from typing import NamedTuple


class Glyph(NamedTuple):
    """One character; points, y downwards, seen in the direction it is set in."""

    char: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    face: str
