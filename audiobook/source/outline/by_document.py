"""What a line is in the whole document: contents, series, frames, title pages, lines that come back."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from statistics import median

from audiobook.language.word_lists import word_list
from audiobook.source import numberings
from audiobook.source.line_features import is_chinese, squeeze, stops
from audiobook.source.outline import contents as contents_page
from audiobook.source.outline import laws
from audiobook.source.outline.counted import counts_a_paper
from audiobook.source.outline.line import HUGE, SHORT, Evidence, Line, is_running
from audiobook.source.outline.scholarly import scholarly
from audiobook.source.outline.series import Series

_LETTERHEAD = re.compile(r"^[^，。：；]{3,40}(?:文件|公报|函|公告|通报|简报|令)$")


_PAGE = 2_500
"""Characters on a page at the most."""
_SOME_PAGES = 2
"""Lines that look like the number or the head of a page: one may be anything."""
_PART_OF_A_PLAY = 6
"""So often somebody speaks who is one of the persons of a play."""
_FEW_CHAPTERS, _MANY_CHAPTERS = 5, 8
_PARTS = 3
"""Empty lines that part a text from what stands before it."""
_TITLE_PAGE = 12
"""Lines of a title page."""
_DEDICATION = 1_500
"""Characters of a title page with a dedication."""
_PRINTER = re.compile(
    r"\bcopyright\b|all rights reserved|\b(?:published|printed) (?:by|in|at|for)\b|\bpublishers?\b|"
    r"& (?:co|sons?|brothers)\b",
    re.I,
)
_CHAPTERS, _FIGURES = 2, 5
"""Ranks: below the first are chapters and volumes; the second is that of 1. and I., which may be chapters."""


_NO_NAMES = frozenset(["names", "names maybe"])
_NOT_IN_A_ROW = _NO_NAMES | {"advert", "web word", "sentence", "ends", "enclosure"}
"""What a line in a row of chapters is not, whatever it looks like."""
_FRAME = re.compile(r"\*{3} ?(?P<what>START|END) OF|End of (?:the |this )?Project Gutenberg", re.I)
"""What frames the text in files of the large free libraries."""


def whole(evidence: Evidence, *, levels: bool) -> None:
    """Adds what only the whole document says of its lines."""
    lines = evidence.lines
    page = evidence.contents
    lightly = sum(map(len, evidence.marked.values())) < 2
    legal = set(itertools.chain.from_iterable(evidence.laws))
    chapters = {one.place for row in evidence.series if row.rank == 1 for one in row.members} - legal
    if page:
        for place in range(page.first, page.last + 1):
            lines[place].features.append("in contents")
        if page.first and contents_page.HEADING.match(lines[page.first - 1].text):
            lines[page.first - 1].features.append("in contents")
    # over the contents of a book stand its own title and imprint, over those of one document the document's head
    of_one = page and (legal or contents_page.lists_sections(page) or _opens_a_text(evidence, page.first))
    is_book = page and (len(chapters) > 1 or not of_one)
    before = page.first if page and is_book else 0
    front = True
    for line in lines:
        front = front and not {"known heading", "part of a book"} & set(line.features)
        if contents_page.HEADING.match(line.text) and "in contents" not in line.features:
            line.features.append("contents heading")
        if line.place < before:
            line.features.append("before contents")
            if front:
                line.features.append("front matter")
        if line.place in evidence.listed:
            line.features = [f for f in line.features if f not in ("names", "names maybe")]
            line.authors = ()
            line.features.append("listed")
        if levels and not line.block.level and not (lightly and line.place in chapters):
            line.features.append("lightly marked" if lightly else "not marked")
    laws.mark(lines, evidence.laws)
    for row in evidence.series:
        members = {one.place for one in row.members}
        for line in lines if row.prefix else ():
            if line.text.startswith(row.prefix) and line.place not in members and len(line.text) <= SHORT:
                line.features.append("row prefix")
        for one in row.members:
            line = lines[one.place]
            if row.rank < 3:
                # 第五章 归舟（求推荐票！） is a chapter, whatever it asks for
                other = _NOT_IN_A_ROW if row.rank < _CHAPTERS else _NO_NAMES
                line.features = [f for f in line.features if f not in other]
                line.authors = ()
            if "not marked" in line.features and row.rank < _CHAPTERS:
                continue  # 第2章 in a text that marks its headings is an item of a list
            line.features.append(f"row {row.rank}")
            if one.bare:
                line.features.append("row bare")
        names = _names_of(row, lines)
        padded = sum(lines[one.place].text.startswith("00") for one in row.members[:9]) > 1  # 001 渡口
        if row.rank == _FIGURES and (
            padded or names or _counts_chapters(row, lines, alone=not chapters and not evidence.marked)
        ):
            # figures with a name under each, or as far apart as chapters are
            for one in row.members:
                kept = [f for f in lines[one.place].features if f not in ("row 5", "page number", "number alone")]
                lines[one.place].features = [*kept, "row 1"]
        for below in names:
            below.features = [f for f in below.features if f not in ("sentence", "ends", "names", "names maybe")]
            below.authors = ()
            below.features.append("below number")
    _framed(lines)
    _chats(lines)
    _matter(lines)
    _over_chapters(lines, legal)
    _official(lines)
    scholarly(lines)
    _repeats(lines)


def _opens_a_text(evidence: Evidence, stop: int) -> bool:
    """Whether over contents, before the line `stop`, stands the one heading of the highest level, with text below it:
    what is listed are sections, as of most read-me files."""
    marked = sorted((level, place) for level, places in evidence.marked.items() for place in places)
    if len(marked) < 2 or marked[0][0] == marked[1][0] or marked[0][1] >= stop:
        return False
    return any(is_running(line) for line in evidence.lines[marked[0][1] + 1 : stop])


_STAMP = re.compile(
    r"(?P<who>(?!\d)[^\s:：，。]{1,20}(?: [^\s:：，。\d]{1,15})?)[\s（(,，]+"
    r"(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+|\d{1,2}[-/.月]\d{1,2}日?\s+|(?:昨天|今天|星期.|周.)\s*)?"
    r"(?:上午|下午|晚上|凌晨)?\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?[)）:：]?"
)
_MESSAGES = 4
"""So many lines of a name and a time are of a conversation."""


def _chats(lines: Sequence[Line]) -> None:
    """Who says what when, in a conversation that was kept: the name is a speaker's, the time is not said."""
    found = [(line, one) for line in lines if len(line.text) <= SHORT and (one := _STAMP.fullmatch(line.text))]
    if len(found) < _MESSAGES or len({one["who"] for _, one in found}) * 2 > len(found) + 1:
        return
    for line, one in found:
        line.features = ["chat stamp"]
        line.authors = (one["who"],)


