"""What Project Gutenberg puts around its books: header, licence and credits, set aside as its own lines mark them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.model import Finding
from audiobook.source.blocks import Block, not_read

_BEGIN = re.compile(r"\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG", re.I)
_END = re.compile(r"\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG|^\s*End of (?:the )?Project Gutenberg['’]?s?\b", re.I)
_CREDIT = re.compile(
    r"^\s*(?:Produced by |E-?text (?:prepared|produced) by |Transcribed (?:by|from) |"
    r"This (?:e-?book|file) was produced )",
    re.I,
)
_REMARK = re.compile(r"^\s*[\[(]?\s*Transcriber['’]s?['’]? Notes?\b", re.I)
_CREDITS = 4
"""Blocks behind the header's last line that may still be credits."""
_HEADER = 2_500
"""Characters that a block with the header's last line may hold and be header as a whole."""


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
