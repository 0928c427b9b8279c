"""Where articles begin: titles from the contents page, from bylines, and from what stands before and after them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from audiobook.language.word_lists import word_list
from audiobook.source.blocks import Block, Report, span
from audiobook.source.bylines import byline, credit, is_name, lead
from audiobook.source.line_features import close_gaps, comparable, ends, numbering, open_marks, squeeze, stops
from audiobook.source.outline.contents import Contents, ContentsEntry, split_subtitle
from audiobook.source.outline.line_kinds import (
    is_credits,
    is_dateline,
    is_imprint,
    is_page_head,
    is_photo,
    is_remark,
    is_source,
)
from audiobook.source.outline.misprints import better_title, fuller_name
from audiobook.source.vocabulary import Vocabulary, splits_a_word

_REACH = 5_000
"""So many short lines ahead an article of the contents page is looked for."""
_DASHED = re.compile(r"^\s*(?:——|--+|―+|⸺|──|—|－－)\s*(?=\S)")
_COLUMN_END = re.compile(f"(?:{'|'.join(sorted(word_list('source', 'column_endings')))})$")
_BRACKETED = re.compile(
    r"^[【〔\[■□◆●▲★☆※◎▌▎丨｜|].{2,20}?[】〕\]]?$|^[“《].{2,30}[”》](?:第[一二三四五六七八九十]+[卷辑册])?$|.*[·•｜|/].*"
)
_SIGNED = re.compile(r"by\s|written by\s|作者|[文图]\s*[/／｜|:：]|撰文|[□■○◎●◇◆]", re.I)
_OPENING = word_list("source", "headings")
_DANGLING = "一二三四五六七八九十两几的和与及在是对把被将从向于为以并或、，,：:《“（(——之让"
_LEADING = "的和与及、，,：）)》”之者等"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an article: blocks start … body-1."""

    start: int
    body: int
    title: str
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    column: str | None = None
    source: str | None = None
    place: int = 0
    """Index of the title's first block."""


def is_short(block: Block, most: int = 60) -> bool:
    """A line that may be a title, a heading, a kicker: short, not ended like a sentence."""
    text = block.text.strip()
    core = text.rstrip("”’」』）)》\"'")
    if len(text) > most or "\n" in text or not core or core[-1] in "。；，,;、" or (core[-1] == "." and core == text):
        return False
    return not is_remark(text)


def is_body(block: Block) -> bool:
    """Running text: long, or a whole sentence."""
    return block.level is None and (len(block.text) > 60 or (len(block.text) >= 10 and stops(block.text)))


def is_running(block: Block) -> bool:
    """Running text, or what a page break has left of it."""
    size = len(block.text)
    return size > 45 or (size >= 8 and ends(block.text)) or (size >= 18 and any(c in block.text for c in "，,"))


def is_column(text: str) -> bool:
    """A column's name: short and of the kind newspapers use.

    >>> is_column("思想纵横"), is_column("【理论前沿】"), is_column("引言")
    (True, True, False)
    """
    bare = squeeze(text)
    if bare in _OPENING or numbering(text):
        return False
    return (len(bare) <= 8 and bool(_COLUMN_END.search(bare))) or (len(bare) <= 22 and bool(_BRACKETED.match(text)))


def find(blocks: Sequence[Block], contents: Contents | None, vocabulary: Vocabulary, report: Report) -> list[Head]:
    """Heads of all articles, in order, for text that marks no headings itself."""
    begin = contents.last + 1 if contents else 0
    heads: list[Head] = []
    if contents:
        heads = _from_contents(blocks, contents, begin, report)
    taken = [(head.start, head.body) for head in heads]
    for head in _from_bylines(blocks, begin, vocabulary, after_end_only=len(heads) >= 2):
        if not any(start <= head.place < stop for start, stop in taken):
            heads.append(head)
    heads.sort(key=lambda head: head.place)
    return heads


def _from_contents(blocks: Sequence[Block], contents: Contents, begin: int, report: Report) -> list[Head]:
    short = [i for i in range(begin, len(blocks)) if len(blocks[i].text) <= 80]
    keys = {i: comparable(blocks[i].text) for i in short}
    heads: list[Head] = []
    at = begin
    for entry in contents.entries:
        spot = _locate(blocks, entry, short[bisect_left(short, at) :][:_REACH], keys)
        if spot is None:
            report.add(
                "missing",
                entry.lines,
                f"The contents page lists “{entry.title}”, but no such heading stands in the text.",
            )
            continue
        first, last = spot
        head = _head(blocks, first, last, entry, at, report)
        heads.append(head)
        at = head.body
    return heads


