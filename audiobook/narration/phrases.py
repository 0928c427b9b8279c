"""Where a reader takes breath in a long stretch without a mark: one scored choice among the ends of words.

40 % of what our publications say stands in stretches of 16 syllables and more without a mark, and readers part half to
three quarters of them. What speaks for a breath between two words is the sum of the rows of data/breaths.tsv that hold
there; scripts/fit-breaths made them from breaks that people made as they read. Where no place is more likely than not,
no breath is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from audiobook.language import dictionary
from audiobook.language.chinese import is_han, words
from audiobook.language.marks import inside
from audiobook.language.syllables import count_syllables
from audiobook.language.word_lists import rows, word_list
from audiobook.model import Utterance
from audiobook.narration.pauses import within

_AS_WRITTEN = ("verse", "code", "formula")
"""Kinds of content in which no breath is taken but where they are written to pause."""
LONG_SYLLABLES = 16
"""A stretch of so many is parted, and its parts again."""
LEAST_SYLLABLES = 5
"""On either side of a breath."""
_NEAR_SYLLABLES = 12
_STEP_SYLLABLES = 2
_REASONS = 3
SURE = -0.3
"""A breath is taken where the sum of what speaks for it is above this."""
_OPENING, _CLOSING = "《〈（(【“‘「『", "》〉）)】”’」』"
_NAMES = ("nr", "ns", "nt", "nz")
_COMPLEMENTS = frozenset("到给在为成于向自往")
"""Behind a verb they are its own: 捡到, 送给, 住在."""


@dataclass(frozen=True, slots=True)
class BreathPlace:
    """A place for a breath in a text, and why it is there."""

    at: int
    """Characters of the text before it."""
    reasons: tuple[str, ...]
    """The rows of the table that speak most for it."""


def phrased(utterance: Utterance, pauses: Mapping[str, int], *, breath: bool) -> Utterance:
    """`utterance` with the pauses of the marks within it and, if wanted and in Chinese, its breaths."""
    places: tuple[BreathPlace, ...] = ()
    if breath and not utterance.language.startswith("en") and utterance.content not in _AS_WRITTEN:
        places = breaths(utterance.spoken)
    taken = tuple((place.at, pauses["breath"]) for place in places)
    return replace(utterance, marks_ms=within(utterance.spoken, pauses), breaths=taken)


def breaths(spoken: str, weights: Mapping[str, float] | None = None) -> tuple[BreathPlace, ...]:
    """Where to breathe in `spoken`, which is Chinese; `weights` stand in for those of data/breaths.tsv.

    >>> text = "图书馆的志愿者们把捐来的旧书分成了大类。"
    >>> [text[: place.at] for place in breaths(text)]
    ['图书馆的志愿者们']
    """
    edges = [0, *(edge for run in inside(spoken) for edge in (run.start, run.stop)), len(spoken)]
    return tuple(
        place
        for start, stop in zip(edges[::2], edges[1::2], strict=True)
        for place in _in_stretch(spoken[start:stop], start, _weights() if weights is None else weights)
    )


def _in_stretch(text: str, offset: int, weights: Mapping[str, float]) -> Iterator[BreathPlace]:
    if count_syllables(text) < LONG_SYLLABLES:
        return
    row = words(text)
    best: tuple[float, int, list[str]] | None = None
    for number, found in features(row):
        score = sum(weights.get(feature, 0.0) for feature in found)
        if score > (best[0] if best else SURE) and _may_part(row, number):
            best = (score, number, found)
    if best is not None:
        _, number, found = best
        cut = sum(map(len, row[:number]))
        yield from _in_stretch(text[:cut], offset, weights)
        reasons = sorted((each for each in found if weights.get(each, 0.0) > 0), key=lambda each: -weights[each])
        yield BreathPlace(offset + cut, tuple(reasons[:_REASONS]))
        yield from _in_stretch(text[cut:], offset + cut, weights)


@cache
def _weights() -> Mapping[str, float]:
    return {feature: float(weight) for feature, weight, _ in rows("narration", "breaths")}


def features(row: Sequence[str], least: int = LEAST_SYLLABLES) -> Iterator[tuple[int, list[str]]]:
    """For each place between two words that leaves `least` syllables on both sides: how many words are before it, and
    the names of what holds there, as in data/breaths.tsv."""
    tag = dictionary.load().tag
    tags = [tag(word) for word in row]
    ends = list(accumulate(map(count_syllables, row)))
    for number in range(1, len(row)):
        left, right = ends[number - 1], ends[-1] - ends[number - 1]
        near = min(left, right)
        if near < least:
            continue
        before, after = row[number - 1], row[number]
        long, short = (min(len(word), 4) for word in (before, after))
        yield (
            number,
            [
                "any",
                f"{tags[number - 1]}|",
                f"|{tags[number]}",
                f"{tags[number - 1]}|{tags[number]}",
                f"{before}|",
                f"|{after}",
                f"…{before[-1]}|",
                f"|{after[0]}…",
                f"{long} characters|",
                f"|{short} characters",
                f"{long} characters|{short} characters",
                f"{min(left // _STEP_SYLLABLES, 8) * _STEP_SYLLABLES} syllables|",
                f"|{min(right // _STEP_SYLLABLES, 8) * _STEP_SYLLABLES} syllables",
                f"{min(near, _NEAR_SYLLABLES)} syllables nearby",
                f"unequal by {10 * abs(left - right) // (left + right)} tenths",
            ],
        )


def _may_part(row: Sequence[str], number: int) -> bool:
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
