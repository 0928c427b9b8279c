"""Printed pages -> blocks: the lines of each page in reading order, put together to paragraphs and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from audiobook.model import ParagraphKind
from audiobook.source import (
    bookmarks,
    columns,
    drop_caps,
    fixed_pitch,
    numberings,
    printed_formulas,
    printed_notes,
    reading_order,
)
from audiobook.source.blocks import Block, changed
from audiobook.source.bylines import byline
from audiobook.source.joining import join_all
from audiobook.source.line_features import LABELLED, ends, is_chinese, longest_title, stops
from audiobook.source.outline.entries import page_entry
from audiobook.source.outline.line_kinds import is_remark
from audiobook.source.reading_order import NOTE_MARK, Page, Piece, Row

_ALIKE = 0.12
"""Sizes that differ by less are one size."""
_SMALL = 0.92
"""Type that is smaller than this times the text's is small."""
_BULLET = re.compile(r"[•◦‣▪∙]\s*(?=\S)|–\s+(?=\S)")
_ITEM = re.compile(r"[•◦‣▪∙●○–]|\[\d{1,3}\]|[（(]?\d{1,3}[.．)）]|[a-z][.)]")
_OPTION = re.compile(r"[（(]?(?:[A-Ha-h]|\d{1,2})[.．、)）]\s*\S")
"""One of several answers that stand beside one another."""
_LEADERS = re.compile(r"\s*(?:[.．·…⋯]\s*){6,}")
"""Dots that lead the eye to a page number."""


_WITHIN = re.compile(r"[A-Za-z][\w-]{0,60}\w(?=\W{1,9}\w)")
"""A word with others behind it on its line."""
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_TITLE = 20
"""Lines that a title is broken into at the most."""
_BOXED = 40
"""Paragraphs of the boxes and tables beside a text, at the most."""
_EMPTY = 0.3
"""A line that leaves so much of its column empty ends its paragraph."""


class _Usual(NamedTuple):
    """What the running text of the publication looks like."""

    size: float
    leading: float
    """From line to line, in sizes."""
    width: float
    """Of a column, in points or pixels."""
    words: Container[str]
    """Latin words that stand within lines."""
    faces: frozenset[str]
    """The typefaces of the running text, one for Chinese and one for Latin letters."""


def blocks(pages: Sequence[Page], marks: Sequence[bookmarks.Bookmark] = ()) -> list[Block]:
    """Paragraphs, headings, notes, rows of tables, heads and feet of all pages in reading order; headings have levels
    where `marks` lead to them."""
    pages = fixed_pitch.marked([drop_caps.joined(page) for page in pages])
    repeated = reading_order.repeating(pages)
    known = columns.edges(pages)
    rows = [row for page in pages for row in reading_order.rows(page, repeated, known)]
    if not rows:
        return []
    rows = _weights(rows)
    usual = _usual(rows)
    groups: list[list[Row]] = []
    notes = printed_notes.find(rows, usual.size)
    formulas = printed_formulas.find(rows, usual.leading)
    code = fixed_pitch.code(rows)
    heads = bookmarks.headings(rows, marks)
    head_of = {place: head for head in heads for place in range(head.first, head.stop)}
    kinds: list[ParagraphKind | None] = []
    levels: dict[int, int] = {}
    open_ = -1
    for place, row in enumerate(rows):
        kind: ParagraphKind | None = "note" if place in notes else "table" if row.zone == "table" else "body"
        if row.zone == "edge":
            kind = None
        elif kind != "note" and (place in code or place in formulas):
            kind = "code" if place in code else "formula"
        head = head_of.get(place)
        if head is not None:
            kind = "body"
            if place == head.first:
                groups.append([])
                kinds.append(kind)
                levels[len(groups) - 1] = head.level
            groups[-1].append(row)
            open_ = len(groups) - 1
            continue
        if row.first:
            # a paragraph goes on in the next column or on the next page, after notes, feet and heads
            open_ = _open_text(groups, kinds, row.piece, usual) if kind == "body" else len(groups) - 1
        elif kind == "note" and place - 1 not in notes and not NOTE_MARK.match(row.piece.text):
            # what a page had no room for of its last note
            open_ = len(kinds) - 1 - kinds[::-1].index("note") if "note" in kinds[-_BOXED:] else open_
        one_formula = kind == "formula" and formulas[place] < place
        if (
            open_ >= 0
            and open_ not in levels
            and kinds[open_] == kind
            and (one_formula or _joins(groups[open_], row, kind, usual))
        ):
            groups[open_].append(row)
        else:
            open_ = len(groups)
            groups.append([row])
            kinds.append(kind)
    number, found, page = 1, [], 0
    for at, (group, kind) in enumerate(zip(groups, kinds, strict=True)):
        # the first line of the page's text, and its head, if it has one
        starts = group[0].first and group[0].page != page
        if kind == "body":
            page = group[-1].page
        one = _heading(group, number, usual) if at in levels else _block(group, number, usual, kind or "body")
        found.append(changed(one, starts_page=starts, edge=kind is None, level=levels.get(at)))
        number += len(group)
    return bookmarks.ranked(found) if levels else found


