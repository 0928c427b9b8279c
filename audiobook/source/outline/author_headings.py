"""Names of authors that a file marks as headings: right under a title, one or two levels down, who wrote the text."""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.source.blocks import Block
from audiobook.source.bylines import byline, is_name

_LONGEST = 60


def find(blocks: Sequence[Block]) -> set[int]:
    """Places of headings that name who wrote what the heading above is the title of.

    Right under a heading of a higher level, and over another heading, a name is an author's: what has text of its own
    is a section called 山路. Where also other headings of its level are names, these are what the text is about: 李白
    and 杜甫 under 唐代诗人.
    """
    under: dict[int, list[tuple[int, bool]]] = {}  # places, and whether what comes next stands higher
    elsewhere: set[int] = set()
    for place, block in enumerate(blocks):
        if not block.level or len(block.text) > _LONGEST or not _names(block.text):
            continue
        above = blocks[place - 1].level if place else None
        below = blocks[place + 1].level if place + 1 < len(blocks) else None
        if above and above < block.level and below:
            under.setdefault(block.level, []).append((place, below < block.level))
        else:
            elsewhere.add(block.level)
    found: set[int] = set()
    for level, places in under.items():
        if level in elsewhere:
            continue
        several = len({blocks[place].text for place, _ in places}) > 1
        # else the names can hardly be anything else, or what comes next stands higher than they do
        found |= {at for at, skips in places if several or skips or byline(blocks[at].text, sure=True) is not None}
    return found


def _names(text: str) -> bool:
    """Whether it names persons; an office under 主办单位 wrote nothing."""
    people = byline(text)
    return people is not None and all(map(is_name, people))
