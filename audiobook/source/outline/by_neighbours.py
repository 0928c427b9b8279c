"""What a line is beside the lines around it: over running text, at a page's edge, over names."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from audiobook.language.word_lists import alternatives
from audiobook.source.bylines import NATION, lead
from audiobook.source.line_features import ends, squeeze
from audiobook.source.outline import line_kinds
from audiobook.source.outline.line import (
    SHORT,
    Line,
    in_row,
    is_furniture,
    is_running,
    runs,
    text_after,
    text_before,
)

_PLACE_OF = re.compile(r"(?:会议|活动)?地\s*点\s*[：:]|venue\s*:", re.I)
_HOST = re.compile(rf"(?:{alternatives('source', 'event_hosts')})[：:]", re.I)
_PERSONS = re.compile(r"^(?:出席|参加|参会|与会|列席|缺席|嘉宾|主持|发布人|present|attend)", re.I)


_BEGINS_WITHIN = re.compile(r"[a-z,.;:!?，、。；：？！”’》）)%]")


_REMARKS = frozenset(["imprint", "matter", "before frame", "after frame", "reference", "second language", "advert"])
"""Features of lines that are no text of an article, however long."""


_NUMBERED_CAPTION = re.compile(
    r"(?:[图圖表]\s?\d[\d.\-–—]*|(?:figure|fig\.|table|tab\.)\s+[A-Z]?\d[\d.\-–—]*)"
    r"(?:\s*[.:：．|]\s*|[\s\u3000]+)(?-i:[^a-z\s])",
    re.I,
)
"""Figure 7-26. Self-locking nuts; 图 3　产量. Figure 3 shows is a sentence."""
_LABEL = 40
"""Characters of a word in a diagram."""
_DATED = 30
"""Characters of a line with the date and the place where something was written."""
_FEWEST = 2
_ENCLOSES = frozenset(["public note", "enclosure"])
"""What stands below the date of an official document."""


def figures(lines: Sequence[Line]) -> None:
    """Captions by their numbers; and on printed pages the words within a diagram, line upon line over its caption."""
    for i, line in enumerate(lines):
        if line.block.kind != "body" or line.block.level or len(line.text) > _CAPTION:
            continue
        if not _NUMBERED_CAPTION.match(line.text):
            continue
        line.block = replace(line.block, kind="caption")
        line.features = ["kind", "kind caption", *(one for one in line.features if one in OF_PAGE)]
        line.authors = ()
        first = i
        while line.block.page is not None and first > 0 and _is_label(lines[first - 1]):
            first -= 1
        if i - first >= _FEWEST:
            for label in lines[first:i]:
                label.features.append("figure label")


def files(lines: Sequence[Line]) -> None:
    """The last line of a file, under its text: it belongs to nothing in the next."""
    running = -1
    for line, after in itertools.pairwise(lines):
        if is_running(line):
            running = line.block.part
        if line.block.part and after.block.part > line.block.part == running and not line.block.level:
            line.features.append("ends file")
            if len(line.text) <= _DATED and line_kinds.date(line.text):
                # 2010年12月25日，写于上海, under who signs
                line.features += [] if "date" in line.features else ["date"]
                if line.place and "short" in lines[line.place - 1].features:
                    lines[line.place - 1].features.append("over date")


def diagrams(lines: Sequence[Line]) -> None:
    """Figures and letters scattered over a printed page, with the words among them, are labels of a diagram."""
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and _is_scattered(lines[stop]):
            stop += 1
        bare = sum(bool(_BARE.fullmatch(line.text)) for line in lines[at:stop])
        if stop - at >= _SCATTERED and bare >= _FEWEST:
            for label in lines[at:stop]:
                # 1, 3, 4 over a drawing are no numbers of chapters
                label.features = [one for one in label.features if one in OF_PAGE] + ["figure label"]
                label.authors = ()
        at = max(stop, at + 1)


def _is_scattered(line: Line) -> bool:
    set_in = line.block.page is not None and bool(line.block.indented or line.block.centred)
    bare = line.block.kind == "body" and not line.block.edge and _BARE.fullmatch(line.text) is not None
    return set_in and "in contents" not in line.features and (bare or _is_label(line))


_BARE = re.compile(r"(?:\d{1,2}|[A-Za-z])(?:[\s,]+(?:\d{1,2}|[A-Za-z]))*")
_SCATTERED = 3


def _is_label(line: Line) -> bool:
    short = line.block.kind == "body" and not line.block.level and max(map(len, line.text.split("\t"))) <= _LABEL
    return short and not ends(line.text) and not in_row(line) and not line.block.edge


_CAPTION = 400
"""Characters of a caption at the most."""
OF_PAGE = frozenset(["head or foot", "page start", "gap", "wide gap", "in contents"])


def beside(lines: Sequence[Line]) -> None:
    """Adds what the lines around it say of each."""
    running = [i for i, line in enumerate(lines) if is_running(line) and _REMARKS.isdisjoint(line.features)]
    # a form is all tables
    running = running or [i for i, line in enumerate(lines) if line.block.kind in ("table", "list")]
    first, last = (running[0], running[-1]) if running else (len(lines), -1)
    gaps = Counter(min(line.block.gap, 6) for line in lines[1:])
    usual = gaps.most_common(1)[0][0] if gaps else 0
    edge = {i for i, line in enumerate(lines) if is_furniture(line)}
    event = any("particular" in line.features and _PLACE_OF.match(line.text) for line in lines)
    for i, line in enumerate(lines):
        if event and "imprint" in line.features and _HOST.match(squeeze(line.text)):
            # of a meeting that is told of, not of the publication
            line.features = [f for f in line.features if f not in ("imprint", "publisher")]
        add, block = line.features.append, line.block
        if i < first:
            add("before text")
        if i > last:
            add("after text")
            if {"column name", "bracketed"} & set(line.features):
                add("column after text")
        if block.level and i + 1 < len(lines) and not lines[i + 1].block.level:
            # a marked heading over text is that text's, also where it ends as columns do: 相对论
            line.features = [f for f in line.features if f != "column name"]
            add = line.features.append
        if i == 0:
            add("first")
        if block.starts_page:
            add("page start")
        if block.edge:
            add("head or foot")
        if block.gap > usual:
            add("gap" if block.gap <= usual + 1 else "wide gap")
        if {i - 1, i + 1} & edge:
            add("at page edge")
        before, after = text_before(lines, i), text_after(lines, i)
        goes_on = before is not None and "particular" in before.features and line.authors and i < first
        if goes_on and before is not None and _PERSONS.match(before.text):
            line.features = [f for f in line.features if f not in ("names", "names maybe")] + ["particular"]
            line.authors, add = (), line.features.append
        if before is not None and len(before.text) > 15 and not ends(before.text) and is_running(before):
            add("after unfinished")
        if after is not None:
            if line.authors and after.authors and NATION.match(after.text) and not NATION.match(line.text):
                # 山中, over ［宋］陆山行
                line.features = [f for f in line.features if f not in ("names", "names maybe")] + ["before names"]
                line.authors, add = (), line.features.append
            if _BEGINS_WITHIN.match(after.text) and not after.block.level:
                add("before middle")
            if runs(after):
                add("before running")
            if i < first and in_row(after) and not in_row(line):
                add("before heading")
            closes = i > last or (after.place + 1 < len(lines) and _ENCLOSES & set(lines[after.place + 1].features))
            if closes and "date" in after.features and "short" in line.features:
                add("over date")
        if _BEGINS_WITHIN.match(line.text) and "address" not in line.features:
            add("begins within")
        if "italic name" in line.features and (before is None or not before.block.level):
            line.features.remove("italic name")  # emphasis in a text, or a word by itself
            line.authors = ()
        if before is not None and before.authors and "names" in before.features:
            add("after names")
            maybe = "names maybe" in line.features and "，" not in line.text and "、" not in line.text
            if maybe or "affiliation" in line.features:
                add("place maybe")


def signed(lines: Sequence[Line], marked: Mapping[int, Sequence[int]]) -> None:
    """Titles with a byline below, or a reporter named in the first words of their text."""
    _known(lines)
    for i, line in enumerate(lines):
        led = len(line.text) > 20 and lead(line.text) is not None
        known = line.block.label == "byline" and bool(line.authors)
        if not led and not known and "names" not in line.features and "credits" not in line.features:
            continue
        at = i - 1
        if not led and at > 0 and runs(lines[at]) and "names" in line.features and line.text[:1] in "（(":
            # signed below: the title stands over the text above
            while at > 0 and runs(lines[at]) and i - at < 12:
                at -= 1
            if "stands alone" in lines[at].features:
                lines[at].features.append("before lead")
            continue
        while at > 0 and set(lines[at].features) & _BETWEEN and "huge" not in lines[at].features:
            at -= 1
        while at > 0 and {"second line", "second line of dash"} & set(lines[at].features):
            at -= 1
        if at > 0 and _under_title(lines[at - 1], lines[at], marked):
            at -= 1
        if at >= 0:
            lines[at].features.append("before lead" if led else "before names")


def _known(lines: Sequence[Line]) -> None:
    """Whom the reader of a file knows to have written its one text wrote it, and nobody else."""
    known = [line for line in lines if line.block.label == "byline" and line.block.names]
    for line in known:
        line.authors = line.block.names or ()
    if known and sum(line.block.label == "title" for line in lines) == 1:
        for line in lines:
            if line.authors and line.block.label != "byline":
                line.features.append("signed by another")


def _under_title(title: Line, line: Line, marked: Mapping[int, Sequence[int]]) -> bool:
    """Whether a line between a heading and a byline is the heading's subtitle: unmarked, or of a level as rare."""
    upper, lower = title.block.level, line.block.level
    if upper is None or len(line.text) > SHORT:
        return False
    return lower is None or (lower > upper and len(marked[lower]) <= len(marked[upper]))


_BETWEEN = frozenset(
    [
        "dash",
        "second line of dash",
        "particular",
        "column name",
        "bracketed",
        "names",
        "source",
        "date",
        "date and time",
        "credits",
        "standfirst",
    ]
)
"""Features of lines that may stand between a title and its byline."""
