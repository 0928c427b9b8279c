"""Columns of a printed page: which white bands part them, weighed by what stands on both sides."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from audiobook.source import printed_tables
from audiobook.source.printed import Line, Piece, lines_of

_ENOUGH = 1.0
"""What must speak for a gutter: two full lines on either side are 2."""
_CROSSED = 0.4
"""What a line across the gutter speaks against it: titles, figures and abstracts span columns, running text does not
in such numbers."""
_FULL = 0.6
"""How much of their column's width most lines of text fill; cells of tables do not."""
_TRIED = 60
"""Edges of columns are where most pieces begin; so many are tried."""
_LETTERS = 5
"""A column of text has more letters in most of its lines."""


def in_order(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces in the order they are read, stretch by stretch: what spans the columns, then the left one, then the
    right one, down to the next that spans. Each stretch is one column wide."""
    lines = lines_of(pieces)
    found: list[list[Piece]] = []
    for table, part in printed_tables.across(lines):
        found += [_flat(part)] if table else _parted(part)
    return [stretch for stretch in found if stretch]


def _parted(lines: list[Line]) -> list[list[Piece]]:
    gutter = _gutter(lines)
    if gutter is None:
        return [_flat(lines)]
    found: list[list[Piece]] = []
    across: list[Line] = []
    for is_columns, part in _parts(lines, gutter):
        if not is_columns:
            across += part
            continue
        # what spans these columns may stand in others, above or below them
        left, right = _sides(part, gutter)
        found += [*in_order(_flat(across)), *in_order(left), *in_order(right)]
        across = []
    return [*found, *(in_order(_flat(across)) if found else [_flat(across)])]


def _flat(lines: Sequence[Line]) -> list[Piece]:
    return [piece for line in lines for piece in line]


def _gutter(lines: list[Line]) -> float | None:
    """The left edge of a column with another on its left, for which most speaks; None if nothing does."""
    edges = {round(piece.left): piece.left for line in lines for piece in line[1:]}
    begun = Counter(round(piece.left) for line in lines for piece in line[1:])
    tried = frozenset(edge for edge, _ in begun.most_common(_TRIED))
    best, weight = None, _ENOUGH
    for edge in (left for near, left in edges.items() if near in tried):
        total = 0.0
        for spanning, part in _stretches(lines, edge):
            total += -_CROSSED * len(part) if spanning else _evidence(part, edge)
        if total > weight:
            best, weight = edge, total
    return best


def _evidence(lines: Sequence[Line], gutter: float) -> float:
    """How much speaks for columns in lines that none crosses: as a whole, or in the bands between wide gaps."""
    whole = _weight(*_sides(lines, gutter))
    return whole if whole > 0 else sum(_weight(*_sides(band, gutter)) for band in _bands(lines))


def _parts(lines: Sequence[Line], gutter: float) -> Iterator[tuple[bool, list[Line]]]:
    """Lines from the top down, those that stand in columns apart from the others."""
    for spanning, part in _stretches(lines, gutter):
        if spanning or _evidence(part, gutter) <= 0:
            yield False, part
            continue
        if _weight(*_sides(part, gutter)) > 0:
            yield True, part
            continue
        bands = _bands(part)
        places = [place for place, band in enumerate(bands) if _weight(*_sides(band, gutter)) > 0]
        first, last = places[0], places[-1]
        while first and not all(_sides(bands[first - 1], gutter)):
            first -= 1
        while last + 1 < len(bands) and not all(_sides(bands[last + 1], gutter)):
            last += 1
        for is_columns, some in ((False, bands[:first]), (True, bands[first : last + 1]), (False, bands[last + 1 :])):
            if some:
                yield is_columns, [line for band in some for line in band]


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines parted where nothing is printed across for more than two lines."""
    size = median(piece.size for line in lines for piece in line)
    found: list[list[Line]] = []
    for line in lines:
        if found and line[0].middle - found[-1][-1][0].middle < 3 * size:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _stretches(lines: Sequence[Line], gutter: float) -> Iterator[tuple[bool, list[Line]]]:
    """Lines from the top down, those that cross the gutter apart from those that do not."""
    part: list[Line] = []
    spanning = False
    middle = (min(line[0].left for line in lines) + max(line[-1].right for line in lines)) / 2
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else None
        crosses = any(_crosses(piece, gutter) for piece in line)
        if spanning or not part:
            crosses |= _is_centred(line, below, middle) or (spanning and _ends_paragraph(part[-1], line, below))
        if part and crosses != spanning:
            yield spanning, part
            part = []
        part.append(line)
        spanning = crosses
    if part:
        yield spanning, part


def _is_centred(line: Line, below: Line | None, middle: float) -> bool:
    """Whether a line over the columns stands in the middle of them all: a title over three."""
    size = line[0].size
    if any(two.left - one.right > 2 * size for one, two in itertools.pairwise(line)):
        return False
    off = abs((line[0].left + line[-1].right) / 2 - middle)
    return off < size and (below is None or below[0].middle - line[0].middle > size)


def _ends_paragraph(above: Line, line: Line, below: Line | None) -> bool:
    """Whether a short line is the last of the paragraph above it, which spans the columns: closer to it than to what
    follows, and from the same margin."""
    step = line[0].middle - above[0].middle
    return (
        step < 1.7 * line[0].size
        and abs(line[0].size - above[0].size) < 0.05 * line[0].size
        and abs(line[0].left - above[0].left) < 4 * line[0].size
        and line[-1].right < above[-1].right - line[0].size
        and (below is None or below[0].middle - line[0].middle > 1.2 * step)
    )


def _crosses(piece: Piece, gutter: float) -> bool:
    return piece.left < gutter - 0.5 * piece.size and piece.right > gutter


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Piece], list[Piece]]:
    pieces = _flat(lines)
    left = [piece for piece in pieces if piece.left < gutter - 0.5 * piece.size]
    return left, [piece for piece in pieces if piece.left >= gutter - 0.5 * piece.size]


def _weight(left: Sequence[Piece], right: Sequence[Piece]) -> float:
    """How much speaks for two columns of text side by side: the lines of the shorter one, as far as they are full."""
    if not left or not right:
        return 0.0
    sides = [lines_of(left), lines_of(right)]
    fewer = min(map(len, sides))
    if fewer < 2:
        return 0.0
    shared = min(side[-1][0].bottom for side in sides) - max(side[0][0].top for side in sides)
    heights = [side[-1][0].bottom - side[0][0].top for side in sides]
    if shared < 0.5 * min(heights):
        return 0.0
    full = min(map(_fullness, sides))
    return fewer * full if full >= _FULL else 0.0


def _fullness(lines: Sequence[Line]) -> float:
    """How much of the column's width the lines of one side fill; 0 for what is hardly text."""
    if median(sum(len(piece.text) for piece in line) for line in lines) <= _LETTERS:
        return 0.0
    begin = min(line[0].left for line in lines)
    end = max(line[-1].right for line in lines)
    printed = [sum(piece.right - piece.left for piece in line) for line in lines]
    return median(printed) / max(1.0, end - begin)
