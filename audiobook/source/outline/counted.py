"""Sections that are counted on through a text show that it is one: the questions of a paper."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from audiobook.source.outline.line import Evidence

_SECTIONS = 3
"""The rank of 一、."""


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
