"""The order in which a printed page is read: head and foot, columns, what spans them, tables.

Takes pieces of text with their places on the page, whoever found them: a PDF's text layer or character recognition.
Measures are points or pixels, y grows downwards. No piece is left out, whatever the page looks like.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from audiobook.source import columns, printed_tables
from audiobook.source.printed import Line, Page, Piece, lines_of, one_piece

__all__ = ["Page", "Piece", "Row", "rows"]

Zone = Literal["text", "edge", "table"]

_MARGIN = 0.14
"""The part of a page's height above and below in which its head and foot stand."""
_APART = 1.5
"""Heads and feet stand so many usual line distances from the text."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line of one column."""

    piece: Piece
    page: int
    left: float
    """Left edge of its column."""
    right: float
    first: bool
    """First of its column."""
    leading: float
    """How far below the line before, in sizes; 0 for the first."""
    zone: Zone = "text"
    """edge: in the head or foot of the page, apart from the text."""
    last: bool = False
    """Last of its column."""


def rows(page: Page) -> list[Row]:
    """The printed lines of `page` in the order they are read: the head, column by column from the top down, the
    foot."""
    lines = lines_of(page.pieces)
    head, foot = _edges(lines, page.height)
    body = [piece for line in lines[len(head) : len(lines) - len(foot)] for piece in line]
    found = [row for line in head for row in _edge_rows(line, page.number)]
    for stretch in columns.in_order(body):
        for kind, part in printed_tables.split(lines_of(stretch)):
            if kind == "table":
                found += [Row(piece, page.number, piece.left, piece.right, False, 1.0, "table") for piece in part]
            else:
                found += _column(part, page.number)
    return found + [row for line in foot for row in _edge_rows(line, page.number)]


def _column(lines: Sequence[Piece], page: int) -> list[Row]:
    left, right = _edge(lines, "left"), _edge(lines, "right")
    found = []
    for place, line in enumerate(lines):
        leading = (line.middle - lines[place - 1].middle) / max(1.0, line.size) if place else 0.0
        found.append(Row(line, page, left, right, place == 0, leading, last=place == len(lines) - 1))
    return found


def _edge(lines: Sequence[Piece], side: str) -> float:
    """Where lines of a column begin or end: the outermost place at which several do, so that one wide title or
    one hanging mark does not move it."""
    places = sorted((getattr(line, side) for line in lines), reverse=side == "right")
    size = median(line.size for line in lines)
    several = 1 if len(lines) < 4 else max(2, len(lines) // 8)
    for place in places:
        if sum(abs(other - place) <= size * 1.7 for other in places) >= several:
            return float(place)
    return float(places[0])


def _edges(lines: Sequence[Line], height: float) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of the head and of the foot: near the page's edge, apart from the rest, and not in large type."""
    if len(lines) < 3:
        return [], []
    middles = [median(piece.middle for piece in line) for line in lines]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    usual = median(steps)
    size = median(piece.size for line in lines for piece in line)

    def may(place: int) -> bool:
        return all(piece.size <= 1.15 * size for piece in lines[place])

    head = foot = 0
    for count in (1, 2):
        if len(lines) <= count + 1:
            break
        if middles[count - 1] < height * _MARGIN and may(count - 1) and steps[count - 1] > _APART * usual:
            head = count
        if middles[-count] > height * (1 - _MARGIN) and may(-count) and steps[-count] > _APART * usual:
            foot = count
    return lines[:head], lines[len(lines) - foot :]


def _edge_rows(line: Line, page: int) -> list[Row]:
    """What stands in the corners and in the middle of a head or foot, each for itself."""
    found: list[Line] = []
    for piece in line:
        if found and piece.left - found[-1][-1].right < 2 * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [Row(one, page, one.left, one.right, True, 0.0, "edge") for one in map(one_piece, found)]