def _open_text(
    groups: Sequence[Sequence[Row]], kinds: Sequence[ParagraphKind | None], piece: Piece, usual: _Usual
) -> int:
    """The last group that is neither a note nor a head or foot; but where that is of a box or a table, set in another
    type than `piece`, the last one before it of that type. -1: there is none."""
    last, boxed = -1, True
    for at in range(len(groups) - 1, max(-1, len(groups) - 1 - _BOXED), -1):
        if kinds[at] not in (None, "note"):
            last = at if last < 0 else last
            if _is_display(piece, usual):
                return last
            one = groups[at][-1].piece
            if abs(one.size - piece.size) < 0.04 * piece.size and kinds[at] == "body" and one.face == piece.face:
                # what stands between is a box only if it begins a column of its own
                return at if boxed else last
            boxed = groups[at][0].first or kinds[at] == "table"
    return last


def _weights(rows: list[Row]) -> list[Row]:
    """Bold type says nothing where most of the text is bold."""
    bold = sum(len(row.piece.text) for row in rows if row.piece.bold)
    if bold * 2 < sum(len(row.piece.text) for row in rows):
        return rows
    return [replace(row, piece=replace(row.piece, bold=False)) for row in rows]


def _usual(rows: Sequence[Row]) -> _Usual:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.piece.size, 1)] += len(row.piece.text)
    size = sizes.most_common(1)[0][0]
    text = [row for row in rows if row.zone == "text" and abs(row.piece.size - size) < size * 0.1]
    leadings = [row.leading for row in text if 0.8 < row.leading < 2.6]
    words = {word for row in rows for word in _WITHIN.findall(row.piece.text)}
    width = median([row.right - row.left for row in text]) if text else 0.0
    return _Usual(size, median(leadings) if leadings else 1.5, width, words, _faces(rows, size))


def _faces(rows: Sequence[Row], size: float) -> frozenset[str]:
    """The typeface that most of what is `size` large is set in, of Chinese and of Latin letters; none where it is not
    known, or where no typeface is that of the text."""
    counts: dict[bool, Counter[str]] = {}
    for row in rows:
        if abs(row.piece.size - size) < _ALIKE * size:
            counts.setdefault(is_chinese(row.piece.text), Counter())[row.piece.face] += len(row.piece.text)
    found = [(face, count * 2 > one.total()) for one in counts.values() for face, count in one.most_common(1)]
    return frozenset(face for face, _ in found) if found and all(face and most for face, most in found) else frozenset()


def _is_display(piece: Piece, usual: _Usual) -> bool:
    """Whether it is set apart from the running text by its type."""
    other = bool(usual.faces) and piece.face not in usual.faces
    return piece.size > (1 + _ALIKE) * usual.size or piece.bold or (other and piece.size > _SMALL * usual.size)


def _one_look(one: Piece, other: Piece) -> bool:
    return abs(one.size - other.size) < 0.05 * one.size and one.bold == other.bold and one.face == other.face


def _joins(group: list[Row], row: Row, kind: ParagraphKind | None, usual: _Usual) -> bool:
    if kind == "note":
        goes_on = not row.first or not stops(group[-1].piece.text)
        return goes_on and not NOTE_MARK.match(row.piece.text)
    return kind == "code" or (kind == "body" and _goes_on(group, row, usual))


