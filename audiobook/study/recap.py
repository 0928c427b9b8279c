"""The few sentences that carry a Chinese article, in the author's words: those most likely to say its main ideas, each
without what it only adds, and nothing twice.

How likely that is, `claims` tells. Chosen one by one is what adds most for its length, where two that say the same
count for less (maximal marginal relevance, Carbonell and Goldstein 1998). A sentence that leans on the one before it
comes with that one or not at all, a list whole or not at all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from audiobook.language.chinese import han_count
from audiobook.language.weighing import likelihood, likeness
from audiobook.study.prose import is_numbered, leans, points_back
from audiobook.study.sentence_groups import bare
from audiobook.study.series import announced, items, series
from audiobook.study.shortening import shortened
from audiobook.study.whole_sentences import Sentence

LEAST_ARTICLE, LEAST_CHARACTERS = 200, 60
"""Characters of the shortest article with a recap, and the room it has: one sentence."""
AMPLE, BEYOND = 1000, 0.4
"""Characters of four minutes; the part of what is above that is used."""
NOTED, UNMARKED = 0.2, 24
"""How likely a line that nothing ends must say a main idea; characters of one without a mark in it."""
SHORTEST = 12
"""Characters of a sentence that says something by itself."""
BREVITY, NAMED = 0.8, 2.0
"""How much shortness counts, and what it counts beside a main idea that all terms of the article are named. On 75
texts whose ideas somebody wrote down, with weights fitted to the others, 174 of 373 are covered so, 165 to 176 by
0.75 to 0.85 and 1.5 to 2.5; with less for the terms a recap of political prose names few of them."""
REPEATS, SIMILAR = 0.5, 0.55
"""What likeness to a chosen sentence costs, and likeness from which a sentence repeats it."""
OWN_LETTERS = 0.4
"""Share of Chinese characters in a sentence of a Chinese text; with less it is a work cited, or code."""
_ENDS = re.compile(r"[。．.！!…—][”’」』）)]*$")
_STATES = re.compile(r"[是有会应须需不无令使让被将]|能(?![力量源])|可以|[：:].{6,}")
"""In a line that nothing ends: it says something, and does not only name it."""
_TALK = re.compile(r"\n|[A-Za-z]$|我|[你您]|什么|怎么|同学")
_MARK = re.compile(r"[，、；：,;:]")
_INSTANCE = re.compile(r"如(?![果何同此今期上下实是])")
"""如骨折后…… is an example of the sentence before."""
_OF_NOBODY = re.compile(r"是(?![否非])|认为|称其|由于[^，,]*$")
"""Whom or what it is about, the sentence before says: 是由于缺水……"""
_PROMISES = re.compile(r"(?:[两二三四五六几]个?\w{1,3}|[如以]下\w{0,4})[。：:]$|[：:]$")
"""有三个原因。 without the three."""


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


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is recalled together or not at all."""

    sentences: tuple[Sentence, ...]
    likely: float
    """That one of them says a main idea."""
    pairs: frozenset[str]
    """Pairs of characters, to compare it by."""
    terms: frozenset[str] = frozenset()
    """Of the article, those it names."""
    noted: bool = False
    """It is a line that nothing ends."""

    @property
    def length(self) -> int:
        return sum(len(sentence.text) for sentence in self.sentences)

    @property
    def places(self) -> frozenset[int]:
        return frozenset(sentence.place for sentence in self.sentences)


def recap(
    sentences: Sequence[Sentence], weights: Mapping[str, float], *, characters: int, claims: Mapping[int, float]
) -> tuple[Sentence, ...]:
    """Sentences of at most `characters` together, in the order of the article; `weights` of its terms; `claims`: how
    likely each sentence says a main idea, as log odds by place."""
    sentences = [_short(each) for each in sentences]
    pool = [
        replace(unit, terms=_named(unit, weights))
        for unit in _units(sentences, claims)
        if SHORTEST <= unit.length <= characters
    ]
    total = sum(weights.values()) or 1.0
    chosen: list[_Unit] = []
    room_left = characters
    for noted in (False, True):  # what is only noted has the room that sentences leave
        while left := [u for u in pool if u.noted == noted and u.length <= room_left and _is_new(u, chosen)]:
            best = max(left, key=lambda unit: (_added(unit, chosen, weights, total), -unit.sentences[0].place))
            chosen.append(best)
            room_left -= best.length
    return tuple(sorted((s for unit in chosen for s in unit.sentences), key=lambda s: s.place))


