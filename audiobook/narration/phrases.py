"""Where a reader takes breath in a long stretch without a mark: one scored choice among the ends of words.

40 % of what our publications say stands in stretches of 16 syllables and more without a mark, and readers part half to
three quarters of them. What speaks for a breath is weighed by `breath_network`; where no place is sure enough, none is
taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from audiobook.language import dictionary
from audiobook.language.chinese import is_han, words
from audiobook.language.marks import inside
from audiobook.language.syllables import count_syllables
from audiobook.language.word_lists import word_list
from audiobook.model import Utterance
from audiobook.narration.breath_network import weighed
from audiobook.narration.pauses import within

_AS_WRITTEN = ("verse", "code", "formula")
"""Kinds of content in which no breath is taken but where they are written to pause."""
LONG_SYLLABLES = 16
"""A stretch of so many is parted, and its parts again."""
LEAST_SYLLABLES = 5
"""On either side of a breath."""
SURE = 2.0
"""A breath is taken where its log odds are above this."""
_OPENING, _CLOSING = "《〈（(【“‘「『", "》〉）)】”’」』"
_NAMES = ("nr", "ns", "nt", "nz")
_COMPLEMENTS = frozenset("到给在为成于向自往")
"""Behind a verb they are its own: 捡到, 送给, 住在."""


@dataclass(frozen=True, slots=True)
class BreathPlace:
    """A place for a breath in a text, and why it is there."""

    at: int
    """Characters of the text before it."""
    odds: float
    """The logarithm of the odds that a reader makes a break there."""


def phrased(utterance: Utterance, pauses: Mapping[str, int], *, breath: bool) -> Utterance:
    """`utterance` with the pauses of the marks within it and, if wanted and in Chinese, its breaths."""
    places: tuple[BreathPlace, ...] = ()
    if breath and not utterance.language.startswith("en") and utterance.content not in _AS_WRITTEN:
        places = breaths(utterance.spoken)
    taken = tuple((place.at, pauses["breath"]) for place in places)
    return replace(utterance, marks_ms=within(utterance.spoken, pauses), breaths=taken)


def breaths(spoken: str) -> tuple[BreathPlace, ...]:
    """Where to breathe in `spoken`, which is Chinese.

    >>> text = "图书馆的志愿者们把捐来的旧书分成了大类。"
    >>> [text[: place.at] for place in breaths(text)]
    ['图书馆的志愿者们']
    """
    edges = [0, *(edge for run in inside(spoken) for edge in (run.start, run.stop)), len(spoken)]
    return tuple(
        replace(place, at=start + place.at)
        for start, stop in zip(edges[::2], edges[1::2], strict=True)
        for place in _in_stretch(spoken[start:stop])
    )


def _in_stretch(text: str) -> Iterator[BreathPlace]:
    if count_syllables(text) < LONG_SYLLABLES:
        return
    row = words(text)
    odds = [weight if may_part(row, number) else -math.inf for number, weight in enumerate(weighed(row)[:-1], start=1)]
    syllables = [0, *accumulate(map(count_syllables, row))]
    characters = [0, *accumulate(map(len, row))]
    for number in _chosen(odds, syllables, 0, len(row)):
        yield BreathPlace(characters[number], odds[number - 1])


def _chosen(odds: Sequence[float], syllables: Sequence[int], first: int, last: int) -> list[int]:
    """Words before each breath among the words from `first` to `last`."""
    start, stop = syllables[first], syllables[last]
    if stop - start < LONG_SYLLABLES:
        return []
    near = [
        number
        for number in range(first + 1, last)
        if syllables[number] - start >= LEAST_SYLLABLES and stop - syllables[number] >= LEAST_SYLLABLES
    ]
    best = max(near, key=lambda number: odds[number - 1], default=None)
    if best is None or odds[best - 1] <= SURE:
        return []
    return [*_chosen(odds, syllables, first, best), best, *_chosen(odds, syllables, best, last)]


def may_part(row: Sequence[str], number: int) -> bool:
    """Whether the words before and after are neither of one name nor of one word that was cut."""
    word, following = row[number - 1], row[number]
    tag = dictionary.load().tag
    kind, next_kind = tag(word), tag(following)
    if not (is_han(word[-1]) and is_han(following[0])) or following in word_list("narration", "phrase_tails"):
        return False
    # a preposition, an adverb, a number go on, and so does 稳定 before 而可靠
    if kind in ("p", "d", "ad", "m") or next_kind == "q" or (kind == "a" and next_kind == "c"):
        return False
    if (kind in _NAMES and next_kind.startswith("n")) or (kind.startswith("v") and following in _COMPLEMENTS):
        return False
    open_marks = sum((char in _OPENING) - (char in _CLOSING) for each in row[:number] for char in each)
    return open_marks <= 0
