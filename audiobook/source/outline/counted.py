"""Sections that are counted on through a text show that it is one: the questions of a paper, the parts of a study."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from audiobook.language.word_lists import word_list
from audiobook.source import numberings
from audiobook.source.line_features import LABELLED, squeeze
from audiobook.source.outline.line import Evidence, Line
from audiobook.source.outline.series import Series

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


def counts_a_paper(row: Series, lines: Sequence[Line]) -> bool:
    """Whether 1. and what is counted on from it are sections: from an introduction on, below an abstract or
    keywords."""
    first = row.members[0].place
    if row.kind != "1.":
        return False
    name = squeeze(numberings.unnumbered(lines[first].text)).lower()
    if name not in word_list("source", "headings") | word_list("source", "book_parts"):
        return False
    return any("known heading" in line.features or LABELLED.match(line.text) for line in lines[:first])
