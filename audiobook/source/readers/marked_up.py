"""Texts that other mark-up than Markdown's was put into it -> what was read of them, with the fields over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from audiobook.model import Finding
from audiobook.source.aside import Aside
from audiobook.source.blocks import Block, Extract
from audiobook.source.readers.markdown.blocks import Blocks

SAID = ("title", "subtitle", "author", "authors")
"""Fields that are said or shown; others are set aside."""
_ADDRESS = re.compile(r"\s*<[^<>]*@[^<>]*>")


def extract(markdown: str, fields: Mapping[str, str], aside: Aside, more: Iterable[Finding]) -> Extract:
    """What `markdown` holds, under the title that stands in `fields` or under its own."""
    blocks = Blocks(aside, 0).read(markdown)
    title = fields.get("title", "")
    lead = [Block(title, level=1)] if title else []
    subtitle = fields.get("subtitle", "")
    if title and subtitle:
        lead.append(Block(subtitle, label="subtitle"))
    else:
        aside.add("fields", subtitle)
    names = fields.get("author") or fields.get("authors") or ""
    addresses = _ADDRESS.findall(names)
    aside.add("addresses", " ".join(addresses))
    if title and names:
        lead.append(Block(_ADDRESS.sub("", names).strip(" ,"), label="byline"))
    elif names:
        aside.add("fields", _ADDRESS.sub("", names))
    if title:
        blocks = [replace(block, level=min(6, block.level + 1)) if block.level else block for block in blocks]
    return Extract(
        (*lead, *blocks),
        (*aside.findings(), *more),
        date=(fields.get("date") or "")[:10] or None,
        shape="levels",
        made=tuple(aside.made),
    )
