"""What is counted on through a text shows that it is one: provisions of a law, questions of a paper."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from audiobook.source import numberings
from audiobook.source.outline.line import Evidence

_PROVISION = re.compile("第([一二三四五六七八九十百千零〇]+|\\d+)条")
_STATUTE = 30_000
"""Characters of a law that is one article."""
_SECTIONS = 3
"""The rank of 一、."""


def is_statute(evidence: Evidence, titles: Sequence[int]) -> bool:
    """Whether provisions (第九条) are counted on through the chapters that `titles` begin, of a short law: its chapters
    are sections of one text."""
    lines = evidence.lines
    size = last = went_on = 0
    for place, line in enumerate(lines):
        size += len(line.text)
        if size > _STATUTE:
            return False
        found = _PROVISION.match(line.text)
        number = numberings.value(found[1]) if found else None
        if number is None:
            continue
        began = any(title < place for title in titles) and any(title in titles for title in range(place - 3, place))
        went_on += began and number == last + 1 > 1
        last = number
    return went_on >= 2 and went_on * 2 >= len(titles)


def amid_sections(evidence: Evidence, titles: Sequence[int]) -> set[int]:
    """The titles over which a row of numbered sections goes on: 二、 before, 三、 behind them, as in a paper of
    questions about a text."""
    found: set[int] = set()
    for row in evidence.series:
        if row.rank != _SECTIONS:
            continue
        for one, two in itertools.pairwise(row.members):
            if two.number == one.number + 1:
                found.update(place for place in titles if one.place < place < two.place)
    return found