def _locate(
    blocks: Sequence[Block], entry: ContentsEntry, candidates: list[int], keys: dict[int, str]
) -> tuple[int, int] | None:
    """The run of one to three short blocks that reads most like the entry."""
    wanted = comparable(entry.title)
    whole = wanted + comparable(entry.subtitle or "")
    if not wanted:
        return None
    best: tuple[float, int, int] | None = None
    for i in candidates:
        text = ""
        for j in range(i, min(i + 3, len(blocks))):
            key = keys.get(j)
            if key is None or (j > i and (_DASHED.match(blocks[j].text) or byline(blocks[j].text))):
                break
            text += key
            if len(text) > len(whole) * 1.5 + 4:
                break
            score = max(fuzz.ratio(text, wanted), fuzz.ratio(text, whole) if entry.subtitle else 0.0)
            if score >= (84 if len(wanted) >= 8 else 90) and (best is None or score > best[0] + 0.01):
                best = (score, i, j)
        if best and best[0] >= 99.9:
            break
    return (best[1], best[2]) if best else None


def _head(
    blocks: Sequence[Block], first: int, last: int, entry: ContentsEntry | None, floor: int, report: Report
) -> Head:
    """Title at first … last, with what stands around it."""
    title, subtitle = split_subtitle(" ".join(block.text for block in blocks[first : last + 1]))
    here = span(*blocks[first : last + 1])
    if (
        entry
        and not subtitle
        and entry.subtitle
        and fuzz.ratio(comparable(title), comparable(entry.title + entry.subtitle)) > 90
    ):
        title, subtitle = entry.title, entry.subtitle
    elif entry and comparable(title) != comparable(entry.title):
        better = better_title(blocks, title, entry.title)
        if better != title:
            report.add("title", here, f"The heading “{title}” is read as the contents page has it: “{better}”.")
        else:
            report.add("title", entry.lines, f"The contents page has “{entry.title}” for “{title}”.")
        title = better
    head = _after(blocks, first, last, title, subtitle)
    start, column = _before(blocks, first, floor)
    head = replace(head, start=start, column=" · ".join([*column, *([head.column] if head.column else [])]) or None)
    if entry:
        head = mend_authors(head, entry, here, report)
        if not head.subtitle and entry.subtitle and fuzz.ratio(comparable(title), comparable(entry.title)) > 84:
            head = replace(head, subtitle=entry.subtitle)
    return head


def below(blocks: Sequence[Block], first: int, last: int) -> Head:
    """The head whose title is blocks first … last, with what stands under it."""
    title, subtitle = split_subtitle(" ".join(block.text for block in blocks[first : last + 1]))
    return _after(blocks, first, last, title, subtitle)


def _after(blocks: Sequence[Block], first: int, last: int, title: str, subtitle: str | None) -> Head:
    """Subtitle, byline, column and affiliation below a title."""
    authors: list[str] = []
    column: str | None = None
    source: str | None = None
    at = last + 1
    while at < len(blocks) and at <= last + 7:
        text = blocks[at].text.strip()
        under = blocks[at].label == "subtitle" or bool(_DASHED.match(text))
        if blocks[at].level and not under and not _SIGNED.match(text):
            break  # what the format marks as a heading is no name, were it one: 第三章, 白云
        if under and len(text) <= 80 and not subtitle and not authors:
            subtitle = close_gaps(_DASHED.sub("", text))
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if (
                following
                and is_short(following, 40)
                and not byline(following.text)
                and at + 2 < len(blocks)
                and byline(blocks[at + 2].text)
            ):
                subtitle = close_gaps(f"{subtitle} {following.text}")
                at += 1
        elif (names := byline(text)) and (not authors or not is_name(squeeze(text)) or is_short(blocks[at], 12)):
            authors += names
        elif (authors and len(text) <= 80 and _in_brackets(text)) or (is_source(text) and len(text) <= 60):
            source = f"{source}\n{text}" if source else text
        elif len(text) <= 12 and is_column(text) and column is None and at + 1 < len(blocks):
            column = squeeze(text)
        elif is_dateline(text) or is_credits(text):
            authors += credit(text) or ()
            source = f"{source}\n{text}" if source else text
        else:
            break
        at += 1
    return Head(first, at, title, subtitle, tuple(dict.fromkeys(authors)), column, source, first)


