"""Notices of sites behind the last sentence of a paragraph: parted from it, so that the sentence is not set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audiobook.language.word_lists import alternatives
from audiobook.source.blocks import Block

_TAIL = re.compile(rf"[。！？…”」』](?P<gap>\s*)(?=(?:{alternatives('source', 'advert_tails')})[^\n]*$)")
_LONGEST = 100
"""Characters of such a notice."""


def parted(blocks: Sequence[Block]) -> list[Block]:
    """`blocks`, each paragraph that ends with a notice as two, the second of which is the notice.

    >>> [block.text for block in parted([Block("船到了岸。手机用户请浏览某网。")])]
    ['船到了岸。', '手机用户请浏览某网。']
    """
    return [one for block in blocks for one in _pieces(block)]


def _pieces(block: Block) -> Iterator[Block]:
    found = _TAIL.search(block.text) if block.kind == "body" and not block.level and not block.label else None
    if found is None or len(block.text) - found.end() > _LONGEST:
        yield block
        return
    yield replace(block, text=block.text[: found.start("gap")])
    yield replace(block, text=block.text[found.end() :])
