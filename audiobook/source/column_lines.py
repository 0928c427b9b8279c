"""What speaks for a column of text beside a white strip: its lines, how they fill it, and what is a table instead."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from audiobook.source.line_features import width
from audiobook.source.printed import Piece

_NEAR = 1.0
"""Pieces with less white between them, in sizes, are parts of one line of one column."""
_JUSTIFIED = 6
"""So many lines that end at one place are a justified column."""
_CELL = 18
"""What is shorter, in Latin letters, may be a cell."""
_SPARSE = 0.7
"""Terms stand beside the first lines only of what is said of them,"""
_NARROW = 0.6
"""take less of the width than that,"""
_FILLED = 0.85
"""and are of any length, where lines of text fill as much of their column."""
_OWN_LINES, _PROSE = 4, 0.6
"""A box beside a text has so many lines at the least; how much speaks for a text (0 to 1)."""
_OPTION = re.compile(r"\s*[（(]?([A-Ha-h]|\d{1,2})[.．、)）]")
_CELLS = 3
"""So many rows of short cells, one below the other, are a table."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """What stands on one line of the column beside a strip, without what lies beyond the next gap."""

    left: float
    right: float
    middle: float
    text: str
    alone: bool
    """Nothing else stands on this side of the strip at this height."""


def column_lines(pieces: Sequence[Piece], size: float, near: str) -> list[ColumnLine]:
    """The lines of the column at whose `near` side the strip is."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        if rows and abs(rows[-1][-1].middle - piece.middle) < 0.5 * min(size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    found = []
    for row in rows:
        row.sort(key=lambda p: p.left, reverse=near == "right")
        chain = [row[0]]
        for piece in row[1:]:
            gap = chain[-1].left - piece.right if near == "right" else piece.left - chain[-1].right
            if gap > _NEAR * size:
                break
            chain.append(piece)
        found.append(
            ColumnLine(
                min(p.left for p in chain),
                max(p.right for p in chain),
                row[0].middle,
                "".join(p.text for p in chain),
                len(chain) == len(row),
            )
        )
    return found


def without_tables(
    lefts: Sequence[ColumnLine], rights: Sequence[ColumnLine], size: float
) -> Iterator[tuple[float, float]]:
    """Top and bottom of what is left of a stretch when rows of short cells are taken out of it."""
    widths = [_width(lines) for lines in (lefts, rights)]
    heights = sorted(line.middle for line in [*lefts, *rights])
    usual = median([low - high for high, low in itertools.pairwise(heights) if low - high > 0.7 * size] or [size])
    rows: list[tuple[float, bool]] = []
    both = [(one, wide) for lines, wide in zip((lefts, rights), widths, strict=True) for one in lines]
    both.sort(key=lambda pair: pair[0].middle)
    first = 0
    for at, (line, _) in enumerate(both):
        if rows and line.middle - rows[-1][0] < 0.5 * size:
            continue
        while first < at and line.middle - both[first][0].middle >= 0.5 * size:
            first += 1
        stop = at + 1
        while stop < len(both) and both[stop][0].middle - line.middle < 0.5 * size:
            stop += 1
        cells = stop - first > 1 and all(
            (one.right - one.left) < 0.6 * wide and (width(one.text) < _CELL or not one.alone)
            for one, wide in both[first:stop]
        )
        rows.append((line.middle, cells))
    kept: list[float] = []
    parts = [(cells, [middle for middle, _ in part]) for cells, part in itertools.groupby(rows, key=lambda row: row[1])]
    for place, (cells, part) in enumerate(parts):
        outer = place in (0, len(parts) - 1)
        beyond = parts[1][1][0] - part[-1] if place == 0 and len(parts) > 1 else usual
        if cells and (len(part) >= _CELLS or (outer and (len(part) > 1 or beyond > 2 * usual))):
            if kept:
                yield kept[0], kept[-1]
            kept = []
        else:
            kept += part
    if kept:
        yield kept[0], kept[-1]