def _short(sentence: Sentence) -> Sentence:
    """`sentence` without what it only adds, if what remains is as fair a sentence."""
    text = shortened(sentence.text)
    short = replace(sentence, text=text, shortened=text != sentence.text)
    return short if _is_fair(short) else sentence


def _units(sentences: Sequence[Sentence], claims: Mapping[int, float]) -> list[_Unit]:
    """Single sentences that stand alone, pairs of one and the sentence that leans on it, and whole lists."""
    lists = [each for each in (*series(sentences), *announced(sentences)) if all(one.prose for one in each)]
    listed = {one.place for each in lists for one in each}
    notes = items(sentences)
    found = [_unit(each, claims) for each in lists]
    free = [s for s in sentences if s.place not in listed]
    found += [_unit((s,), claims) for s in free if _stands_alone(s)]
    noted = (replace(_unit((s,), claims), noted=True) for s in free if s.place in notes and _is_note(s.text))
    found += [unit for unit in noted if unit.likely >= NOTED and _stands_alone(unit.sentences[0], ended=True)]
    for one, two in pairwise(sentences):
        if one.paragraph != two.paragraph or listed & {one.place, two.place} or not _stands_alone(one):
            continue
        if _leans(two) and _is_fair(two) and not is_numbered(bare(two.text).lstrip("。")):
            found.append(_unit((one, two), claims))
    return found


def _unit(sentences: tuple[Sentence, ...], claims: Mapping[int, float]) -> _Unit:
    unlikely = math.prod(likelihood(-claims.get(s.place, 0.0)) for s in sentences)
    text = re.sub(r"\W", "", "".join(s.text for s in sentences))
    return _Unit(sentences, 1 - unlikely, frozenset(text[i : i + 2] for i in range(len(text) - 1)))


def _added(unit: _Unit, chosen: Sequence[_Unit], weights: Mapping[str, float], total: float) -> float:
    """What a choice gains by it, for its length."""
    alike = sum(likeness(unit.pairs, other.pairs) for other in chosen)
    new = unit.terms.difference(*(other.terms for other in chosen))
    named = sum(weights[term] for term in sorted(new)) / total
    return (unit.likely * max(0.0, 1 - REPEATS * alike) + NAMED * named) / math.pow(unit.length, BREVITY)


def _named(unit: _Unit, weights: Mapping[str, float]) -> frozenset[str]:
    text = "".join(sentence.text for sentence in unit.sentences).replace(" ", "")
    return frozenset(term for term in weights if term.replace(" ", "") in text)


def _is_new(unit: _Unit, chosen: Sequence[_Unit]) -> bool:
    return all(not unit.places & other.places and likeness(unit.pairs, other.pairs) < SIMILAR for other in chosen)


def _is_fair(sentence: Sentence, *, ended: bool = False) -> bool:
    """A whole Chinese sentence that promises no more than it says? An item of a list is `ended` without a mark."""
    text = sentence.text
    return (
        sentence.prose
        and (ended or bool(_ENDS.search(text)))
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and han_count(text) >= OWN_LETTERS * len(text)
        and not _PROMISES.search(text)
    )


def _is_note(text: str) -> bool:
    """Does a line that nothing ends say something, in writing: no name of a file, no talk that was taken down?"""
    return bool(_STATES.search(text) and not _TALK.search(text)) and (len(text) <= UNMARKED or bool(_MARK.search(text)))


def _leans(sentence: Sentence) -> bool:
    said = bare(sentence.text).lstrip("。")
    return leans(said) or points_back(said) or bool(_INSTANCE.match(said) or _OF_NOBODY.match(said))


def _stands_alone(sentence: Sentence, *, ended: bool = False) -> bool:
    """The number of an article of law is no item of a list."""
    return (
        _is_fair(sentence, ended=ended) and not _leans(sentence) and not is_numbered(bare(sentence.text).lstrip("。"))
    )
