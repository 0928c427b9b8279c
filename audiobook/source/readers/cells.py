"""Blocks in the making, each with the note it is or the marks it has: what is set aside, and where notes belong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from audiobook.model import Finding
from audiobook.source.blocks import Block, not_read
from audiobook.source.readers.dom import Walker


@dataclass(slots=True, eq=False)
class Cell:
    """A block in the making."""

    block: Block | None
    """None when it has been set aside or taken up elsewhere."""
    note: Any = None
    """The element of the note it is."""
    marks: list[Any] = field(default_factory=list)
    """Notes it has marks of."""


def gathered(walker: Walker) -> list[Cell]:
    """What a walk has found."""
    cells = [Cell(block) for block in walker.blocks]
    if cells:
        for note, at in walker.notes:
            cells[min(at, len(cells) - 1)].note = note
        for note, at in walker.marks:
            cells[min(at, len(cells) - 1)].marks.append(note)
    return cells


Work = Callable[[Sequence[Block]], tuple[Sequence[Block | None], list[Finding]]]
"""Blocks -> the same ones as they are to be, None for those that go, and findings that hold these."""


def worked(cells: Sequence[Cell], works: Iterable[Work]) -> list[Finding]:
    """Let each of `works` change the blocks of `cells`; returns their findings."""
    findings: list[Finding] = []
    for work in works:
        there = [cell for cell in cells if cell.block]
        blocks, found = work([cell.block for cell in there if cell.block])
        for cell, block in zip(there, blocks, strict=True):
            cell.block = block
        findings += found
    return findings


def notes_at_home(cells: Sequence[Cell]) -> tuple[list[Cell], list[Finding]]:
    """`cells` with each note in the article that has its first mark, at its end where the note stood elsewhere, and
    the headings over notes that have gone set aside."""
    articles: list[list[Cell]] = [[]]
    home: dict[Any, int] = {}
    for cell in cells:
        if cell.block and (cell.block.label == "title" or cell.block.level == 1):
            articles.append([])
        articles[-1].append(cell)
        for note in cell.marks:
            home.setdefault(note, len(articles) - 1)
    moved: dict[int, list[Cell]] = {}
    done: list[Cell] = []
    findings: list[Finding] = []
    kept: list[list[Cell]] = []
    for number, article in enumerate(articles):
        away = [cell for cell in article if cell.note is not None and home.get(cell.note, number) != number]
        for cell in away:
            moved.setdefault(home[cell.note], []).append(cell)
        rest = [cell for cell in article if cell not in away]
        heads = [cell.block for cell in rest if cell.block]
        if away and heads and all(block.level for block in heads):
            findings.append(not_read("heading of the notes", "\n".join(block.text for block in heads)))
            rest = []
        kept.append(rest)
    for number, article in enumerate(kept):
        done += [*article, *moved.get(number, [])]
    return done, findings
