"""Covers: which of the lines before the first text is the title, where headings are marked and the title is not.

Whoever writes in Word marks headings for the sake of the contents, and sets the title large by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.language.word_lists import word_list
from audiobook.model import Finding
from audiobook.source import numberings
from audiobook.source.blocks import Block, not_read, span
from audiobook.source.line_features import comparable, is_chinese, squeeze, stops
from audiobook.source.outline import line_kinds
from audiobook.source.outline.entries import DASHED

_LINES, _LONGEST = 40, 240
"""Lines of a cover, and characters of a title."""
_SHORTEST = 3
"""Letters of what is no title yet: V1.0, 使 over 用."""
_FORM = 3
"""Lines of a form that make a cover."""
_RUNS = 45
"""Characters from which a paragraph is running text."""
_LARGE = 1.25
"""Type of a title over that of the text."""
_CALLED = re.compile(
    r"(?P<label>(?:论文|设计|课题|项目|报告|毕业设计|毕业论文|作业|作品)?\s*(?:题\s*目|名\s*称)\s*[：:]?\s+|"
    r"(?:论文|设计|课题|报告|毕业设计|毕业论文|作业)?\s*(?:题\s*目|课题名称|作品名称)\s*[：:]\s*|"
    r"(?:thesis |project |report )?title\s*:\s*)"
    r"(?P<title>\S.*)",
    re.I | re.S,
)
_LABELLED = re.compile(r"(?P<label>[^：:]{1,20}?)(?:\s*[：:].*|\s{2,}\S.*|\s+\S+)?", re.S)


def titled(blocks: Sequence[Block]) -> tuple[list[Block], str | None, list[Finding]]:
    """`blocks` with the title of a cover at level 1, its other lines unmarked, and the title said once only; and that
    title, if there is a cover."""
    first = next((place for place, block in enumerate(blocks[:_LINES]) if _is_running(block)), min(len(blocks), _LINES))
    levels = [block.level for block in blocks if block.level]
    # where nothing is marked at all, a title is told from all the lines; but a form over it says that there is a cover
    form = sum(_is_of_a_cover(block) for block in blocks[:first])
    if not levels and form < _FORM:
        return list(blocks), None, []
    if levels and min(levels) == 1:
        return _under_others(blocks, first), None, []
    headings = max((block.size for block in blocks[first:] if block.level), default=0.0)
    # on a page of its own, a title may be no larger than the headings of the text
    is_cover = form > 0 or sum(block.centred for block in blocks[:first]) >= _FORM
    found = _called(blocks[:first]) or _largest(blocks[:first], 0.85 * headings if is_cover else headings)
    if found is None:
        return list(blocks), None, []
    begin, end, title, label = found
    findings = [not_read("label of the title", label, blocks[begin].lines)] if label.strip() else []
    lines = span(*blocks[begin:end])
    done: list[Block] = []
    for place, block in enumerate(blocks):
        if place == begin:
            done.append(replace(block, text=title, level=1, lines=lines))
        elif begin < place < end:
            continue
        elif block.level and comparable(block.text) == comparable(title):
            findings.append(not_read("the title once more", block.text, block.lines))
        elif place < begin:
            done.append(replace(block, level=None, label="body"))
        elif block.level and place < first and _is_of_a_cover(block):
            done.append(replace(block, level=None))
        else:
            done.append(block)
    return done, title, findings


def _under_others(blocks: Sequence[Block], first: int) -> list[Block]:
    """`blocks`, of which one is styled as the title: what stands over it on the cover is no other."""
    title = next(place for place, block in enumerate(blocks) if block.level == 1)
    if title >= first:
        return list(blocks)
    above = [replace(block, label="body") if block.level is None else block for block in blocks[:title]]
    return [*above, *blocks[title:]]


def _is_running(block: Block) -> bool:
    size = len(block.text)
    plain = block.kind == "body" and not block.level and block.size < _LARGE
    return plain and size >= _RUNS // 2 and (stops(block.text) or size > 2 * _RUNS)


def _called(cover: Sequence[Block]) -> tuple[int, int, str, str] | None:
    """Where the title stands that the cover calls so, the title, and what it is called by."""
    for place, block in enumerate(cover):
        found = _CALLED.fullmatch(block.text) if block.kind == "body" and len(block.text) <= _LONGEST else None
        if found and not line_kinds.is_dateline(found["title"]) and re.search(r"\w{3}", found["title"]):
            return place, place + 1, found["title"].strip(), found["label"]
    return None


def _largest(cover: Sequence[Block], headings: float) -> tuple[int, int, str, str] | None:
    """The lines in the largest type that are no kind of document, no field and no date."""
    may = [place for place, block in enumerate(cover) if _may_be_title(block)]
    size = max((cover[place].size for place in may), default=0.0)
    if size < _LARGE or size <= headings:
        return None
    begin = next(place for place in may if cover[place].size == size)
    end = begin + 1
    while end in may and (cover[end].size, cover[end].bold) == (size, cover[begin].bold):
        end += 1
    texts = [block.text for block in cover[begin:end]]
    title = ("" if is_chinese("".join(texts)) else " ").join(texts)
    return (begin, end, title, "") if len(title) <= _LONGEST else None


def _may_be_title(block: Block) -> bool:
    short = block.kind == "body" and not block.edge and len(block.text) <= _LONGEST
    short = short and len(re.findall(r"[^\W\d_]", block.text)) > _SHORTEST
    sentence = stops(block.text) and not re.search("[?？][”’」』）)]*$", block.text)
    # ——what it is about goes with the line above it
    counted = numberings.kind(block.text) is not None
    return short and not sentence and not counted and not DASHED.match(block.text) and not _is_of_a_cover(block)


def _is_of_a_cover(block: Block) -> bool:
    """Whether it is a line of a cover that is not the title: 指导教师　李四, a date, 本科毕业论文."""
    text = block.text
    if line_kinds.is_dateline(text) or line_kinds.date(text) == text:
        return True
    bare = squeeze(text).lower().replace("_", "")
    labelled = _LABELLED.fullmatch(text)
    label = squeeze(labelled["label"]).lower() if labelled else ""
    labels = word_list("source", "cover_labels")
    begins = any(bare.startswith(one) for one in labels if len(one) > 1) and re.match(r"\S(?:\s*\S){0,5}[\s：:]", text)
    return bare in word_list("source", "document_kinds") or label in labels or bool(begins)
