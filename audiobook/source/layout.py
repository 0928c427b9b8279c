"""Printed pages -> blocks: the lines of each page in reading order, put together to paragraphs and headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from audiobook.model import Finding
from audiobook.source import page_furniture, reading_order
from audiobook.source.blocks import Block
from audiobook.source.joining import join
from audiobook.source.line_features import ends, stops
from audiobook.source.outline.contents import page_entry
from audiobook.source.outline.line_kinds import is_remark
from audiobook.source.reading_order import Page, Row


def blocks(pages: Sequence[Page]) -> tuple[list[Block], list[Finding]]:
    """Paragraphs and headings of all pages in reading order, and what was left out."""
    cleaned, findings = page_furniture.taken_out(pages)
    rows = [row for page in cleaned for row in reading_order.rows(page)]
    if not rows:
        return [], findings
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.piece.size, 1)] += len(row.piece.text)
    body = sizes.most_common(1)[0][0]
    usual = [row.leading for row in rows if 0.8 < row.leading < 2.6 and abs(row.piece.size - body) < body * 0.1]
    leading = median(usual) if usual else 1.5
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _goes_on(groups[-1], row, body, leading):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_block(group, number, body) for number, group in _numbered(groups)], findings


def _numbered(groups: list[list[Row]]) -> list[tuple[int, list[Row]]]:
    number = 1
    found = []
    for group in groups:
        found.append((number, group))
        number += len(group)
    return found


def _block(group: list[Row], number: int, body: float) -> Block:
    text = group[0].piece.text.strip()
    for row in group[1:]:
        text = join(text, row.piece.text.strip())
    first = group[0]
    sure = [row.piece.confidence for row in group if row.piece.confidence is not None]
    width = first.right - first.left
    middle = (first.piece.left + first.piece.right) / 2 - (first.left + first.right) / 2
    indent = first.piece.left - first.left
    return Block(
        text,
        (number, number + len(group) - 1),
        size=round(first.piece.size / body, 2),
        bold=all(row.piece.bold for row in group),
        centred=len(group) == 1 and indent > first.piece.size * 3 and abs(middle) < width * 0.05,
        indented=indent > first.piece.size * 1.2,
        page=first.page,
        starts_page=first.first,
        confidence=min(sure) if sure else None,
    )


def _goes_on(group: list[Row], row: Row, body: float, leading: float) -> bool:
    """Whether `row` belongs to the paragraph of `group`."""
    last = group[-1]
    size = row.piece.size
    if abs(size - last.piece.size) > 0.12 * max(size, last.piece.size) or row.piece.bold != last.piece.bold:
        return False
    if page_entry(last.piece.text) or page_entry(row.piece.text) or is_remark(row.piece.text):
        return False
    indent = row.piece.left - row.left
    if indent > size * 1.2 and not (
        len(group) == 1 and indent <= (last.piece.left - last.left) * 1.05 and _hanging(last, row)
    ):
        return False
    room = last.right - last.piece.right
    full = room < size * 1.6
    if row.first:
        return not stops(last.piece.text) and (full or not ends(last.piece.text)) and abs(size - body) < body * 0.12
    if row.leading > leading * 1.45:
        return False
    if abs(size - body) > body * 0.12:
        return full
    return full or (not ends(last.piece.text) and room < size * 6 and len(last.piece.text) > 8)


def _hanging(last: Row, row: Row) -> bool:
    """A block set in as a whole: a quotation."""
    return (
        last.right - last.piece.right < row.piece.size * 1.6
        and abs(last.piece.left - row.piece.left) < row.piece.size * 0.3
    )
