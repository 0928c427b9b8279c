"""What can be said of each line: by itself, by its neighbours, by the whole document. Names of weights.tsv."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from audiobook.source import numberings
from audiobook.source.blocks import Block
from audiobook.source.line_features import comparable
from audiobook.source.outline import author_headings, laws, located, printed_heads, series, standing_rows
from audiobook.source.outline import contents as contents_page
from audiobook.source.outline.by_breaks import broken, standing
from audiobook.source.outline.by_document import whole
from audiobook.source.outline.by_forms import fields, options
from audiobook.source.outline.by_itself import BYLINE, alone, common_words
from audiobook.source.outline.by_looks import headed
from audiobook.source.outline.by_neighbours import beside, diagrams, figures, files, signed
from audiobook.source.outline.by_poems import stanza_heads, verse_heads
from audiobook.source.outline.by_print import named_under_titles, over_largest, pull_quotes, standfirsts
from audiobook.source.outline.by_rows import rows as rows_by_look
from audiobook.source.outline.contents import Contents
from audiobook.source.outline.line import SHORT, Evidence, Line, is_display
from audiobook.source.outline.theses import declarations
from audiobook.source.vocabulary import Vocabulary

_MARKED_ROW = 3
"""So many headings that are numbered alike and marked are all of their row."""


def gather(
    blocks: Sequence[Block], vocabulary: Vocabulary, names: Sequence[str] = (), *, levels: bool, named: bool = False
) -> Evidence:
    """The evidence in `blocks`, whose words `vocabulary` knows; `names`: titles that a navigation lists; `levels`:
    headings are marked as such; `named`: the file names the whole of it in its own fields."""
    authors = author_headings.find(blocks)
    lines = [Line(place, _without_level(block, place in authors)) for place, block in enumerate(blocks)]
    page = contents_page.find(blocks)
    may = [_may_be_heading(block) for block in blocks]
    inside = range(page.first, page.last + 1) if page else range(0)
    marked_rows = _marked_rows(blocks) if levels else {}
    rows = series.find(
        [block.text[:SHORT] for block in blocks],
        [ok and i not in inside and _is_of_its_row(blocks[i], marked_rows) for i, ok in enumerate(may)],
        # a level is said by the file, whatever its headings look like
        [None if b.page is None or b.level else (round(b.size * 20), b.bold) for b in blocks],
    )
    marked: dict[int, list[int]] = {}
    for line in lines:
        if line.block.level and line.place not in inside:
            marked.setdefault(line.block.level, []).append(line.place)
    listed = _listed(lines, page, names, may)
    if levels and marked:
        among = frozenset(place for place in listed if lines[place].block.level)
        listed = among if len(among) * 2 >= len(listed) else listed
    for row in rows:
        # a series is listed all or not at all, even if its contents lack an entry; of names under bare numbers many
        # read otherwise there: To the Same
        members = {one.place for one in row.members}
        bare = sum(one.bare for one in row.members) * 4 >= len(members) * 3
        if len(members & listed) * 4 >= len(members) * (1 if bare else 3):
            listed |= members
    evidence = Evidence(lines, page, rows, listed, marked, laws.find([block.text for block in blocks]), named=named)
    alone(lines, may)
    common_words(lines)
    whole(evidence, levels=levels)
    declarations(lines)
    figures(lines)
    diagrams(lines)
    files(lines)
    beside(lines)
    fields(lines)
    options(lines)
    over_largest(lines)
    pull_quotes(lines)
    if not levels or sum(map(len, marked.values())) < 2:
        headed(lines)
        standing(lines, vocabulary)
        broken(lines, vocabulary)
        stanza_heads(lines)
        verse_heads(lines)
        rows_by_look(lines)
        evidence.rows = standing_rows.find(lines)
        chapters = [[one.place for one in row.members] for row in rows if row.rank == 1]
        standing_rows.mark(evidence.rows, lines, [listed, *chapters])
        printed_heads.mark(lines)
    named_under_titles(lines)
    standfirsts(lines)
    signed(lines, marked)
    return evidence


def _marked_rows(blocks: Sequence[Block]) -> dict[str, set[int]]:
    """Kind of numbers -> those of the headings that the file marks as such."""
    found: dict[str, set[int]] = {}
    for block in blocks:
        if block.level and (one := numberings.numbered(block.text)) is not None:
            found.setdefault(one.kind, set()).add(one.number)
    return found


def _is_of_its_row(block: Block, marked: Mapping[str, Collection[int]]) -> bool:
    """Whether a line may be of a row: where chapters are marked, their numbers in a paragraph tell of them."""
    if block.level or not marked or (one := numberings.numbered(block.text)) is None:
        return True
    numbers = marked.get(one.kind, ())
    return len(numbers) < _MARKED_ROW or one.number not in numbers


def _without_level(block: Block, of_authors: bool) -> Block:
    """A byline that the file marks as a heading is a byline."""
    if of_authors:
        return replace(block, level=None, label="byline")
    return replace(block, level=None) if block.level and BYLINE.match(block.text) else block


def _may_be_heading(block: Block) -> bool:
    text = block.text
    if block.level:
        return True
    return not block.edge and (
        (len(text) <= SHORT or is_display(block))
        and block.kind == "body"
        and "\n" not in text
        and (text[-1] not in "。，；、,;" or bool(re.match(r"[A-Z]", text) and text.upper() == text))
    )


def _listed(lines: Sequence[Line], page: Contents | None, names: Sequence[str], may: Sequence[bool]) -> frozenset[int]:
    found: set[int] = set()
    begin = page.last + 1 if page else 0
    if page:
        for first, last in located.locate([line.block for line in lines], located.highest(page.entries), begin):
            number = numberings.numbered(lines[first - 1].text) if first > begin else None
            if number is not None and number.bare and not lines[first - 1].block.edge:
                first -= 1
            found.add(first)
            for place in range(first + 1, last + 1):
                lines[place].features.append("second line")
    keys = {comparable(name) for name in names} - {""}
    if keys:
        found |= {line.place for line in lines[begin:] if may[line.place] and comparable(line.text) in keys}
    return frozenset(found)
