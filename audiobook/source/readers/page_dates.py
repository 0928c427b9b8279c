"""The line under the title of a page that says at what minute it appeared, where, and how many have read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import Finding
from audiobook.source.blocks import Block, not_read
from audiobook.source.bylines import byline
from audiobook.source.line_features import squeeze, stops
from audiobook.source.outline.line_kinds import is_dateline

_NEAR = 7
"""Blocks below the title among which it stands."""
_LONGEST = 90
"""Characters of it."""
_BESIDE = 30
"""Letters that may stand beside date, time and counts: names of the site, of an account, of a column."""
_WHEN = re.compile(
    r"(?:19|20)\d\d(?:年|[-./])\s?\d{1,2}(?:月|[-./])\s?\d{1,2}日?[T\s]{0,3}\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:[+-]\d\d:\d\d)?"
)
_FACTS = re.compile(rf"(?:{alternatives('source', 'page_facts')})", re.I)
_FIGURES = 5
"""Figures of the shortest date: 1. 5. 2019 has six, 5 May 19 three, which alone may be anything."""
_WORDS = word_list("source", "date_words")
_WORD = re.compile(r"[^\W\d_]+(?:\.[a-z](?=\.))?")
_GLUED = re.compile(r"(?<=[a-zA-Z])(?=[A-Z][a-z])")
_MANY = 4
"""Facts of such a line."""
_NUMERIC = re.compile(r"\d{1,4}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,4}")
_SENTENCE = re.compile(r"[。！？；，!?;]|[.,](?=\s|$)")
_BARS = re.compile(r"\s*[|｜]\s*")
_EDGE = re.compile(r"(?:^|\s)$")
_SIGNED = re.compile(r"(?:作者|文|撰文|记者)\s?[：:/／]?\s?\S|by\s", re.I)


def told(blocks: Sequence[Block]) -> tuple[list[Block | None], list[Finding]]:
    """`blocks` with None for such lines, or with the part of them that names the author, and findings that hold the
    rest; what the outline takes for a date and a source by itself stays."""
    kept: list[Block | None] = list(blocks)
    findings: list[Finding] = []
    title = next((place for place, block in enumerate(blocks) if block.level == 1), None)
    if title is None:
        return kept, findings
    for at in range(title + 1, min(title + 1 + _NEAR, len(blocks))):
        block = blocks[at]
        told_by_outline = at == title + 1 and is_dateline(block.text)
        if (
            (is_stamp(block.text) or is_of_facts(block.text))
            and not told_by_outline
            and not block.label
            and not block.level
        ):
            findings.append(not_read("date", block.text, block.lines))
            kept[at] = None
            continue
        if len(block.text) > _LONGEST or (stops(block.text) and not is_moment(block.text)):
            continue  # the text has begun, or what leads in
        # a date right under the title, or with the source, is what the outline knows
        plain = "来源" in block.text or (at == title + 1 and is_dateline(block.text))
        known = plain and block.kind == "body" and not block.level
        if known or block.label or not is_moment(block.text):
            continue
        parts = _BARS.split(block.text)
        signed = next((p for p in parts if _SIGNED.match(p) and byline(p)), None) if len(parts) > 1 else None
        rest = " ".join(part for part in parts if part is not signed)
        findings.append(not_read("date and counts", rest, block.lines))
        kept[at] = replace(block, text=signed, label="byline", level=None, kind="body") if signed else None
    return kept, findings


def is_stamp(text: str) -> bool:
    """Whether it is a date, perhaps with a time and the words that go with it, and nothing else.

    >>> is_stamp("Updated 1:39 am EST, Wednesday, November 20, 2019"), is_stamp("Dec. 15, 20163:33 PM ET")
    (True, True)
    >>> is_stamp("19.10.19, 08:16 Uhr"), is_stamp("November 20, 2019, in Lin'an"), is_stamp("12:30")
    (True, False, False)
    """
    if len(text) > _LONGEST or sum(map(str.isdigit, text)) < _FIGURES:
        return False
    words = [word for run in _WORD.findall(text) for word in _GLUED.split(run)]
    return bool(words or _NUMERIC.search(text)) and all(word.lower() in _WORDS for word in words)


def is_of_facts(text: str) -> bool:
    """Whether it is what programs of blogs print under a title: dates, section, number of words, one after another.

    >>> is_of_facts("发表于 2019-03-08 更新于 2019-03-09 分类于 茶 本文字数： 3.2k 阅读时长 ≈ 11 分钟")
    True
    >>> is_of_facts("作者更新于 2019-03-08 的文章里写到了这一点。")
    False
    """
    if len(text) > 2 * _LONGEST or stops(text) or _SENTENCE.search(text):
        return False
    return len(_FACTS.findall(text)) + len(_NUMERIC.findall(text)) >= _MANY


def is_moment(text: str) -> bool:
    """Whether it is a date with a time, and beside it no more than a few names and counts.

    >>> is_moment("原创 山间日报 2024-03-05 16:01:46"), is_moment("2024年3月5日16:01，山里下了第一场雨。")
    (True, False)
    """
    when = _WHEN.search(text) if len(text) <= _LONGEST else None
    if when is None or not (_BARS.search(text) or _EDGE.search(_FACTS.sub("", text[: when.start()]))):
        return False
    beside = _FACTS.sub("", _WHEN.sub("", text))
    return not _SENTENCE.search(beside) and len(squeeze(beside)) <= _BESIDE
