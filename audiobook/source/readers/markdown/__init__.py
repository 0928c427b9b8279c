"""Markdown as people write it; the editable script of this program has its own reader in source/script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.model import Document
from audiobook.source import script
from audiobook.source.aside import Aside
from audiobook.source.blocks import Block, Extract
from audiobook.source.encoding import decode, undecoded
from audiobook.source.line_features import comparable
from audiobook.source.outline.line_kinds import date
from audiobook.source.readers import page_notes
from audiobook.source.readers.markdown import facts, front_matter
from audiobook.source.readers.markdown.blocks import Blocks
from audiobook.source.readers.markdown.front_matter import FrontMatter


def read(path: Path, _: SourceSettings) -> Extract | Document:
    """A script of ours, or the blocks of any other Markdown file. Raises `UnreadableSource`, `EmptySource`."""
    text = decode(path.read_bytes(), path).replace("\r\n", "\n").replace("\r", "\n")
    if script.is_script(text):
        return script.read(text, str(path))
    return from_text(text)


def from_text(text: str) -> Extract:
    """The blocks of Markdown, levels as marked.

    >>> [(b.text, b.level, b.kind) for b in from_text("# 春\\n\\n花开*了*。\\n\\n- 一\\n").blocks]
    [('春', 1, 'body'), ('花开了。', None, 'body'), ('一', None, 'list')]
    """
    head, body = front_matter.split(text)
    aside = Aside()
    blocks, told = facts.apart(page_notes.marked(Blocks(aside, head.lines).read(body)))
    several = sum(block.level == 1 for block in blocks) > 1
    lead = _lead(head) if not _is_titled(blocks, head.get("title") or "") else []
    if lead and several:
        # under the title that stands in the fields, headings of the text are one level lower than they are marked
        blocks = [replace(block, level=min(6, block.level + 1)) if block.level else block for block in blocks]
    said = [block.text for block in lead if block.label != "byline"] + list(head.authors() if lead else ())
    aside.add("fields of the front matter", head.left_over(said), (1, max(head.lines, 1)))
    return Extract(
        (*lead, *blocks),
        (*aside.findings(), *told, *undecoded(text)),
        title=head.get("title") if several else None,
        publisher=head.get("publisher"),
        date=date(head.get("date") or "") or (head.get("date") or "")[:10] or None,
        language=head.get("lang", "language"),
        shape="levels",
        named=bool(lead) and not several,
        made=tuple(aside.made),
    )


def _is_titled(blocks: Sequence[Block], title: str) -> bool:
    """Whether a heading of the text is its title: one of the highest level that says what the fields say, or the only
    one."""
    highest = [block for block in blocks if block.level == 1]
    if len(highest) == 1:
        return True
    return any(comparable(block.text) == comparable(title) for block in highest)


def _lead(head: FrontMatter) -> list[Block]:
    """Title, subtitle and authors that the fields name."""
    title, lines = head.get("title"), (1, head.lines)
    if not title:
        return []
    lead = [Block(title, lines, level=1)]
    subtitle = head.get("subtitle")
    lead += [Block(subtitle, lines, label="subtitle")] if subtitle else []
    authors = head.authors()
    return [*lead, Block("、".join(authors), lines, label="byline")] if authors else lead