def are_terms(one: Sequence[ColumnLine], other: Sequence[ColumnLine]) -> bool:
    """Whether the left lines name what the right ones tell: a narrow ragged column, with fewer lines."""
    if len(one) <= 1 or len(one) >= _SPARSE * len(other) or (wide := _width(one)) >= _NARROW * _width(other):
        return False
    return median([(line.right - line.left) / wide for line in one]) < _FILLED


def _width(lines: Sequence[ColumnLine]) -> float:
    """How wide a column is: where nine of ten of its lines lie within."""
    lefts, rights = sorted([line.left for line in lines]), sorted([line.right for line in lines])
    return max(1.0, rights[-1 - len(rights) // 10] - lefts[len(lefts) // 10])


def is_filled(lines: Sequence[ColumnLine]) -> bool:
    """Whether most lines but the last go to the end of their column: those of a table do not."""
    wide = _width(lines)
    full = sum(line.right - lines[0].left > 0.75 * wide for line in lines[:-1])
    return full >= 0.6 * len(lines[:-1])


def stands_alone(
    one: Sequence[ColumnLine], other: Sequence[ColumnLine], left: Sequence[Piece], right: Sequence[Piece], size: float
) -> bool:
    """Whether one side is a justified column, and the other as wide, whatever is set in it: a list, a table."""
    for lines, beyond in ((one, right), (other, left)):
        if len(lines) < _JUSTIFIED or prose(lines, size) < 0.8:
            continue
        ends = sorted(line.right for line in lines)
        edge = ends[-1 - len(ends) // 10]
        justified = sum(abs(end - edge) < 0.4 * size for end in ends)
        room = max(piece.right for piece in beyond) - min(piece.left for piece in beyond)
        if justified >= 0.6 * len(lines) and room > 0.6 * _width(lines):
            return True
    return False


def count_across(one: Sequence[ColumnLine], other: Sequence[ColumnLine], size: float) -> bool:
    """Whether labels count from the left line to the right one beside it: A. … B. …, and C. … D. … below."""
    beside = [(line, near) for line in one for near in other if abs(line.middle - near.middle) < 0.5 * size]
    labels = [(_OPTION.match(line.text), _OPTION.match(near.text)) for line, near in beside]
    counted = sum(left is not None and right is not None and _follows(left[1], right[1]) for left, right in labels)
    return counted > 0 and counted * 2 >= len(beside)


def _follows(one: str, two: str) -> bool:
    return (
        int(two) == int(one) + 1
        if one.isdigit() and two.isdigit()
        else len(one + two) == 2 and ord(two) == ord(one) + 1
    )


def keep_own_lines(one: Sequence[ColumnLine], other: Sequence[ColumnLine], size: float) -> bool:
    """Whether the lines of the two sides stand at heights of their own, as those of one table or text never do: a box
    beside a text."""
    top, bottom = max(one[0].middle, other[0].middle) - size, min(one[-1].middle, other[-1].middle) + size
    heights = [[line.middle for line in side if top <= line.middle <= bottom] for side in (one, other)]
    fewer, more = sorted(heights, key=len)
    if len(fewer) < _OWN_LINES or max(prose(one, size), prose(other, size)) < _PROSE:
        return False
    # lines stand from the top down, so the nearest is one of the two between which a height lies
    places = [bisect_left(more, height) for height in fewer]
    met = sum(
        min(abs(height - near) for near in more[max(0, at - 1) : at + 1]) < 0.15 * size
        for height, at in zip(fewer, places, strict=True)
    )
    return met * 3 <= len(fewer)


def prose(lines: Sequence[ColumnLine], size: float) -> float:
    """How much speaks for a column of text, 0 to 1."""
    wide = _width(lines)
    fill = median([(line.right - line.left) / wide for line in lines])
    long = min(1.0, median([width(line.text) for line in lines]) / 16)
    first = sorted([line.left for line in lines])[len(lines) // 10]
    flush = sum([abs(line.left - first) < 0.6 * size for line in lines]) / len(lines)
    letters = "".join([line.text for line in lines])
    figures = sum(map(str.isdigit, letters)) / max(1, sum(map(str.isalnum, letters)))
    return long * (0.6 * min(1.0, fill / 0.9) + 0.4 * flush) - max(0.0, figures - 0.2)