def _in_brackets(text: str) -> bool:
    return text[:1] in "（(" and text[-1:] in "）)" and not stops(text[:-1])


def _before(blocks: Sequence[Block], first: int, floor: int) -> tuple[int, list[str]]:
    """Kickers and column names above a title: the index of the first and their texts."""
    at = first
    while at > floor and first - at < 4:
        block = blocks[at - 1]
        if not is_short(block, 40) or len(squeeze(block.text)) < 2 or numbering(block.text) or "。" in block.text:
            break
        if byline(block.text, sure=True) or is_page_head(block.text) or _is_cut(blocks, at - 2):
            break
        at -= 1
    return at, [close_gaps(_ORNAMENT.sub("", block.text)) for block in blocks[at:first]]


_ORNAMENT = re.compile(r"^[■□●○◆◇▲△▼▽★☆▪•·◎※\s]+(?=\S)")


def _is_cut(blocks: Sequence[Block], i: int) -> bool:
    """Whether block `i` is running text that goes on after it."""
    return i >= 0 and not ends(blocks[i].text) and not is_short(blocks[i]) and not is_remark(blocks[i].text)


def mend_authors(head: Head, entry: ContentsEntry, here: tuple[int, int] | None, report: Report) -> Head:
    """The head with the authors the contents page names, where its own byline is missing or has lost a character."""
    if not entry.authors or entry.authors == head.authors:
        return head
    if not head.authors:
        report.add(
            "byline", here, f"No byline stands under the heading; the contents page names {'、'.join(entry.authors)}."
        )
        return replace(head, authors=entry.authors)
    if len(head.authors) == len(entry.authors):
        mended = tuple(fuller_name(own, other) for own, other in zip(head.authors, entry.authors, strict=True))
        if mended != head.authors:
            report.add(
                "byline",
                here,
                f"The byline “{'、'.join(head.authors)}” is read as the contents page has it: {'、'.join(mended)}.",
            )
        return replace(head, authors=mended)
    return head


def _from_bylines(blocks: Sequence[Block], begin: int, vocabulary: Vocabulary, *, after_end_only: bool) -> list[Head]:
    """Heads shown by a title-like line with a byline below it and running text after that."""
    heads: list[Head] = []
    free = begin
    for i in range(begin + 1, len(blocks)):
        text = blocks[i].text
        if i <= free or not _opens(text):
            continue
        last = i - 1
        while last > free and (
            _DASHED.match(blocks[last].text) or (is_column(blocks[last].text) and is_short(blocks[last - 1]))
        ):
            last -= 1
        if not is_short(blocks[last]) or len(squeeze(blocks[last].text)) < 3 or byline(blocks[last].text, sure=True):
            continue
        first = last
        while first - 1 >= free and last - first < 2 and continues(blocks[first - 1], blocks[first], vocabulary):
            first -= 1
        head = _head(blocks, first, last, None, free, Report())
        if head.body <= i - bool(lead(text)) or not any(is_running(b) for b in blocks[head.body : head.body + 3]):
            continue
        if after_end_only and not (head.start > 0 and is_source(blocks[head.start - 1].text)):
            continue
        heads.append(head)
        free = head.body
    return heads


def _opens(text: str) -> bool:
    """Whether an article has begun a line or so before: a byline, a line of dates and sources, a reporter's lead."""
    if lead(text):
        return True
    if len(text) > 120 or is_imprint(text) or is_photo(text):
        return False
    return bool(len(text) <= 90 and byline(text, sure=True)) or (is_credits(text) and credit(text) is not None)


def continues(one: Block, two: Block, vocabulary: Vocabulary) -> bool:
    """Whether two short lines are one title broken in two."""
    broken = one.text.rstrip().endswith(("，", ",", "、")) and "。" not in one.text and len(one.text) <= 24
    if not (broken or is_short(one, 40)) or not is_short(two, 40) or is_column(one.text) or numbering(two.text):
        return False
    first, second = squeeze(one.text), squeeze(two.text)
    if first[-1] in _DANGLING or second[0] in _LEADING or open_marks(first) > 0:
        return True
    return vocabulary.together(first, second) > 0 or splits_a_word(first, second)
