"""Where articles begin in formats that mark their headings: which level is the articles', and what stands above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from audiobook.source.blocks import Block, Report
from audiobook.source.bylines import byline
from audiobook.source.line_features import comparable
from audiobook.source.outline.contents import Contents, ContentsEntry
from audiobook.source.outline.heads import Head, below, is_body, mend_authors
from audiobook.source.outline.line_kinds import date, issue, publisher

_CHAPTER = re.compile(
    r"^第\s*[一二三四五六七八九十百零〇\d]+\s*[章讲课篇回集]|^(?:chapter|lecture|lesson|part)\s+[\divxlc]+\b", re.I
)


def find(blocks: Sequence[Block], contents: Contents | None, report: Report) -> list[Head]:
    """Heads of all articles; empty where nothing is marked as a heading."""
    begin = contents.last + 1 if contents else 0
    marked = [i for i in range(begin, len(blocks)) if blocks[i].level]
    if not marked:
        return []
    chosen = _article_level(blocks, marked, contents)
    heads: list[Head] = []
    above: list[str] = []
    entries = {comparable(entry.title): entry for entry in contents.entries} if contents else {}
    for place, i in enumerate(marked):
        level = blocks[i].level or 1
        if level > chosen:
            continue
        following = marked[place + 1] if place + 1 < len(marked) else len(blocks)
        empty = following == i + 1 or not any(_says(b) for b in blocks[i + 1 : following])
        top = level < chosen or (empty and following < len(blocks) and (blocks[following].level or 1) <= chosen)
        if top:
            above = [] if level < chosen else above
            above.append(blocks[i].text)
            continue
        head = below(blocks, i, i)
        head = replace(head, start=i, column=" · ".join([*above[-1:], *([head.column] if head.column else [])]) or None)
        heads.append(_mended(head, entries, blocks[i], report))
        if level == chosen and not any(b.level and b.level < chosen for b in blocks[begin:i]):
            above = []
    first = marked[0]
    if heads and blocks[first].level and heads[0].place != first and heads[0].column == blocks[first].text:
        heads[0] = replace(heads[0], column=None)
        heads = [replace(h, column=None) if h.column == blocks[first].text else h for h in heads]
    return heads


def _mended(head: Head, entries: dict[str, ContentsEntry], block: Block, report: Report) -> Head:
    entry = entries.get(comparable(head.title))
    return mend_authors(head, entry, block.lines, report) if entry else head


def _says(block: Block) -> bool:
    """Whether it says something of its own: a byline or running text, no date and no issue number."""
    text = block.text
    return not (len(text) <= 40 and (issue(text) or date(text) or publisher(text))) and bool(text.strip())


def _article_level(blocks: Sequence[Block], marked: list[int], contents: Contents | None) -> int:
    """The level whose headings are titles of articles."""
    told = [blocks[i].level or 1 for i in marked if blocks[i].label == "title"]
    if told:
        return max(told)
    levels = Counter(blocks[i].level or 1 for i in marked)
    ordered = sorted(levels)
    top = ordered[0]
    listed = _listed_level(blocks, marked, contents)
    if listed is not None:
        return listed
    if len(ordered) == 1:
        return top
    second = ordered[1]
    stops = [*marked[1:], len(blocks)]
    under = {i: blocks[i + 1 : stop] for i, stop in zip(marked, stops, strict=True)}
    tops = [i for i in marked if blocks[i].level == top]
    seconds = [i for i in marked if blocks[i].level == second]
    signed = sum(_signed(under[i]) for i in seconds)
    bare = [i for i in tops if not any(_says(b) for b in under[i])]
    if len(tops) > 1:
        # parts: nothing stands between their heading and the first article, and articles are signed
        return second if len(bare) == len(tops) and signed * 2 >= len(seconds) else top
    if _signed(under[tops[0]]) and signed * 2 < len(seconds):
        return top
    if signed * 2 >= len(seconds):
        return second
    if bare and len(seconds) > 1:
        chapters = sum(bool(_CHAPTER.match(blocks[i].text)) for i in seconds)
        masthead = bool(under[tops[0]])
        deep = len(ordered) > 2 and not any(is_body(b) for b in under[tops[0]])
        if chapters * 2 >= len(seconds) or masthead or deep:
            return second
    return top


def _signed(blocks: Sequence[Block]) -> bool:
    return any(byline(block.text) for block in blocks[:3] if len(block.text) <= 60)


def _listed_level(blocks: Sequence[Block], marked: list[int], contents: Contents | None) -> int | None:
    """The highest level of the headings a contents page names, if it names two or more."""
    if not contents:
        return None
    keys = {comparable(entry.title) for entry in contents.entries}
    hits = [blocks[i].level or 1 for i in marked if comparable(blocks[i].text) in keys]
    return min(hits) if len(hits) >= 2 else None
