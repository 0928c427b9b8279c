"""The contents of an e-book whose navigation does not tell them: its headings as entries, the higher over the lower.

What the levels of the headings leave open is told by where the documents begin and how the headings are numbered: a
document for each chapter makes the headings inside it sections, whatever their level; volumes stand over chapters.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.source import numberings
from audiobook.source.line_features import comparable
from audiobook.source.readers.cells import Cell
from audiobook.source.readers.epub_levels import Entry
from audiobook.source.readers.lines import BARE_NUMBER

_DOCUMENTS = 3
"""So many documents that begin with headings tell where chapters begin."""
_FIGURES = 3
"""Rank of the numbers that chapters have as seldom as sections."""
_BELOW = 0.5
"""Lower than a level, and above the next."""


@dataclass(slots=True)
class _Head:
    at: int
    text: str
    level: float
    begins: bool
    """It is the first of its document, or stands right below the first."""
    document: int
    kind: str
    rank: int
    number: int


def entries(cells: Sequence[Cell], edges: Sequence[int], title: str = "") -> list[Entry]:
    """The headings of `cells` as entries of a navigation, but for the `title` of the book over the first of them.

    `edges`: where each document begins, and the last ends."""
    heads = _heads(cells, edges)
    named = len(heads) > 1 and comparable(heads[0].text) == comparable(title)
    if named and not any(cell.block for cell in cells[heads[0].at + 1 : heads[1].at]):
        del heads[0]
    _by_documents(heads)
    _by_numbers(heads)
    found: list[Entry] = []
    above: list[tuple[float, Entry]] = []
    for head in heads:
        while above and above[-1][0] >= head.level:
            above.pop()
        entry = Entry(head.text, head.at, len(above), [], "")
        (above[-1][1].below if above else found).append(entry)
        above.append((head.level, entry))
    return found


def _heads(cells: Sequence[Cell], edges: Sequence[int]) -> list[_Head]:
    found: list[_Head] = []
    for document, (first, last) in enumerate(itertools.pairwise(edges)):
        begins = True
        for at in range(first, last):
            block = cells[at].block
            if block is None:
                continue
            if block.level and cells[at].note is None:
                number = numberings.numbered(block.text)
                kind = number.kind if number else ""
                rank = numberings.RANKS[kind] if kind else -1
                count = number.number if number else 0
                if (
                    found
                    and found[-1].document == document
                    and begins
                    and BARE_NUMBER.fullmatch(found[-1].text)
                    and not number
                ):
                    found[-1].text += f" {block.text}"
                    continue
                found.append(_Head(at, block.text, block.level, begins, document, kind, rank, count))
            else:
                begins = False
    return found


def _by_documents(heads: Sequence[_Head]) -> None:
    """Raise what begins a document though its level does not, and lower what stands inside one though it does."""
    first = [head for number, head in enumerate(heads) if not number or heads[number - 1].document != head.document]
    first = [head for head in first if head.begins]
    if len(first) < _DOCUMENTS:
        return
    by_document = {head.document: head for head in first}
    rows = _rows(heads)
    for head in heads:
        over = by_document.get(head.document)
        if over and head is not over and head.level == over.level and (head.level, head.kind) not in rows:
            head.level += _BELOW


def _rows(heads: Sequence[_Head]) -> set[tuple[float, str]]:
    """Levels and kinds of numbers that count on through several documents."""
    found: set[tuple[float, str]] = set()
    for key in {(head.level, head.kind) for head in heads if head.kind}:
        row = [head for head in heads if (head.level, head.kind) == key]
        numbers = [head.number for head in row]
        if len({head.document for head in row}) > 1 and numbers == sorted(set(numbers)):
            found.add(key)
    return found


def _by_numbers(heads: Sequence[_Head]) -> None:
    """Lower what stands on the level of volumes or chapters and is none, by its number or by how often it comes."""
    for level in {head.level for head in heads}:
        beside = [head for head in heads if head.level == level]
        ranks = Counter(head.rank for head in beside if head.kind)
        if not ranks or not (highest := min(ranks)) < _FIGURES or len(ranks) == 1 == ranks[highest]:
            if _begin_anew(beside):
                for head in beside:
                    head.level += _BELOW if head.kind else 0
            continue
        for head in beside:
            if head.kind and head.rank > highest:
                head.level += _BELOW * sorted(ranks).index(head.rank) / len(ranks)


def _begin_anew(beside: Sequence[_Head]) -> bool:
    """Whether the numbers among headings without any begin again, each time below one of these."""
    firsts = [number for number, head in enumerate(beside) if head.kind and head.number == 1]
    return len(firsts) > 1 and all(number and not beside[number - 1].kind for number in firsts)
