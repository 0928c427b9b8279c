"""The few sentences that carry a Chinese article, in the author's words: those most likely to say its main ideas, each
without what it only adds, and nothing twice.

How likely that is, `claims` tells. Chosen one by one is what adds most for its length: how likely it is, and how much
it says of what likely sentences say that is not said yet (coverage of concepts, Gillick and Favre 2009), less what is
alike to what was chosen (maximal marginal relevance, Carbonell and Goldstein 1998). A sentence that leans on the one
before it comes with that one or not at all, a list whole or not at all (`recap_units`).
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from audiobook.language.weighing import likelihood, likeness
from audiobook.study.recap_units import Unit, pairs_of, units
from audiobook.study.whole_sentences import Sentence

LEAST_ARTICLE, LEAST_CHARACTERS = 200, 60
"""Characters of the shortest article with a recap, and the room it has: one sentence."""
AMPLE, BEYOND = 1000, 0.4
"""Characters of four minutes; the part of what is above that is used."""
SHORTEST = 12
"""Characters of a sentence that says something by itself."""
BREVITY, SAID = 0.5, 20.0
"""How much shortness counts, and what it counts that all is said which the article says. On 264 chapters whose authors
sum them up themselves, a recap has 0.264 of the pairs of characters of that summary, rare ones counted more, 0.260 to
0.267 by 10 to 1000 and 0.5 to 0.7; with the terms it names and 0.8 in place of this 0.237."""
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


def recap(sentences: Sequence[Sentence], *, characters: int, claims: Mapping[int, float]) -> tuple[Sentence, ...]:
    """Sentences of at most `characters` together, in the order of the article; `claims`: how likely each sentence says
    a main idea, as log odds by place."""
    pool = [unit for unit in units(sentences, claims) if SHORTEST <= unit.length <= characters]
    said = _said(sentences, claims)
    chosen: list[Unit] = []
    for noted in (False, True):  # what is only noted has the room that sentences leave
        _choose([unit for unit in pool if unit.noted == noted], chosen, said, characters)
    return tuple(sorted((s for unit in chosen for s in unit.sentences), key=lambda s: s.place))


def _said(sentences: Sequence[Sentence], claims: Mapping[int, float]) -> dict[str, float]:
    """What the article says, as pairs of characters: the share of each in what its sentences say, likely ones most."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        likely = likelihood(claims.get(sentence.place, 0.0))
        counts.update(dict.fromkeys(sorted(pairs_of(sentence.text)), likely))
    total = math.fsum(counts.values()) or 1.0
    return {pair: count / total for pair, count in counts.items()}


def _choose(pool: Sequence[Unit], chosen: list[Unit], said: Mapping[str, float], characters: int) -> None:
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
            heapq.heappush(waiting, (-_added(unit, chosen, said), place, at, len(chosen)))
            continue
        chosen.append(unit)
        left -= unit.length


def _added(unit: Unit, chosen: Sequence[Unit], said: Mapping[str, float]) -> float:
    """What a choice gains by it, for its length."""
    alike = sum(likeness(unit.pairs, other.pairs) for other in chosen)
    new = unit.pairs.difference(*(other.pairs for other in chosen))
    says = math.fsum(said.get(pair, 0.0) for pair in new)
    return unit.likely * (max(0.0, 1 - REPEATS * alike) + SAID * says) / math.pow(unit.length, BREVITY)


def _is_new(unit: Unit, chosen: Sequence[Unit]) -> bool:
    return all(not unit.places & other.places and likeness(unit.pairs, other.pairs) < SIMILAR for other in chosen)
