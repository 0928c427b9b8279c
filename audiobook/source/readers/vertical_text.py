"""Vertical writing: glyphs one below another, lines from the right to the left.

Seen with the page turned by a quarter its lines run from left to right and stand one below another, as all others do.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from audiobook.source.readers.glyph import Glyph

_TURNED = 3
"""Quarter turns anticlockwise of text that runs down the page, as Latin words in vertical writing do."""
_SAMPLE, _MOST = 400, 0.6
"""Pairs of Chinese glyphs that are looked at, and how many of them go down."""
_FEWEST = 20


def as_turned(glyphs: Sequence[tuple[int | None, Glyph]], width: float) -> Sequence[tuple[int | None, Glyph]]:
    """`glyphs` of a page `width` points wide with the directions they are set in; those that are written downwards are
    turned, so that they run from left to right."""
    upright = [(at, glyph) for at, (quarter, glyph) in enumerate(glyphs) if quarter == 0 and glyph.char > "\u2e80"]
    pairs = list(itertools.pairwise(upright[:_SAMPLE]))
    if sum(_goes_down(one, two) for (_, one), (_, two) in pairs) < max(_FEWEST, _MOST * len(pairs)):
        return glyphs
    down: set[int] = set()
    for (first, one), (second, two) in itertools.pairwise(upright):
        if _goes_down(one, two):
            down |= {first, second}
    return [
        (_TURNED, _turned(glyph, width)) if at in down else (quarter, glyph)
        for at, (quarter, glyph) in enumerate(glyphs)
    ]


def _goes_down(one: Glyph, two: Glyph) -> bool:
    size = max(one.size, two.size)
    aside = abs(one.left + one.right - two.left - two.right) / 2
    return aside < 0.35 * size and 0.7 * size < two.base - one.base < 2.5 * size


def _turned(glyph: Glyph, width: float) -> Glyph:
    """A glyph as it is seen with the page turned: its top is where it begins, its middle lies on the line."""
    middle = width - (glyph.left + glyph.right) / 2
    return glyph._replace(
        left=glyph.base - 0.85 * glyph.size, right=glyph.base + 0.15 * glyph.size, base=middle + 0.3 * glyph.size
    )
