"""The sentences that carry an English article, word for word: those most likely to say one of its main ideas.

How likely that is, its claim tells (`english.claims`). Chosen are those that together have most of it in the room there
is, where two that say the same count for less (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence

from audiobook.language.word_lists import word_list
from audiobook.study.english.claims import is_report, stems
from audiobook.study.english.standing import SHORTEST, stands_alone
from audiobook.study.whole_sentences import Sentence

REPEATS, APART = 0.5, 0.15
"""What likeness of two chosen sentences costs, above what any two of one article have."""
SIMILAR = 0.6
"""Likeness from which one sentence repeats another."""
FLOOR = 0.2
"""A sentence that is less likely to say a main idea is left out: room need not be filled."""
SURE = 0.8
"""From here a sentence is taken before shorter ones are weighed."""
BREVITY = (0.25, 0.5, 0.75)
"""How much shortness counts: all are tried, for none is best for every article."""


def recap(sentences: Sequence[Sentence], *, characters: int, claims: Mapping[int, float]) -> tuple[Sentence, ...]:
    """Sentences of at most `characters` together, in the order of the article; `claims` as `english.claims` finds
    them."""
    pool = [s for s in sentences if SHORTEST <= len(s.text) <= characters and stands_alone(s)]
    likely = {s.place: 1 / (1 + math.exp(-claims.get(s.place, 0.0))) for s in pool}
    pool = [s for s in pool if likely[s.place] >= FLOOR] or pool
    choice = _Choice(pool, likely, characters)
    lead = choice.surest(pool[:1] if is_report(sentences) else ())
    best = max((choice.greedy(brevity, lead) for brevity in BREVITY), key=choice.worth, default=())
    return tuple(sorted(best, key=lambda s: s.place))


class _Choice:
    """What can be chosen, and what a choice is worth."""

    def __init__(self, pool: Sequence[Sentence], likely: Mapping[int, float], room: int) -> None:
        self._pool, self._likely, self._room = pool, likely, room
        small = word_list("study", "english_function")
        self._stems = {s.place: stems(s.text) - small for s in pool}
        self._alike = functools.cache(self._likeness)

    def worth(self, chosen: Sequence[Sentence]) -> float:
        """How many main ideas are likely said, less what is said twice."""
        return sum(self._added(one, chosen[:at]) for at, one in enumerate(chosen))

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
        pool, room = list(self._pool), self._room - sum(len(s.text) for s in lead)
        while pool := [s for s in pool if len(s.text) <= room and self._apart(s, chosen)]:
            one = max(pool, key=lambda s: (self._added(s, chosen) / math.pow(len(s.text), brevity), -s.place))
            if self._added(one, chosen) <= 0:
                break
            chosen.append(one)
            room -= len(one.text)
        return tuple(chosen)

    def _added(self, sentence: Sentence, chosen: Sequence[Sentence]) -> float:
        alike = sum(max(0.0, self._alike(*sorted((sentence.place, s.place))) - APART) for s in chosen)
        return self._likely[sentence.place] * max(0.0, 1 - REPEATS * alike)

    def _apart(self, sentence: Sentence, rest: Sequence[Sentence]) -> bool:
        return all(self._alike(*sorted((sentence.place, s.place))) < SIMILAR for s in rest)

    def _likeness(self, a: int, b: int) -> float:
        one, two = self._stems[a], self._stems[b]
        return len(one & two) / math.sqrt(len(one) * len(two)) if one and two else 0.0
