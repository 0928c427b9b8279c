"""Where a reader takes breath in a long stretch without a mark: one scored choice among the ends of words.

40 % of what our publications say stands in stretches of 16 syllables and more without a mark, and readers part most of
them. What it costs to part two words is a sum of `_COSTS` and of how unequal the parts become.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from audiobook.language import dictionary
from audiobook.language.chinese import is_han, words
from audiobook.language.marks import inside
from audiobook.language.syllables import count_syllables
from audiobook.language.word_lists import word_list
from audiobook.model import Utterance
from audiobook.narration.pauses import within

_AS_WRITTEN = ("verse", "code", "formula")
"""Kinds of content in which no breath is taken but where they are written to pause."""
LONG_SYLLABLES = 16
"""A stretch of so many is parted, and its parts again."""
_LEAST = 5
"""Syllables on either side of a breath."""
_UNEQUAL = 0.3
"""For each syllable that one side has more."""
_MOST = 2.0
"""Where every place costs more, no breath is taken."""
_COSTS = MappingProxyType(
    {
        "before a head of a phrase": -4.0,
        "between subject and adverb": -3.0,
        "after a place or time": -3.0,
        "after 了": -1.0,
        "before a pronoun": -1.0,
        "between coordinated parts": 0.0,
        "between noun and verb": 1.0,
        "nothing known": 2.0,
        "after 的": 3.0,
        "between verb and object": 1.0,
        "within a noun phrase": 4.0,
        "after a head of a phrase": 8.0,
    }
)
_OPENING, _CLOSING = "《〈（(【“‘「『", "》〉）)】”’」』"
_NAMES = ("nr", "ns", "nt", "nz")
_COORDINATING = frozenset(["和", "与", "及", "以及", "或", "或者"])
_COMPLEMENTS = frozenset("到给在为成于向自往")
"""Behind a verb they are its own: 捡到, 送给, 住在."""
_ENDS = frozenset("中上下里后前时内外间")


@dataclass(frozen=True, slots=True)
class BreathPlace:
    """A place for a breath in a text, and why it is there."""

    at: int
    """Characters of the text before it."""
    reasons: tuple[str, ...]


def phrased(utterance: Utterance, pauses: Mapping[str, int], *, breath: bool) -> Utterance:
    """`utterance` with the pauses of the marks within it and, if wanted and in Chinese, its breaths."""
    places: tuple[BreathPlace, ...] = ()
    if breath and not utterance.language.startswith("en") and utterance.content not in _AS_WRITTEN:
        places = breaths(utterance.spoken)
    taken = tuple((place.at, pauses["breath"]) for place in places)
    return replace(utterance, marks_ms=within(utterance.spoken, pauses), breaths=taken)


def breaths(spoken: str) -> tuple[BreathPlace, ...]:
    """Where to breathe in `spoken`, which is Chinese.

    >>> text = "村里的老人又一次谈到通往山外的那条路。"
    >>> [(text[: place.at], place.reasons) for place in breaths(text)]
    [('村里的老人', ('before a head of a phrase',))]
    """
    edges = [0, *(edge for run in inside(spoken) for edge in (run.start, run.stop)), len(spoken)]
    return tuple(
        place
        for start, stop in zip(edges[::2], edges[1::2], strict=True)
        for place in _in_stretch(spoken[start:stop], start)
    )


def _in_stretch(text: str, offset: int) -> Iterator[BreathPlace]:
    total = count_syllables(text)
    if total < LONG_SYLLABLES:
        return
    best: tuple[float, BreathPlace] | None = None
    at = head = depth = 0
    for word, following in pairwise(words(text)):
        at += len(word)
        head += count_syllables(word)
        depth += sum(char in _OPENING for char in word) - sum(char in _CLOSING for char in word)
        reasons = _reasons(word, following)
        if depth > 0 or reasons is None or min(head, total - head) < _LEAST:
            continue
        cost = sum(_COSTS[reason] for reason in reasons) + _UNEQUAL * abs(total - 2 * head)
        if best is None or cost < best[0]:
            best = (cost, BreathPlace(offset + at, reasons))
    if best is not None and best[0] <= _MOST:
        cut = best[1].at - offset
        yield from _in_stretch(text[:cut], offset)
        yield best[1]
        yield from _in_stretch(text[cut:], offset + cut)


def _reasons(word: str, following: str) -> tuple[str, ...] | None:
    """What speaks for and against a breath between two words; None where there is none to take."""
    heads, tails = word_list("narration", "phrase_heads"), word_list("narration", "phrase_tails")
    tag = dictionary.load().tag
    kind, next_kind = tag(word), tag(following)
    if not (is_han(word[-1]) and is_han(following[0])) or following in tails or kind == "m" or next_kind == "q":
        return None
    if (kind in _NAMES and next_kind.startswith("n")) or (kind.startswith("v") and following in _COMPLEMENTS):
        return None
    found = []
    nominal = kind.startswith(("n", "r", "s", "t", "f")) or kind == "vn" or word[-1] in _ENDS
    if word in heads or kind in ("p", "c", "d") or (kind == "r" and len(word) == 1):
        found.append("after a head of a phrase")
    if following in _COORDINATING:
        found.append("between coordinated parts")
    elif following in heads and (kind != "v" or next_kind in ("p", "c")):
        found.append("before a head of a phrase")
    noun = next_kind.startswith(("n", "b", "a", "vn"))
    if kind == "f" or ((kind in ("t", "s") or word[-1] in _ENDS) and not noun):
        found.append("after a place or time")
    elif nominal and next_kind in ("d", "vd") and following not in heads:
        found.append("between subject and adverb")
    elif nominal and next_kind in ("v", "l", "i") and following not in heads:
        found.append("between noun and verb")  # a predicate, or one word with the noun: 科技创新
    elif word == "的":
        found.append("after 的")
    elif word == "了":
        found.append("after 了")
    elif kind in ("v", "l") and next_kind.startswith(("n", "r")):
        found.append("between verb and object")
    elif nominal and next_kind == "r":
        found.append("before a pronoun")
    elif not found:
        found.append("within a noun phrase" if noun else "nothing known")
    return tuple(found)
