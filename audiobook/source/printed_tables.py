"""Tables of a printed page: lines whose pieces begin at the same places and do not fill the room between them."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from audiobook.source.printed import Line, Piece, one_piece

_GAP = 1.0
"""Cells stand so many ems apart at least."""
_SAME = 0.7
"""Edges within so many ems are one edge."""
_LAST = 4
"""Cells with so many above them in their column are compared."""
_FILLED = 0.75
"""Cells that fill more of their column than this are lines of text."""
_LABEL = re.compile(
    r"[^\w\s]{1,3}|[\[（(]?(?:\d{1,3}(?:[.．]\d{1,3})*|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[\]）).．、:：]?"
)
_PAGE = re.compile(r"[.…·\s]*(?:\d{1,4}|[ivxlc]{1,6})")


@dataclass(slots=True)
class _Column:
    """Where the cells of one column of a table stand."""

    left: float
    right: float
    cells: list[tuple[float, float]]
    """Left and right edge of each, from the top down."""

    def has_like(self, cell: Line) -> bool:
        """Whether a cell begins, ends or has its middle where one of the last does."""
        begins, ends, same = cell[0].left, cell[-1].right, _SAME * cell[0].size
        return any(
            min(abs(left - begins), abs(right - ends), abs(left + right - begins - ends) / 2) <= same
            for left, right in self.cells[-_LAST:]
        )


def across(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """`lines` of a whole page, tables of three columns and more apart from the rest: (is a table, lines)."""
    at = 0
    for first, stop in _tables(lines, least=3):
        if at < first:
            yield False, list(lines[at:first])
        yield True, list(lines[first:stop])
        at = stop
    if at < len(lines):
        yield False, list(lines[at:])


def split(lines: Sequence[Line]) -> Iterator[tuple[Literal["table", "text"], list[Piece]]]:
    """`lines` of one column: the rows of each table, cells parted by tabs, and the lines between tables."""
    at = 0
    for first, stop in _tables(lines, least=2):
        if at < first:
            yield "text", [one_piece(line) for line in lines[at:first]]
        yield "table", _rows(lines[first:stop])
        at = stop
    if at < len(lines):
        yield "text", [one_piece(line) for line in lines[at:]]


def _tables(lines: Sequence[Line], least: int) -> Iterator[tuple[int, int]]:
    """First and one after the last line of each table of `least` columns or more."""
    at = 0
    while at < len(lines):
        stop = at
        columns: list[_Column] = []
        rows = 0
        while stop < len(lines):
            cells = _cells(lines[stop])
            fits = not columns or _aligned(cells, columns)
            if len(cells) >= 2 and fits:
                columns = _merged(columns, cells)
                rows += 1
            elif not (rows and fits and _wraps(lines[stop - 1], lines[stop])):
                break
            stop += 1
        if _is_table(lines[at:stop], columns, rows, least):
            yield at, stop
        # what is no table as a whole has none in it: short last lines of columns look like cells
        at = max(stop, at + 1)


def _cells(line: Line) -> list[Line]:
    found: list[Line] = []
    for piece in line:
        if found and piece.left - found[-1][-1].right < _GAP * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _aligned(cells: Sequence[Line], columns: Sequence[_Column]) -> bool:
    """Whether all cells but one at most begin, end or have their middle where others of one column do."""
    off = sum(not (len(found := _under(cell, columns)) == 1 and found[0].has_like(cell)) for cell in cells)
    return off <= (1 if len(cells) > 2 else 0)


def _under(cell: Line, columns: Sequence[_Column]) -> list[_Column]:
    """The columns that stand at the same place as a cell, wholly or in part."""
    reach = _SAME * cell[0].size
    near = [one for one in columns if one.left < cell[-1].right and one.right > cell[0].left]
    return near or [one for one in columns if abs(one.left - cell[0].left) <= reach]


def _merged(columns: Sequence[_Column], cells: Sequence[Line]) -> list[_Column]:
    """`columns` with the cells of one more row, from the left."""
    found = list(columns)
    for cell in cells:
        at, end = cell[0].left, cell[-1].right
        near = _under(cell, found)
        if not near:
            found.append(_Column(at, end, [(at, end)]))
        elif len(near) == 1:
            near[0].left, near[0].right = min(near[0].left, at), max(near[0].right, end)
            near[0].cells.append((at, end))
    return sorted(found, key=lambda one: one.left)


def _wraps(before: Line, line: Line) -> bool:
    """Whether `line` is close enough below to be the second line of a cell."""
    return line[0].middle - before[0].middle < 1.6 * line[0].size


def _is_table(lines: Sequence[Line], places: Sequence[_Column], rows: int, least: int) -> bool:
    if len(places) < least or rows < (3 if len(places) == 2 else 2):
        return False
    edges = [place.left for place in places]
    columns: list[list[Line]] = [[] for _ in places]
    for line in lines:
        for cell in _cells(line):
            columns[_column(cell, places)].append(cell)
    texts = [["".join(piece.text for piece in cell) for cell in column] for column in columns]
    if all(_LABEL.fullmatch(text.strip()) for text in texts[0]) and len(edges) == 2:
        return False  # a numbered list, or one with bullets
    if all(_PAGE.fullmatch(text.strip()) for text in texts[-1]) and _is_rising(texts[-1]):
        return False  # a contents page
    filled = [
        median(cell[-1].right - cell[0].left for cell in column) / max(1.0, following - edge)
        for column, edge, following in zip(columns, edges, edges[1:], strict=False)
        if column
    ]
    return min(filled) < _FILLED and not any(
        one >= 0.8 and median(map(len, text)) >= 12 for one, text in zip(filled, texts, strict=False)
    )


def _is_rising(texts: Sequence[str]) -> bool:
    """Whether figures do not fall from one to the next, as the numbers of pages do not."""
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text))]
    return all(one <= two for one, two in itertools.pairwise(numbers))


def _column(cell: Line, columns: Sequence[_Column]) -> int:
    """The column a cell stands in: the one it has most in common with, else the last that begins before it."""
    shared = [min(one.right, cell[-1].right) - max(one.left, cell[0].left) for one in columns]
    if max(shared) > 0:
        return shared.index(max(shared))
    return max(0, bisect_right([one.left for one in columns], cell[0].left + _SAME * cell[0].size) - 1)


def _rows(lines: Sequence[Line]) -> list[Piece]:
    """One piece a row, with a tab between cells; an empty cell is kept, the second line of one is put to it."""
    columns: list[_Column] = []
    for line in lines:
        columns = _merged(columns, _cells(line))
    found: list[Piece] = []
    rows: list[list[str]] = []
    for at, line in enumerate(lines):
        cells = _cells(line)
        whole = one_piece(line)
        goes_on = bool(rows) and _wraps(lines[at - 1], line) and _column(cells[0], columns) > 0
        if not goes_on:
            rows.append([""] * len(columns))
            found.append(whole)
        for cell in cells:
            text = one_piece(cell).text
            place = _column(cell, columns)
            old = rows[-1][place]
            rows[-1][place] = old + (" " if old[-1:].isascii() and text[:1].isascii() and old else "") + text
    return [replace(piece, text="\t".join(row).rstrip("\t")) for piece, row in zip(found, rows, strict=True)]
