"""Which stretch of what is written each letter of what is said comes from, and with it the words as a reader sees them.

Marks and blanks are no part of it: they are moved, added and taken away until a sentence is said well. Letters are
not; between the stretches that a rule says otherwise, letter follows letter in both.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from audiobook.language.chinese import words
from audiobook.model import BLANK, WrittenWord

if TYPE_CHECKING:
    from audiobook.narration.normalize import Spoken

Stretch = tuple[int, int]
"""First character and one past the last."""
Origin = Stretch | None
"""A stretch of what is written; None for what is said and stands nowhere."""

_BESIDE = " \t\n\r，。！？；：、“”‘’（）…"


def origins(written: str, spoken: Spoken) -> list[Origin]:
    """Of each letter and figure that `normalize` made of `written`, in order."""
    found: list[Origin] = []
    at = 0
    for change in spoken.changes:
        found += _as_written(written, at, change.start)
        at = change.start + len(change.written)
        found += [(change.start, at)] * _letters(change.spoken)
    return found + _as_written(written, at, len(written))


def within(inner: Sequence[Origin], places: Sequence[Stretch]) -> list[Origin]:
    """`inner` by the text around it, of which `places[n]` is the stretch that character n stands for."""
    return [origin and (places[origin[0]][0], places[origin[1] - 1][1]) for origin in inner]


def nowhere(spoken: str) -> list[Origin]:
    """Of the letters of `spoken`, which is not written."""
    return [None] * _letters(spoken)


def as_a_whole(spoken: str, stop: int) -> list[Origin]:
    """Of the letters of `spoken`, which is said in place of the first `stop` characters."""
    return [(0, stop)] * _letters(spoken)


def moved(found: Iterable[WrittenWord], written: int = 0, spoken: int = 0) -> tuple[WrittenWord, ...]:
    """`found` with so many characters before what is written, and before what is said."""
    return tuple(WrittenWord(a + written, b + written, c + spoken, d + spoken) for a, b, c, d in found)


def asked_places(written: str, asked: str, said: str) -> list[Stretch]:
    """For `within`: the characters of `asked`, which has `said` for the gap in `written` and may end otherwise."""
    places: list[Stretch] = []
    at = 0
    while len(places) < len(asked) and at < len(written):
        if written.startswith(BLANK, at):
            places += [(at, at + len(BLANK))] * len(said)
            at += len(BLANK)
            continue
        if written[at] == asked[len(places)]:  # blanks beside the gap are gone
            places.append((at, at + 1))
        at += 1
    return (places + [(len(written), len(written))] * len(asked))[: len(asked)]


def written_words(written: str, spoken: str, found: Sequence[Origin]) -> tuple[WrittenWord, ...]:
    """The words of `written` that `spoken` says; `found` is the origin of each of its letters, in order.

    What a rule says as a whole (a figure with its unit, a date) is one word. There are none where letters were lost on
    the way, so that nothing is told that is not so.

    >>> text = "涨了3.5%。"
    >>> said = [(0, 1), (1, 2), *[(2, 6)] * 6]
    >>> [text[each.start : each.stop] for each in written_words(text, "涨了百分之三点五。", said)]
    ['涨', '了', '3.5%']
    """
    places = [at for at, char in enumerate(spoken) if char.isalnum()]
    if len(places) != len(found):
        return ()
    wholes = {origin for origin in found if origin and origin[1] - origin[0] > 1}
    torn = {at for start, stop in wholes for at in range(start + 1, stop)}
    # 年产量 is a word, but not in 2023年产量
    edges = {*accumulate(map(len, words(written))), *(edge for whole in wholes for edge in whole)} - torn - {0}
    ends = sorted(edges)
    said: list[WrittenWord] = []
    for unit, run in groupby(range(len(found)), lambda n: _unit(ends, found[n])):
        if unit is None:
            continue
        letters = [*run]
        start, stop = ends[unit - 1] if unit else 0, ends[unit]
        if text := written[start:stop].strip(_BESIDE):
            start = written.index(text, start)
            stop = start + len(text)
        said.append(WrittenWord(start, stop, places[letters[0]], places[letters[-1]] + 1))
    return tuple(said)


def _unit(ends: Sequence[int], origin: Origin) -> int | None:
    """Which of the words that end at `ends` `origin` stands in."""
    unit = len(ends) if origin is None else bisect(ends, origin[0])
    return unit if unit < len(ends) else None


def _as_written(text: str, start: int, stop: int) -> list[Origin]:
    return [(at, at + 1) for at in range(start, stop) if text[at].isalnum()]


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
