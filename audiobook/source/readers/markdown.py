"""Markdown as people write it; the editable script of this program has its own reader in source/script.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.model import Document, ParagraphKind
from audiobook.source import script
from audiobook.source.blocks import Block, Extract
from audiobook.source.encoding import decode

_FRONT = re.compile(r"\A---[ \t]*\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(?P<key>[A-Za-z]+)\s*:\s*(?P<value>.*)$", re.M)
_KINDS: dict[str, ParagraphKind] = {"list_item_open": "list", "blockquote_open": "quote", "tr_open": "table"}
_TAG = re.compile(r"<[^>]{1,200}>")


def read(path: Path, _: SourceSettings) -> Extract | Document:
    """A script of ours, or the blocks of any other Markdown file. Raises `UnreadableSource`, `EmptySource`."""
    text = decode(path.read_bytes(), path).replace("\r\n", "\n")
    if script.is_script(text):
        return script.read(text, str(path))
    return from_text(text)


def from_text(text: str) -> Extract:
    """The blocks of Markdown, levels as marked.

    >>> [(b.text, b.level, b.kind) for b in from_text("# 春\\n\\n花开*了*。\\n\\n- 一\\n").blocks]
    [('春', 1, 'body'), ('花开了。', None, 'body'), ('一', None, 'list')]
    """
    fields: dict[str, str] = {}
    skipped = 0
    if front := _FRONT.match(text):
        fields = {m["key"].lower(): m["value"].strip().strip("\"'") for m in _FIELD.finditer(front["body"])}
        skipped = front[0].count("\n")
        text = text[front.end() :]
    blocks = list(_blocks(text, skipped))
    title = fields.get("title") or None
    several = sum(block.level == 1 for block in blocks) > 1
    if title and not several and not any(block.level == 1 for block in blocks):
        names = re.sub(r"[\[\]\"']", "", fields.get("author") or fields.get("authors") or "")
        lead = [Block(title, (1, skipped), level=1)]
        lead += [Block(f"作者：{names}", (1, skipped))] if names else []
        blocks, title = [*lead, *blocks], None
    return Extract(
        tuple(blocks),
        title=title,
        publisher=fields.get("publisher"),
        date=(fields.get("date") or "")[:10] or None,
        language=fields.get("lang") or fields.get("language"),
        shape="levels",
    )


def _blocks(text: str, skipped: int) -> list[Block]:
    from markdown_it import MarkdownIt

    found: list[Block] = []
    kinds: list[ParagraphKind] = []
    level: int | None = None
    row: list[str] | None = None
    for token in MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text):
        lines = (token.map[0] + 1 + skipped, max(token.map[1], token.map[0] + 1) + skipped) if token.map else None
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = None
        elif token.type in ("list_item_open", "blockquote_open"):
            kinds.append(_KINDS[token.type])
        elif token.type in ("list_item_close", "blockquote_close"):
            kinds.pop()
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            found.append(Block("\t".join(row), lines, kind="table"))
            row = None
        elif token.type == "inline":
            words = _inline(token.children or [])
            if row is not None:
                row.append(words.strip())
            elif words.strip():
                bold = bool(re.fullmatch(r"(\*\*|__).+?\1", token.content.strip(), re.S))
                found.append(Block(words.strip(), lines, level=level, kind=kinds[-1] if kinds else "body", bold=bold))
        elif token.type in ("fence", "code_block") and token.content.strip():
            found.append(Block(token.content.strip("\n"), lines))
        elif token.type == "html_block" and (
            words := _TAG.sub("", re.sub(r"<!--.*?-->", "", token.content, flags=re.S)).strip()
        ):
            found.append(Block(words, lines))
    return found


def _inline(children: Sequence[object]) -> str:
    from audiobook.source.joining import join

    text = ""
    soft = False
    for child in children:
        kind = getattr(child, "type", "")
        if kind == "softbreak":
            soft = True
            continue
        if kind == "hardbreak":
            text += "\n"
            continue
        if kind not in ("text", "code_inline", "text_special"):
            continue
        content = str(getattr(child, "content", ""))
        if not content:
            continue
        text = join(text, content) if soft and text else text + content
        soft = False
    return text