def _block(group: list[Row], number: int, usual: _Usual, kind: ParagraphKind) -> Block:
    text = group[0].piece.text.strip()
    if len(group) > 1 and _number_over_name(group[:1], group[1], usual):
        text += " "
    if len(group) > 1 and LABELLED.fullmatch(text) and text[-1] not in "：:】])）":
        text += "：" if is_chinese(text) else ":"
    if kind == "formula":
        text = printed_formulas.text([row.piece.text for row in group])
    elif kind == "code":
        text = "\n".join(row.piece.text.strip() for row in group)
    else:
        text = join_all([text, *(row.piece.text.strip() for row in group[1:])], usual.words)
    if kind == "note" and (mark := NOTE_MARK.match(text)) and mark["digits"]:
        text = f"[{mark['digits']}] {text[mark.end() :].lstrip(' .．)）、')}"
    if kind == "body" and (bullet := _BULLET.match(text)):
        kind, text = "list", text[bullet.end() :]
    if kind == "body" and "\t" in text and all(map(_OPTION.match, text.split("\t"))):
        kind, text = "list", " ".join(text.split("\t"))
    text = _LEADERS.sub("……", text)
    first = group[0]
    sure = [row.piece.confidence for row in group if row.piece.confidence is not None]
    width = first.right - first.left
    middle = (first.piece.left + first.piece.right) / 2 - (first.left + first.right) / 2
    indent = first.piece.left - first.left
    return Block(
        text,
        (number, number + len(group) - 1),
        kind=kind,
        size=round(first.piece.size / usual.size, 2),
        bold=all(row.piece.bold for row in group),
        other_face=bool(usual.faces) and not any(row.piece.face in usual.faces for row in group),
        face=first.piece.face,
        space=round(first.leading * first.piece.size / (usual.leading * usual.size), 2),
        closed=group[-1].right - group[-1].piece.right > _EMPTY * (group[-1].right - group[-1].left),
        centred=len(group) == 1 and indent > first.piece.size * 3 and abs(middle) < width * 0.05,
        indented=indent > first.piece.size * 1.2,
        page=first.page,
        confidence=min(sure) if sure else None,
    )


def _heading(group: list[Row], number: int, usual: _Usual) -> Block:
    """What a bookmark leads to: its number, if it stands over it, and its name."""
    found = _block(group[-1:], number, usual, "body")
    above = group[:-1]
    if above and (one := numberings.numbered(above[0].piece.text)) is not None and one.bare:
        name = join_all([row.piece.text.strip() for row in group[1:]], usual.words)
        text = f"{above[0].piece.text.strip()} {name}"
    else:
        text = join_all([row.piece.text.strip() for row in group], usual.words)
    return replace(found, text=text, lines=(number, number + len(group) - 1), kind="body")


def _goes_on(group: list[Row], row: Row, usual: _Usual) -> bool:
    """Whether `row` belongs to the paragraph of `group`."""
    last = group[-1]
    size = row.piece.size
    room = last.right - last.piece.right
    full = room < max(1.6 * size, 1.15 * _first_word(row.piece) + 0.5 * size)
    within = full and not ends(last.piece.text)
    if _number_over_name(group, row, usual):
        return True
    if LABELLED.fullmatch(last.piece.text) and len(group) == 1:
        return not row.first and row.leading < 3 and abs(size - last.piece.size) < 0.05 * size
    if abs(size - last.piece.size) > _ALIKE * max(size, last.piece.size):
        return False
    if row.piece.bold != last.piece.bold and not within:
        return False
    if LABELLED.match(row.piece.text) or _BULLET.match(row.piece.text):
        return False
    if page_entry(last.piece.text) or page_entry(row.piece.text) or (not within and is_remark(row.piece.text)):
        return False
    if _one_heading(group, row, usual):
        return True
    if _next_item(group, row):
        return False
    indent = row.piece.left - row.left
    if indent > size * 1.2 and not _set_in(group, row, indent):
        return False
    large = abs(size - usual.size) > usual.size * _ALIKE
    if row.first:
        # lines of a title page are all as wide as themselves
        wide = last.piece.right - last.piece.left > 0.5 * usual.width
        return wide and not stops(last.piece.text) and (full or not ends(last.piece.text)) and not large
    if row.leading > usual.leading * 1.45:
        return False
    return full


