"""The order in which a printed page is read: head and foot, columns, what spans them, tables.

Takes pieces of text with their places on the page, whoever found them: a PDF's text layer or character recognition.
Measures are points or pixels, y grows downwards. No piece is left out, whatever the page looks like.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, NamedTuple

from audiobook.source import columns, numberings, printed_tables
from audiobook.source.line_features import stops
from audiobook.source.printed import Line, Page, Piece, lines_of, one_piece

__all__ = ["Page", "Piece", "Row", "rows"]

Zone = Literal["text", "edge", "table"]

_MARGIN = 0.14
"""The part of a page's height above and below in which its head and foot stand."""
_WIDE = 0.7
"""A line that is so much as wide as the longest is one of the text."""
_APART = 1.5
"""Heads and feet stand so many usual line distances from the text."""


_COUNTED = 0.3
"""What counts the pages stands on so many of them, and on three at the least."""
_FIGURES_ALONE = 5
"""Rank of the numbers that may be pages'; 第三章 and Lesson 3 are none."""

NOTE_MARK = re.compile(r"\[?(?P<digits>\d{1,3})\]?(?=[^\d,;:–-])(?![./]\d)|[①-⑳*＊†‡※]|注")
"""How a footnote begins; 10.1109/5 and 1.5 are numbers, and 19, pp. 3 goes on with something."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line of one column."""

    piece: Piece
    page: int
    left: float
    """Left edge of its column."""
    right: float
    first: bool
    """First of its column."""
    leading: float
    """How far below the line before, in sizes; 0 for the first."""
    zone: Zone = "text"
    """edge: in the head or foot of the page, apart from the text."""
    last: bool = False
    """Last of its column."""


class Repeated(NamedTuple):
    """What stands at the head or foot of several pages, figures apart."""

    texts: frozenset[str] = frozenset()
    counting: frozenset[tuple[str, int, int]] = frozenset()
    """Those whose figures count the pages: the text, which of its figures, how much that is more than the page's."""


_NONE = Repeated()


def rows(page: Page, repeated: Repeated = _NONE, known: Sequence[float] = ()) -> list[Row]:
    """The printed lines of `page` in the order they are read: the head, column by column from the top down, the
    foot. `repeated`: see `repeating`."""
    lines = lines_of(page.pieces)
    head, foot = _edges(lines, page, repeated)
    body = [piece for line in lines[len(head) : len(lines) - len(foot)] for piece in line]
    found = [row for line in head for row in _edge_rows(line, page.number)]
    for stretch in columns.in_order(body, known):
        for kind, part in printed_tables.split(lines_of(stretch)):
            if kind == "table":
                found += [Row(piece, page.number, piece.left, piece.right, False, 1.0, "table") for piece in part]
            else:
                found += _column(part, page.number)
    return found + [row for line in foot for row in _edge_rows(line, page.number)]


def repeating(pages: Sequence[Page]) -> Repeated:
    """Texts, figures apart, that stand near the upper or lower edge of more than one page."""
    texts: Counter[str] = Counter()
    counting: Counter[tuple[str, int, int]] = Counter()
    for page in pages:
        found = set()
        counts: set[tuple[str, int, int]] = set()
        lines = lines_of(page.pieces)
        for line in {id(line): line for line in [*lines[:2], *lines[-2:]]}.values():
            said = [row.piece.text for row in _edge_rows(line, page.number)]
            masked = {_masked(text) for text in said}
            near = not page.height * _MARGIN < line[0].middle < page.height * (1 - _MARGIN)
            found |= masked if near else {text for text in masked if _is_number(text)}
            counts.update(one for text in said for one in _counts(text, page.number))
        texts.update(found)
        counting.update(counts)
    return Repeated(
        frozenset(text for text, count in texts.items() if count > 1 and any(map(str.isalnum, text.replace("#", "1")))),
        frozenset(one for one, count in counting.items() if count >= max(3, _COUNTED * len(pages))),
    )


