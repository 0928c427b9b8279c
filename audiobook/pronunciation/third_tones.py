"""Where two third tones meet: whether the first of them rises to a second tone, inside words and between them.

From the end of a phrase to its beginning each third tone before another asks what joins the two and whether the
other has risen itself (data/third_tones.tsv). Before one that stays, the first rises: inside words nearly always,
between words the more the closer they belong together. Before one that has risen it stays low where a word or a part
of a word begins between them, so that triples follow their branching: 展览|馆 rises twice, 小|老虎 in 老 alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from audiobook.language import chinese
from audiobook.language.dictionary import load
from audiobook.language.word_lists import rows

_FAR_IN = 5
_FAR_FROM_END = 3
_SHORT = 7
"""Syllables before the gap, and behind it, from which on a phrase is long enough to be said in two breaths, and
of a phrase that is said in one."""
_KINDS = {
    **dict.fromkeys(("n", "nr", "ns", "nt", "nz", "ng", "vn", "an", "s"), "noun"),
    **dict.fromkeys(("v", "vd", "vg"), "verb"),
    **dict.fromkeys(("a", "ag", "b", "z"), "adjective"),
    **dict.fromkeys(("d", "dg", "ad", "zg"), "adverb"),
    **dict.fromkeys(("u", "uj", "ul", "ud", "uz", "uv", "y"), "particle"),
    **dict.fromkeys(("m", "mq"), "number"),
    "t": "time",
    "f": "side",
    "q": "measure",
    "r": "pronoun",
    "p": "preposition",
    "c": "conjunction",
    "": "unknown",
}
"""jieba's tag of a word -> what the table calls it; others are nouns (idioms, abbreviations)."""


def rising(words: Sequence[str], readings: Sequence[str]) -> frozenset[int]:
    """Places of the third tones that rise, among the `readings` of the `words` of one phrase.

    `readings` has one syllable for each character of the words joined.

    >>> sorted(rising(["展览馆"], ["zhan3", "lan3", "guan3"])), sorted(rising(["小老虎"], ["xiao3", "lao3", "hu3"]))
    ([0, 1], [1])
    """
    found: set[int] = set()
    table = weights()
    for place, features in gaps(words, readings):
        risen = "next risen" if place + 1 in found else "next low"
        if table["bias"] + sum(table.get(feature.format(risen), 0.0) for feature in features) > 0:
            found.add(place)
    return frozenset(found)


def gaps(words: Sequence[str], readings: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """From the last to the first: place of each third tone before another, and what joins the two.

    The features are rows of the table; {} in one stands for "next risen" or "next low".
    """
    places = [i for i in range(len(readings) - 1) if readings[i][-1] == "3" and readings[i + 1][-1] == "3"]
    if not places:
        return
    over = [(number, at) for number, word in enumerate(words) for at in range(len(word))]
    for place in reversed(places):
        (number, at), (following, _) = over[place], over[place + 1]
        if number == following:
            yield place, _inside(words[number], at + 1)
        else:
            features = _between(words, following, place + 1, len(readings) - place - 1)
            if at and readings[place - 1][-1] == "3":
                features.append("third tone before in its word, {}")
            if len(readings) <= _SHORT:
                features.append(f"{features[0]}, short phrase")
            yield place, features


def _inside(word: str, at: int) -> list[str]:
    """What joins the characters of a word before and behind `at`."""
    parts = chinese.parts(word) if len(word) > 2 else (word,)
    ends = list(accumulate(map(len, parts)))
    if at not in ends:
        return ["inside a part, {}"]
    number = ends.index(at)
    return ["between parts", f"{_size(parts[number])} + {_size(parts[number + 1])}, {{}}"]


def _between(words: Sequence[str], following: int, before: int, behind: int) -> list[str]:
    """What joins the word `following` and the one before it; syllables of the phrase before the gap and behind it."""
    left, right = words[following - 1], words[following]
    features = [f"{_size(left)} + {_size(right)}, {{}}", f"left {_kind(left)}", f"right {_kind(right)}"]
    if len(right) == 1:
        further = words[following + 1 : following + 2]
        features.append("one behind a gap, then " + (_size(further[0]) if further else "none") + ", {}")
    if before >= _FAR_IN:
        features.append("far in")
    if behind >= _FAR_FROM_END:
        features.append("far from the end")
    return features


def _size(word: str) -> str:
    return "one" if len(word) == 1 else "more"


def _kind(word: str) -> str:
    return _KINDS.get(load().tag(word), "noun")


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """data/third_tones.tsv: feature -> weight; above zero the tone rises."""
    return {feature: float(weight) for feature, weight, *_ in rows("pronunciation", "third_tones")}
