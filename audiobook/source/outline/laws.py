"""Laws, regulations and contracts: their clauses are counted on through their chapters, 第一条 to the last.

So the chapters of a law are sections of one text, and those of a book are texts, whatever they are called.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from audiobook.source import numberings
from audiobook.source.outline import line_kinds
from audiobook.source.outline.line import Line

_LONGEST = 45_000
"""Characters of a law that is heard as one; the chapters of a longer one are articles, as those of a book."""
_FEWEST = 3
_ABOVE = 60
"""Lines over a law among which its title stands, over its contents."""
_PASSED = {"in contents", "contents heading", "date", "date and time", "source", "document number", "no letters"}
_SECTIONS = 2
"""The rank of 第一节; over it stand chapters."""


def find(texts: Sequence[str]) -> list[range]:
    """The lines of each law in `texts`: from the first of its chapters, or of its clauses, to its last clause."""
    found = []
    for clauses in _counted(texts):
        first = clauses[0]
        while first > 0 and _is_chapter(texts[first - 1]):
            first -= 1
        if len(clauses) >= _FEWEST and sum(map(len, texts[first : clauses[-1]])) <= _LONGEST:
            found.append(range(first, clauses[-1] + 1))
    return found


def _is_chapter(text: str) -> bool:
    number = numberings.numbered(text)
    return number is not None and numberings.RANKS[number.kind] <= _SECTIONS


def _counted(texts: Sequence[str]) -> Iterator[list[int]]:
    """Places of clauses that are counted on by one; a clause cited at the beginning of a paragraph is none."""
    numbers = [(place, number) for place, text in enumerate(texts) if (number := numberings.clause(text)) is not None]
    clauses: list[int] = []
    last = 0
    for place, number in numbers:
        if number == 1 and clauses:
            yield clauses
            clauses = []
        if number == 1 or (clauses and number == last + 1):
            clauses.append(place)
            last = number
    if clauses:
        yield clauses


def within(found: Sequence[range], places: Sequence[int]) -> list[int]:
    """Those of `places` that stand in a law."""
    inside = set(itertools.chain.from_iterable(found))
    return [place for place in places if place in inside]


def mark(lines: Sequence[Line], found: Sequence[range]) -> None:
    """Says of lines that they stand in a law, and of the one that names it: over it, its contents and dates."""
    for law in found:
        for line in lines[law.start : law.stop]:
            line.features.append("in a law")
        for line in reversed(lines[max(0, law.start - _ABOVE) : law.start]):
            features = set(line.features)
            if features & _PASSED or line_kinds.date(line.text) is not None:
                continue
            if features & {"tiny", "short", "middling"} and not features & {"sentence", "goes on", "kind"}:
                line.features.append("over a law")
            break
