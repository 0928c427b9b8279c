"""Contents that do not look like contents: short lines near the beginning that all stand again, over the text."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence

from audiobook.source import numberings
from audiobook.source.blocks import Block
from audiobook.source.line_features import comparable, stops

_OPENING = 40
"""Contents without a heading begin within so many blocks."""
_LEAST = 3
_LINE = 60
"""Characters of an entry at the most."""
_LONGEST = 400
"""So many blocks contents have at the most."""
_UNDER = 120
"""Characters that stand under a heading on the average, more than any description of it in the contents."""


def adjoining(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """First and last of a run of short lines that all stand again in the same order, from right below the run on."""
    later = _places(blocks)
    opening = blocks[: _OPENING + _LONGEST + 1]
    keys = [comparable(block.text) if len(block.text) <= _LINE else "" for block in opening]
    for first in range(min(_OPENING, len(blocks))):
        last, at, known = first, 0, 0
        for i in range(first, min(first + _LONGEST, len(blocks))):
            places = later.get(keys[i], [])
            following = bisect_right(places, max(at, i))
            if following == len(places):
                break
            last, at, known = i, places[following], known + 1
        if known >= _LEAST and last + 1 < len(blocks) and keys[last + 1] == keys[first]:
            return first, last
    return None


def apart(blocks: Sequence[Block], begin: int | None = None) -> tuple[int, list[int]] | None:
    """Entries that stand twice and no oftener, the second time over running text, wherever the text begins; with the
    last line of the contents. `begin`: the line under a heading that says that they are contents: only then may each
    entry have a description under it.
    """
    twice = {places[0]: places[1] for places in _places(blocks).values() if len(places) == 2}
    sizes = [0, *itertools.accumulate(len(block.text) for block in blocks)]
    for first in range(min(_OPENING, len(blocks))) if begin is None else [begin]:
        if first not in twice:
            continue
        entries = [first]
        gap = 1 if begin is None else 2
        for i in range(first + 1, min(first + _LONGEST, twice[first])):
            if i - entries[-1] > gap:
                break
            if twice.get(i, 0) > twice[entries[-1]]:
                entries.append(i)
        described = len(entries) > 1 and entries[1] - entries[0] == 2
        last = entries[-1] + described
        under = (sizes[twice[entries[-1]]] - sizes[twice[first]]) / max(1, len(entries) - 1)
        said = (sizes[entries[-1]] - sizes[first]) / max(1, len(entries) - 1)
        if len(entries) >= _LEAST and last < twice[first] and under > max(_UNDER, 3 * said):
            return last, entries
    return None


def _places(blocks: Sequence[Block]) -> dict[str, list[int]]:
    """Where each line that may be a heading stands."""
    found: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        text = block.text
        if len(text) > _LINE or block.kind != "body" or (stops(text) and numberings.numbered(text) is None):
            continue
        if key := comparable(text):
            found.setdefault(key, []).append(i)
    return found
