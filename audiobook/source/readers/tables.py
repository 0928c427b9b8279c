"""Tables of data: one line for each row, cells parted by tabs, each cell under its heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from audiobook.source.readers.elements import local, texts, within

_LAYOUT = frozenset(["table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "form", "pre", "blockquote"])
"""What is in the cells of a table that lays out a page and holds no data."""
_LONGEST = 300
"""Letters of a cell; a table whose cells mostly hold more is a layout."""
_WIDEST = 40
"""Columns an empty cell may stand for: a wrong colspan is no reason for a thousand tabs."""
_HANGING = 100
"""Columns up to which cells hang down into the rows below; with tall and wide cells rows grow by what hangs."""
_GROUPS = frozenset(["thead", "tbody", "tfoot"])
_INSIDE = {"table": _GROUPS | {"tr", "caption", "colgroup", "col"}, "tr": frozenset(["td", "th"])}


def is_data(table: Any) -> bool:
    """Whether its cells are data, not parts of a page."""
    if table.get("role") in ("presentation", "none") or within(table, _LAYOUT) or _has_loose_text(table):
        return False
    rows = list(row_elements(table))
    if max((len(cells(row)) for row in rows), default=0) < 2:
        return False
    if any(local(node) == "th" for node in table.iterdescendants()):
        return True
    sizes = [len("".join("".join(texts(cell)).split())) for row in rows for cell in cells(row)]
    return max(sizes, default=0) <= _LONGEST * 2 and sum(size > _LONGEST for size in sizes) * 4 <= len(sizes)


def _has_loose_text(table: Any) -> bool:
    """Whether text stands in it outside its cells, as in a table whose tags are damaged."""
    parts = [table, *(child for child in table if local(child) in _GROUPS)]
    parts += [row for part in parts for row in part if local(row) == "tr"]
    for part in parts:
        if (part.text or "").strip() or any((child.tail or "").strip() for child in part):
            return True
        inner = _INSIDE["tr" if local(part) == "tr" else "table"]
        if any(local(child) and local(child) not in inner and "".join(texts(child)).strip() for child in part):
            return True
    return False


def row_elements(table: Any) -> Iterator[Any]:
    """Its rows, those of the head first and of the foot last, as browsers show them."""
    parts = [child for child in table if local(child) in _GROUPS or local(child) == "tr"]
    order = {"thead": 0, "tfoot": 2}
    for part in sorted(parts, key=lambda part: order.get(local(part), 1)):
        if local(part) == "tr":
            yield part
        else:
            yield from (row for row in part if local(row) == "tr")


def cells(row: Any) -> list[Any]:
    """The cells of a row."""
    return [cell for cell in row if local(cell) in ("td", "th")]


def lines(table: Any, text_of_cell: Callable[[Any], str]) -> Iterator[tuple[str, Any]]:
    """(cells parted by tabs, the row's element) for each row with text in it.

    Cells that span columns or rows stand in the first of them; the others are empty, so that what stands under a
    heading stays under it.
    """
    hanging: dict[int, int] = {}
    for row in row_elements(table):
        written: list[str] = []
        below: dict[int, int] = {}

        def fill(line: list[str]) -> None:
            while hanging.get(len(line), 0) > 0:
                hanging[len(line)] -= 1
                line.append("")

        fill(written)
        for cell in cells(row):
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(wide):
                if high > 1 and len(written) < _HANGING:
                    below[len(written)] = high - 1
                written.append(" ".join(text_of_cell(cell).split()) if column == 0 else "")
            fill(written)
        hanging.update(below)
        if any(written):
            yield "\t".join(written).rstrip("\t"), row


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(_WIDEST, int(value))) if value.isascii() and value.isdigit() else 1
