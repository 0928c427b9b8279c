"""The order in which a printed page is read: lines, columns, what spans them.

Takes pieces of text with their places on the page, whoever found them: a PDF's text layer or character recognition.
Measures are points or pixels, y grows downwards.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from statistics import median


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line of one page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float | None = None

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page and what is printed on it, in any order."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]


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


def rows(page: Page) -> list[Row]:
    """The printed lines of `page` in the order they are read: column by column, from the top down."""
    found: list[Row] = []
    for column in _columns(list(page.pieces), page.width):
        lines = _lines(column)
        if not lines:
            continue
        left, right = _edge(lines, "left"), _edge(lines, "right")
        for place, line in enumerate(lines):
            leading = (line.middle - lines[place - 1].middle) / max(1.0, line.size) if place else 0.0
            found.append(Row(line, page.number, left, right, place == 0, leading))
    return found


def _edge(lines: list[Piece], side: str) -> float:
    """Where lines of a column begin or end: the outermost place at which several do, so that one wide title or
    one hanging mark does not move it."""
    places = sorted((getattr(line, side) for line in lines), reverse=side == "right")
    size = median(line.size for line in lines)
    several = 1 if len(lines) < 4 else max(2, len(lines) // 8)
    for place in places:
        if sum(abs(other - place) <= size * 1.7 for other in places) >= several:
            return float(place)
    return float(places[0])


def _lines(pieces: list[Piece]) -> list[Piece]:
    """Pieces beside one another put together to lines, from the top down."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        for line in reversed(found[-4:]):
            if abs(line[0].middle - piece.middle) < 0.5 * min(line[0].size, piece.size):
                line.append(piece)
                break
        else:
            found.append([piece])
    return [_one(sorted(line, key=lambda p: p.left)) for line in found]


def _one(pieces: list[Piece]) -> Piece:
    text = pieces[0].text
    for before, piece in itertools.pairwise(pieces):
        gap = piece.left - before.right
        text += ("\t" if gap > piece.size * 2.5 else " " if gap > piece.size * 0.3 else "") + piece.text
    main = max(pieces, key=lambda p: len(p.text))
    sure = [p.confidence for p in pieces if p.confidence is not None]
    return replace(
        main,
        text=text,
        left=pieces[0].left,
        right=max(p.right for p in pieces),
        top=min(p.top for p in pieces),
        bottom=max(p.bottom for p in pieces),
        bold=all(p.bold for p in pieces),
        confidence=min(sure) if sure else None,
    )


def _columns(pieces: list[Piece], width: float) -> list[list[Piece]]:
    """Pieces in the order columns are read: what spans them, then left, then right, down to the next that spans."""
    if len(pieces) < 8:
        return [pieces] if pieces else []
    gutter = _gutter(pieces)
    if gutter is None:
        return [pieces]
    found: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    spanning: list[Piece] = []

    def close() -> None:
        found.extend(_columns(left, width) if left else [])
        found.extend(_columns(right, width) if right else [])
        left.clear()
        right.clear()

    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        if piece.left < gutter - 1 and piece.right > gutter + 1:
            close()
            spanning.append(piece)
            continue
        if spanning:
            found.append(list(spanning))
            spanning.clear()
        (left if piece.right <= gutter + 1 else right).append(piece)
    close()
    if spanning:
        found.append(spanning)
    return found


def _gutter(pieces: list[Piece]) -> float | None:
    """The x of a white band with lines on both sides at the same heights, crossed by few."""
    first, last = min(p.left for p in pieces), max(p.right for p in pieces)
    best: tuple[float, float] | None = None
    for step in range(25, 76):
        x = first + (last - first) * step / 100
        left = [p for p in pieces if p.right <= x + 1]
        right = [p for p in pieces if p.left >= x - 1]
        crossing = len(pieces) - len(left) - len(right)
        if min(len(left), len(right)) < 3 or crossing * 3 > len(left) + len(right):
            continue
        if not _side_by_side(left, right):
            continue
        score = crossing + abs(step - 50) / 100
        if best is None or score < best[0]:
            best = (score, x)
    return best[1] if best else None


def _side_by_side(left: list[Piece], right: list[Piece]) -> bool:
    """Both are columns of text: they share heights, and lines in both are long."""
    top = max(min(p.top for p in left), min(p.top for p in right))
    bottom = min(max(p.bottom for p in left), max(p.bottom for p in right))
    shared = [p for p in [*left, *right] if top <= p.middle <= bottom]
    if len(shared) < 6:
        return False
    return all(median(len(p.text) for p in side) >= 6 for side in (left, right))
