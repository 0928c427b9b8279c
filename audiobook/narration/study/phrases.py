"""Runs of words -> the noun phrases of an article, counted, without fragments.

A fragment is what is nearly always part of one longer phrase (新一轮科技 of 新一轮科技革命), or never stands free of
some longer phrase (联邦 of 联邦数据, 联邦控制, …). Nor is a verb with its object a phrase (发展新质生产力), nor a
phrase with a word that adds nothing (人工智能领域).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audiobook.narration.study.words import Token, word_list

Runs = Sequence[Sequence[Sequence[Token]]]
"""The runs of words of each sentence, in order."""

LONGEST_WORDS = 6
LONGEST_CHARACTERS = 14
FRAGMENT = 0.65
"""Share of a phrase's places in one and the same longer phrase that makes it a fragment."""
FREE = 0.2
"""Share of a single word's places that must be outside longer phrases."""
ADDS = 2.0
"""A phrase found this many times as often as the same with a weak word added is the phrase that is meant."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase and where it stands."""

    text: str
    words: tuple[Token, ...]
    """Of its first place."""
    places: tuple[int, ...]
    """Sentence of each occurrence, ascending, with repeats."""
    free: int
    """Occurrences outside longer phrases."""


@dataclass(frozen=True, slots=True)
class _Spot:
    sentence: int
    run: int
    start: int
    stop: int


def phrases(runs: Runs, *, least: int = 2, single: Collection[str] = ()) -> dict[str, Phrase]:
    """Phrases found at least `least` times, and those of `single` found once."""
    spots: dict[str, list[_Spot]] = defaultdict(list)
    words: dict[str, tuple[Token, ...]] = {}
    for place, sentence in enumerate(runs):
        for index, run in enumerate(sentence):
            for start, stop in _candidates(run):
                text = written(run[start:stop])
                spots[text].append(_Spot(place, index, start, stop))
                words.setdefault(text, tuple(run[start:stop]))
    counts = {text: len(found) for text, found in spots.items()}
    often = {text for text, count in counts.items() if count >= least or text in single or _set_phrase(words[text])}
    objects = {text for text in often if _verb_and_object(words[text], counts)}
    kept = {text for text in often - objects if not _padded(words[text], counts)}
    kept -= _fragments(kept, objects, words, counts)
    free = _free(kept, spots)
    return {
        text: Phrase(text, words[text], tuple(spot.sentence for spot in spots[text]), free[text])
        for text in kept
        if free[text] >= FREE * counts[text] or len(words[text]) > 1
    }


def written(tokens: Sequence[Token]) -> str:
    """The words as one phrase, with a space between Latin ones only."""
    text = ""
    for token in tokens:
        gap = text and text[-1].isascii() and token.text[0].isascii()
        text += f" {token.text}" if gap else token.text
    return text


def _candidates(run: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for start, first in enumerate(run):
        if first.kind == "other":
            continue
        length = 0
        for stop in range(start, min(start + LONGEST_WORDS, len(run))):
            last = run[stop]
            length += len(last.text) if last.kind != "latin" else 2
            if last.kind == "other" or length > LONGEST_CHARACTERS:
                break
            if _ends(last) and (stop > start or _stands_alone(first)):
                yield start, stop + 1


def _ends(token: Token) -> bool:
    return token.kind in ("noun", "latin", "action") or (token.kind == "affix" and token.text in word_list("suffixes"))


def _stands_alone(token: Token) -> bool:
    if token.text in word_list("weak"):
        return False
    return token.kind in ("noun", "action", "latin") and len(token.text) > 1


def _set_phrase(tokens: tuple[Token, ...]) -> bool:
    """An idiom or established name the dictionary has whole (天人合一): worth its place even once."""
    return len(tokens) == 1 and len(tokens[0].text) > 3 and tokens[0].known


def _verb_and_object(tokens: tuple[Token, ...], counts: Mapping[str, int]) -> bool:
    """Does it read as a verb and its object? 发展|新质生产力 does: the rest is a phrase by itself and found more
    often without this verb; 发展|方式 does not."""
    if tokens[0].kind != "action" or len(tokens) < 2:
        return False
    rest = written(tokens[1:])
    if len(tokens) == 2 and len(rest) <= 2:
        return False
    return counts.get(rest, 0) > 1.5 * counts.get(written(tokens), 0)


def _padded(tokens: tuple[Token, ...], counts: Mapping[str, int]) -> bool:
    """Is it another phrase with a word before or after it that adds nothing (全球|人工智能, 人工智能|领域)?"""
    weak = word_list("weak")
    count = counts.get(written(tokens), 0)
    return len(tokens) > 1 and (
        (tokens[-1].text in weak and counts.get(written(tokens[:-1]), 0) >= ADDS * count)
        or (tokens[0].text in weak and counts.get(written(tokens[1:]), 0) >= ADDS * count)
    )


def _fragments(
    kept: Collection[str],
    objects: Collection[str],
    words: Mapping[str, tuple[Token, ...]],
    counts: Mapping[str, int],
) -> set[str]:
    """Those of `kept` that are nearly always in one longer phrase, or the beginning of a verb with its object."""
    fragments: set[str] = set()
    for text in kept:
        tokens = words[text]
        size = len(tokens)
        for start in range(size):
            for stop in range(start + 1, size + 1):
                if stop - start < size:
                    part = written(tokens[start:stop])
                    if part in kept and counts[text] >= FRAGMENT * counts[part]:
                        fragments.add(part)
    for text in objects:
        for stop in range(1, len(words[text])):
            part = written(words[text][:stop])
            if part in kept and counts[text] >= FRAGMENT * counts[part]:
                fragments.add(part)
    return fragments


def _free(kept: Collection[str], spots: Mapping[str, Sequence[_Spot]]) -> dict[str, int]:
    """How often each phrase stands outside all longer ones."""
    by_run: dict[tuple[int, int], list[_Spot]] = defaultdict(list)
    for text in kept:
        for spot in spots[text]:
            by_run[spot.sentence, spot.run].append(spot)
    return {
        text: sum(
            not any(
                other.start <= spot.start
                and spot.stop <= other.stop
                and other.stop - other.start > spot.stop - spot.start
                for other in by_run[spot.sentence, spot.run]
            )
            for spot in spots[text]
        )
        for text in kept
    }
