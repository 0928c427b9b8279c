"""The contents page: where it stands and what it lists."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from audiobook.language.chinese import compiled
from audiobook.model import ParagraphKind
from audiobook.source import numberings
from audiobook.source.blocks import Block, span
from audiobook.source.bylines import split_names
from audiobook.source.line_features import comparable, stops
from audiobook.source.outline import said_twice, series
from audiobook.source.outline.entries import (
    LEADERS,
    ContentsEntry,
    page_entry,
    split_author,
    split_subtitle,
)
from audiobook.source.similarity import Nearest

HEADING = re.compile(
    r"^[【\[]?\s*(?:目\s*[录次]|本期(?:目录|要目|导读|内容)|要\s*目|总目录|(?:table of )?contents"
    r"(?: of (?:the )?(?:volume|book|part|number)\b[^.]{0,20})?)\s*[】\]:：.]?$",
    re.I,
)
_FIRST = re.compile(r"^[Pp]?\.?(?P<page>\d{1,3})(?:\s*[.．|｜/／、]\s*|\s+|\u3000+)(?P<text>\D.*)$")
_COLUMN = compiled(
    r"^[【\[［〔■□◆◇●▲★☆※·•◎]\s*[^】\]］〕（）()\d]{2,14}[】\]］〕]?$|^[[:Han:]]\s+[[:Han:]](?:\s+[[:Han:]]){0,3}$"
)

_COLUMN_HEADS = re.compile(r"\s*(?:chap(?:ter)?s?\.?)?\s*(?:page|页码?)\.?\s*", re.I)
"""CHAP. … PAGE, over the columns of the entries."""
_LINES: frozenset[ParagraphKind] = frozenset(["body", "list"])
"""What a contents page without a heading is made of: rows of a table end in figures, too, and so do lines of code."""
_ROWS: frozenset[ParagraphKind] = _LINES | {"table"}


_BETWEEN = 3
"""Other lines between two entries."""
_COUNTED = 5
_OPENING = 60
"""Blocks among which contents without a heading begin."""
_VOLUME = 700
"""Characters that contents tell of a volume."""
_CHAPTERS = 2
"""The rank of 第一节, the lowest in a row of chapters; 一、 and 1. number sections."""
_TOLD = 60
"""Characters of a line that tells something, if it stops as a sentence does."""
_TEXT = 600
"""Characters in such lines that may stand over contents without a heading: what a publisher says of the book."""


@dataclass(frozen=True)
class Contents:
    """The contents page: blocks first … last, both included."""

    first: int
    last: int
    entries: tuple[ContentsEntry, ...]

    @functools.cached_property
    def keys(self) -> Nearest:
        """Of each entry its title, then its title with its subtitle, as titles are compared."""
        texts = (text for one in self.entries for text in (one.title, one.title + (one.subtitle or "")))
        return Nearest([comparable(text) for text in texts])


def find(blocks: Sequence[Block]) -> Contents | None:
    """The contents page among the first blocks, if there is one."""
    scope = list(blocks[:600])
    start = next((i for i, b in enumerate(scope) if HEADING.match(b.text.strip())), None)
    if start is not None:
        found = (
            _listed(scope, start + 1, least=2)
            or _leading(scope, start + 1)
            or _counted(blocks, start + 1)
            or _unnumbered(blocks, start + 1)
            or _said_twice(blocks, start + 1)
        )
        if found:
            return Contents(start, found.last, found.entries)
    again, counted = _said_twice(blocks), _counted_first(scope, blocks)
    if counted is not None and (again is None or counted.last > again.last):
        return counted
    if again is not None:
        return again if _before_text(blocks, again) else None
    first = next((i for i, b in enumerate(scope) if b.kind in _LINES and page_entry(b.text)), None)
    found = _listed(scope, first, least=2, kinds=_LINES) if first is not None else None
    if found and (len(found.entries) < 3 or not any(LEADERS.search(b.text) for b in scope[found.first : found.last])):
        # lines that end in a number, as the entries of an index do and those of many a list
        below = _titles_from(blocks, found.last + 1)
        if not any(_stands_in(below, entry) for entry in found.entries):
            return None
    return found if found and _before_text(blocks, found) else None


def _before_text(blocks: Sequence[Block], page: Contents) -> bool:
    """Whether lines that no heading calls contents may be such: most are words, and a text has not begun over them, as
    it has over the labels of a diagram."""
    above = sum(len(block.text) for block in blocks[: page.first] if len(block.text) >= _TOLD and stops(block.text))
    worded = sum(sum(map(str.isalpha, entry.title)) > 1 for entry in page.entries)
    return above <= _TEXT and worded * 2 > len(page.entries)


def _listed(scope: Sequence[Block], start: int, least: int, kinds: frozenset[ParagraphKind] = _ROWS) -> Contents | None:
    """Entries that end in a page number; at most three other lines between two of them."""
    hits: list[tuple[int, int]] = []
    others = 0
    for i in range(start, len(scope)):
        if others > _BETWEEN:
            break
        entry = page_entry(scope[i].text) if scope[i].kind in kinds else None
        if entry and (not hits or entry[1] >= hits[-1][1] - 1):
            hits.append((i, entry[1]))
            others = 0
        elif len(scope[i].text) > 160:
            break
        else:
            # heads and feet stand between two pages of contents, and numbers that were set apart from their entries
            others += not scope[i].edge and not scope[i].text.strip().isdecimal()
    if len(hits) < least:
        return None
    last = hits[-1][0]
    entries: list[ContentsEntry] = []
    pending: list[Block] = []
    for block in scope[start : last + 1]:
        if block.edge:
            continue
        found = page_entry(block.text)
        if found is not None:
            entries += _entry(pending, found[0], found[1], block)
            pending = []
        else:
            pending.append(block)
    return Contents(start, last, tuple(entries))


def _entry(pending: list[Block], text: str, page: int, block: Block) -> list[ContentsEntry]:
    before = [b for b in pending if not _COLUMN.match(b.text.strip()) and not _COLUMN_HEADS.fullmatch(b.text)]
    authors: tuple[str, ...] = ()
    if before and (names := split_names(before[0].text)):
        authors, before = names, before[1:]
    whole = " ".join([*(b.text.strip() for b in before), text])
    title, found = split_author(whole)
    title, subtitle = split_subtitle(title)
    return [ContentsEntry(title, subtitle, found or authors, page, span(*before, block))]


def _leading(scope: Sequence[Block], start: int) -> Contents | None:
    """Entries that begin with their page number."""
    entries: list[ContentsEntry] = []
    last = start - 1
    for i in range(start, len(scope)):
        match = _FIRST.match(scope[i].text.strip())
        if not match or len(scope[i].text) > 120:
            if entries and i - last <= 2 and len(scope[i].text) < 40:
                continue
            break
        page = int(match["page"])
        if entries and page < (entries[-1].page or 0):
            break
        title, authors = split_author(match["text"])
        title, subtitle = split_subtitle(title)
        entries.append(ContentsEntry(title, subtitle, authors, page, scope[i].lines))
        last = i
    return Contents(start, last, tuple(entries)) if len(entries) >= 2 else None


def _unnumbered(blocks: Sequence[Block], start: int) -> Contents | None:
    """Lines after 目录 that stand again, in order, further on."""
    entries: list[ContentsEntry] = []
    keys: set[str] = set()
    for i in range(start, min(len(blocks), start + 400)):
        text = blocks[i].text
        if len(text) > 120:
            return None
        title, authors = split_author(text)
        title, subtitle = split_subtitle(title)
        key = comparable(title)
        if not key:
            continue
        following = comparable(blocks[i + 1].text) if i + 1 < len(blocks) else ""
        if key in keys or (key + following in keys and following):
            # what stands between the last entry and the first title is that title's kicker
            below = _titles_from(blocks, i)
            while len(entries) > 1 and not _stands_in(below, entries[-1]):
                entries.pop()
            last = next(n for n in range(i - 1, start - 1, -1) if blocks[n].lines == entries[-1].lines)
            return Contents(start, last, tuple(entries)) if len(entries) > 1 else None
        keys.add(key)
        entries.append(ContentsEntry(title, subtitle, authors, None, blocks[i].lines))
    return None


def _counted(blocks: Sequence[Block], start: int, told: int = 0) -> Contents | None:
    """Entries that are counted up and have no pages, where the count begins anew over the text: numbered letters.

    `told`: characters that may stand between two entries beside a few short lines, as what a volume tells does.
    """
    opening = ((i, _number(blocks[i])) for i in range(start, min(start + 8, len(blocks))))
    first, counted = next(((i, one) for i, one in opening if one is not None and not one.bare), (start, None))
    if counted is None:
        return None
    entries: list[ContentsEntry] = []
    last, number, passed = first - 1, counted.number - 1, 0
    for i in range(first, len(blocks)):
        one = _number(blocks[i])
        if one is not None and one.kind == counted.kind and number < one.number <= number + 3 and not one.bare:
            title, authors = split_author(blocks[i].text)
            entries.append(ContentsEntry(series.parted(title), None, authors, None, blocks[i].lines))
            last, number, passed = i, one.number, 0
            continue
        passed += len(blocks[i].text)
        if i - last > 4 or (len(blocks[i].text) > 120 and passed > told):
            break
    again = (_number(block) for block in blocks[last + 1 :])
    anew = any(one is not None and (one.kind, one.number) == (counted.kind, counted.number) for one in again)
    return Contents(start, last, tuple(entries)) if len(entries) >= _COUNTED and anew else None


def _counted_first(scope: Sequence[Block], blocks: Sequence[Block]) -> Contents | None:
    """Contents without a heading whose entries are counted as chapters are, where the first stands again over the
    text; volumes among them may tell what happens in them."""
    for start, block in enumerate(scope[:_OPENING]):
        one = _number(block)
        if one is None or one.bare or one.number > 1 or numberings.RANKS[one.kind] != 1:
            continue
        found = _counted(blocks, start, _VOLUME)
        below = _titles_from(blocks, found.last + 1) if found else frozenset()
        if found is None or not any(_stands_in(below, entry) for entry in found.entries[:3]):
            return None
        above = scope[start - 1] if start else None
        head = above is not None and (two := _number(above)) is not None and numberings.RANKS[two.kind] == 0
        return replace(found, first=start - 1) if head else found
    return None


def _number(block: Block) -> numberings.Numbered | None:
    return numberings.numbered(block.text) if len(block.text) <= 120 else None


def _said_twice(blocks: Sequence[Block], begin: int | None = None) -> Contents | None:
    """Contents that are known by their lines standing again; `begin`: the line under the heading of contents."""
    if begin is None and (run := said_twice.adjoining(blocks)) is not None:
        first, last = run
        places: Sequence[int] = range(first, last + 1)
    elif (found := said_twice.apart(blocks, begin)) is not None:
        last, places = found
    else:
        return None
    entries = [ContentsEntry(*split_subtitle(blocks[i].text), (), None, blocks[i].lines) for i in places]
    return Contents(places[0], last, tuple(entries))


def _titles_from(blocks: Sequence[Block], begin: int) -> frozenset[str]:
    """What may be a title from `begin` on, as titles are compared: every short block, and every two."""
    short = [comparable(block.text) if len(block.text) <= 120 else "" for block in blocks[begin:]]
    return frozenset([*short, *(a + b for a, b in itertools.pairwise(short) if a and b)])


def _stands_in(titles: frozenset[str], entry: ContentsEntry) -> bool:
    """Whether its title is one of `titles`."""
    return not titles.isdisjoint([comparable(entry.title), comparable(entry.title + (entry.subtitle or ""))])


def lists_sections(page: Contents) -> bool:
    """Whether most entries have numbers of sections: the contents of one document, whose head stands over them."""
    numbers = [numberings.numbered(entry.title) for entry in page.entries]
    return sum(one is not None and numberings.RANKS[one.kind] > _CHAPTERS for one in numbers) * 2 > len(numbers)
