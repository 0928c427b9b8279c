"""Headings that only look like headings: large, bold or centred lines -> levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobook.source.blocks import Block
from audiobook.source.bylines import byline
from audiobook.source.line_features import numbering, squeeze
from audiobook.source.outline import contents
from audiobook.source.outline.line_kinds import date, is_remark, issue, publisher

_LARGER = 1.08
_ALIKE = 1.08
"""Lines of one size are measured within this of one another on a scan."""


def levels(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with a level on every line that is set apart by size, weight or place; larger comes first.

    Numbered lines (一、 （一）) of one look are one level for each numbering.
    """
    page = contents.find(blocks)
    sizes = _sizes(blocks)
    looks: dict[int, tuple[float, int, int, str]] = {}
    for i, block in enumerate(blocks):
        if page and page.first <= i <= page.last:
            continue
        if _set_apart(block):
            number = numbering(block.text) or ""
            size = sizes[block.size]
            # type much larger than the text says enough; place and weight only tell lines of its own size apart
            large = size >= 1.2
            centred, bold = (False, False) if large else (block.centred and not number, block.bold)
            looks[i] = (-size, -int(centred), -int(bold), number)
    order: list[tuple[float, int, int, str]] = []
    for look in sorted(set(looks.values()), key=lambda look: (look[:3], _first(looks, look))):
        order.append(look)
    done: list[Block] = []
    for i, block in enumerate(blocks):
        level = order.index(looks[i]) + 1 if i in looks else None
        last = done[-1] if done else None
        if (
            last is not None
            and level
            and last.level == level
            and looks.get(i - 1) == looks[i]
            and _one_title(last, block)
        ):
            done[-1] = replace(last, text=f"{last.text} {block.text}")
        else:
            done.append(replace(block, level=level))
    return done


def _sizes(blocks: Sequence[Block]) -> dict[float, float]:
    """Size -> the size it counts as: to a tenth; of recognised lines, those that measuring cannot tell apart are one.

    >>> _sizes([Block("一", size=1.28, confidence=0.9), Block("二", size=1.2, confidence=0.9), Block("三", size=1.8)])
    {1.8: 1.8, 1.28: 1.3, 1.2: 1.3}
    """
    known = {block.size: round(block.size, 1) for block in blocks if block.confidence is None}
    largest = 0.0
    for size in sorted({block.size for block in blocks if block.confidence is not None}, reverse=True):
        if size * _ALIKE < largest:
            largest = size
        largest = largest or size
        known[size] = round(largest, 1)
    return known


def _first(looks: dict[int, tuple[float, int, int, str]], look: tuple[float, int, int, str]) -> int:
    return next(i for i, other in looks.items() if other == look)


def _is_short(text: str) -> bool:
    core = text.rstrip("”’」』）)》\"'")
    if len(text) > 60 or "\n" in text or not core or core[-1] in "。；，,;、" or (core[-1] == "." and core == text):
        return False
    return not is_remark(text)


def _set_apart(block: Block) -> bool:
    text = block.text
    if block.kind != "body" or not _is_short(text) or len(squeeze(text)) < 2:
        return False
    if not (block.size >= _LARGER or block.bold or block.centred):
        return False
    if text.startswith(("——", "―", "--")) or byline(text) or text[0] in "（(※":
        return False
    return not (len(text) <= 40 and (issue(text) or date(text) == text or publisher(text)))


def _one_title(first: Block, second: Block) -> bool:
    """Two lines of one look, one after the other, large and centred: a title broken in two."""
    large = first.size >= 1.3 or (first.centred and first.size >= _LARGER)
    return large and len(first.text) + len(second.text) <= 60 and not numbering(second.text)
