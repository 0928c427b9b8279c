"""Bare numbers that part the chapters of an e-book (一, 二, 三; 1, 2, 3) and are marked as paragraphs: headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobook.source import numberings
from audiobook.source.readers.cells import Cell

_FEWEST = 2
"""Numbers that make a row."""
_DEEPEST = 9


def mark(cells: Sequence[Cell]) -> None:
    """Give the bare numbers in each article the level of headings where they count one by one, those that are marked as
    headings already among them; a row may go on from the article before."""
    last: dict[str, int] = {}
    for first, stop in _articles(cells):
        rows: dict[str, list[tuple[int, int]]] = {}
        for place in range(first, stop):
            block = cells[place].block
            if block is None or block.kind != "body" or block.label not in (None, "subtitle"):
                continue
            found = numberings.numbered(block.text)
            if found is not None and found.bare and not found.prefix and _stands_over_text(cells, place, stop):
                rows.setdefault(found.kind, []).append((place, found.number))
        for kind, row in rows.items():
            numbers = [number for _, number in row]
            begin = last.get(kind, 0) + 1
            if numbers[0] not in (1, begin) or len(numbers) < (_FEWEST if numbers[0] == 1 else 1):
                continue
            if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
                continue
            last[kind] = numbers[-1]
            _raise(cells, [place for place, _ in row], first)


def _articles(cells: Sequence[Cell]) -> list[tuple[int, int]]:
    """First cell behind the title and first cell of the next article, of each."""
    begins = [i for i, cell in enumerate(cells) if cell.block and cell.block.label == "title"]
    return [(i + 1, stop) for i, stop in zip(begins, [*begins[1:], len(cells)], strict=True)]


def _stands_over_text(cells: Sequence[Cell], place: int, stop: int) -> bool:
    """Whether what comes next is a paragraph, not another number or a heading."""
    after = next((block for cell in cells[place + 1 : stop] if (block := cell.block)), None)
    return after is not None and not after.level and numberings.numbered(after.text) is None


def _raise(cells: Sequence[Cell], row: Sequence[int], first: int) -> None:
    marked = [block.level for place in row if (block := cells[place].block) and block.level]
    title = cells[first - 1].block
    level = min(marked) if marked else min(_DEEPEST, (title.level or 1 if title else 1) + 1)
    for place in row:
        if (block := cells[place].block) and not block.level:
            cells[place].block = replace(block, level=level, label=None)
