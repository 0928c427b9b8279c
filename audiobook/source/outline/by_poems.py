"""Collections of poems where a file does not say what a title is: the lines over each, poem after poem."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.source import numberings
from audiobook.source.line_features import ends, is_chinese, squeeze, stops
from audiobook.source.outline.line import SHORT, Line

_MARKS = re.compile("[，。；：！？,;:!?]")
_STANZAS = 6
"""So many groups of lines under a short one are poems with their names."""
_NAME = 12
"""Characters of the name of a poem or a tune."""
_VERSES = 14
"""Lines that stand under it with no empty one between."""


def stanza_heads(lines: Sequence[Line]) -> None:
    """The first line of each group where most groups of lines, parted by empty ones, are a short line over sentences:
    collections of poems by the names of their tunes, 又 for the same tune once more."""
    heads: list[Line] = []
    groups = 0
    for i, line in enumerate(lines[:-1]):
        if (i and not line.block.gap) or lines[i + 1].block.gap:
            continue
        groups += 1
        below = lines[i + 1].text
        named = len(squeeze(line.text)) <= _NAME and not ends(line.text) and not _MARKS.search(line.text)
        stop = next((j for j in range(i + 1, len(lines)) if lines[j].block.gap), len(lines))
        if (
            named
            and is_chinese(below)
            and stops(below)
            and stop - i <= _VERSES
            and numberings.numbered(line.text) is None
        ):
            heads.append(line)
    if len(heads) < _STANZAS or len(heads) * 5 < groups * 4:
        return
    for line in heads:
        line.features = [one for one in line.features if one not in ("names", "names maybe", "in a run")]
        line.authors = ()
        line.features.append("stanza head")


_HEAD = 8
"""Lines over a poem at the most: what it is, to whom, when, and what it is called."""
_APART = 2
"""Empty lines before them."""
_POEMS = 4


def verse_heads(lines: Sequence[Line]) -> None:
    """The lines over each poem of a collection: the first after most empty ones is its title, the others go with it."""
    heads: list[range] = []
    for stop, line in enumerate(lines):
        if line.block.kind != "verse":
            continue
        first = stop
        while first > 0 and stop - first < _HEAD and _over_verse(lines[first - 1]):
            first -= 1
        found = max(range(first, stop), key=lambda i: (lines[i].block.gap, i), default=stop)
        if found < stop and lines[found].block.gap >= _APART:
            heads.append(range(found, stop))
    if len(heads) < _POEMS:
        return
    for head in heads:
        for i in head:
            line = lines[i]
            line.features = [one for one in line.features if one not in _LIKE_OTHERS]
            line.authors = ()
            second = i == head[0] + 1 and "capitals" in line.features and "capitals" not in lines[i - 1].features
            line.features.append("verse head" if i == head[0] else "second line" if second else "under verse head")


_LIKE_OTHERS = frozenset([
    "often", "repeated", "repeated once", "again", "twice", "names", "names maybe", "stands alone", "number alone",
    "page number", "rising", "second line", "sentence",
])  # fmt: skip
"""What else a line over a poem may look like."""


def _over_verse(line: Line) -> bool:
    short = line.block.kind == "body" and len(line.text) <= SHORT
    return short and not {"before frame", "in contents"} & set(line.features)
