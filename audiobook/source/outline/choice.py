"""The schemes of titles weighed against one another, each with its best labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audiobook.source.outline import decoding, schemes
from audiobook.source.outline.evidence import Evidence
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


def _tried(evidence: Evidence, base: NDArray[np.float64], scheme: Scheme) -> Reading:
    table = decoding.weights()
    scores = base.copy()
    titles, parts = sorted(scheme.titles), sorted(scheme.parts)
    others = np.ones(len(base), dtype=bool)
    others[titles] = False
    opening = next((i for i, line in enumerate(evidence.lines) if "before text" not in line.features), len(base))
    if not titles or _size(evidence, opening, titles[0]) >= _OPENING:
        others[: opening + 1] = False
    scores[others] += table["other titles"]
    scores[titles] += table["titles"]
    scores[parts] += table["parts"]
    above = [place - 1 for place in titles if place and place - 1 not in scheme.titles]
    scores[above] += table["over title"]
    scores[[place - 1 for place in above if place and place - 1 not in scheme.titles]] += table["over title"] / 2
    decoded = decoding.decode(scores)
    if not titles and (first := _title_group(decoded.labels)) is not None:
        # one article has one title: the first
        again = scores.copy()
        again[first:] += table["other titles"]
        decoded = decoding.decode(again)
    return Reading(scheme, decoded.labels, decoded.score + scheme.prior)


def _title_group(labels: tuple[str, ...]) -> int | None:
    """The line after the first title, if another title stands further on."""
    titles = [place for place, label in enumerate(labels) if label == "title"]
    return titles[0] + 1 if len(titles) > 1 else None
