"""Headings of an e-book that marks none: short lines that look alike, otherwise than the text, and stand over it; or
that begin most of its documents."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from audiobook.source.blocks import Block, changed
from audiobook.source.line_features import is_chinese, stops
from audiobook.source.outline.line import LARGE
from audiobook.source.outline.line_kinds import is_caption, is_photo
from audiobook.source.readers.cells import Cell

Look = tuple[float, bool, bool]
"""Size over that of the text, bold, centred."""

_LINE = 60
"""Characters of a heading at the most."""
_MAY_BE = frozenset(["body", "quote"])
"""Kinds of text: converters set headings in as they do quotations."""
_ALIKE = 0.8
"""Share of what has the look of headings that can be one."""
_MARKED = 2
"""Headings that the file marks itself: so many, and nothing else is taken for one."""
_DEEPEST = 4
_DOCUMENTS, _BEGUN = 3, 0.7
"""Documents at the least, and the share of them that begins with short lines where these are headings."""
_TEXT = 200
"""Characters of a document that is a part of the text."""


def mark(cells: Sequence[Cell], edges: Sequence[int]) -> None:
    """Give levels to the headings in `cells`, the larger the higher, where the book marks none; sizes are forgotten.
    `edges`: where each document begins, and the last ends."""
    blocks = [cell.block for cell in cells if cell.block]
    if sum(bool(block.level) for block in blocks) < _MARKED:
        usual = _usual(blocks)
        looks = _looks(blocks, usual)
        for cell in cells:
            if cell.block and _may_be(cell.block) and (level := looks.get(_look(cell.block, usual))):
                cell.block = changed(cell.block, level=level, kind="body")
        _first_lines(cells, edges)
    for cell in cells:
        if cell.block and cell.block.size != 1.0:
            cell.block = changed(cell.block, size=1.0)


def _first_lines(cells: Sequence[Cell], edges: Sequence[int]) -> None:
    """Make headings of the first lines of documents, where most are short and no sentences."""
    firsts: list[Cell] = []
    alone: list[Cell] = []
    for first, last in itertools.pairwise(edges):
        inside = [cell for cell in cells[first:last] if cell.block and cell.note is None]
        if sum(len(cell.block.text) for cell in inside if cell.block) >= _TEXT:
            firsts.append(inside[0])
        elif len(inside) == 1:
            alone += inside  # the name of a volume, on a page of its own
    fit = [cell for cell in firsts if cell.block and (cell.block.level or _may_begin(cell.block))]
    if len(firsts) < _DOCUMENTS or len(fit) < _BEGUN * len(firsts):
        return
    for cell in [*fit, *alone]:
        block = cell.block
        if block and not block.level and _may_begin(block):
            cell.block = changed(block, text=" ".join(block.text.split("\n")), level=1, kind="body")


def _may_begin(block: Block) -> bool:
    """Whether a block may be the title of the document it begins: of several lines, or of two columns' width."""
    longest = _LINE if is_chinese(block.text) else 2 * _LINE
    return _may_be(changed(block, text=" ".join(block.text.split("\n"))), longest)


def _usual(blocks: Sequence[Block]) -> Look:
    """The look of most of the text."""
    sizes: dict[Look, int] = defaultdict(int)
    for block in blocks:
        sizes[_look(block, (1.0, False, False))] += len(block.text)
    return max(sizes, key=lambda look: sizes[look], default=(1.0, False, False))


def _look(block: Block, usual: Look) -> Look:
    return round(block.size / (usual[0] or 1.0), 1), block.bold, block.centred


def _looks(blocks: Sequence[Block], usual: Look) -> dict[Look, int]:
    """The looks of headings -> their levels."""
    found: dict[Look, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        found[_look(block, usual)].append(place)
    text = (1.0, usual[1], usual[2])
    kept = []
    for look, places in found.items():
        larger = look[0] >= LARGE
        bolder = look[0] >= 1.0 and look[1] and not usual[1]
        if look == text or not (larger or bolder):
            continue
        fit = [place for place in places if _may_be(blocks[place])]
        over = sum(place + 1 < len(blocks) and blocks[place + 1].kind != "caption" for place in fit)
        if len(fit) >= _ALIKE * len(places) and over * 2 > len(places) and (len(fit) > 1 or larger):
            kept.append(look)
    kept.sort(reverse=True)
    return {look: min(_DEEPEST, level) for level, look in enumerate(kept, 1)}


def _may_be(block: Block, longest: int = _LINE) -> bool:
    text = block.text
    if block.level or block.kind not in _MAY_BE or block.label or len(text) > longest or "\n" in text:
        return False
    # a title may ask, or cry
    return (
        not stops(text.rstrip("?!？！")) and not is_caption(text) and not is_photo(text) and any(map(str.isalnum, text))
    )
