"""Headings inside an article, told from torn paragraphs, lists and verse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from audiobook.language.word_lists import word_list
from audiobook.source.blocks import Block
from audiobook.source.line_features import ends, numbering, open_marks, squeeze
from audiobook.source.outline.heads import is_running, is_short

KNOWN = word_list("source", "headings")
"""引言, 结语, …"""


class Torn(Protocol):
    """Whether the second block goes on with the sentence of the first; `doubt` speaks for it from the start."""

    def __call__(self, first: Block, second: Block, doubt: float = 0.0) -> bool:
        """True if it does."""


_SPEAKER = re.compile(r"^(?P<who>[^：:，。\s]{1,8})[：:]")
_SPEAKERS = frozenset(["问", "答", "记者", "主持人", "本刊", "本报", "编者", "Q", "A"])


def find(blocks: Sequence[Block], torn: Torn) -> dict[int, int]:
    """Index -> level of the headings among the blocks of one article."""
    speakers = _speakers(blocks)
    candidates = [i for i in range(len(blocks)) if _candidate(blocks, i) and _speaker(blocks[i]) not in speakers]
    chosen = {
        i
        for i in candidates
        if _followed(blocks, i, candidates, torn) and not _in_a_run(blocks, i) and _stands_alone(blocks, i, torn)
    }
    levels: list[str] = []
    found: dict[int, int] = {}
    for i in sorted(chosen):
        block = blocks[i]
        style = numbering(block.text) or "plain"
        if style not in levels:
            levels.append(style)
        found[i] = levels.index(style) + 1
    return found


def marked(blocks: Sequence[Block]) -> dict[int, int]:
    """Index -> level of the headings the format marks, counted from 1 for the highest in this article."""
    found = {i: block.level for i, block in enumerate(blocks) if block.level}
    ranks = {level: rank for rank, level in enumerate(sorted(set(found.values())), 1)}
    return {i: ranks[level] for i, level in found.items()}


def _candidate(blocks: Sequence[Block], i: int) -> bool:
    block = blocks[i]
    if block.label or block.kind != "body" or not is_short(block, 45):
        return False
    text = block.text.strip()
    if len(squeeze(text)) < 2 or (text[-1] in "：:" and not numbering(text)):
        return False
    return any(c.isalnum() for c in text)


def _speaker(block: Block) -> str | None:
    match = _SPEAKER.match(block.text)
    return match["who"] if match else None


def _speakers(blocks: Sequence[Block]) -> set[str | None]:
    """Who speaks in a dialogue: names before a colon at the head of several paragraphs."""
    counts = Counter(_speaker(block) for block in blocks)
    return {who for who, count in counts.items() if who and (count > 1 or who in _SPEAKERS)}


def _in_a_run(blocks: Sequence[Block], i: int) -> bool:
    """Whether it ends a run of short lines: the last line of a verse or a list is no heading."""
    style = numbering(blocks[i].text)
    if style:
        return i > 0 and _candidate(blocks, i - 1) and numbering(blocks[i - 1].text) == style
    return i > 1 and all(
        _candidate(blocks, j) and not numbering(blocks[j].text) and len(blocks[j].text) <= 20 for j in (i - 1, i - 2)
    )


def _followed(blocks: Sequence[Block], i: int, candidates: list[int], torn: Torn) -> bool:
    """Running text must follow, or a heading of another style and then running text."""
    after = blocks[i + 1 : i + 3]
    if not after:
        return False
    if is_running(after[0]):
        return True
    if len(after) > 1 and is_running(after[1]) and (torn(after[0], after[1]) or _torn_line(blocks[i], after[0])):
        return True
    style, next_style = numbering(blocks[i].text), numbering(after[0].text)
    return len(after) > 1 and i + 1 in candidates and style != next_style and style is not None and is_running(after[1])


def _torn_line(heading: Block, line: Block) -> bool:
    """Whether the second of two lines without a full stop is a torn first line: long, and longer than the first."""
    size = len(squeeze(line.text))
    return not numbering(line.text) and size >= 15 and size > len(squeeze(heading.text)) * 1.3


def _asks_on(block: Block, following: Block) -> bool:
    """Whether a question of several clauses stands right over its answer, with no blank line between: running text."""
    told = re.search(r"[，,].*[？?][”’」』]?$", block.text.strip()) and not numbering(block.text)
    return bool(told and block.lines and following.lines and following.lines[0] == block.lines[1] + 1)


def _stands_alone(blocks: Sequence[Block], i: int, torn: Torn) -> bool:
    block = blocks[i]
    if open_marks(block.text):
        return False
    if _asks_on(block, blocks[i + 1]):
        return False
    if numbering(block.text):
        return not block.text.rstrip().endswith(tuple("的和与及在、，"))
    if i > 0 and not ends(blocks[i - 1].text) and not is_short(blocks[i - 1]):
        return False
    # a heading right under a heading is rarer than a paragraph torn in its first line
    under_heading = i > 0 and _candidate(blocks, i - 1) and not ends(blocks[i - 1].text)
    if under_heading and _torn_line(blocks[i - 1], block):
        return False
    return not torn(block, blocks[i + 1], 1.5 if under_heading else 0.0)
