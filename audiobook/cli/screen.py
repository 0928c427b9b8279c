"""Tables and styled lines for a person, in which every text is one line of plain text."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from typing import Any, Literal

from audiobook.cli.terminal import one_line, overwrite_line, print_line

FILE_WIDTH = 120
"""Cells a line where the output is not a terminal: wide enough for titles."""

Style = Literal["", "bold", "dim", "white on black"]
_STYLES: dict[Style, dict[str, Any]] = {
    "": {}, "bold": {"bold": True}, "dim": {"dim": True}, "white on black": {"fg": "bright_white", "bg": "black"}
}  # fmt: skip
_GAP = 2


def cells(text: str) -> int:
    """How many cells of a terminal `text` takes: Chinese characters take two, marks set upon others none.

    >>> cells("桥 a"), cells("e\u0301")
    (4, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def folded(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; words stay whole where they can, Chinese is parted anywhere.

    >>> folded("the old bridge 老桥", 10)
    ['the old', 'bridge 老', '桥']
    """
    lines = []
    while cells(text) > width:
        used = end = 0
        while end < len(text) and (used := used + _cells(text[end])) <= width:
            end += 1
        end = max(end, 1)
        space = text.rfind(" ", 0, end + 1)
        if text[:space].strip() and space > 0 and _cells(text[end]) == 1:
            end = space
        lines.append(text[:end].rstrip(" "))
        text = text[end:].lstrip(" ")
    return [*lines, text] if text or not lines else lines


class Table:
    """Rows under names, each column as wide as its widest cell, or folded where the screen is narrower."""

    def __init__(self, *names: str, right: tuple[str, ...] = ()) -> None:
        """`right`: the columns whose cells stand at their right edge."""
        self.names = names
        self.rows: list[list[str]] = []
        self._right = [name in right for name in names]

    def add_row(self, *cells: str) -> None:
        """A row; cells that are not given are empty."""
        self.rows.append([*cells, *[""] * (len(self.names) - len(cells))])

    def lines(self, width: int) -> list[str]:
        """All of it in lines of at most `width` cells, the names first; only what is narrower than a sign is wider."""
        rows = [[one_line(cell) for cell in row] for row in ([*self.names], *self.rows)]
        widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
        while sum(widths) + _GAP * (len(widths) - 1) > width and max(widths) > 1:
            widths[widths.index(max(widths))] -= 1
        return [line for row in rows for line in self._row(row, widths)]

    def _row(self, row: list[str], widths: list[int]) -> list[str]:
        parts = [folded(cell, width) for cell, width in zip(row, widths, strict=True)]
        lines = []
        for number in range(max(map(len, parts))):
            line = []
            for part, width, right in zip(parts, widths, self._right, strict=True):
                text = part[number] if number < len(part) else ""
                space = " " * (width - cells(text))
                line.append(space + text if right else text + space)
            lines.append((" " * _GAP).join(line).rstrip(" "))
        return lines


class Screen:
    """Standard output, or errors; styled on a terminal, plain text in a file."""

    def __init__(self, *, err: bool = False) -> None:
        self._err = err
        stream = sys.stderr if err else sys.stdout
        # a terminal that knows no escape sequences is no better than a file
        self.is_terminal = stream is not None and stream.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
        self.width = shutil.get_terminal_size().columns if self.is_terminal else FILE_WIDTH

    def print(self, text: str = "", style: Style = "", *, fold: bool = True) -> None:
        """`text` in one line, or in as many as the screen's width asks for."""
        line = one_line(text)
        for part in folded(line, self.width) if fold else [line]:
            self._print(part, style)

    def print_table(self, table: Table) -> None:
        """`table`, the names of its columns dim."""
        names, *rows = table.lines(self.width)
        self._print(names, "dim")
        for row in rows:
            self._print(row, "")

    def overwrite(self, text: str) -> None:
        """Shows `text` in the last line, in place of what this showed there before; "" takes it away."""
        overwrite_line(folded(one_line(text), self.width - 1)[0], err=self._err)

    def _print(self, line: str, style: Style) -> None:
        print_line(line, err=self._err, style=_STYLES[style] if self.is_terminal else None)
