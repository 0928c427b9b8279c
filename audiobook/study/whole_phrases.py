"""Phrases that were cut short, made whole: what nearly always stands beside one belongs to it (电子认证|服务提供者,
共享充电|宝)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from audiobook.study.noun_phrases import LONGEST_CHARACTERS, Phrase, Runs, written
from audiobook.study.tokens import Token

LEAST = 3
"""Times a phrase is said before what stands beside it can be more than chance."""
BELONGS = 0.8
"""Share of its places where the same word stands beside it, from which that word belongs to it."""
_NEVER = frozenset(
    "上中下里内外前后时间人的地得了着过是在和与及或而且但以为把被将从到对于向由给让使就才又也都还很更最不没这那其此之所经等"
)
"""Words of grammar: nothing goes on behind them, nor before."""


def whole(found: Mapping[str, Phrase], runs: Runs) -> dict[str, Phrase]:
    """`found` with every phrase made whole; those that are the same then stand once."""
    index: dict[str, list[tuple[Sequence[Token], int]]] = {}
    for sentence in runs:
        for run in sentence:
            for at, token in enumerate(run):
                index.setdefault(token.text, []).append((run, at))
    made: dict[str, Phrase] = {}
    for text, phrase in found.items():
        words = phrase.words
        if len(phrase.places) >= LEAST:
            words = _grown(words, index)
        longer = written(words)
        if longer == text or longer in found:
            made.setdefault(text, phrase)
        else:
            made.setdefault(longer, Phrase(longer, words, phrase.places, phrase.free))
    return made


def _grown(words: tuple[Token, ...], index: Mapping[str, list[tuple[Sequence[Token], int]]]) -> tuple[Token, ...]:
    spots = [
        (run, at, at + len(words))
        for run, at in index.get(words[0].text, ())
        if [token.text for token in run[at : at + len(words)]] == [token.text for token in words]
    ]
    if len(spots) < LEAST:
        return words
    before = _beside((list(reversed(run[:start])) for run, start, _ in spots), len(spots))
    after = _beside((run[stop:] for run, _, stop in spots), len(spots))
    grown = [*reversed(before), *words, *after]
    while grown and grown[0].kind in ("verb", "other") and grown[0] is not words[0]:
        grown.pop(0)
    while grown and len(grown[-1].text) > 1 and grown[-1].kind in ("verb", "other") and grown[-1] is not words[-1]:
        grown.pop()
    if sum(len(token.text) for token in grown) > LONGEST_CHARACTERS:
        return words
    return tuple(grown)


def _beside(rests: Iterable[Sequence[Token]], total: int) -> list[Token]:
    """The words that nearly always follow, each in turn."""
    left = list(rests)
    found: list[Token] = []
    while left:
        following = Counter(rest[0].text for rest in left if rest)
        if not following:
            break
        text, count = following.most_common(1)[0]
        if count < BELONGS * total or text in _NEVER:
            break
        left = [rest for rest in left if rest and rest[0].text == text]
        found.append(left[0][0])
        left = [rest[1:] for rest in left]
    return found
