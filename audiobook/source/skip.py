"""`[source] skip`: lines that the user's own rules find are set aside, each with its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audiobook.model import Finding
from audiobook.source.blocks import Block, Extract, not_read


def skipped(extract: Extract, rules: Sequence[str]) -> Extract:
    """`extract` without what one of `rules` (regular expressions) finds in a line of it: a paragraph of one line goes
    whole, of several lines those that match."""
    if not rules:
        return extract
    patterns = [re.compile(rule) for rule in rules]
    findings: list[Finding] = []
    blocks = tuple(_kept(extract.blocks, patterns, findings))
    return replace(extract, blocks=blocks, findings=(*extract.findings, *findings))


def _kept(blocks: Sequence[Block], patterns: Sequence[re.Pattern[str]], findings: list[Finding]) -> Iterator[Block]:
    """What is left of `blocks`; what is not goes into `findings`."""
    for block in blocks:
        left = []
        lines = block.text.split("\n")
        for line in lines:
            rule = next((pattern.pattern for pattern in patterns if pattern.search(line)), None)
            if rule is None:
                left.append(line)
            else:
                findings.append(not_read(f"rule {rule} of source.skip", line, block.lines))
        if len(left) == len(lines):
            yield block
        elif any(line.strip() for line in left):
            yield replace(block, text="\n".join(left).strip())
