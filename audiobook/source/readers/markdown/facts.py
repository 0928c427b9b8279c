"""What lines over and under a text tell of the document it stands in: version, date, who keeps it. Not read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.language.word_lists import alternatives
from audiobook.model import Finding
from audiobook.source.blocks import Block, not_read

_FACT = re.compile(rf"(?:{alternatives('source', 'document_facts')})\s*[:：]", re.I)

_OVER, _UNDER = 3, 2
"""Blocks without a heading's level at the beginning and the end of a text that may tell this."""
_LONGEST = 240
_VALUE = 60
"""Characters of all facts together, and of one."""
_DATED = re.compile(r"\d{4}")


def apart(blocks: Sequence[Block]) -> tuple[list[Block], list[Finding]]:
    """`blocks` without such lines at their beginning and end, and findings that hold these.

    >>> kept, _ = apart([Block("版本: 1.2 更新日期: 2031-04-05", kind="quote"), Block("花开了。")])
    >>> [block.text for block in kept]
    ['花开了。']
    """
    places = [at for at, block in enumerate(blocks) if not block.level]
    told = {at for at in {*places[:_OVER], *places[-_UNDER:]} if _tells(blocks[at])}
    if len(told) == len(places):
        return list(blocks), []
    findings = [not_read("facts about the document", blocks[at].text, blocks[at].lines) for at in sorted(told)]
    return [block for at, block in enumerate(blocks) if at not in told], findings


def _tells(block: Block) -> bool:
    """Whether a block is such facts one after another, or one with a date."""
    text = " ".join(block.text.split())
    if len(text) > _LONGEST or block.kind not in ("body", "quote", "list") or block.label:
        return False
    names = list(_FACT.finditer(text))
    if not names or names[0].start():
        return False
    ends = [*(found.start() for found in names[1:]), len(text)]
    values = [text[found.end() : end].strip() for found, end in zip(names, ends, strict=True)]
    if any(len(value) > _VALUE or "。" in value for value in values):
        return False
    return len(names) > 1 or bool(_DATED.search(values[0]))
