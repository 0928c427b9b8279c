"""The few sentences that carry a Chinese article, in the author's words: those most likely to say its main ideas, each
without what it only adds, and nothing twice.

How likely that is, `claims` tells. Chosen one by one is what adds most for its length, where two that say the same
count for less (maximal marginal relevance, Carbonell and Goldstein 1998). A sentence that leans on the one before it
comes with that one or not at all, a list whole or not at all (`recap_units`).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from audiobook.language.weighing import likeness
from audiobook.study.recap_units import Unit, units
from audiobook.study.whole_sentences import Sentence

LEAST_ARTICLE, LEAST_CHARACTERS = 200, 60
"""Characters of the shortest article with a recap, and the room it has: one sentence."""
AMPLE, BEYOND = 1000, 0.4
"""Characters of four minutes; the part of what is above that is used."""
SHORTEST = 12
"""Characters of a sentence that says something by itself."""
BREVITY, NAMED = 0.8, 2.0
"""How much shortness counts, and what it counts beside a main idea that all terms of the article are named. On 75
texts whose ideas somebody wrote down, with weights fitted to the others, 174 of 373 are covered so, 165 to 176 by
0.75 to 0.85 and 1.5 to 2.5; with less for the terms a recap of political prose names few of them."""
REPEATS, SIMILAR = 0.5, 0.55
"""What likeness to a chosen sentence costs, and likeness from which a sentence repeats it."""


def room(length: int, share: float, *, letters: int = 1) -> int:
    """Characters a recap of an article of `length` characters may have: its share, and of what goes beyond four
    minutes of listening less than half, for a recap that is long is none. `letters`: those that say what one Chinese
    character says (`prose.LETTERS`).

    >>> room(2000, 0.12), room(20_000, 0.12), room(300, 0.12), room(100, 0.12)
    (240, 1560, 60, 0)
    """
    if length < LEAST_ARTICLE * letters or not share:
        return 0
    whole = max(share * length, LEAST_CHARACTERS * letters)
    return int(min(whole, AMPLE * letters + (whole - AMPLE * letters) * BEYOND))


def recap(
    sentences: Sequence[Sentence], weights: Mapping[str, float], *, characters: int, claims: Mapping[int, float]
) -> tuple[Sentence, ...]:
    """Sentences of at most `characters` together, in the order of the article; `weights` of its terms; `claims`: how
    likely each sentence says a main idea, as log odds by place."""
    pool = [
        replace(unit, terms=_named(unit, weights))
        for unit in units(sentences, claims)
        if SHORTEST <= unit.length <= characters
    ]
    chosen: list[Unit] = []
    for noted in (False, True):  # what is only noted has the room that sentences leave
        _choose([unit for unit in pool if unit.noted == noted], chosen, weights, characters)
    return tuple(sorted((s for unit in chosen for s in unit.sentences), key=lambda s: s.place))


def _choose(pool: Sequence[Unit], chosen: list[Unit], weights: Mapping[str, float], characters: int) -> None:
    """Adds to `chosen` what adds most, one by one. What a unit adds only falls as others are chosen, so that the best
    of those weighed again is the best of all."""
    left = characters - sum(unit.length for unit in chosen)
    waiting = [(-math.inf, unit.sentences[0].place, at, -1) for at, unit in enumerate(pool)]
    heapq.heapify(waiting)
    while waiting:
        _, place, at, weighed = heapq.heappop(waiting)
        unit = pool[at]
        if unit.length > left or not _is_new(unit, chosen):
            continue
        if weighed < len(chosen):
            heapq.heappush(waiting, (-_added(unit, chosen, weights), place, at, len(chosen)))
            continue
        chosen.append(unit)
        left -= unit.length


def _added(unit: Unit, chosen: Sequence[Unit], weights: Mapping[str, float]) -> float:
    """What a choice gains by it, for its length."""
    alike = sum(likeness(unit.pairs, other.pairs) for other in chosen)
    new = unit.terms.difference(*(other.terms for other in chosen))
    named = math.fsum(weights[term] for term in new) / (math.fsum(weights.values()) or 1.0)
    return (unit.likely * max(0.0, 1 - REPEATS * alike) + NAMED * named) / math.pow(unit.length, BREVITY)


def _named(unit: Unit, weights: Mapping[str, float]) -> frozenset[str]:
    text = "".join(sentence.text for sentence in unit.sentences).replace(" ", "")
    return frozenset(term for term in weights if term.replace(" ", "") in text)


def _is_new(unit: Unit, chosen: Sequence[Unit]) -> bool:
    return all(not unit.places & other.places and likeness(unit.pairs, other.pairs) < SIMILAR for other in chosen)
