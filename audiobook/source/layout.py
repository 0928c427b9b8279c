"""Printed pages -> blocks: columns, reading order, running heads and page numbers, paragraphs.

Takes lines with their places on the page, whoever found them: a PDF's text layer or character recognition.
Measures are points or pixels, y grows downwards.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from audiobook.model import Finding
from audiobook.source.blocks import Block
from audiobook.source.joining import join
from audiobook.source.line_features import ends, stops
from audiobook.source.outline.contents import page_entry
from audiobook.source.outline.line_kinds import is_remark

_NUMBER = re.compile(
    r"^[\s\-—–·.•~～第\[（(]*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:页)?(?:\s*[/／]\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-—–·.•~～\]）)]*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line of one page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float | None = None

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page and what is printed on it, in any order."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Row:
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


def blocks(pages: Sequence[Page]) -> tuple[list[Block], list[Finding]]:
    """Paragraphs and headings of all pages in reading order, and what was left out."""
    cleaned, findings = _without_furniture(pages)
    rows = [row for page in cleaned for row in _rows(page)]
    if not rows:
        return [], findings
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.piece.size, 1)] += len(row.piece.text)
    body = sizes.most_common(1)[0][0]
    usual = [row.leading for row in rows if 0.8 < row.leading < 2.6 and abs(row.piece.size - body) < body * 0.1]
    leading = median(usual) if usual else 1.5
    groups: list[list[_Row]] = []
    for row in rows:
        if groups and _goes_on(groups[-1], row, body, leading):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_block(group, number, body) for number, group in _numbered(groups)], findings


def _numbered(groups: list[list[_Row]]) -> list[tuple[int, list[_Row]]]:
    number = 1
    found = []
    for group in groups:
        found.append((number, group))
        number += len(group)
    return found


def _block(group: list[_Row], number: int, body: float) -> Block:
    text = group[0].piece.text.strip()
    for row in group[1:]:
        text = join(text, row.piece.text.strip())
    first = group[0]
    sure = [row.piece.confidence for row in group if row.piece.confidence is not None]
    width = first.right - first.left
    middle = (first.piece.left + first.piece.right) / 2 - (first.left + first.right) / 2
    indent = first.piece.left - first.left
    return Block(
        text,
        (number, number + len(group) - 1),
        size=round(first.piece.size / body, 2),
        bold=all(row.piece.bold for row in group),
        centred=len(group) == 1 and indent > first.piece.size * 3 and abs(middle) < width * 0.05,
        indented=indent > first.piece.size * 1.2,
        page=first.page,
        starts_page=first.first,
        confidence=min(sure) if sure else None,
    )


def _goes_on(group: list[_Row], row: _Row, body: float, leading: float) -> bool:
    """Whether `row` belongs to the paragraph of `group`."""
    last = group[-1]
    size = row.piece.size
    if abs(size - last.piece.size) > 0.12 * max(size, last.piece.size) or row.piece.bold != last.piece.bold:
        return False
    if page_entry(last.piece.text) or page_entry(row.piece.text) or is_remark(row.piece.text):
        return False
    indent = row.piece.left - row.left
    if indent > size * 1.2 and not (
        len(group) == 1 and indent <= (last.piece.left - last.left) * 1.05 and _hanging(last, row)
    ):
        return False
    room = last.right - last.piece.right
    full = room < size * 1.6
    if row.first:
        return not stops(last.piece.text) and (full or not ends(last.piece.text)) and abs(size - body) < body * 0.12
    if row.leading > leading * 1.45:
        return False
    if abs(size - body) > body * 0.12:
        return full
    return full or (not ends(last.piece.text) and room < size * 6 and len(last.piece.text) > 8)


def _hanging(last: _Row, row: _Row) -> bool:
    """A block set in as a whole: a quotation."""
    return (
        last.right - last.piece.right < row.piece.size * 1.6
        and abs(last.piece.left - row.piece.left) < row.piece.size * 0.3
    )


# ------------------------------------------------------------------------------------------- reading order


def _rows(page: Page) -> list[_Row]:
    found: list[_Row] = []
    for column in _columns(list(page.pieces), page.width):
        lines = _lines(column)
        if not lines:
            continue
        left, right = _edge(lines, "left"), _edge(lines, "right")
        for place, line in enumerate(lines):
            leading = (line.middle - lines[place - 1].middle) / max(1.0, line.size) if place else 0.0
            found.append(_Row(line, page.number, left, right, place == 0, leading))
    return found


def _edge(lines: list[Piece], side: str) -> float:
    """Where lines of a column begin or end: the outermost place at which several do, so that one wide title or
    one hanging mark does not move it."""
    places = sorted((getattr(line, side) for line in lines), reverse=side == "right")
    size = median(line.size for line in lines)
    several = 1 if len(lines) < 4 else max(2, len(lines) // 8)
    for place in places:
        if sum(abs(other - place) <= size * 1.7 for other in places) >= several:
            return float(place)
    return float(places[0])


def _lines(pieces: list[Piece]) -> list[Piece]:
    """Pieces beside one another put together to lines, from the top down."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        for line in reversed(found[-4:]):
            if abs(line[0].middle - piece.middle) < 0.5 * min(line[0].size, piece.size):
                line.append(piece)
                break
        else:
            found.append([piece])
    return [_one(sorted(line, key=lambda p: p.left)) for line in found]


