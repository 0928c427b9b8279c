"""The sentences that carry an English article, in the author's words: those most likely to say one of its main ideas,
each without what it only adds.

How likely that is, its claim tells (`english.claims`). Chosen are those that together have most of it in the room there
is, where two that say the same count for less (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from audiobook.language.weighing import likelihood, likeness
from audiobook.study.english.claims import is_report, stems
from audiobook.study.english.shortening import shortened
from audiobook.study.english.standing import SHORTEST, stands_alone, takes_up
from audiobook.study.english.ties import untied
from audiobook.study.whole_sentences import Sentence

REPEATS, APART = 0.25, 0.15
"""What likeness of two chosen sentences costs, above what any two of one article have."""
SIMILAR = 0.6
"""Likeness from which one sentence repeats another."""
FLOOR = 0.15
"""A sentence that is less likely to say a main idea is left out: room need not be filled."""
SURE = 0.8
"""From here a sentence is taken before shorter ones are weighed."""
LOOKED_AT = 8
"""Times the room of the recap: the sentences that are weighed against one another."""
SECOND = 0.5
"""What the claim of a sentence counts that is said with the one it leans on."""
BREVITY = (0.25, 0.5, 0.75)
"""How much shortness counts: all are tried, for none is best for every article."""


def recap(sentences: Sequence[Sentence], *, characters: int, claims: Mapping[int, float]) -> tuple[Sentence, ...]:
    """Sentences of at most `characters` together, in the order of the article; `claims` as `english.claims` finds
    them."""
    pool = [unit for unit in _units(sentences, claims) if SHORTEST <= unit.length <= characters]
    pool = [unit for unit in pool if unit.likely >= FLOOR] or pool
    pool = _likeliest(pool, LOOKED_AT * characters)
    choice = _Choice(pool, characters)
    lead = choice.surest(pool[:1] if is_report(sentences) else ())
    best = max((choice.greedy(brevity, lead) for brevity in BREVITY), key=choice.worth, default=())
    return tuple(sorted((s for unit in best for s in unit.sentences), key=lambda s: s.place))


@dataclass(frozen=True)
class _Unit:
    """A sentence that stands alone, or one with the sentence that leans on it: what is chosen or not."""

    sentences: tuple[Sentence, ...]
    likely: float
    """That it says a main idea, 0 to 1."""
    stems: Set[str]

    @property
    def key(self) -> tuple[int, ...]:
        """Its places in the article."""
        return tuple(s.place for s in self.sentences)

    @property
    def length(self) -> int:
        """Characters."""
        return sum(len(s.text) for s in self.sentences)


def _units(sentences: Sequence[Sentence], claims: Mapping[int, float]) -> Iterator[_Unit]:
    """What can be recalled, in the order of the article."""
    likely = {s.place: likelihood(claims.get(s.place, 0.0)) for s in sentences}
    before: Sentence | None = None
    for sentence in sentences:
        one = recalled(sentence)
        if one:
            yield _Unit((one,), likely[one.place], stems(one.text))
        elif before and before.paragraph == sentence.paragraph and takes_up(sentence):
            both = (before, sentence)
            chance = 1 - (1 - likely[before.place]) * (1 - SECOND * likely[sentence.place])
            yield _Unit(both, chance, stems(before.text) | stems(sentence.text))
        before = one


def recalled(sentence: Sentence) -> Sentence | None:
    """`sentence` without what it only adds and what ties it to the one before, if it stands alone so; else the form of
    it that does, if there is one."""
    tried = ""
    for text in _forms(sentence.text):
        if text == tried:
            continue
        tried = text
        short = replace(sentence, text=text, shortened=text != sentence.text)
        if stands_alone(short):
            return short
    return None


def _forms(text: str) -> Iterator[str]:
    """What may be said of `text`, best first."""
    free = untied(text)
    yield shortened(free)
    yield free
    if free != text:
        yield shortened(text)
        yield text


def _likeliest(pool: Sequence[_Unit], characters: int) -> list[_Unit]:
    """Those of `pool` that are likeliest to say a main idea, of so many characters together, in its order: of a novel
    not every sentence is weighed against every other."""
    kept: set[tuple[int, ...]] = set()
    for unit in sorted(pool, key=lambda u: (-u.likely, u.key)):
        if characters < 0:
            break
        kept.add(unit.key)
        characters -= unit.length
    return [unit for unit in pool if unit.key in kept]


class _Choice:
    """What can be chosen, and what a choice is worth."""

    def __init__(self, pool: Sequence[_Unit], room: int) -> None:
        self._pool, self._room = pool, room

    def worth(self, chosen: Sequence[_Unit]) -> float:
        """How many main ideas are likely said, less what is said twice."""
        total, cost = 0.0, dict.fromkeys((u.key for u in chosen), 0.0)
        for at, one in enumerate(chosen):
            total += one.likely * max(0.0, 1 - REPEATS * cost[one.key])
            self._charge(cost, one, chosen[at + 1 :])
        return total

    def surest(self, lead: Sequence[_Unit]) -> tuple[_Unit, ...]:
        """`lead`, and what is almost sure to say a main idea, however long."""
        chosen = list(lead)
        for one in sorted(self._pool, key=lambda u: (-u.likely, u.key)):
            room = self._room - sum(u.length for u in chosen)
            if one.likely >= SURE and one.length <= room and self._apart(one, chosen):
                chosen.append(one)
        return tuple(chosen)

    def greedy(self, brevity: float, lead: Sequence[_Unit]) -> tuple[_Unit, ...]:
        """`lead`, then one by one what adds most for its length to the power of `brevity`."""
        chosen = list(lead)
        room = self._room - sum(u.length for u in lead)
        pool = [u for u in self._pool if self._apart(u, lead)]
        cost = dict.fromkeys((u.key for u in pool), 0.0)
        for one in lead:
            self._charge(cost, one, pool)

        def added(unit: _Unit) -> float:
            return unit.likely * max(0.0, 1 - REPEATS * cost[unit.key])

        while pool := [u for u in pool if u.length <= room]:
            one = min(pool, key=lambda u: (-added(u) / math.pow(u.length, brevity), u.key))
            if added(one) <= 0:
                break
            chosen.append(one)
            room -= one.length
            alike = self._charge(cost, one, pool)
            pool = [u for u in pool if alike[u.key] < SIMILAR and not set(u.key) & set(one.key)]
        return tuple(chosen)

    def _charge(
        self, cost: dict[tuple[int, ...], float], one: _Unit, others: Sequence[_Unit]
    ) -> Mapping[tuple[int, ...], float]:
        """Adds to the cost of each of the others what it repeats of `one`; how like it each is."""
        alike = {u.key: likeness(one.stems, u.stems) for u in others}
        for key, value in alike.items():
            cost[key] += max(0.0, value - APART)
        return alike

    def _apart(self, unit: _Unit, rest: Sequence[_Unit]) -> bool:
        return all(likeness(unit.stems, u.stems) < SIMILAR and not set(u.key) & set(unit.key) for u in rest)
