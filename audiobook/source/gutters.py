"""The white strips between columns of text, found by weighing what speaks for them.

A gutter is white over many lines; what stands on both sides of it is prose: lines that fill their column, that begin
at one edge, that have words in them and not figures. Cells of a table have white strips between them, too, but are
short, ragged and full of figures; rivers in a paragraph are narrow and soon crossed.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from audiobook.source.column_lines import (
    are_terms,
    column_lines,
    count_across,
    is_filled,
    keep_own_lines,
    prose,
    stands_alone,
    without_tables,
)
from audiobook.source.printed import Piece

_ENOUGH = 0.6
"""How much must speak for a gutter (0 to 1) that nothing else on the page or in the file confirms."""
_KNOWN = 0.4
"""The same for one that stands where other pages or other parts of this one have theirs."""
_LONG = 10
"""A line of so many sizes may stand alone at its edge."""
_SPECK = 0.6
"""What is smaller than this part of the usual type says nothing about columns."""
_RIVER, _NEXT = 4, 2.2
"""A river in a paragraph goes down so many sizes at the most; the next line is less than so many away."""
_EDGES = 40
"""So many places at which most pieces begin are tried; no page has as many columns."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A white strip: `x` is the edge of the column right of it; it is white from `top` to `bottom`."""

    x: float
    top: float
    bottom: float
    evidence: float
    lines: int
    """Lines on both sides, together."""


def strip(pieces: Sequence[Piece], known: Sequence[float] = ()) -> Strip | None:
    """The strip that most speaks for; None where the pieces are one column. `known` are edges found elsewhere."""
    if len(pieces) < 2:
        return None
    size = median(piece.size for piece in pieces)
    best: Strip | None = None
    # specks that recognition took for letters, labels of a drawing
    everything, pieces = pieces, [piece for piece in pieces if piece.size > _SPECK * size]
    falling = sorted(enumerate(pieces), key=lambda one: one[1].middle)
    for edge in _edges(pieces, size, known):
        sure = any(abs(edge - other) < size for other in known)
        for top, bottom, left, right in _free(pieces, falling, edge, size):
            if _is_river(pieces, left, right, size):
                continue
            for found in _weighed(left, right, edge, size, sure):
                one = Strip(edge, max(top, found[0]), min(bottom, found[1]), evidence=found[2], lines=found[3])
                if best is None or one.evidence * one.lines > best.evidence * best.lines:
                    best = one
    return _without_captions(everything, best) if best else None


def _without_captions(pieces: Sequence[Piece], found: Strip) -> Strip:
    """A strip without the lines at its ends that stand on one side only and belong to what spans it there: they are
    set in the type of that and not in the columns', or are a title in the middle over all columns."""
    within = [p for p in pieces if found.top <= p.middle <= found.bottom]
    main = _main_size(within)
    ends = min(p.left for p in pieces), max(p.right for p in pieces)
    top, bottom = found.top, found.bottom
    for down in (True, False):
        rest = sorted((p for p in pieces if not found.top <= p.middle <= found.bottom), key=lambda p: p.middle)
        for piece in sorted(within, key=lambda p: p.middle, reverse=down):
            row = [p for p in within if abs(p.middle - piece.middle) < 0.6 * main]
            beyond = [p for p in rest if (p.middle > piece.middle) == down and abs(p.middle - piece.middle) < 3 * main]
            one_sided = len({p.left < found.x for p in row}) == 1
            alike = any(abs(p.size - piece.size) < 0.05 * main for p in beyond)
            over_all = not down and piece.size > 1.06 * main and abs(piece.left + piece.right - sum(ends)) < 2 * main
            if not (one_sided and (alike or over_all) and abs(piece.size - main) > 0.06 * main):
                break
            rest.append(piece)
            if down:
                bottom = piece.middle - 0.45 * piece.size
            else:
                top = piece.middle + 0.45 * piece.size
    return replace(found, top=top, bottom=bottom)


