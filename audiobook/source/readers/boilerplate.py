"""What stands around old books: Project Gutenberg's header, licence and credits, set aside as its own lines mark them,
and the publisher's catalogue behind the text, known by how books were sold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from audiobook.model import Finding
from audiobook.source.blocks import Block, not_read
from audiobook.source.line_features import stops

_BEGIN = re.compile(r"\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG", re.I)
_END = re.compile(r"\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG|^\s*End of (?:the )?Project Gutenberg['’]?s?\b", re.I)
_CREDIT = re.compile(
    r"^\s*(?:Produced by |E-?text (?:prepared|produced) by |Transcribed (?:by|from) |"
    r"This (?:e-?book|file) was produced )",
    re.I,
)
_REMARK = re.compile(r"^\s*[\[(]?\s*Transcriber['’]s?['’]? Notes?\b", re.I)
_HEADER_NAME = re.compile(r"(?:The )?Project Gutenberg['’]?s? e-?(?:book|text)s? ", re.I)
_SOLD = re.compile(
    r"\b(?:8vo|4to|12mo|16mo|18mo)\b|\bgilt (?:top|edges)\b|\bcloth,? (?:gilt|extra|boards|limp)\b"
    r"|\b\d+s\. ?(?:\d+d\. ?)?(?:net\b|each\b)|\bprice \d+s\.|\$\d+\.\d\d net\b",
    re.I,
)
"""Size, binding and price of a book on sale."""
_BOOKS, _BETWEEN = 3, 8
"""So many on sale, and at most so many blocks from one to the next, make a catalogue."""
_TAIL = 5
"""It is at most this part of all."""
_TITLE = 70
"""Characters of a line that may belong to what is sold below it."""
_PLACEHOLDER = re.compile(
    r"\s*\[\s*(?:illustration|image|picture|photo(?:graph)?|插图|图片)\b[^\[\]]{0,300}\]\s*", re.I
)
"""What stands for a picture in an edition without pictures: [Illustration: The weir], [Image unavailable.]."""
_CREDITS = 4
"""Blocks behind the header's last line that may still be credits."""
_HEADER = 2_500
"""Characters that a block with the header's last line may hold and be header as a whole."""


def heads(title: str) -> bool:
    """Is it what a library's header is called in the navigation?"""
    return _HEADER_NAME.match(title) is not None


def without_licence(blocks: Sequence[Block]) -> tuple[list[Block | None], list[Finding]]:
    """`blocks` with None for header, licence and transcribers' notes, and findings that hold these."""
    if not any("gutenberg" in block.text.lower() for block in blocks):
        return list(blocks), []
    begin = next((i for i, block in enumerate(blocks) if _BEGIN.search(block.text)), None)
    end = next((i for i, block in enumerate(blocks) if _END.search(block.text) and i != begin), None)
    if begin is None and end is None:
        return list(blocks), []
    first, last = 0, len(blocks)
    if begin is not None and len(blocks[begin].text) <= _HEADER:
        first = begin + 1
        for i in range(first, min(first + _CREDITS, len(blocks))):
            if _CREDIT.match(blocks[i].text):
                first = i + 1
    if end is not None and end >= first:
        last = end
    kept: list[Block | None] = []
    findings: list[Finding] = []
    for i, block in enumerate(blocks):
        remark = bool(_REMARK.match(block.text))
        if remark and first <= i < last:
            findings.append(not_read("transcriber's note", block.text, block.lines))
        kept.append(None if remark or not first <= i < last else block)
    for why, aside in (("Project Gutenberg's header", blocks[:first]), ("Project Gutenberg's licence", blocks[last:])):
        if aside:
            findings.append(not_read(why, "\n".join(block.text for block in aside), aside[0].lines))
    return kept, findings


def without_catalogue(blocks: Sequence[Block]) -> tuple[list[Block | None], list[Finding]]:
    """`blocks` with None for the list of books on sale that ends them, and a finding that holds it."""
    sold = [i for i, block in enumerate(blocks) if _SOLD.search(block.text)]
    first = next((i for n, i in enumerate(sold) if _runs_on([*sold[n:], len(blocks)])), len(blocks))
    if len([i for i in sold if i >= first]) < _BOOKS:
        return list(blocks), []
    while first and len(above := blocks[first - 1].text) <= _TITLE and not stops(above):
        first -= 1
    tail = "\n".join(block.text for block in blocks[first:])
    if len(tail) * _TAIL > sum(len(block.text) for block in blocks):
        return list(blocks), []
    aside = not_read("publisher's catalogue", tail, blocks[first].lines)
    return [*blocks[:first], *[None] * (len(blocks) - first)], [aside]


def _runs_on(places: Sequence[int]) -> bool:
    return all(two - one <= _BETWEEN for one, two in pairwise(places))


def without_placeholders(blocks: Sequence[Block]) -> tuple[list[Block | None], list[Finding]]:
    """`blocks` with None for those that only stand for a picture, and a finding that holds them."""
    gone = [_PLACEHOLDER.fullmatch(block.text) is not None for block in blocks]
    texts = [block.text for block, one in zip(blocks, gone, strict=True) if one]
    if not texts:
        return list(blocks), []
    kept = [None if one else block for block, one in zip(blocks, gone, strict=True)]
    return kept, [not_read("in place of pictures", "\n".join(texts), blocks[gone.index(True)].lines)]