def _counts(text: str, page: int) -> list[tuple[str, int, int]]:
    """What each figure of a line would be more than the number of its page, if it counted the pages."""
    number = numberings.kind(text)
    if number is not None and number.rank < _FIGURES_ALONE:
        return []
    masked = _masked(text)
    return [(masked, place, int(one[0]) - page) for place, one in enumerate(re.finditer(r"[0-9]{1,4}", text))]


def _masked(text: str) -> str:
    bare = "".join(text.split())
    return "#" if re.fullmatch("[ivxlc]{1,6}", bare, re.I) else re.sub(r"\d+", "#", bare)


def _is_number(masked: str) -> bool:
    """Whether a line is hardly more than a number: #, —#—, 第#页."""
    return "#" in masked and len(masked) <= 5


def _column(lines: Sequence[Piece], page: int) -> list[Row]:
    left, right = _edge(lines, "left"), _edge(lines, "right")
    edges = [(left, right)] * len(lines)
    for first, stop in _set_in(lines, left):
        # what is set in as a whole has edges of its own, also for its first line, which may be set in further
        begins = first - 1 if first and lines[first - 1].left > lines[first].left + 0.5 * lines[first].size else first
        own = min(line.left for line in lines[first:stop]), max(line.right for line in lines[first:stop])
        edges[begins:stop] = [own] * (stop - begins)
    found = []
    for place, line in enumerate(lines):
        leading = (line.middle - lines[place - 1].middle) / max(1.0, line.size) if place else 0.0
        found.append(Row(line, page, *edges[place], place == 0, leading, last=place == len(lines) - 1))
    return found


_WHOLE = 4
"""Lines that are set in as a whole, at the least,"""
_FULL = 0.85
"""and how much of their measure most of them fill: lines that are a paragraph each do not."""


def _set_in(lines: Sequence[Piece], left: float) -> Iterator[tuple[int, int]]:
    """First and one behind the last line of each passage that is set in as a whole: a quotation, an abstract."""
    at = 0
    while at < len(lines):
        stop = at + 1
        size = lines[at].size
        while stop < len(lines) and abs(lines[stop].left - lines[at].left) < 0.3 * size:
            if abs(lines[stop].size - size) > 0.05 * size:
                break
            stop += 1
        if stop - at >= _WHOLE and lines[at].left - left > 1.2 * size:
            ends = max(line.right for line in lines[at:stop])
            filled = [(line.right - line.left) / (ends - line.left) for line in lines[at:stop]]
            if median(filled) > _FULL and sum(one > _FULL for one in filled) >= 0.6 * len(filled):
                yield at, stop
        at = stop