def _main_size(pieces: Sequence[Piece]) -> float:
    """The type size most of the text is set in."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0]


def _edges(pieces: Sequence[Piece], size: float, known: Sequence[float]) -> list[float]:
    """Places at which several pieces begin, or a long one."""
    first = min(piece.left for piece in pieces) + 2 * size
    inner = sorted((piece for piece in pieces if piece.left > first), key=lambda p: p.left)
    places = [piece.left for piece in inner]
    long = {at for at, piece in enumerate(inner) if piece.right - piece.left > _LONG * size}
    found: list[tuple[int, float]] = []
    at = 0
    while at < len(places):
        end = at
        while end + 1 < len(places) and places[end + 1] - places[at] < 0.6 * size:
            end += 1
        if end > at or at in long or any(abs(places[at] - other) < size for other in known):
            found.append((at - end, places[at]))
        at = end + 1
    return sorted(edge for _, edge in sorted(found)[:_EDGES])


def _free(
    pieces: Sequence[Piece], falling: Sequence[tuple[int, Piece]], edge: float, size: float
) -> Iterator[tuple[float, float, list[Piece], list[Piece]]]:
    """Stretches of the page in which nothing crosses `edge`, each with what stands left and right of it; `falling`: the
    pieces from the top down, each with its place among `pieces`."""
    line = edge - 0.3 * size
    crossing: list[float] = []
    down: list[int] = []
    for at, p in falling:
        if p.left < line and p.right > line + 0.1 * size:
            crossing.append(p.middle)
        else:
            down.append(at)
    heights = [pieces[at].middle for at in down]
    bounds = [float("-inf"), *crossing, float("inf")]
    for top, bottom in itertools.pairwise(bounds):
        low, high = bisect_right(heights, top + 0.4 * size), bisect_left(heights, bottom - 0.4 * size)
        within = [pieces[at] for at in sorted(down[low:high])]
        left = [p for p in within if p.right <= line + 0.1 * size]
        right = [p for p in within if p.left >= line]
        if not left or not right:
            continue
        top = _below_paragraph(pieces, within, top, size)
        left, right = [p for p in left if p.middle > top], [p for p in right if p.middle > top]
        if left and right:
            yield top + 0.4 * size, bottom - 0.4 * size, left, right


def _is_river(pieces: Sequence[Piece], left: Sequence[Piece], right: Sequence[Piece], size: float) -> bool:
    """Whether a stretch is of a few lines of a paragraph whose gaps happen to stand one below another: a line of its
    type crosses it right above, and one more stands right below."""
    top = max(min(piece.middle for piece in side) for side in (left, right))
    bottom = min(max(piece.middle for piece in side) for side in (left, right))
    if not top <= bottom <= top + _RIVER * size:
        return False
    ends, begins = max(piece.right for piece in left) + size, min(piece.left for piece in right) - size
    faces, sizes = {piece.face for piece in left}, [piece.size for piece in left]
    least, most, next_, far = min(sizes) - 0.05 * size, max(sizes) + 0.05 * size, 0.6 * size, _NEXT * size
    near = [
        (piece.middle < top, piece.left < begins and piece.right > ends)
        for piece in pieces
        if (next_ < top - piece.middle < far or next_ < piece.middle - bottom < far)
        and piece.face in faces
        and least < piece.size < most
    ]
    # the last line of a paragraph may be too short to cross it
    return (True, True) in near and ((False, True) in near or (False, False) in near)


def _below_paragraph(pieces: Sequence[Piece], within: Sequence[Piece], top: float, size: float) -> float:
    """Where a stretch begins: below the last, short line of the paragraph that crosses it at `top`."""
    first = min(within, key=lambda p: p.middle, default=None)
    if first is None or first.middle - top > 1.9 * size:
        return top
    if sum([abs(p.middle - first.middle) < 0.5 * size for p in within]) > 1:
        return top
    above = [p for p in pieces if abs(p.middle - top) < 0.3 * size]
    goes_on = -3 * size < first.left - min([p.left for p in above]) < 0.3 * size
    return first.middle if goes_on and abs(first.size - above[0].size) < 0.1 * size else top


def _weighed(
    left: Sequence[Piece], right: Sequence[Piece], edge: float, size: float, known: bool
) -> Iterator[tuple[float, float, float, int]]:
    """Parts of a stretch that are columns: top, bottom, evidence, lines."""
    lefts, rights = column_lines(left, size, "right"), column_lines(right, size, "left")
    for top, bottom in without_tables(lefts, rights, size):
        one = [line for line in lefts if top - 0.3 * size <= line.middle <= bottom + 0.3 * size]
        other = [line for line in rights if top - 0.3 * size <= line.middle <= bottom + 0.3 * size]
        if not one or not other:
            continue
        fewest = min(len(one), len(other))
        if are_terms(one, other) or count_across(one, other, size):
            continue
        gap = edge - sorted(line.right for line in one)[-1 - len(one) // 10]
        if gap < 0.5 * size:
            continue
        # of a column that ends after a line or two nothing can be said
        sides = [side for side in (one, other) if len(side) > 2 or not known] or [one, other]
        if fewest < 4 and not known and not (is_filled(one) and is_filled(other)):
            continue
        proof = min([prose(side, size) for side in sides])
        if proof < _ENOUGH and (stands_alone(one, other, left, right, size) or keep_own_lines(one, other, size)):
            proof = _ENOUGH
        proof += 0.1 * min(1.0, gap / (2 * size)) - (0.15 if fewest < 4 else 0) - (0.15 if fewest < 2 else 0)
        if proof >= (_KNOWN if known else _ENOUGH) and (known or fewest >= 2):
            yield top - 0.45 * size, bottom + 0.45 * size, proof, len(one) + len(other)
