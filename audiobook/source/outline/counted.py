"""What is counted tells of what it is part: sections through a text that it is one, sections of chapters that these are
several."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from audiobook.language.word_lists import word_list
from audiobook.source import numberings
from audiobook.source.line_features import LABELLED, squeeze
from audiobook.source.outline.line import Evidence, Line
from audiobook.source.outline.scheme import median_size
from audiobook.source.outline.series import Series

_CHAPTERS, _SECTIONS = 1, 3
"""The ranks of 第一章 and 一、."""
_FEW = 3
"""So many chapters are no chance."""
_OWN = 400
"""Characters that most chapters have which are worth a track."""
IN_CHAPTERS = frozenset(["row 6", "row 7"])
"""Lines that are counted 1.1 and 1.1.1."""


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


def chapters_of_sections(evidence: Evidence) -> frozenset[int]:
    """Places of headings that count chapters on from the first, most of them over sections counted in them, 2.1 below
    第二章: theses and manuals are told in chapters, whatever else their files mark."""
    lines = evidence.lines
    for row in evidence.series:
        chapters = [one for one in row.members if lines[one.place].block.level] if row.rank == _CHAPTERS else []
        places = [one.place for one in chapters]
        if len(places) < _FEW or [one.number for one in chapters] != list(range(1, len(places) + 1)):
            continue
        spans = itertools.pairwise([*places, len(lines)])
        over = sum(any(IN_CHAPTERS & set(line.features) for line in lines[one + 1 : two]) for one, two in spans)
        if over * 2 >= len(places) and median_size(lines, places) >= _OWN:
            return frozenset(places)
    return frozenset()
