"""The part of an utterance between two pauses, for whoever waits to hear one word of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobook.language.marks import inside
from audiobook.language.syllables import count_syllables
from audiobook.model import Utterance, Word

LEAST = 6
"""Syllables that are heard together at the least: a word or two by themselves do not sound like a sentence."""
WORTH = 0.7
"""A stretch that is longer than this part of the utterance is not worth the cut."""


def around(utterance: Utterance, at: int) -> Utterance:
    """The stretch of `utterance` around the character `at` of what is written, from mark to mark, read as it is read
    in the whole; the whole where that is short or has no marks.

    >>> text = "夏天下雨，桥被大水冲走了，船停在岸边。"
    >>> around(Utterance(1, "body", text, text, 400), 7).spoken, around(Utterance(1, "body", text, text, 400), 0).spoken
    ('桥被大水冲走了，', '夏天下雨，桥被大水冲走了，')
    """
    spoken = utterance.spoken
    runs = inside(spoken)
    edges = [0, *(run.stop for run in runs), len(spoken)]
    place = _spoken(utterance, at)
    first = next(part for part in reversed(range(len(edges) - 1)) if edges[part] <= place)
    last = first + 1
    while count_syllables(spoken[edges[first] : edges[last]]) < LEAST and last - first < len(edges) - 1:
        first, last = (first, last + 1) if last < len(edges) - 1 else (first - 1, last)
    start, stop = edges[first], edges[last]
    if count_syllables(spoken[start:stop]) > WORTH * count_syllables(spoken):
        return utterance
    marks_ms = utterance.marks_ms[first : last - 1] if len(utterance.marks_ms) == len(runs) else ()
    breaths = tuple((each - start, ms) for each, ms in utterance.breaths if start < each < stop)
    return replace(
        utterance,
        written=spoken[start:stop],
        spoken=spoken[start:stop],
        words=_between(utterance.words, start, stop),
        pause_ms=0,
        marks_ms=marks_ms,
        breaths=breaths,
        written_words=(),
    )


def _spoken(utterance: Utterance, at: int) -> int:
    """The place in what is spoken of the character `at` of what is written."""
    words = [word for word in utterance.written_words if word.start <= at]
    return min(words[-1].spoken_start if words else at, max(0, len(utterance.spoken) - 1))


def _between(words: Sequence[Word], start: int, stop: int) -> tuple[Word, ...]:
    found, place = [], 0
    for word in words:
        if start <= place < stop:
            found.append(word)
        place += len(word.text)
    return tuple(found)
