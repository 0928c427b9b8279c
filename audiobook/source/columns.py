"""Columns of a printed page, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiobook.source import gutters, printed_tables
from audiobook.source.printed import Page, Piece, lines_of


def in_order(pieces: Sequence[Piece], known: Sequence[float] = ()) -> list[list[Piece]]:
    """Pieces in the order they are read, stretch by stretch: what spans the columns, then the left one, then the
    right one, down to the next that spans. Each stretch is one column wide. `known`: left edges of columns that other
    pages of the file have."""
    found: list[list[Piece]] = []
    for table, part in printed_tables.across(lines_of(pieces)):
        flat = [piece for line in part for piece in line]
        found += [flat] if table else _parted(flat, known)
    return [stretch for stretch in found if stretch]


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