def _one(pieces: list[Piece]) -> Piece:
    text = pieces[0].text
    for before, piece in itertools.pairwise(pieces):
        gap = piece.left - before.right
        text += ("\t" if gap > piece.size * 2.5 else " " if gap > piece.size * 0.3 else "") + piece.text
    main = max(pieces, key=lambda p: len(p.text))
    sure = [p.confidence for p in pieces if p.confidence is not None]
    return replace(
        main,
        text=text,
        left=pieces[0].left,
        right=max(p.right for p in pieces),
        top=min(p.top for p in pieces),
        bottom=max(p.bottom for p in pieces),
        bold=all(p.bold for p in pieces),
        confidence=min(sure) if sure else None,
    )


def _columns(pieces: list[Piece], width: float) -> list[list[Piece]]:
    """Pieces in the order columns are read: what spans them, then left, then right, down to the next that spans."""
    if len(pieces) < 8:
        return [pieces] if pieces else []
    gutter = _gutter(pieces)
    if gutter is None:
        return [pieces]
    found: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    spanning: list[Piece] = []

    def close() -> None:
        found.extend(_columns(left, width) if left else [])
        found.extend(_columns(right, width) if right else [])
        left.clear()
        right.clear()

    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        if piece.left < gutter - 1 and piece.right > gutter + 1:
            close()
            spanning.append(piece)
            continue
        if spanning:
            found.append(list(spanning))
            spanning.clear()
        (left if piece.right <= gutter + 1 else right).append(piece)
    close()
    if spanning:
        found.append(spanning)
    return found


def _gutter(pieces: list[Piece]) -> float | None:
    """The x of a white band with lines on both sides at the same heights, crossed by few."""
    first, last = min(p.left for p in pieces), max(p.right for p in pieces)
    best: tuple[float, float] | None = None
    for step in range(25, 76):
        x = first + (last - first) * step / 100
        left = [p for p in pieces if p.right <= x + 1]
        right = [p for p in pieces if p.left >= x - 1]
        crossing = len(pieces) - len(left) - len(right)
        if min(len(left), len(right)) < 3 or crossing * 3 > len(left) + len(right):
            continue
        if not _side_by_side(left, right):
            continue
        score = crossing + abs(step - 50) / 100
        if best is None or score < best[0]:
            best = (score, x)
    return best[1] if best else None


def _side_by_side(left: list[Piece], right: list[Piece]) -> bool:
    """Both are columns of text: they share heights, and lines in both are long."""
    top = max(min(p.top for p in left), min(p.top for p in right))
    bottom = min(max(p.bottom for p in left), max(p.bottom for p in right))
    shared = [p for p in [*left, *right] if top <= p.middle <= bottom]
    if len(shared) < 6:
        return False
    return all(median(len(p.text) for p in side) >= 6 for side in (left, right))


# ---------------------------------------------------------------------------------------------- furniture


def _without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[Finding]]:
    """Pages without page numbers and what stands at the head or foot of several."""
    zones: dict[tuple[str, str], set[int]] = {}
    edges: dict[int, list[tuple[str, Piece]]] = {}
    for page in pages:
        edges[page.number] = _edges(page)
        for zone, piece in edges[page.number]:
            zones.setdefault((zone, _masked(piece.text)), set()).add(page.number)
    findings: list[Finding] = []
    cleaned: list[Page] = []
    for page in pages:
        out: set[int] = set()
        for zone, piece in edges[page.number]:
            often = len(zones[zone, _masked(piece.text)]) >= (2 if len(pages) < 6 else 3)
            if _NUMBER.match(piece.text) or (often and len(piece.text) <= 60):
                out.add(id(piece))
                kind = "page number" if _NUMBER.match(piece.text) else "running head"
                findings.append(Finding("dropped", None, f"Not read ({kind}, page {page.number}): {piece.text}"))
        cleaned.append(replace(page, pieces=tuple(p for p in page.pieces if id(p) not in out)))
    return cleaned, findings


def _edges(page: Page) -> list[tuple[str, Piece]]:
    """Pieces of the two outermost lines above and below, where they stand near the page's edge."""
    lines = sorted({round(piece.middle / max(1.0, piece.size)) for piece in page.pieces})
    tops, bottoms = set(lines[:2]), set(lines[-2:])
    found = []
    for piece in page.pieces:
        line = round(piece.middle / max(1.0, piece.size))
        if line in tops and piece.middle < page.height * 0.14:
            found.append(("top", piece))
        elif line in bottoms and piece.middle > page.height * 0.86:
            found.append(("bottom", piece))
    return found


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()))
