"""Passages that stand twice, exactly or nearly, wherever in a publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from audiobook.model import Article, Finding, Lines, Paragraph
from audiobook.source import stretches
from audiobook.source.blocks import Block
from audiobook.source.line_features import squeeze
from audiobook.source.similarity import ratio

_STEP = 12
"""Every twelfth stretch of this many characters is remembered; any repeat of 23 or more covers one whole."""
_BITS = 22
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


class Memory:
    """Remembers what it has seen; one look-up a character, one entry every twelve."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._seen: dict[str, tuple[int, int]] = {}

    def add(self, text: str) -> int:
        """Remember a paragraph; returns its index."""
        bare = squeeze(text)
        self._texts.append(bare)
        for at in range(0, len(bare) - _STEP + 1, _STEP):
            self._seen.setdefault(bare[at : at + _STEP], (len(self._texts) - 1, at))
        return len(self._texts) - 1

    def find(self, text: str) -> Repeat | None:
        """The longest passage of `text` (40 characters or more) that was seen before."""
        bare = squeeze(text)
        best: Repeat | None = None
        at = 0
        while at <= len(bare) - _STEP:
            spot = self._seen.get(bare[at : at + _STEP])
            if spot is None:
                at += 1
                continue
            start, stop = self._grow(bare, at, *spot)
            if stop - start >= _LEAST and (best is None or stop - start > len(best.text)):
                best = Repeat(spot[0], bare[start:stop], (stop - start) / len(bare))
            at = max(stop, at + 1)
        if best is None or best.share >= _WHOLE:
            return best
        other = self._texts[best.first]
        if max(len(bare), len(other)) > _COMPARED:
            return best
        return Repeat(best.first, best.text, max(best.share, ratio(bare, other, least=100 * _WHOLE) / 100))

    def _grow(self, bare: str, at: int, number: int, there: int) -> tuple[int, int]:
        """The passage around a stretch in common."""
        other = self._texts[number]
        return at - _alike_before(bare, at, other, there), at + _alike_from(bare, at, other, there)


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


def find(articles: Sequence[Article]) -> Iterator[Finding]:
    """A finding for each paragraph that repeats much of an earlier one."""
    paragraphs = list(_paragraphs(articles))
    suspected = _suspected([squeeze(paragraph.text) for paragraph in paragraphs])
    if not suspected:
        return
    memory = Memory()
    places: list[Lines | None] = []
    for number, paragraph in enumerate(paragraphs):
        repeat = memory.find(paragraph.text) if number in suspected else None
        if repeat:
            where = _at(places[repeat.first])
            how = "the whole paragraph stands" if repeat.share >= _WHOLE else "a passage stands"
            yield Finding("doubled", paragraph.lines, f"Here {how} that stood {where} already: {_short(repeat.text)}")
        memory.add(paragraph.text)
        places.append(paragraph.lines)


def _suspected(texts: Sequence[str]) -> frozenset[int]:
    """Numbers of the texts that may repeat one before: those with a stretch that is remembered of it. All at once, by
    keys of stretches, for in most publications there is none."""
    whole = "".join(texts)
    keys = stretches.keys(whole, _STEP)
    sizes = [len(text) for text in texts]
    begins = np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64)
    places = np.concatenate(
        [np.arange(begin, begin + size - _STEP + 1, _STEP) for begin, size in zip(begins, sizes, strict=True)]
        or [np.zeros(0, dtype=np.int64)]
    ).astype(np.int64)
    if not len(places) or not len(keys):
        return frozenset()
    remembered, first = np.unique(keys[places], return_index=True)
    of_text = np.repeat(np.arange(len(texts)), sizes)[: len(keys)]
    # most stretches are told to be new by the first bits of their keys
    known = np.zeros(1 << _BITS, dtype=bool)
    known[remembered >> np.uint64(64 - _BITS)] = True
    likely = np.flatnonzero(known[keys >> np.uint64(64 - _BITS)])
    at = np.minimum(np.searchsorted(remembered, keys[likely]), len(remembered) - 1)
    hit = (remembered[at] == keys[likely]) & (of_text[places[first[at]]] < of_text[likely])
    return frozenset(np.unique(of_text[likely[hit]]).tolist())


def standing_before(blocks: Sequence[Block], before: Sequence[Block]) -> tuple[Block, Block, str] | None:
    """A block of `blocks` that repeats a passage of `before`, the block it repeats, and the passage."""
    memory = Memory()
    for block in before:
        memory.add(block.text)
    for block in blocks:
        repeat = memory.find(block.text)
        if repeat:
            return block, before[repeat.first], repeat.text
    return None


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
