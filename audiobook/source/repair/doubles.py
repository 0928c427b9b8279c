"""Passages that stand twice, exactly or nearly, wherever in a publication."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from audiobook.model import Article, Finding, Lines, Paragraph
from audiobook.source import stretches
from audiobook.source.blocks import Block
from audiobook.source.line_features import squeeze
from audiobook.source.similarity import ratio

_STEP = 12
"""Every twelfth stretch of this many characters is remembered; any repeat of 23 or more covers one whole."""
_BITS = (8, 22)
"""At least and at most so many bits of a key tell most stretches that are new: some four more than their number has."""
_FIRST_STEP = 16
_LEAST = 40
"""Shorter repeats are quotations and set phrases."""
_WHOLE = 0.9
"""Part of a paragraph from which on all of it stands twice."""
_COMPARED = 5_000
"""Longer paragraphs are not compared as wholes, which takes time with the product of their lengths."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Where a passage stands first, and how much of it stands again."""

    first: int
    """Index of the paragraph it stands in first."""
    text: str
    share: float
    """Part of the later paragraph that it makes up, or how alike the two paragraphs are where that is 0.9 and more."""


def find(articles: Sequence[Article]) -> Iterator[Finding]:
    """A finding for each paragraph that repeats much of an earlier one."""
    paragraphs = list(_paragraphs(articles))
    for number, repeat in _repeats([squeeze(paragraph.text) for paragraph in paragraphs]):
        where = _at(paragraphs[repeat.first].lines)
        how = "the whole paragraph stands" if repeat.share >= _WHOLE else "a passage stands"
        text = f"Here {how} that stood {where} already: {_short(repeat.text)}"
        yield Finding("doubled", paragraphs[number].lines, text)


def standing_before(blocks: Sequence[Block], before: Sequence[Block]) -> tuple[Block, Block, str] | None:
    """A block of `blocks` that repeats a passage of `before`, the block it repeats, and the passage."""
    texts = [squeeze(block.text) for block in (*before, *blocks)]
    for number, repeat in _repeats(texts, len(before)):
        return blocks[number - len(before)], before[repeat.first], repeat.text
    return None


def _repeats(texts: Sequence[str], known: int | None = None) -> Iterator[tuple[int, Repeat]]:
    """Which of `texts` repeat one before, or one of the first `known`, and what."""
    if sum(len(text) >= _LEAST for text in texts) < 2:
        return  # a short page
    for number, spots in _spots(texts, known):
        if (found := _longest(texts, number, spots)) is not None:
            yield number, found


def _longest(texts: Sequence[str], number: int, spots: Iterable[tuple[int, int, int]]) -> Repeat | None:
    """The longest passage (40 characters or more) around one of the stretches that a text repeats."""
    bare = texts[number]
    best: Repeat | None = None
    reached = 0
    for at, first, there in spots:
        if at < reached or not texts[first].startswith(bare[at : at + _STEP], there):
            continue  # two stretches hardly ever share a key
        start = at - _alike_before(bare, at, texts[first], there)
        reached = at + _alike_from(bare, at, texts[first], there)
        if reached - start >= _LEAST and (best is None or reached - start > len(best.text)):
            best = Repeat(first, bare[start:reached], (reached - start) / len(bare))
    if best is None or best.share >= _WHOLE or max(len(bare), len(texts[best.first])) > _COMPARED:
        return best
    alike = ratio(bare, texts[best.first], least=100 * _WHOLE) / 100
    return replace(best, share=max(best.share, alike))


def _spots(texts: Sequence[str], known: int | None) -> Iterator[tuple[int, Iterator[tuple[int, int, int]]]]:
    """Of each text that repeats one before, or one of the first `known`, its index and the stretches it repeats: where
    each begins, the index of the text that has it first, and where it begins in that. All at once, by keys of
    stretches, for in most publications there is none."""
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    begins = np.cumsum(sizes) - sizes
    keys = stretches.keys("".join(texts), _STEP)
    ends = begins + sizes - _STEP + 1
    places = np.concatenate(
        [
            np.arange(begin, end, _STEP)
            for begin, end in zip(begins[:known].tolist(), ends[:known].tolist(), strict=True)
        ]
        or [begins[:0]]
    )
    if not len(places):
        return
    remembered, first = np.unique(keys[places], return_index=True)
    of_text = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)[: len(keys)]
    # most stretches are told to be new by the first bits of their keys
    bits = min(max(len(remembered).bit_length() + 4, _BITS[0]), _BITS[1])
    seen = np.zeros(1 << bits, dtype=bool)
    seen[remembered >> np.uint64(64 - bits)] = True
    here = np.flatnonzero(seen[keys >> np.uint64(64 - bits)])
    at = np.minimum(np.searchsorted(remembered, keys[here]), len(remembered) - 1)
    alike = remembered[at] == keys[here]
    here, at = here[alike], at[alike]
    del keys, alike  # of a long book some hundred megabytes
    there, own = places[first[at]], of_text[here]
    hit = (of_text[there] < own) & (here < ends[own]) & (own >= (known or 0))
    here, there, own = here[hit], there[hit], own[hit]
    cuts = (np.flatnonzero(np.diff(own)) + 1).tolist()
    for low, high in itertools.pairwise([0, *cuts, len(own)] if len(own) else []):
        number, places = int(own[low]), there[low:high]
        other = of_text[places]
        spots = ((here[low:high] - begins[number]).tolist(), other.tolist(), (places - begins[other]).tolist())
        yield number, zip(*spots, strict=True)


def _alike_from(one: str, at: int, other: str, there: int) -> int:
    """How far two texts are alike, from a place in each. Steps double, and are then halved, so that no more is compared
    than twice of what is alike."""
    most = min(len(one) - at, len(other) - there)
    low, step = 0, _FIRST_STEP
    while low < most and one[at + low : at + low + step] == other[there + low : there + low + step]:
        low, step = low + step, step * 2
    while step > 1 and low < most:
        step //= 2
        if one[at + low : at + low + step] == other[there + low : there + low + step]:
            low += step
    return min(low, most)


def _alike_before(one: str, at: int, other: str, there: int) -> int:
    """How far two texts are alike, back from a place in each."""
    most = min(at, there)
    low, step = 0, _FIRST_STEP
    while low + step <= most and one[at - low - step : at - low] == other[there - low - step : there - low]:
        low, step = low + step, step * 2
    while step > 1:
        step //= 2
        if low + step <= most and one[at - low - step : at - low] == other[there - low - step : there - low]:
            low += step
    return low


def _paragraphs(articles: Sequence[Article]) -> Iterator[Paragraph]:
    for article in articles:
        for section in article.sections:
            yield from section.paragraphs


def _at(lines: Lines | None) -> str:
    if lines is None:
        return "earlier"
    return f"at line {lines[0]}" if lines[0] == lines[1] else f"at lines {lines[0]}–{lines[1]}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:20]}…{text[-16:]}"