def _edge(lines: Sequence[Piece], side: str) -> float:
    """Where lines of a column begin or end: the outermost place at which several do, so that a title or a hanging
    mark does not move it."""
    size = median(line.size for line in lines)
    places = [float(getattr(line, side)) for line in lines if line.size <= 1.15 * size]
    places.sort()
    rising = list(places)
    if side == "right":
        places.reverse()
    several = 1 if len(lines) < 4 else max(2, len(lines) // 5)
    for place in places:
        if side == "left" and place - places[0] > 2.5 * size:
            # marks hang out by less, and a few centred lines may begin at one place by chance
            several = max(4, len(lines) // 3)
        near = bisect_right(rising, place + size * 0.5) - bisect_left(rising, place - size * 0.5)
        if near >= several:
            return place
    return places[0]


def _edges(lines: Sequence[Line], page: Page, repeated: Repeated) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of the head and of the foot: what counts the pages; and near the page's edge, not in large type, what
    is apart from the rest or found on other pages, too."""
    if not lines:
        return [], []
    height = page.height
    middles = [median(piece.middle for piece in line) for line in lines]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    usual = _line_distance(lines) or height
    size = median(piece.size for line in lines for piece in line)
    ends = {*range(2), *range(len(lines) - 2, len(lines))}
    said = [[row.piece.text for row in _edge_rows(line, 0)] if at in ends else [] for at, line in enumerate(lines)]
    known = [_known([_masked(text) for text in texts], repeated.texts) for texts in said]
    counting = [any(one in repeated.counting for t in texts for one in _counts(t, page.number)) for texts in said]
    small = [
        counts
        or (
            all(piece.size <= 1.15 * size for piece in line)
            and not (line[0].size < 0.95 * size and len(line[0].text) > 10 and NOTE_MARK.match(line[0].text))
        )
        for counts, line in zip(counting, lines, strict=True)
    ]
    running = (size, *_running_type(lines))
    # a page with wide margins has its number far from its edge
    numbers = [
        counts or (one and all(_is_number(_masked(text)) for text in texts))
        for counts, one, texts in zip(counting, known, said, strict=True)
    ]
    known = [one or counts for one, counts in zip(known, counting, strict=True)]
    head = foot = 0
    for count in (1, 2):
        if len(lines) < count or (len(lines) == count and not known[0]):
            break
        # two lines are a head where the second is known, too, or the first is not apart from it
        if (middles[count - 1] < height * _MARGIN or numbers[count - 1]) and small[count - 1]:
            apart = _apart(steps, count - 1, usual) and not (count == 2 and _apart(steps, 0, usual))
            head = count if known[count - 1] or (apart and not _has_text(lines[:count], running)) else head
        if (middles[-count] > height * (1 - _MARGIN) or numbers[-count]) and small[-count]:
            apart = _apart(steps, -count, usual) and not (count == 2 and _apart(steps, -1, usual))
            foot = count if known[-count] or (apart and not _has_text(lines[-count:], running)) else foot
    return lines[:head], lines[max(head, len(lines) - foot) :]


def _running_type(lines: Sequence[Line]) -> tuple[str, float]:
    """The typeface of most of the text of a page, and how wide its longest lines are."""
    faces: Counter[str] = Counter()
    for line in lines:
        for piece in line:
            faces[piece.face] += len(piece.text)
    return faces.most_common(1)[0][0], max(piece.right - piece.left for line in lines for piece in line)


def _has_text(lines: Iterable[Line], running: tuple[float, str, float]) -> bool:
    """Whether one of some lines apart at the edge of a page is of its text: in the text's type, and as wide, within a
    sentence or the end of one. `running`: the size, the face and the width of the text."""
    size, face, wide = running
    for piece in (piece for line in lines for piece in line):
        alike = abs(piece.size - size) < 0.04 * size and piece.face == face and not piece.bold
        within = re.match("[a-z]", piece.text) or (len(piece.text) > 8 and stops(piece.text))
        if alike and (within or piece.right - piece.left > _WIDE * wide):
            return True
    return False


def _known(texts: Sequence[str], repeated: Container[str]) -> bool:
    """Whether a line stands on other pages, too; a number beside words may be that of a line in a contents page."""
    return any(text in repeated and text != "#" for text in texts) or all(text in repeated for text in texts)


def _apart(steps: Sequence[float], place: int, usual: float) -> bool:
    return -len(steps) <= place < len(steps) and steps[place] > _APART * usual


def _line_distance(lines: Sequence[Line]) -> float:
    """From a piece to the next below it, mostly; the lines of two columns may stand between one another."""
    steps = []
    covered = [_covered(line) for line in lines]
    for place, line in enumerate(lines):
        for piece in line:
            for below in range(place + 1, min(place + 9, len(lines))):
                ends, begins = covered[below]
                at = bisect_right(ends, piece.left)
                if at < len(ends) and begins[at] < piece.right:
                    steps.append(lines[below][0].middle - piece.middle)
                    break
    return median(steps) if steps else 0.0


def _covered(line: Line) -> tuple[list[float], list[float]]:
    """Where the stretches of a line that something stands on end, and where they begin, from the left."""
    ends: list[float] = []
    begins: list[float] = []
    for piece in line:
        if ends and piece.left <= ends[-1]:
            ends[-1] = max(ends[-1], piece.right)
        else:
            begins.append(piece.left)
            ends.append(piece.right)
    return ends, begins


def _edge_rows(line: Line, page: int) -> list[Row]:
    """What stands in the corners and in the middle of a head or foot, each for itself."""
    found: list[Line] = []
    for piece in line:
        if found and piece.left - found[-1][-1].right < 2 * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [Row(one, page, one.left, one.right, True, 0.0, "edge") for one in map(one_piece, found)]
