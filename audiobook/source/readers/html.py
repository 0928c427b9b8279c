"""A web page, saved: the article without navigation, scripts, related links and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource
from audiobook.model import Finding
from audiobook.source.blocks import Block, Extract, not_read
from audiobook.source.line_features import ends
from audiobook.source.outline.line_kinds import date
from audiobook.source.readers import boilerplate, lines, markup, note_links, notes
from audiobook.source.readers.dom import Walker
from audiobook.source.readers.elements import local, text_of
from audiobook.source.readers.page_parts import Page, outside

_SITE = re.compile(r"\s*(?:--|—|_|\||｜|-|–|»|>|·)\s*[^_|｜»>]{1,24}$")
_RUNNING = 25
"""Characters of a paragraph; what is shorter, before the first heading, may be a remark."""
_HEAD = 6
"""Blocks among which a page's title may stand."""


def read(path: Path, _: SourceSettings) -> Extract:
    """The article (or articles) of a page. Raises `UnreadableSource`, `EmptySource`."""
    return from_bytes(path.read_bytes(), path)


def from_bytes(data: bytes, path: Path) -> Extract:
    """The same from the bytes of a page."""
    tree = markup.parse(data, path)
    body = next((child for child in tree if local(child) == "body"), tree)
    links = note_links.find([(path.name, body)])
    page = Page(body, links)
    root = page.main_part()
    walker = Walker(page.why_not, links)
    walker.walk(root)
    blocks, empty = _without_empty(walker)
    kept, licence = boilerplate.without_licence(blocks)
    kept, headings = notes.sections(there(lines.with_names(there(kept))))
    blocks = there(kept)
    if not blocks:
        raise EmptySource(f"{path}: the page has no text in it; save the page with its article loaded")
    blocks, named, unused = _titled(blocks, tree)
    findings = [not_read("page title", text) for text in (unused, _head_text(tree)) if text]
    findings += [
        not_read("outside the article", text, (line, line) if line else None)
        for element, text, line in outside(root, tree)
        if local(element) != "head"
    ]
    return Extract(
        tuple(blocks),
        (*findings, *walker.findings, *empty, *licence, *headings),
        title=_meta(tree, "og:site_name") if len([b for b in blocks if b.level == 1]) > 1 else None,
        authors=tuple(filter(None, [_meta(tree, "author")])),
        date=date(_meta(tree, "article:published_time") or _meta(tree, "publishdate") or ""),
        language=tree.get("lang"),
        shape="levels",
        made=(*walker.made, *named),
    )


def _without_empty(walker: Walker) -> tuple[list[Block], list[Finding]]:
    """The blocks without headings that stand over nothing but what is not read: 相关阅读 over a list of links."""
    kept: list[Block] = []
    findings: list[Finding] = []
    for at, block in enumerate(walker.blocks):
        after = walker.blocks[at + 1].level if at + 1 < len(walker.blocks) else 1
        if at in walker.over and (block.level or 1) > 1 and after and after <= (block.level or 1):
            findings.append(not_read("heading of what is not read", block.text, block.lines))
        else:
            kept.append(block)
    return kept, findings


def there(blocks: Sequence[Block | None]) -> list[Block]:
    """Those that are still there."""
    return [block for block in blocks if block is not None]


def title_of(tree: Any) -> str | None:
    """The text of the page's <title>; None where there is none in its head."""
    head = next((child for child in tree if local(child) == "head"), None)
    title = next((node for node in head.iter() if local(node) == "title"), None) if head is not None else None
    return text_of(title) if title is not None else None


def page_title(tree: Any) -> str | None:
    """og:title or <title> without the site's name behind it."""
    bare = " ".join((_meta(tree, "og:title") or title_of(tree) or "").split())
    while (shorter := _SITE.sub("", bare)) != bare and len(shorter) >= 4:
        bare = shorter
    return bare or None


def _titled(blocks: Sequence[Block], tree: Any) -> tuple[list[Block], list[str], str]:
    """Blocks with a title where the page gives it only in its head, what of it is not text of the page, what is left
    of the <title>."""
    bare, printed = page_title(tree), title_of(tree) or ""
    first = next((i for i, block in enumerate(blocks) if block.level), len(blocks))
    missing = not any(block.level == 1 for block in blocks) and any(
        block.kind == "body" and len(block.text) >= _RUNNING and ends(block.text) for block in blocks[:first]
    )
    if not bare or not (missing or first == len(blocks)):
        return list(blocks), [], printed
    spot = next((i for i, block in enumerate(blocks[:_HEAD]) if block.text.strip() == bare), None)
    if spot is not None:
        return [replace(b, level=1, kind="body") if i == spot else b for i, b in enumerate(blocks)], [], printed
    if bare in printed:
        return [Block(bare, level=1), *blocks], [], printed.replace(bare, "", 1).strip()
    return [Block(bare, level=1), *blocks], [bare], printed


def _head_text(tree: Any) -> str:
    """What stands in the head beside its title, which no browser shows."""
    head = next((child for child in tree if local(child) == "head"), None)
    if head is None:
        return ""
    title = next((node for node in head.iter() if local(node) == "title"), None)
    return " ".join(filter(None, (text_of(child) for child in head if child is not title)))


def _meta(tree: Any, name: str) -> str | None:
    for meta in tree.iter():
        if local(meta) == "meta" and name in (meta.get("property"), meta.get("name"), (meta.get("name") or "").lower()):
            return (meta.get("content") or "").strip() or None
    return None
