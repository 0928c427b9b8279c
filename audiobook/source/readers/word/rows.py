"""Rows of a Word table: cells parted by tabs, a free place where a cell is wider or goes on from above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from audiobook.model import Lines
from audiobook.source.blocks import Block
from audiobook.source.readers.word.line import Found
from audiobook.source.readers.word.parts import MC, W, chosen, number, value

_COLUMNS = 63
"""What a table may have in Word; what a damaged file says beyond is not believed."""

_RUNS = 60
"""Characters from which what stands in a cell is running text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell."""

    found: tuple[Found, ...]
    columns: int = 1
    """How many it is wide."""

    @property
    def text(self) -> str:
        """All that is the cell's own, in one line."""
        return " ".join(_in_line(one.block) for one in self.found if not one.apart and one.block.kind != "table")


@dataclass(slots=True)
class Row:
    """The cells of a row."""

    lines: Lines | None
    before: int = 0
    """Columns left free before its first cell."""
    cells: list[Cell] = field(default_factory=list)

    def blocks(self) -> Iterator[Found]:
        """The row, then what stands in it and is no part of it: text boxes, tables in its cells."""
        columns = [""] * self.before
        for cell in self.cells:
            columns += [cell.text, *[""] * (cell.columns - 1)]
        found = [one for cell in self.cells for one in cell.found]
        text = "\t".join(columns).rstrip("\t")
        if text.strip():
            size = max((one.size for one in found), default=0.0)
            notes = tuple(note for one in found if not _is_apart(one) for note in one.notes)
            yield Found(Block(text, self.lines, kind="table"), size, notes)
        yield from (replace(one, apart=True) for one in found if _is_apart(one))


def is_layout(rows: list[Row]) -> bool:
    """Whether a table is a frame around text or lays out a page: one column, or headings in its cells."""
    cells = [cell for row in rows for cell in row.cells]
    return all(len(row.cells) <= 1 for row in rows) or any(one.block.level for cell in cells for one in cell.found)


def across(rows: list[Row]) -> list[Row]:
    """The rows of one cell as wide as the table that are text laid over it: over all others, or with running text, as
    forms have them. 合计 and the like between rows are rows."""
    width = max((row.before + sum(cell.columns for cell in row.cells) for row in rows), default=0)
    alone = [len(row.cells) == 1 and not row.before and row.cells[0].columns == width > 1 for row in rows]
    first = next((place for place, one in enumerate(alone) if not one), len(rows))
    return [row for place, row in enumerate(rows) if alone[place] and (place < first or len(row.cells[0].text) > _RUNS)]


def members(container: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also within content controls and other wrappers."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from members(chosen(child), tag)
        elif isinstance(child.tag, str) and not child.tag.endswith("Pr"):
            yield from members(child, tag)


def columns(properties: Any | None, name: str, least: int) -> int:
    """A number of columns that the properties of a row or cell give."""
    given = None if properties is None else number(value(properties.find(f"{W}{name}")))
    return least if given is None else min(max(given, least), _COLUMNS)


def _is_apart(found: Found) -> bool:
    return found.apart or found.block.kind == "table"


def _in_line(block: Block) -> str:
    text = " ".join(block.text.split())
    return rf"\({text}\)" if block.kind == "formula" else text
