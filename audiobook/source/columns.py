"""Columns of a printed page, in the order they are read."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from audiobook.source import gutters, printed_tables
from audiobook.source.printed import Line, Page, Piece, lines_of


def in_order(pieces: Sequence[Piece], known: Sequence[float] = ()) -> list[list[Piece]]:
    """Pieces in the order they are read, stretch by stretch: what spans the columns, then the left one, then the
    right one, down to the next that spans. Each stretch is one column wide. `known`: left edges of columns that other
    pages of the file have."""
    found: list[list[Piece]] = []
    parts = list(printed_tables.across(lines_of(pieces)))
    if any(table for table, _ in parts):
        # lines of columns beside one another look like cells; what a gutter runs through is no table across it
        strip = gutters.strip(pieces, known)
        parts = list(_joined((table and not _within(part, strip), part) for table, part in parts))
    for table, part in parts:
        flat = [piece for line in part for piece in line]
        found += [flat] if table else _parted(flat, known)
    return [stretch for stretch in found if stretch]


def _within(lines: Sequence[Line], strip: gutters.Strip | None) -> bool:
    """Whether lines stand on both sides of `strip` and are the smaller part of what does."""
    if strip is None:
        return False
    inside = strip.top <= lines[0][0].middle and lines[-1][0].middle <= strip.bottom
    crossed = any(piece.left < strip.x - 1 and piece.right > strip.x for line in lines for piece in line)
    return inside and not crossed and 2 * len(lines) <= strip.lines / 2


def _joined(parts: Iterable[tuple[bool, list[Line]]]) -> Iterator[tuple[bool, list[Line]]]:
    """`parts`, those without a table between them put together."""
    for table, run in itertools.groupby(parts, key=lambda part: part[0]):
        if table:
            yield from run
        else:
            yield False, [line for _, part in run for line in part]


def edges(pages: Sequence[Page]) -> tuple[float, ...]:
    """Left edges of the columns right of the gutters of `pages`."""
    return tuple(edge for page in pages for edge in _edges(page.pieces))


def _edges(pieces: Sequence[Piece]) -> Iterator[float]:
    strip = gutters.strip(pieces)
    if strip is None:
        return
    yield strip.x
    beside = [piece for piece in pieces if strip.top <= piece.middle <= strip.bottom]
    yield from _edges([piece for piece in beside if piece.right < strip.x])
    yield from _edges([piece for piece in beside if piece.left >= strip.x - 1])


def _parted(pieces: Sequence[Piece], known: Sequence[float]) -> list[list[Piece]]:
    strip = gutters.strip(pieces, known) if pieces else None
    if strip is None:
        return [list(pieces)]
    above = [piece for piece in pieces if piece.middle < strip.top]
    below = [piece for piece in pieces if piece.middle > strip.bottom]
    beside = [piece for piece in pieces if strip.top <= piece.middle <= strip.bottom]
    # what crosses the strip lies above or below, so each piece beside it is on one side
    left = [piece for piece in beside if (piece.left + piece.right) / 2 < strip.x]
    right = [piece for piece in beside if (piece.left + piece.right) / 2 >= strip.x]
    known = (*known, strip.x)  # a column goes on where another strip of the same place is
    return [*_parted(above, known), *in_order(left, known), *in_order(right, known), *_parted(below, known)]
