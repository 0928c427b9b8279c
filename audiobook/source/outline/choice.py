"""The schemes of titles weighed against one another, each with its best labels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from audiobook.source.outline import decoding, schemes
from audiobook.source.outline.counted import chapters_of_sections
from audiobook.source.outline.decoding import Decoded
from audiobook.source.outline.line import Evidence
from audiobook.source.outline.scheme import Scheme
from audiobook.source.outline.scheme_evidence import Weighing, log_weight

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the publication, and how much speaks for it."""

    scheme: Scheme
    labels: tuple[str, ...]
    score: float
    evidence: dict[str, float] = field(default_factory=dict)
    """What speaks for the scheme, where the file marks headings, see scheme_evidence."""


_MARKED = 2
"""So many marked headings tell of what stands in a publication."""
_KNOWN = 20.0
"""For the one title that the reader of the file knows, as a page has that says it is one article."""
_SCALE = 4.0
"""The decoding's measure over the logarithm of how likely a scheme is, as far as confidence goes."""
_REACH = 24.0
"""More than what texts speak of says at the most for one scheme and against another, in the decoding's measure."""
_NOT_TAKEN = 0.5
"""A scheme with more titles than this share that its own decoding takes for something else is no other reading."""
_AT_ONCE = 200_000
"""So many lines, those of every scheme counted, are decoded together; more would take more memory than it is worth."""


def choose(evidence: Evidence, *, single: bool = False, thorough: bool = False) -> list[Reading]:
    """All readings, the best first; `single`: the one title that is known is that of the whole; `thorough`: each with
    all of its evidence, also where it could not be the best."""
    base = decoding.emissions(evidence.lines)
    titles = [line.place for line in evidence.lines if line.block.label == "title"]
    if single and len(titles) == 1:
        table = decoding.weights()
        base[[line.place for line in evidence.lines if line.place != titles[0]]] += table["no title"]
        base[titles[0] + _NEAR :] += table["no subtitle"]
        candidates = [Scheme("the title of the page", frozenset(titles))]
    else:
        candidates = schemes.candidates(evidence)
    some = max(1, _AT_ONCE // max(1, len(evidence.lines)))
    found: list[Decoded] = []
    for at in range(0, len(candidates), some):
        found += _tried(evidence, base, candidates[at : at + some])
    if len(candidates) == 1 or sum(map(len, evidence.marked.values())) < _MARKED:
        readings = [
            Reading(scheme, one.labels, one.score + scheme.prior) for scheme, one in zip(candidates, found, strict=True)
        ]
    else:
        readings = list(_weighed(evidence, candidates, found, math.inf if thorough else _REACH))
        chapters = chapters_of_sections(evidence)
        readings = [reading for reading in readings if chapters <= reading.scheme.titles] or readings
    return sorted(readings, key=lambda reading: -reading.score)


def _weighed(
    evidence: Evidence, candidates: Sequence[Scheme], found: Sequence[Decoded], reach: float
) -> Iterator[Reading]:
    """Readings of a publication that marks headings, by weights that were fitted to such. What texts speak of is asked
    only of schemes that weigh less than the best by no more than `reach`."""
    weighing = Weighing(evidence)
    tried: list[tuple[Scheme, Decoded, dict[str, float], float]] = []
    for scheme, one in zip(candidates, found, strict=True):
        told = weighing.of(scheme, one.labels, one.score - found[0].score)
        if told.get("not taken", 0.0) <= _NOT_TAKEN:
            known = scheme.told == "navigation" and len(scheme.titles) == 1
            tried.append((scheme, one, told, _SCALE * log_weight(told) + _KNOWN * known))
    best = max(score for *_, score in tried)
    near = [score >= best - reach for *_, score in tried]
    several = sum(near) > 1
    for (scheme, one, told, score), is_near in zip(tried, near, strict=True):
        topics = weighing.topics(scheme) if several and is_near else {}
        yield Reading(scheme, one.labels, score + _SCALE * log_weight(topics), told | topics)


_SEVERAL = 2
_NEAR = 4
"""Lines below the one title of all, among which its subtitle stands."""
_OPENING = 400
"""So many characters before the first title that a scheme takes are an article with a title of its own."""


_IN_A_ROW = frozenset(["spaced row", "dated row", "ornament row"])


def _size(evidence: Evidence, first: int, stop: int) -> int:
    return sum(len(line.text) for line in evidence.lines[first:stop] if "in contents" not in line.features)


def given(evidence: Evidence, scheme: Scheme) -> dict[str, list[int]]:
    """The features that `scheme` gives to lines -> the places of these lines."""
    count = len(evidence.lines)
    titles = sorted(scheme.titles)
    opening = next((i for i, line in enumerate(evidence.lines) if "before text" not in line.features), count)
    whole = titles and _size(evidence, opening, titles[0]) < _OPENING
    begin = 0 if whole else opening + 1
    # of lines that stand alike all are titles or none
    rows = [line.place for line in evidence.lines[:begin] if not _IN_A_ROW.isdisjoint(line.features)]
    return {
        "other titles": [place for place in (*rows, *range(begin, count)) if place not in scheme.titles],
        "titles": titles,
        "over title": _over(scheme, 1),
        "far over title": [place for place in _over(scheme, 2) if place + 1 not in scheme.titles],
        "after titles": list(range((titles[-1] if titles else opening) + 1, count)),
        "parts": sorted(scheme.parts),
    }


def _over(scheme: Scheme, above: int) -> list[int]:
    """Places so many lines above a title that are no title."""
    return [title - above for title in sorted(scheme.titles) if title >= above and title - above not in scheme.titles]


def emissions(evidence: Evidence, scheme: Scheme, base: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """What each line says for each label under `scheme`; `base`: what it says by itself, where that is known."""
    table = decoding.weights()
    scores = decoding.emissions(evidence.lines) if base is None else base.copy()
    for feature, places in given(evidence, scheme).items():
        scores[places] += table[feature]
    return scores


def _tried(evidence: Evidence, base: NDArray[np.float64], candidates: Sequence[Scheme]) -> list[Decoded]:
    tables = [emissions(evidence, scheme, base) for scheme in candidates]
    found = decoding.decode(tables)
    again: list[int] = []
    for at, scheme in enumerate(candidates):
        if len(scheme.titles) < _SEVERAL and (first := _title_group(found[at].labels)) is not None:
            # one article has one title: the first
            tables[at][first:] += decoding.weights()["other titles"]
            again.append(at)
    if again:
        for at, decoded in zip(again, decoding.decode([tables[at] for at in again]), strict=True):
            found[at] = decoded
    return found


def _title_group(labels: tuple[str, ...]) -> int | None:
    """The line after the first title, if another title stands further on."""
    titles = [place for place, label in enumerate(labels) if label == "title"]
    return titles[0] + 1 if len(titles) > 1 else None
