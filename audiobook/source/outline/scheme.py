"""One way to take a publication apart, and what speaks for the titles of any."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from audiobook.language.chinese import compiled
from audiobook.source.outline import laws
from audiobook.source.outline.line import Evidence, Line

_FORCED = 4.2
"""What the feature "titles" adds to each; taken off again here."""
SECTION = 3.0
"""Against each title that is called as sections are: 引言."""
_IN_A_LAW = 14.0
"""Against each title that stands within a law."""
_HEARD_ALONE, _LONG = 6_000, 5.0
"""Characters of a text that is long enough for a track of its own, whatever stands over it, and what speaks for one."""
_PREFACE = frozenset(["part of a book", "huge", "page start"])
"""Features of a preface that is set as chapters are, and is no section."""
_FIGURE = compiled(r"\d{1,2}\s*(?![年月日号])[[:Han:]]")
"""The number of a marked section, right before its name: 1引言."""
NUMBERED = 4.5
"""Against each title that has the number of a section: 一、, 1.1."""
STORY, STORIES = 1.2, (1_500, 3_000)
"""For each title set apart by space, where most have so many characters below them, and again where they have more."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to take a publication apart."""

    name: str
    """For people: "one article", "chapters numbered 第…章"."""
    titles: frozenset[int]
    parts: frozenset[int] = frozenset()
    prior: float = 0.0
    told: Literal["navigation", "marked", "numbered", "contents", "set"] = "set"
    """What tells the titles: the navigation of an e-book, marks in the file, numbers, a contents page, their looks."""


def worth(evidence: Evidence, titles: Sequence[int], each: float) -> float:
    """`each` for every title, and what the text under it says for or against its being an article."""
    lines = evidence.lines
    total = -_IN_A_LAW * len(laws.within(evidence.laws, titles))
    for start, stop in itertools.pairwise([*titles, len(lines)]):
        body = sum(len(line.text) for line in lines[start + 1 : stop] if "in contents" not in line.features)
        features = set(lines[start].features)
        body = 0 if _is_outline(lines[start + 1 : stop]) else body
        one = each - _FORCED
        one += (
            _LONG
            if body >= _HEARD_ALONE and len(titles) > 1
            else 2.0
            if body >= 400
            else 0.8
            if body >= 120
            else -0.2
            if body >= 20
            else -7.0
        )
        one += 3.6 * bool({"before names", "before lead"} & features)
        one += 3.0 * ("listed" in features)
        one -= SECTION * ("known heading" in features and not features >= _PREFACE)
        total += one
    return total


def median_size(lines: Sequence[Line], titles: Sequence[int]) -> float:
    """Characters that most titles have below them."""
    stops = [*titles[1:], len(lines)]
    return median(sum(len(line.text) for line in lines[a + 1 : b]) for a, b in zip(titles, stops, strict=True))


def has_section_number(line: Line) -> bool:
    """Whether it is counted as sections are: 一、, 1.1, and marked headings that a figure stands right before."""
    marked = bool(line.block.level) and _FIGURE.match(line.text) is not None
    return marked or any(f"row {rank}" in line.features for rank in (3, 4, 5, 6, 7))


def _is_outline(lines: Sequence[Line]) -> bool:
    """Whether nothing but numbers of lower sections stands there: the plan of a text, not the text."""
    return bool(lines) and all(any(f.startswith("row ") and f > "row 1" for f in line.features) for line in lines)