def _over_chapters(lines: Sequence[Line], legal: AbstractSet[int]) -> None:
    """A book's own title and its author's name: the short lines over the first of its chapters, which are no law's."""
    marks = {"row 1" if any("row 1" in line.features for line in lines) else "row 0", "part of a book"}
    chapters = [line.place for line in lines if marks & set(line.features) and line.place not in legal]
    if len(chapters) < 2:
        return  # 写在前面 over a poem is a heading of the poem
    first = chapters[0]
    level = lines[first].block.level or 0
    marked_alone = level > 0 and not any({"row 0", "row 1"} & set(lines[place].features) for place in chapters)
    none = {"in contents", "before frame", "matter", "advert"}
    above = [line for line in lines[:first] if not none & set(line.features)]
    if not _is_title_page(above, marked=level > 0):
        return
    for line in above:
        if "no letters" in line.features:
            continue
        if line.block.label == "byline" and marked_alone:
            continue  # Introduction and Conclusion are the sections of one essay, too
        if line.authors:
            line.features = [f for f in line.features if f != "called byline"] + ["names over chapters"]
        elif not any((other.block.level or level) < level for other in above):
            # what the file marks with a higher level is weighed as such
            line.features.append("over chapters")


def _is_title_page(lines: Sequence[Line], *, marked: bool) -> bool:
    """Short lines without a sentence among them; of English books in plain text also who printed it where, and when
    again. `marked`: the file says what is a heading."""
    if len(lines) <= _TITLE_PAGE and all(len(line.text) <= SHORT and not stops(line.text) for line in lines):
        return True
    if marked or len(lines) > 3 * _TITLE_PAGE or any(is_chinese(line.text) for line in lines):
        return False
    if all(len(line.text) <= 3 * SHORT for line in lines):
        return True
    # with a dedication, which may be verse
    printer = any(_PRINTER.search(line.text) for line in lines)
    return printer and sum(len(line.text) for line in lines) <= _DEDICATION


def _official(lines: Sequence[Line]) -> None:
    """The head of an official document: the issuer's name in large type, over the number of the document."""
    for line in lines[:12]:
        if "document number" in line.features:
            for above in lines[max(0, line.place - 3) : line.place]:
                if _LETTERHEAD.match(squeeze(above.text)):
                    above.features.append("letterhead")


def _matter(lines: Sequence[Line]) -> None:
    """What e-books put before and behind their text, each under its own heading: imprint, colophon, licence."""
    inside = False
    for line in lines:
        if line.block.level or line.block.gap >= _PARTS or "part of a book" in line.features:
            name = squeeze(line.text).strip(":.：").lower()
            inside = name in word_list("source", "matter_titles")
        if inside:
            line.features = [f for f in line.features if f in ("before contents", "in contents")] + ["matter"]


def _names_of(row: Series, lines: Sequence[Line]) -> list[Line]:
    """The lines under the bare numbers of `row` that are the names of its chapters.

    The Old Mint. with a full stop is a name where most numbers have such a line under them, with nothing beside it.
    """
    bare = [one for one in row.members if one.bare and one.place + 1 < len(lines)]
    below = [lines[one.place + 1] for one in bare]
    said = Counter(squeeze(line.text) for line in below).most_common(1)
    if len(below) > 1 and said[0][1] * 5 >= len(below) * 4:
        return []  # SCENE under each act is no name
    named = [line for line in below if _names_a_number(line)]
    apart = [
        line for line in below if _names_a_number(line, {"sentence", "names"}) and _stands_apart(lines, line.place)
    ]
    if len(apart) > 2 and len(apart) * 5 >= len(bare) * 4:
        return apart
    if row.rank < _CHAPTERS or (row.rank == _FIGURES and len(named) > 2 and len(named) * 5 >= len(row.members) * 4):
        return named
    return []