def _first_word(piece: Piece) -> float:
    """About how wide the first word is: a line that had no room for it is full."""
    word = re.match("[!-~’]+", piece.text)
    return (piece.right - piece.left) * len(word[0]) / len(piece.text) if word else 0.0


def _one_heading(group: Sequence[Row], row: Row, usual: _Usual) -> bool:
    """Lines of one look that is not the text's, close under one another: a heading broken in two."""
    last = group[-1]
    if row.first or not _one_look(last.piece, row.piece) or not _is_display(last.piece, usual):
        return False
    text = "".join(one.piece.text for one in group) + row.piece.text
    if len(group) > _LONGEST_TITLE or len(text) > longest_title(text):
        return False
    if numberings.kind(row.piece.text) or byline(row.piece.text, sure=True) or stops(last.piece.text):
        return False
    if row.piece.size < 1.2 * usual.size:
        return row.leading < 1.15 * usual.leading and _under_the_name(group[0], row)
    middles = [(one.piece.left + one.piece.right) / 2 for one in (last, row)]
    centred = abs(middles[0] - middles[1]) < row.piece.size and abs(row.piece.left - last.piece.left) > 0.5
    flush = abs(row.piece.left - last.piece.left) < 0.3 * row.piece.size
    return row.leading < (2 if centred else 1.6 if flush else 0)


def _under_the_name(numbered: Row, row: Row) -> bool:
    """Whether a line begins below what stands behind the number of a heading: 2 Where the bells, / of Saltby hang."""
    found = numberings.numbered(numbered.piece.text)
    if found is None or found.bare:
        return False
    name = numberings.unnumbered(numbered.piece.text)
    wide = numbered.piece.right - numbered.piece.left
    begins = wide * (1 - len(name) / len(numbered.piece.text)) + numbered.piece.left
    return abs(row.piece.left - begins) < row.piece.size


def _number_over_name(group: Sequence[Row], row: Row, usual: _Usual) -> bool:
    """Chapter 1 in large type over the chapter's name."""
    number = numberings.numbered(group[0].piece.text) if len(group) == 1 else None
    large = min(group[0].piece.size, row.piece.size) > 1.4 * usual.size
    if not any(len(run) > 1 for run in _LETTERS.findall(row.piece.text)):
        return False  # figures in a diagram
    return number is not None and number.bare and large and not row.first and row.leading < 3


def _set_in(group: Sequence[Row], row: Row, indent: float) -> bool:
    """Whether a line that is set in goes on with the one above it: in a quotation, or in an item whose mark hangs
    out."""
    last = group[-1]
    if _ITEM.match(group[0].piece.text):
        if len(group) > 1:
            return abs(indent - (last.piece.left - last.left)) < 0.3 * row.piece.size
        hang = indent - (group[0].piece.left - group[0].left)
        full = last.right - last.piece.right < 2 * row.piece.size
        return 0.3 * row.piece.size < hang < 4 * row.piece.size and (full or not stops(last.piece.text))
    return len(group) == 1 and indent <= (last.piece.left - last.left) * 1.05 and _hanging(last, row)


def _next_item(group: Sequence[Row], row: Row) -> bool:
    """Whether a line begins the item after that of `group`: with a mark at the same place, out from the lines above."""
    first, last = group[0].piece, group[-1].piece
    marked = _ITEM.match(row.piece.text) and _ITEM.match(first.text)
    hangs = len(group) == 1 or last.left > row.piece.left + 0.5 * last.size
    return bool(marked) and hangs and abs(row.piece.left - first.left) < 0.3 * first.size


def _hanging(last: Row, row: Row) -> bool:
    """A block set in as a whole: a quotation."""
    return (
        last.right - last.piece.right < row.piece.size * 1.6
        and abs(last.piece.left - row.piece.left) < row.piece.size * 0.3
    )
