"""What the type of titles on printed pages says of them together: one look, a cover, sections under one title."""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.source.outline.line import LARGE, Line, is_running

_COVER = 100
"""Characters of sentences on a title page at the most."""


def looks(lines: Sequence[Line]) -> dict[float, list[int]]:
    """Type size -> places of those of `lines` that are set in it, larger than the text, on a printed page."""
    found: dict[float, list[int]] = {}
    for line in lines:
        if line.block.page is not None and line.block.size >= LARGE:
            found.setdefault(round(line.block.size, 1), []).append(line.place)
    return found


def is_cover(lines: Sequence[Line], titles: Sequence[int]) -> bool:
    """Whether the first title is that of the whole, on a page of its own: more come, with hardly a sentence before."""
    if len(titles) < 3 or lines[titles[0]].block.page == lines[titles[1]].block.page:
        return False
    return sum(len(line.text) for line in lines[titles[0] : titles[1]] if is_running(line)) < _COVER


def over_sections(lines: Sequence[Line], huge: Sequence[int]) -> bool:
    """Whether the first line in large type is by far the largest and has text under it: the others are its sections."""
    first, *others = sorted(huge)
    largest = max((lines[place].block.size for place in others), default=0.0)
    under = lines[first + 1 : others[0]] if others else []
    return lines[first].block.size > 1.2 * largest > 0 and any(is_running(line) for line in under)
