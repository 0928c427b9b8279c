"""Which of the symbols that the voice was sent say which characters of the text.

A Chinese character is one syllable, whose symbols its reading tells; every other word stands between blanks and marks.
So nothing needs to be kept with a clip but its symbols, and what is joined of parts is read like the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from audiobook.model import Word
from audiobook.speech.kokoro.pinyin import ipa

_APART = ' ;:,.!?—…"()“”'
_TOKEN = re.compile(f"[^{re.escape(_APART)}]+")
_FOREIGN = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*|[^\W_]")


@dataclass(frozen=True, slots=True)
class Spelled:
    """Characters `start` to `stop` of a text are symbols `first` to `last` (one past it) of what was sent."""

    start: int
    stop: int
    first: int
    last: int


def spelled(words: Sequence[Word], symbols: str) -> tuple[Spelled, ...]:
    """In order; none where `symbols` do not say `words`, syllable by syllable and word by word.

    >>> [(each.start, each.stop) for each in spelled([Word("你好", ("ni3", "hao3")), Word("，AI")], "ni↓xau↓, ˌAˈI")]
    [(0, 1), (1, 2), (3, 5)]
    """
    found: list[Spelled] = []
    at = 0
    for start, stop, syllables in _sounds(words):
        while at < len(symbols) and symbols[at] in _APART:
            at += 1
        if syllables is None:
            token = _TOKEN.match(symbols, at)
            end = token.end() if token else at
        else:
            end = at + len(syllables) if symbols.startswith(syllables, at) else at
        if end == at:
            return ()
        found.append(Spelled(start, stop, at, end))
        at = end
    return tuple(found) if not symbols[at:].strip(_APART) else ()


def _sounds(words: Sequence[Word]) -> Iterator[tuple[int, int, str | None]]:
    """What is heard of `words`: where it stands in their text, and its symbols; None for words without readings."""
    at = 0
    for sounded, run in groupby(words, lambda word: bool(word.readings)):
        if not sounded:  # taken together, as what is sent is made of them: an apostrophe is a word of its own
            text = "".join(word.text for word in run)
            yield from ((at + found.start(), at + found.end(), None) for found in _FOREIGN.finditer(text))
            at += len(text)
            continue
        for word in run:
            symbols = [ipa(reading) or "" for reading in word.readings]
            if len(symbols) == len(word.text):
                yield from ((place, place + 1, each) for place, each in enumerate(symbols, at))
            else:
                yield at, at + len(word.text), "".join(symbols)
            at += len(word.text)
