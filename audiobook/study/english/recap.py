"""The sentences that carry an English article, in the author's words: those most likely to say one of its main ideas,
each without what it only adds.

How likely that is, its claim tells (`english.claims`). Chosen are those that together have most of it in the room there
is, where two that say the same count for less (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from audiobook.language.weighing import likelihood, likeness
from audiobook.study.english.claims import is_report, stems
from audiobook.study.english.shortening import shortened
from audiobook.study.english.standing import SHORTEST, stands_alone
from audiobook.study.english.ties import untied
from audiobook.study.whole_sentences import Sentence

REPEATS, APART = 0.5, 0.15
"""What likeness of two chosen sentences costs, above what any two of one article have."""
SIMILAR = 0.6
"""Likeness from which one sentence repeats another."""
FLOOR = 0.2
"""A sentence that is less likely to say a main idea is left out: room need not be filled."""
SURE = 0.8
"""From here a sentence is taken before shorter ones are weighed."""
LOOKED_AT = 8
"""Times the room of the recap: the sentences that are weighed against one another."""
BREVITY = (0.25, 0.5, 0.75)
"""How much shortness counts: all are tried, for none is best for every article."""


def recap(sentences: Sequence[Sentence], *, characters: int, claims: Mapping[int, float]) -> tuple[Sentence, ...]:
    """Sentences of at most `characters` together, in the order of the article; `claims` as `english.claims` finds
    them."""
    pool = [short for s in sentences if (short := recalled(s)) and SHORTEST <= len(short.text) <= characters]
    likely = {s.place: likelihood(claims.get(s.place, 0.0)) for s in pool}
    pool = [s for s in pool if likely[s.place] >= FLOOR] or pool
    pool = _likeliest(pool, likely, LOOKED_AT * characters)
    choice = _Choice(pool, likely, characters)
    lead = choice.surest(pool[:1] if is_report(sentences) else ())
    best = max((choice.greedy(brevity, lead) for brevity in BREVITY), key=choice.worth, default=())
    return tuple(sorted(best, key=lambda s: s.place))


def recalled(sentence: Sentence) -> Sentence | None:
    """`sentence` without what it only adds and what ties it to the one before, if it stands alone so; else the form of
    it that does, if there is one."""
    free = untied(sentence.text)
    for text in (shortened(free), free, shortened(sentence.text), sentence.text):
        short = replace(sentence, text=text, shortened=text != sentence.text)
        if stands_alone(short):
            return short
    return None


def _likeliest(pool: Sequence[Sentence], likely: Mapping[int, float], characters: int) -> list[Sentence]:
    """Those of `pool` that are likeliest to say a main idea, of so many characters together, in its order: of a novel
    not every sentence is weighed against every other."""
    kept: set[int] = set()
    for sentence in sorted(pool, key=lambda s: (-likely[s.place], s.place)):
        if characters < 0:
            break
        kept.add(sentence.place)
        characters -= len(sentence.text)
    return [sentence for sentence in pool if sentence.place in kept]


class _Choice:
    """What can be chosen, and what a choice is worth."""

    def __init__(self, pool: Sequence[Sentence], likely: Mapping[int, float], room: int) -> None:
        self._pool, self._likely, self._room = pool, likely, room
        self._stems = {s.place: stems(s.text) for s in pool}

    def worth(self, chosen: Sequence[Sentence]) -> float:
        """How many main ideas are likely said, less what is said twice."""
        total, cost = 0.0, dict.fromkeys((s.place for s in chosen), 0.0)
        for at, one in enumerate(chosen):
            total += self._likely[one.place] * max(0.0, 1 - REPEATS * cost[one.place])
            self._charge(cost, one, chosen[at + 1 :])
        return total

    def surest(self, lead: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """`lead`, and what is almost sure to say a main idea, however long."""
        chosen = list(lead)
        for one in sorted(self._pool, key=lambda s: (-self._likely[s.place], s.place)):
            room = self._room - sum(len(s.text) for s in chosen)
            if self._likely[one.place] >= SURE and len(one.text) <= room and self._apart(one, chosen):
                chosen.append(one)
        return tuple(chosen)

    def greedy(self, brevity: float, lead: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """`lead`, then one by one the sentence that adds most for its length to the power of `brevity`."""
        chosen = list(lead)
        room = self._room - sum(len(s.text) for s in lead)
        pool = [s for s in self._pool if self._apart(s, lead)]
        cost = dict.fromkeys((s.place for s in pool), 0.0)
        for one in lead:
            self._charge(cost, one, pool)

        def added(s: Sentence) -> float:
            return self._likely[s.place] * max(0.0, 1 - REPEATS * cost[s.place])

        while pool := [s for s in pool if len(s.text) <= room]:
            one = max(pool, key=lambda s: (added(s) / math.pow(len(s.text), brevity), -s.place))
            if added(one) <= 0:
                break
            chosen.append(one)
            room -= len(one.text)
            alike = self._charge(cost, one, pool)
            pool = [s for s in pool if alike[s.place] < SIMILAR]
        return tuple(chosen)

    def _charge(self, cost: dict[int, float], one: Sentence, others: Sequence[Sentence]) -> dict[int, float]:
        """Adds to the cost of each of the others what it repeats of `one`; how like it each is."""
        alike = {s.place: self._likeness(one.place, s.place) for s in others}
        for place, value in alike.items():
            cost[place] += max(0.0, value - APART)
        return alike

    def _apart(self, sentence: Sentence, rest: Sequence[Sentence]) -> bool:
        return all(self._likeness(sentence.place, s.place) < SIMILAR for s in rest)

    def _likeness(self, a: int, b: int) -> float:
        return likeness(self._stems[a], self._stems[b])
