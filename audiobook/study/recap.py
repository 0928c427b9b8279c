"""The few sentences that carry an article, word for word: much said in little, and nothing twice.

Chosen one by one (maximal marginal relevance, Carbonell and Goldstein 1998): each adds the most weight of key terms
not yet covered for its length, less what it repeats of those chosen.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from audiobook.language.chinese import han_count
from audiobook.study.prose import is_numbered, leans, points_back
from audiobook.study.series import joined, series
from audiobook.study.whole_sentences import Sentence

LEAST_ARTICLE, LEAST_CHARACTERS = 200, 60
"""Characters of the shortest article with a recap, and the room it has: one sentence."""
REPEATS = 0.5
"""How much likeness to a chosen sentence costs."""
AMPLE, BEYOND = 1000, 0.4
"""Characters of four minutes; the part of what is above that is used."""
SHORTEST = 12
"""Characters of a sentence that says something by itself."""
BREVITY = (0.5, 0.7, 0.85, 1.0)
"""How much shortness counts: all are tried, for none is best for every article."""
SAME = 0.8
"""Likeness from which one sentence repeats another."""
SIMILAR = 0.5
"""Likeness from which one sentence is not put in beside another."""
SWAPS, WIDTH = 20, 25
"""How often a choice is bettered at most, and how many sentences are weighed each time."""
CLAIMED = 0.25
"""How much it counts that the sentences claim something, beside what they cover."""
SECTION, LEAST_SECTION = 0.25, 4
"""What it counts beside the strongest term that a section is told of, if it has so many sentences."""
OWN_LETTERS = 0.4
"""Share of Chinese characters in a sentence of a Chinese text; with less it is a work cited, or code."""
COVERED = 0.1
"""What a term is still worth once it is covered."""
_ENDS = re.compile(r"[。．.！!…—][”’」』）)]*$")
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


def recap(
    sentences: Sequence[Sentence],
    weights: Mapping[str, float],
    *,
    characters: int,
    claims: Mapping[int, float] = MappingProxyType({}),
) -> tuple[Sentence, ...]:
    """Sentences of at most `characters` together, in the order of a Chinese article; `weights` of its terms; `claims`:
    what speaks for each sentence as a claim, by place."""
    lists = {each[0].place: each for each in series(sentences) if all(one.prose for one in each)}
    items = {one.place for each in lists.values() for one in each}
    sentences = [
        joined(lists[s.place]) if s.place in lists else s for s in sentences if s.place not in items - set(lists)
    ]
    says = {term: _pattern(term) for term in weights}
    holds = {s.place: frozenset(term for term in weights if says[term].search(s.text)) for s in sentences}
    pool = [
        s
        for s in sentences
        if holds[s.place]
        and SHORTEST <= len(s.text) <= characters
        and (s.place in lists or _stands_alone(s))
        and han_count(s.text) >= OWN_LETTERS * len(s.text)
    ]
    weights = dict(weights)
    for each in _sections(sentences):  # a section is something to be told of, like a term
        weights[each] = SECTION * max(weights.values(), default=0.0)
        for s in pool:
            if each == f"{s.section}§":
                holds[s.place] |= {each}
    pairs = {s.place: _pairs(s.text) for s in pool}

    @functools.cache
    def alike(a: int, b: int) -> float:
        return _likeness(pairs[a], pairs[b])

    tries = [_chosen(pool, holds, alike, weights, characters, power, claims) for power in BREVITY]
    best = max(tries, key=lambda chosen: _worth(chosen, holds, weights, claims), default=())
    for _ in range(SWAPS):
        better = _bettered(best, pool, holds, alike, weights, characters, claims)
        if better is None:
            break
        best = better
    return tuple(one for s in sorted(best, key=lambda s: s.place) for one in lists.get(s.place, (s,)))


def _sections(sentences: Sequence[Sentence]) -> list[str]:
    """Names of the sections to be told of, such as no term has."""
    counts = Counter(sentence.section for sentence in sentences)
    return [f"{section}§" for section, count in counts.items() if count >= LEAST_SECTION and len(counts) > 1]


def _stands_alone(sentence: Sentence) -> bool:
    text = sentence.text
    return (
        sentence.prose
        and bool(_ENDS.search(text))
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and not (is_numbered(text) or _PROMISES.search(text) or leans(text) or points_back(text))
    )


def _chosen(
    pool: Sequence[Sentence],
    holds: Mapping[int, frozenset[str]],
    alike: Callable[[int, int], float],
    weights: Mapping[str, float],
    room: int,
    brevity: float,
    claims: Mapping[int, float],
) -> tuple[Sentence, ...]:
    """One by one the sentence that adds most for its length to the power of `brevity`."""
    likeness = dict.fromkeys((s.place for s in pool), 0.0)
    chosen: list[Sentence] = []
    covered: frozenset[str] = frozenset()
    while pool := [s for s in pool if len(s.text) <= room]:
        values = {
            each.place: sum(weights[t] * (COVERED if t in covered else 1.0) for t in sorted(holds[each.place]))
            * (1 - REPEATS * likeness[each.place])
            * (1 + claims.get(each.place, 0.0))
            / math.pow(len(each.text), brevity)
            for each in pool
        }
        best = max(pool, key=lambda each: values[each.place])
        chosen.append(best)
        covered |= holds[best.place]
        room -= len(best.text)
        pool = [each for each in pool if alike(each.place, best.place) < SAME]
        for each in pool:
            likeness[each.place] = max(likeness[each.place], alike(each.place, best.place))
    return tuple(chosen)


def _bettered(
    chosen: Sequence[Sentence],
    pool: Sequence[Sentence],
    holds: Mapping[int, frozenset[str]],
    alike: Callable[[int, int], float],
    weights: Mapping[str, float],
    room: int,
    claims: Mapping[int, float],
) -> tuple[Sentence, ...] | None:
    """The choice that covers more, with one sentence at most put out for one or two others; None if there is none.

    What was best by itself need not be best together: two sentences often say what a long one chosen first does.
    """

    def fit(rest: Sequence[Sentence], left: int) -> list[Sentence]:
        """Those that cover most of what `rest` does not, most first."""
        have = frozenset[str]().union(*(holds[s.place] for s in rest))
        able = [s for s in pool if len(s.text) <= left and all(alike(s.place, o.place) < SIMILAR for o in rest)]
        gains = {
            s.place: sum(weights[t] for t in sorted(holds[s.place] - have)) * (1 + claims.get(s.place, 0.0))
            for s in able
        }
        return sorted((s for s in able if gains[s.place] > 0), key=lambda s: (-gains[s.place], s.place))[:WIDTH]

    best, most = None, _worth(chosen, holds, weights, claims) + 1e-9
    for out in (None, *chosen):
        rest = tuple(s for s in chosen if s is not out)
        left = room - sum(len(s.text) for s in rest)
        for one in fit(rest, left):
            single = (*rest, one)
            for choice in (single, *((*single, other) for other in fit(single, left - len(one.text))[:1])):
                if (worth := _worth(choice, holds, weights, claims)) > most:
                    best, most = choice, worth
    return best


def _worth(
    chosen: Sequence[Sentence],
    holds: Mapping[int, frozenset[str]],
    weights: Mapping[str, float],
    claims: Mapping[int, float],
) -> float:
    """What is covered, in favour of few sentences and of such as claim something."""
    covered = frozenset[str]().union(*(holds[s.place] for s in chosen))
    claim = sum(claims.get(s.place, 0.0) for s in chosen) / max(1, len(chosen))
    return sum(weights[t] for t in sorted(covered)) * (1 - 0.01 * len(chosen)) * (1 + CLAIMED * claim)


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of what is compared in common, 0 to 1 (cosine)."""
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def _pairs(text: str) -> frozenset[str]:
    """What is compared: pairs of characters."""
    text = text.replace(" ", "")
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _pattern(term: str) -> re.Pattern[str]:
    """Where `term` is said: Chinese words within others, whatever the spaces; English ones whole, small or capital."""
    if han_count(term):
        return re.compile(r" *".join(re.escape(char) for char in term if char != " "))
    return re.compile(rf"(?<![A-Za-z]){re.escape(term)}(?:s\b)?(?![A-Za-z])", re.IGNORECASE)
