"""Half-width punctuation among Chinese characters: reported, and left as printed; narration reads it as full width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.language.chinese import HAN
from audiobook.model import Finding
from audiobook.source.blocks import Block, span

_MIXED = re.compile(f"[,;:?!](?<=[{HAN}”’）》].)(?=[{HAN}“‘（《])")
"""Begun with the mark, so that what stands between is passed at once."""


def find(blocks: Sequence[Block]) -> Iterator[Finding]:
    """One finding for an article that mixes widths, with the number of marks and the first of them."""
    mixed = [block for block in blocks if _MIXED.search(block.text)]
    if mixed:
        count = sum(len(_MIXED.findall(block.text)) for block in mixed)
        match = _MIXED.search(mixed[0].text)
        assert match is not None
        around = mixed[0].text[max(0, match.start() - 6) : match.end() + 6]
        yield Finding(
            "punctuation",
            span(*mixed),
            f"{count} half-width marks among Chinese, first: …{around}…; kept as printed, read as full width",
        )
