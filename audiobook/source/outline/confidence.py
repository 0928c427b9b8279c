"""How sure the choice is: what the best reading weighs over those that would have it otherwise."""

from __future__ import annotations

import math
from collections.abc import Sequence

from audiobook.model import Alternative
from audiobook.source.line_features import close_gaps
from audiobook.source.outline.choice import Reading
from audiobook.source.outline.line import Evidence

_EVEN = 4.0
"""A margin of so much makes one reading e times as likely as another; weights are about twice what they should be."""
_SHOWN = 4


def of_titles(places: Sequence[int | None], readings: Sequence[Reading]) -> list[float]:
    """For each article, whose title stands at a place (None: it has none), how sure its beginning is, 0 to 1."""
    best = readings[0]
    found = []
    for place in places:
        margins = [
            best.score - other.score
            for other in readings[1:]
            if other.labels != best.labels and (place is None or other.labels[place] != "title")
        ]
        found.append(round(likelihood(min(margins)), 3) if margins else 1.0)
    return found


def likelihood(margin: float) -> float:
    """Of the better of two readings, 0.5 to 1.

    >>> likelihood(0.0), round(likelihood(12.0), 2)
    (0.5, 0.95)
    """
    return 1 / (1 + math.exp(-max(0.0, min(margin, 200.0)) / _EVEN))


def alternatives(evidence: Evidence, readings: Sequence[Reading]) -> tuple[Alternative, ...]:
    """The readings that lead to other articles, the one taken first."""
    best = readings[0]
    found: list[Alternative] = []
    seen: set[tuple[int, ...]] = set()
    for reading in readings:
        places = tuple(place for place, label in enumerate(reading.labels) if label == "title")
        if places in seen:
            continue
        seen.add(places)
        titles = tuple(close_gaps(evidence.lines[place].text) for place in places[:_SHOWN])
        margin = round(best.score - reading.score, 1)
        found.append(Alternative(reading.scheme.name, max(1, len(places)), titles, margin))
    return tuple(found[:_SHOWN])
