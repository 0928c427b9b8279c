"""Which entries of an e-book's navigation are its articles: one decision for the whole book.

Every entry with others below it may be a part, which holds articles, or an article, which holds sections. What its
title, the titles below it, their sizes and their neighbours say is weighed; entries that are as deep and numbered
alike decide together, so that no two chapters of a book are taken differently.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from statistics import median

from audiobook.source import numberings
from audiobook.source.line_features import comparable, is_chinese
from audiobook.source.readers.cells import Cell
from audiobook.source.readers.epub_package import Point

_PART = re.compile(
    r"^第\s*[\d一二三四五六七八九十百零〇两]+\s*[卷部编編篇集辑輯单]|^[卷部编][一二三四五六七八九十\d]|^[上中下]\s*[卷部编篇册]$|"
    r"^(?:part|book|volume|section|unit)\s+[\w-]+\b",
    re.I,
)
_CHAPTER = re.compile(
    r"^第\s*[\d一二三四五六七八九十百千零〇两]+\s*[章回课講讲話话]|^(?:chapter|lecture|lesson|letter|canto|stave)\s+[\w-]+\b",
    re.I,
)
_SECTION = re.compile(
    r"^\d+[.．]\d|^第\s*[\d一二三四五六七八九十]+\s*节|^[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|^§"
)
_SHORT = 300
"""So many letters under the heading of a part are an epigraph, more an introduction of its own."""
_CALLED, _HOLDS, _SECTIONS, _LEAVES, _WHOLE = 4.0, 6.0, 4.0, 6.0, 4.0
"""For a part: it is called one; chapters stand below it. Against: sections do; those numbered alike have none below.
For: more than half of the book stands in it."""
_SIZE, _MOST = 2_000, 3.5
"""Chinese signs that an article has at least, as a rule; what size alone may say for or against."""
_LETTERS = 3
"""So many Latin letters take as long to read as one Chinese sign."""
_POEMS = 4.0
"""For a part: what stands below it is verse, and poems are works however short they are."""
_STANZA, _LINE, _ALIKE = 4, 40, 1.6
"""Lines of a poem at the least; signs of one at the most; how much longer or shorter than the usual one it may be."""
_SEVERAL = 2
"""Headings of the highest level beside which a navigation of one entry says nothing."""
_CHAPTER_SIZE = 300
"""Letters of a document that is a chapter even where the navigation passes over it."""
_INSIDE = 3.0
"""Against a part that is not called one: it begins a document, and what stands below it begins none."""
_UNNUMBERED = 2.0
"""Against a part: it is numbered, though not as volumes are, and what stands below it is not."""
_SURE = 6.0
"""An entry about which so much is known decides for itself."""


@dataclass(slots=True, eq=False)
class Entry:
    """An entry of the navigation that has a place in the text."""

    title: str
    at: int
    """Index of the cell it points at."""
    depth: int
    below: list[Entry]
    file: str
    part: bool = False
    """It holds articles, and is none."""
    end: int = 0


def placed(points: Sequence[Point], place: Callable[[Point], int | None], depth: int = 0) -> list[Entry]:
    """The entries that lead into the text, those below a lost one in its place."""
    found: list[Entry] = []
    for point in points:
        below = placed(point.below, place, depth + 1)
        at = place(point)
        if at is None:
            found += below
        else:
            found.append(Entry(point.title, at, depth, below, point.file))
    return found


def flat(entries: Sequence[Entry]) -> Iterator[Entry]:
    """All of `entries`, each before those below it."""
    for entry in entries:
        yield entry
        yield from flat(entry.below)


def without(entries: Sequence[Entry], gone: Collection[Entry]) -> list[Entry]:
    """`entries` but for those `gone`, which have none below them."""
    left = [entry for entry in entries if entry not in gone]
    for entry in left:
        entry.below = without(entry.below, gone)
    return left


def articles(entries: Sequence[Entry], cells: Sequence[Cell], edges: Sequence[int]) -> list[Entry]:
    """The entries that are articles, and the parts they stand in, in the order of the text.

    `edges`: where each document begins, and the last ends."""
    _in_order(entries)
    _ends(entries, len(cells))
    found = list(_chosen(entries, _Book(entries, cells, edges)))
    return sorted(found, key=lambda entry: entry.at)


def _in_order(entries: Sequence[Entry]) -> None:
    """Let parts that lead back to what came before begin where the first below them does."""
    last = 0
    for entry in entries:
        _in_order(entry.below)
        first = min((one.at for one in entry.below), default=-1)
        if entry.at < last <= first:
            entry.at = first
        last = max(last, *(one.at for one in flat([entry])))


def _ends(entries: Sequence[Entry], stop: int) -> None:
    for number, entry in enumerate(entries):
        entry.end = max(entry.at, entries[number + 1].at if number + 1 < len(entries) else stop)
        _ends(entry.below, entry.end)


def _chosen(entries: Sequence[Entry], book: _Book) -> Iterator[Entry]:
    for entry in entries:
        if entry.below and book.holds_articles(entry):
            entry.part = book.own(entry) < _SHORT
            yield entry
            yield from _chosen(entry.below, book)
        else:
            yield entry


class _Book:
    """What is known of all entries together."""

    def __init__(self, entries: Sequence[Entry], cells: Sequence[Cell], edges: Sequence[int]) -> None:
        self._documents = set(edges)
        self._sizes = [0]
        sample = "".join(cell.block.text for cell in cells[:200] if cell.block)
        self._scale = 1 if is_chinese(sample) else _LETTERS
        self._cells = cells
        for cell in cells:
            self._sizes.append(self._sizes[-1] + (len(cell.block.text) if cell.block and not cell.block.level else 0))
        self._names = {id(entry): self._name(entry, cells) for entry in flat(entries)}
        together: dict[tuple[int, str], list[Entry]] = defaultdict(list)
        self._leaves: dict[tuple[int, str], list[bool]] = defaultdict(list)
        for depth, beside in _levels(entries):
            for entry in beside:
                kind = self._kind(entry)
                self._leaves[depth, kind].append(not entry.below)
                if entry.below:
                    together[depth, kind].append(entry)
        self._weights: dict[int, float] = {}
        for (depth, kind), alike in together.items():
            weights = [self._weight(entry, depth, kind) for entry in alike]
            sizes = [1 + self._size(entry) for entry in alike]
            common = sum(w * size for w, size in zip(weights, sizes, strict=True)) / sum(sizes)
            for entry, weight in zip(alike, weights, strict=True):
                self._weights[id(entry)] = weight if abs(weight) >= _SURE else common

    def holds_articles(self, entry: Entry) -> bool:
        """Whether what stands below an entry are articles rather than its sections."""
        return self._weights[id(entry)] > 0

    def own(self, entry: Entry) -> int:
        """Letters between an entry and the first below it."""
        return max(0, self._sizes[min(below.at for below in entry.below)] - self._sizes[entry.at])

    def _size(self, entry: Entry) -> int:
        return self._sizes[entry.end] - self._sizes[entry.at]

    def _is_verse(self, entry: Entry) -> bool:
        """Whether most of what stands below it is marked as verse, or is lines of one length."""
        poems = 0
        for one in entry.below:
            blocks = [b for cell in self._cells[one.at : one.end] if (b := cell.block) and not b.level]
            sizes = [len(block.text) for block in blocks]
            marked = sum(block.kind == "verse" for block in blocks) * 2 > len(blocks)
            usual = median(sizes) if len(sizes) >= _STANZA else 0
            near = sum(usual / _ALIKE <= size <= usual * _ALIKE for size in sizes)
            poems += marked or (0 < usual <= _LINE and near * 5 >= len(sizes) * 4)
        return poems * 2 > len(entry.below)

    def _name(self, entry: Entry, cells: Sequence[Cell]) -> str:
        """Its title as its heading has it: navigations leave numbers out."""
        block = cells[entry.at].block
        heading = comparable(block.text) if block and block.level else ""
        return block.text if block and heading.endswith(comparable(entry.title) or "\0") else entry.title

    def _kind(self, entry: Entry) -> str:
        name = self._names[id(entry)]
        if _CHAPTER.match(name) or _PART.match(name):
            return "chapter" if _CHAPTER.match(name) else "part"
        found = numberings.numbered(name)
        return found.kind if found else ""

    def _weight(self, entry: Entry, depth: int, kind: str) -> float:
        """For (above 0) or against its being a part."""
        name = self._names[id(entry)]
        below = [self._names[id(one)] for one in entry.below]
        total = 0.0
        if _most(_CHAPTER, below):
            total += _HOLDS
        elif _most(_SECTION, below):
            total -= _SECTIONS
        found = numberings.numbered(name)
        if _CHAPTER.match(name):
            total -= _HOLDS
        elif _PART.match(name) or (found is not None and numberings.RANKS[found.kind] == 0):
            total += _CALLED
        else:
            if found is not None and not any(map(numberings.numbered, below)):
                total -= _UNNUMBERED
            if entry.at in self._documents:
                total -= _INSIDE * sum(one.at not in self._documents for one in entry.below) / len(below)
        alike = self._leaves[depth, kind]
        if kind:
            total -= _LEAVES * sum(alike) / len(alike)
        if len(entry.below) > 2 and self._size(entry) * 2 > self._sizes[-1]:
            total += _WHOLE
        if self._is_verse(entry):
            return total + _POEMS
        mean = sum(self._size(one) for one in entry.below) / len(entry.below) / self._scale
        return total + max(-_MOST, min(_MOST, 2 * log2((mean + 1) / _SIZE)))


def passes_over(
    everything: Sequence[Entry], articles: Sequence[Entry], cells: Sequence[Cell], edges: Sequence[int]
) -> bool:
    """Whether more chapters are missing from the navigation than are in it; `edges`: where each document begins."""
    if counts_chapters(articles):
        return False
    places = {entry.at for entry in flat(everything)}
    if len(places) == 1:
        levels = [cell.block.level for cell in cells if cell.block and cell.block.level]
        return len(levels) > _SEVERAL and levels.count(min(levels)) > _SEVERAL
    heads = [cell.block.level for entry in articles if (cell := cells[entry.at]).block and cell.block.level]
    deepest = max(heads, default=6)
    passed = 0
    for first, last in itertools.pairwise(edges):
        inside = [cell.block for cell in cells[first:last] if cell.block]
        level = inside[0].level if sum(len(block.text) for block in inside) >= _CHAPTER_SIZE else None
        # what stands lower than the titles of the navigation are sections of theirs
        if level and level <= deepest and not any(first <= at < last for at in places):
            passed += 1
    return passed > len(places)


def counts_chapters(entries: Sequence[Entry]) -> bool:
    """Whether most of `entries` are chapters numbered one by one, so that none is missing among them."""
    numbers = [
        one.number for entry in entries if _CHAPTER.match(entry.title) and (one := numberings.numbered(entry.title))
    ]
    row = sorted(set(numbers))
    return len(row) > 1 and len(numbers) * 2 >= len(entries) and row == list(range(1, len(row) + 1))


def _levels(entries: Sequence[Entry], depth: int = 0) -> Iterator[tuple[int, Sequence[Entry]]]:
    """The entries below each, with how many stand over them."""
    yield depth, entries
    for entry in entries:
        if entry.below:
            yield from _levels(entry.below, depth + 1)


def _most(form: re.Pattern[str], titles: Sequence[str]) -> bool:
    return sum(bool(form.match(title)) for title in titles) * 2 >= len(titles)
