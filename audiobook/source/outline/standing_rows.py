"""Rows of lines that stand alike in a text that marks nothing: which of them are the titles of its articles, and which
the headings of one article's sections.

Each look that short lines over running text share (flush where paragraphs are set in, in the middle, bold, under more
space, in brackets, in capitals, between rules, numbered) is a row, as are two looks together. What speaks for a row's
being titles, and for its being headings, is summed with the weights of data/outline_rows.tsv, which scripts/fit-rows
fits to books and articles whose structure is known.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from audiobook.language.weighing import log_odds
from audiobook.source import numberings
from audiobook.source.line_features import is_chinese, stops
from audiobook.source.outline.line import SHORT, Line, Row, is_running
from audiobook.source.outline.row_evidence import LOOKS, Head, Text, of_row

_TABLE = "outline_rows"
_NAME = 40
"""Characters of a heading in Chinese."""
_FEWEST = 2
_LIKELY = 0.5
"""Log-odds from which on a row is taken for titles: of rows that are, about 85 in 100 were."""
_HEADINGS = 3
"""Headings of a row at the least; two lines that stand alike may be anything."""
_MOST_ROWS = 24
"""Rows that are weighed at the most, those of more lines first."""
_SPACES = 3
"""So many widths of space above are tried."""
_OTHER = frozenset([
    "kind", "no letters", "in contents", "page number", "number alone", "before frame", "after frame", "source",
    "imprint", "advert", "particular", "date", "date and time", "credits", "matter", "web word", "address alone",
    "photo", "editor", "option", "bulleted", "equation", "figures", "reference", "chat stamp", "cast",
    "signed", "closing", "contents heading", "dated row", "head or foot", "rising", "often", "over date",
])  # fmt: skip
"""What a line with such a feature is instead of a heading."""
_PASSED = frozenset(["no letters", "advert", "address alone", "web word", "date and time"])
_UNDER = frozenset(["names", "names maybe", "date", "date and time", "source", "dash", "credits", "particular"])
"""What may stand between a title and its text."""
_TO_RUNNING = 4


def find(lines: Sequence[Line]) -> list[Row]:
    """All rows in `lines`, with what speaks for and against them."""
    heads = _heads(lines)
    if len(heads) < _FEWEST:
        return []
    running = [line for line in lines if is_running(line)]
    text = Text.of(lines, running, len(heads))
    looks = _looks(heads, text, shown=any(line.block.indented is not None for line in running))
    by_place = {head.line.place: head for head in heads}
    sets: dict[tuple[int, ...], list[str]] = {}
    alone = {name: {head.line.place for head in heads if has(head)} for name, has in looks.items()}
    for names in [*((name,) for name in alone), *itertools.combinations(alone, 2)]:
        places = _nearest(list(set.intersection(*(alone[name] for name in names))), by_place)
        if len(places) >= _FEWEST:
            sets.setdefault(places, list(names))
    chosen = sorted(sets.items(), key=lambda one: -len(one[0]))[:_MOST_ROWS]
    return [Row(places, of_row([by_place[p] for p in places], names, text)) for places, names in chosen]


def mark(found: Sequence[Row], lines: Sequence[Line], known: Sequence[Collection[int]] = ()) -> Row | None:
    """Adds "title row" to the lines of the row that are likeliest titles, "heading row" to those that are headings;
    gives the first, where one is likelier titles than not. `known`: places that are titles all or none, by their
    numbers or the contents page; a row that lacks some of them is no row of titles."""
    titles, headings = ([log_odds("source", _TABLE, row.evidence, column) for row in found] for column in (1, 2))
    weighed = list(zip(found, titles, headings, strict=True))
    likely = [one for one in weighed if one[1] > _LIKELY and all(_agrees(one[0], places) for places in known)]
    best = max(likely, key=lambda one: one[1], default=None)
    first = best[0] if best is not None else None
    taken = set(first.places) if first else set()
    if first:
        _add(lines, first.places, "title row")
    if any(known):
        return first  # the weights of headings are those of single articles
    # what stands over the first text of all is its title
    opening = next((line.place for line in lines if is_running(line)), len(lines))
    for row, _, odds in sorted(weighed, key=lambda one: -one[2]):
        places = [place for place in row.places if place > opening]
        # of what is numbered the series tells
        if odds > _LIKELY and "no number" in row.evidence and len(places) >= _HEADINGS and not taken & set(places):
            taken |= set(places)
            _add(lines, places, "heading row")
    return first


def _agrees(row: Row, places: Collection[int]) -> bool:
    return len(places) < _HEADINGS or len(set(row.places) & set(places)) * 10 >= len(places) * 9


def _add(lines: Sequence[Line], places: Sequence[int], feature: str) -> None:
    for place in places:
        line = lines[place]
        line.features = [one for one in line.features if one not in ("names", "names maybe", "column name")]
        line.authors = ()
        line.features.append(feature)


def _heads(lines: Sequence[Line]) -> list[Head]:
    found: list[Head] = []
    for line in lines:
        if line.block.label or not _may_head(line):
            continue  # what the file calls a byline is no title
        below = _next(lines, line.place)
        over = 0
        named = below is not None and bool(_UNDER & set(lines[below].features))
        while below is not None and over < _TO_RUNNING and not is_running(lines[below]):
            below = _next(lines, below)
            over += 1
        if below is None or not is_running(lines[below]):
            continue
        above = lines[line.place - 1] if line.place else None
        after = lines[line.place + 1]
        ruled = above is not None and _is_rule(above)
        gap = line.block.gap + (above.block.gap if ruled and above else 0)
        found.append(Head(line, gap, over, named, ruled, _is_rule(after) and not after.block.gap))
    return found


def _nearest(places: Sequence[int], by_place: Mapping[int, Head]) -> tuple[int, ...]:
    """Of those that stand over one text the last; the first where most have another below: who wrote it."""
    groups: list[list[int]] = []
    for place in sorted(places):
        if groups and groups[-1][-1] + by_place[groups[-1][-1]].over + 1 > place:
            groups[-1].append(place)
        else:
            groups.append([place])
    several = sum(len(group) > 1 for group in groups) * 2 > len(groups)
    return tuple(group[0] if several else group[-1] for group in groups)


def _may_head(line: Line) -> bool:
    text, block = line.text, line.block
    most = _NAME if is_chinese(text) else SHORT
    return (
        block.kind == "body"
        and not block.level
        and not block.edge
        and block.page is None
        and len(text) <= most
        and "。" not in text
        and (not stops(text) or text[-1] in "？！?!" or (text[-1] == "." and numberings.numbered(text) is not None))
        and text[-1] not in "，、；,;：:"
        and _OTHER.isdisjoint(line.features)
    )


def _next(lines: Sequence[Line], place: int) -> int | None:
    for below in range(place + 1, min(place + 4, len(lines))):
        if _PASSED.isdisjoint(lines[below].features):
            return below
    return None


def _is_rule(line: Line) -> bool:
    return "no letters" in line.features and len(line.text) >= 3


def _looks(heads: Sequence[Head], text: Text, *, shown: bool) -> dict[str, Callable[[Head], bool]]:
    """The looks that some heads have and most of the running text has not; `shown`: whether it tells what is set in."""
    found: dict[str, Callable[[Head], bool]] = {}
    if shown:
        found["set otherwise"] = lambda head: (
            bool(head.line.block.indented) != text.set_in and not head.line.block.centred
        )
    found |= {name: LOOKS[name] for name in ("in the middle", "bold")}
    spaces = Counter(head.gap for head in heads)
    gaps = sorted(gap for gap, count in spaces.items() if gap > text.usual and count >= _FEWEST)
    for order, gap in enumerate(gaps[-_SPACES:]):
        found[f"space {order}"] = functools.partial(lambda least, head: head.gap >= least, gap)
    found["any"] = lambda _: True
    found |= {name: has for name, has in LOOKS.items() if name not in found}
    kinds = {head.line.place: one.kind for head in heads if (one := numberings.numbered(head.line.text)) is not None}
    found["no number"] = lambda head: head.line.place not in kinds
    for kind, count in Counter(kinds.values()).items():
        if count >= _FEWEST:
            found[f"number {kind}"] = functools.partial(lambda own, head: kinds.get(head.line.place) == own, kind)
    return found
