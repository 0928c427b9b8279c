"""The schemes of titles weighed against one another, each with its best labels."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audiobook.source.outline import decoding, schemes
from audiobook.source.outline.line import Evidence
from audiobook.source.outline.schemes import Scheme

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the publication, and how much speaks for it."""

    scheme: Scheme
    labels: tuple[str, ...]
    score: float


def choose(evidence: Evidence) -> list[Reading]:
    """All readings, the best first."""
    base = decoding.emissions(evidence.lines)
    found = [_tried(evidence, base, scheme) for scheme in schemes.candidates(evidence)]
    return sorted(found, key=lambda reading: -reading.score)


_OPENING = 400
"""So many characters before the first title that a scheme takes are an article with a title of its own."""


def _size(evidence: Evidence, first: int, stop: int) -> int:
    return sum(len(line.text) for line in evidence.lines[first:stop] if "in contents" not in line.features)


def emissions(
    evidence: Evidence, scheme: Scheme, base: NDArray[np.float64] | None = None
) -> tuple[NDArray[np.float64], dict[int, list[str]]]:
    """What each line says for each label under `scheme`, and the features that the scheme gives it, by place."""
    table = decoding.weights()
    scores = decoding.emissions(evidence.lines) if base is None else base.copy()
    titles, parts = sorted(scheme.titles), sorted(scheme.parts)
    given: dict[int, list[str]] = defaultdict(list)
    opening = next((i for i, line in enumerate(evidence.lines) if "before text" not in line.features), len(scores))
    free = titles and _size(evidence, opening, titles[0]) < _OPENING
    for place in range(0 if free else opening + 1, len(scores)):
        if place not in scheme.titles:
            given[place].append("other titles")
    for place in titles:
        given[place].append("titles")
        if place and place - 1 not in scheme.titles:
            given[place - 1].append("over title")
            if place > 1 and place - 2 not in scheme.titles:
                given[place - 2].append("far over title")
    for place in range(max(titles[-1] if titles else opening, 0) + 1, len(scores)):
        given[place].append("after titles")
    for place in parts:
        given[place].append("parts")
    for place, features in given.items():
        for feature in features:
            scores[place] += table[feature]
    return scores, given


def _tried(evidence: Evidence, base: NDArray[np.float64], scheme: Scheme) -> Reading:
    scores, _ = emissions(evidence, scheme, base)
    decoded = decoding.decode(scores)
    if not scheme.titles and (first := _title_group(decoded.labels)) is not None:
        # one article has one title: the first
        again = scores.copy()
        again[first:] += decoding.weights()["other titles"]
        decoded = decoding.decode(again)
    return Reading(scheme, decoded.labels, decoded.score + scheme.prior)


def _title_group(labels: tuple[str, ...]) -> int | None:
    """The line after the first title, if another title stands further on."""
    titles = [place for place, label in enumerate(labels) if label == "title"]
    return titles[0] + 1 if len(titles) > 1 else None
