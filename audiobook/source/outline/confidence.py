"""How sure the choice is: what the best reading weighs over those that would have it otherwise."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from audiobook.language.word_lists import rows
from audiobook.model import Alternative
from audiobook.source.line_features import close_gaps
from audiobook.source.outline.choice import Reading
from audiobook.source.outline.line import Evidence

_SHOWN = 4


def of_titles(places: Sequence[int | None], readings: Sequence[Reading]) -> list[float]:
    """For each article, whose title stands at a place (None: it has none), how sure its beginning is, 0 to 1."""
    return [1.0 if margin is None else round(likelihood(margin), 3) for margin in margins(places, readings)]


def margins(places: Sequence[int | None], readings: Sequence[Reading]) -> list[float | None]:
    """For each article what the best reading weighs over the next one in which it does not begin there; None where all
    agree."""
    best = readings[0]
    found = []
    for place in places:
        others = [
            best.score - other.score
            for other in readings[1:]
            if other.labels != best.labels and (place is None or other.labels[place] != "title")
        ]
        found.append(min(others, default=None))
    return found


def likelihood(margin: float) -> float:
    """How often a beginning with such a margin was right, 0.5 to 1, between the rows of data/outline_confidence.tsv.

    >>> likelihood(0.0) <= likelihood(6.0) <= likelihood(60.0) <= 1.0
    True
    """
    steps = table()
    at = bisect_right(steps, (margin, 1.0))
    if at == 0 or at == len(steps):
        return steps[min(at, len(steps) - 1)][1]
    (low, one), (high, other) = steps[at - 1], steps[at]
    return one + (other - one) * (margin - low) / (high - low)


@cache
def table() -> list[tuple[float, float]]:
    """Margins and the shares of right ones, rising."""
    return [(float(margin), float(share)) for margin, share, *_ in rows("source", "outline_confidence")]


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
