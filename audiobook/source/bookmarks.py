"""What a PDF's bookmarks lead to: the lines of a page that read as a bookmark to that page does are a heading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from audiobook.source import numberings
from audiobook.source.blocks import Block
from audiobook.source.line_features import comparable, stops
from audiobook.source.reading_order import Row

_MOST = 20_000
"""Bookmarks that are looked at."""
_LINES = 6
"""Lines that a heading is broken into at the most."""
_FOUND = 0.6
"""So much of the bookmarks is found on their pages, or they name something else than headings."""
_LARGER = 1.08
"""The type of what stands over all, over that of the highest headings."""
_LONGEST = 300
"""Characters of a title."""
_NO_LETTERS = re.compile(r"[\W_]+")
_NUMBER = re.compile(
    r"\A\s*(?:chapter|section|part|appendix|annex|§|第)?\s*"
    r"(?:[A-Z]?\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVXL]{1,6}|[一二三四五六七八九十百]{1,4})\s*"
    r"(?:[章节回卷部编篇.:：、)）]|\s|$)",
    re.I,
)
"""What stands before a name in a heading: 3.8.1.1, Chapter 4, 第三章."""
_PAGE = re.compile(r"\s*(?:[-–—…·.]+\s*|\bp\.?\s*)(?:\d{1,4}|[ivxlc]{1,6})(?: to \d+)?$")
"""The page that a bookmark names behind its title."""
_Index = dict[str, list[tuple[int, int]]]


class Bookmark(NamedTuple):
    """One entry of the outline of a PDF."""

    level: int
    """From 1, the highest."""
    title: str
    page: int
    """From 1."""


class Heading(NamedTuple):
    """Rows that are one heading."""

    first: int
    stop: int
    """One after the last."""
    level: int


def bookmarks(document: Any) -> Iterator[Bookmark]:
    """Those of a pypdfium2 `document` that lead to a page, in order."""
    for count, one in enumerate(document.get_toc()):
        if count >= _MOST:
            return
        dest = one.get_dest()
        page = dest.get_index() if dest else None
        if page is not None:
            yield Bookmark(one.level + 1, one.get_title(), page + 1)


def headings(rows: Sequence[Row], marks: Sequence[Bookmark]) -> list[Heading]:
    """The rows that read as the bookmarks do; none where too few of these are found for them to be headings."""
    # a heading at the foot of a page may have been moved to the next, and its bookmark not
    wanted = {page for mark in marks for page in (mark.page, mark.page + 1)}
    pages: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        if row.page in wanted:
            pages.setdefault(row.page, []).append(place)
    index = {page: _runs(rows, places) for page, places in pages.items()}
    found: list[Heading] = []
    named = 0
    for mark in marks:
        names = _names(mark.title)
        if not names:
            continue
        named += 1
        begin = found[-1].stop if found else 0
        spots = (_spot(index.get(page), names, begin) for page in (mark.page, mark.page + 1))
        if spot := next((one for one in spots if one), None):
            found.append(Heading(_with_number(rows, spot[0], begin), spot[1], mark.level))
    return found if len(found) > 1 and len(found) >= _FOUND * named else []


def _key(text: str) -> str:
    return _NO_LETTERS.sub("", comparable(text))


def _names(title: str) -> list[str]:
    """What a heading may read like, as titles are compared: as it is written, and without its number."""
    bare = _PAGE.sub("", title.strip())[:_LONGEST]
    keys = [_key(bare), _key(_NUMBER.sub("", bare, count=1)), _key(numberings.unnumbered(bare))]
    return [key for key in dict.fromkeys(keys) if key]


def _runs(rows: Sequence[Row], places: Sequence[int]) -> tuple[_Index, _Index]:
    """What reads how on a page, in its text and in its head and foot: first row and one after the last of each run."""
    text: _Index = {}
    edge: _Index = {}
    keys = [_key(rows[place].piece.text) for place in places]
    for at, first in enumerate(places):
        index = edge if rows[first].zone == "edge" else text
        whole = rows[first].piece.text
        unnumbered = _key(_NUMBER.sub("", whole, count=1))
        run = ""
        for place, key in zip(places[at : at + _LINES], keys[at : at + _LINES], strict=True):
            if rows[place].zone != rows[first].zone or len(run) > _LONGEST:
                break
            run = unnumbered if place == first else run + key
            for name in {run, keys[at] + run[len(unnumbered) :]}:
                index.setdefault(name, []).append((first, place + 1))
    return text, edge


def _spot(indices: tuple[_Index, _Index] | None, names: Sequence[str], begin: int) -> tuple[int, int] | None:
    """The first run from `begin` on that reads as one of `names`, in the text before in the head."""
    for index in indices or ():
        for name in names:
            spots = index.get(name, [])
            at = bisect_left(spots, (begin, 0))
            if at < len(spots):
                return spots[at]
    return None


def _with_number(rows: Sequence[Row], first: int, begin: int) -> int:
    """The row of a number alone that stands over a name: Chapter 1."""
    if first <= begin or (rows[first - 1].page, rows[first - 1].zone) != (rows[first].page, rows[first].zone):
        return first
    number = numberings.numbered(rows[first - 1].piece.text)
    return first - 1 if number is not None and number.bare else first


def ranked(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with the levels of the headings one lower where a line set in larger type stands over all of them: the
    title of a paper or a book whose bookmarks begin with its sections."""
    first = next((place for place, block in enumerate(blocks) if block.level), 0)
    highest = min((block.level for block in blocks if block.level), default=1)
    top = Counter(round(block.size, 1) for block in blocks if block.level == highest)
    if not top:
        return list(blocks)
    usual = top.most_common(1)[0][0]
    over = [place for place, block in enumerate(blocks[:first]) if _may_stand_over(block, usual)]
    if not over:
        return list(blocks)
    title = max(over, key=lambda place: (blocks[place].size, -place))
    return [
        replace(block, level=1) if place == title else replace(block, level=block.level + 1) if block.level else block
        for place, block in enumerate(blocks)
    ]


def _may_stand_over(block: Block, size: float) -> bool:
    """Whether it may be a title over headings of a `size`."""
    short = len(block.text) <= _LONGEST and not stops(block.text)
    return short and block.kind == "body" and not block.edge and block.size > _LARGER * size