def _counts_chapters(row: Series, lines: Sequence[Line], *, alone: bool) -> bool:
    """Whether figures stand farther apart than the numbers of pages and sections do: those alone on their lines, or
    many with names where nothing else is numbered as chapters are (`alone`)."""
    if counts_a_paper(row, lines):
        return False
    places = [one.place for one in row.members]
    bare = sum(one.bare for one in row.members) * 5 >= len(places) * 4
    # each in a file of its own
    bare = bare or sum(lines[p - 1].block.part < lines[p].block.part for p in places if p) * 5 >= len(places) * 4
    if len(places) < (_FEW_CHAPTERS if bare else _MANY_CHAPTERS) or not (bare or alone):
        return False
    return median(_between(lines, places)) > _PAGE


def _between(lines: Sequence[Line], places: Sequence[int]) -> list[int]:
    """Characters from each of some lines to the next."""
    return [sum(len(line.text) for line in lines[one:two]) for one, two in itertools.pairwise(places)]


def _names_a_number(line: Line, despite: AbstractSet[str] = frozenset()) -> bool:
    """Whether a line under a bare number of a chapter can be the chapter's name."""
    features = set(line.features) - despite
    if "sentence" in despite and line.block.italic:
        return False  # what is seen on a stage
    number = numberings.numbered(line.text)
    if number is not None and number.bare:
        return False  # a section of the chapter
    return (
        bool(features & {"tiny", "short", "middling"})
        and not features & {"sentence", "goes on", "colon", "kind", "marked", "quotation", "no letters", "names"}
        and not any(feature.startswith("row ") for feature in features)
    )


def _stands_apart(lines: Sequence[Line], place: int) -> bool:
    """A line of a text whose paragraphs are parted by empty lines, between two of them."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    return below is not None and lines[place].block.gap > 0 and below.block.gap > 0


def _framed(lines: Sequence[Line]) -> None:
    """What stands before and behind the frame is the library's, not the author's."""
    found = [((match["what"] or "END").upper(), line.place) for line in lines if (match := _FRAME.match(line.text))]
    start = max((place for what, place in found if what == "START"), default=-1)
    end = min((place for what, place in found if what == "END" and place > start), default=len(lines))
    for line in lines:
        if line.place <= start or line.place >= end:
            line.features = [f for f in line.features if f in ("before contents", "in contents")]
            line.features.append("before frame" if line.place <= start else "after frame")


def _is_paged(lines: Sequence[Line]) -> bool:
    """Whether the file shows where its pages end: only then can a line that comes back be the head of a page."""
    if any(line.block.page is not None or line.block.edge or line.block.starts_page for line in lines):
        return True
    return sum(bool({"page number", "page head"} & set(line.features)) for line in lines) >= _SOME_PAGES


def _repeats(lines: Sequence[Line]) -> None:
    """Lines that stand again, figures apart: running heads, times of day, adverts, speakers."""
    masked: dict[tuple[bool, str], list[int]] = {}
    for line in lines:
        block = line.block
        # a title in large type is not the head that repeats it, nor are Chapter 1 and Chapter 2 one line
        plain = not block.level and block.kind == "body" and block.size < HUGE
        if len(block.text) <= SHORT and plain and not {"row 0", "row 1", "row 2"} & set(line.features):
            masked.setdefault((block.edge, re.sub(r"\d+", "#", squeeze(block.text))), []).append(line.place)
    paged = _is_paged(lines)
    for places in masked.values():
        if len(places) < 2:
            continue
        for place in places if not paged else ():
            if "capitals" in lines[place].features:
                if lines[place].text.endswith("."):
                    lines[place].features.append("speaker")  # as plays have them
                if len(places) >= _PART_OF_A_PLAY:
                    lines[place].features.append("cast")
            lines[place].features.append("repeated once" if len(places) == 2 else "repeated")
        for place in places if paged else ():
            lines[place].features.append("twice" if len(places) == 2 else "often")
            if place != places[0]:
                lines[place].features.append("again")
    numbers = [line.place for line in lines if "number alone" in line.features and "row 1" not in line.features]
    values = [int(m[0]) if (m := re.search(r"\d+", lines[p].text)) else 0 for p in numbers]
    if len(numbers) > 1 and median(_between(lines, numbers)) > _PAGE:
        return  # chapters that have no name but their number
    for (one, a), (two, b) in itertools.pairwise(zip(numbers, values, strict=True)):
        if 0 < b - a <= 4 and two - one > 1:
            for place in (one, two):
                if "rising" not in lines[place].features:
                    lines[place].features.append("rising")
