"""A web page, saved: the article without navigation, scripts, related links and footers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource
from audiobook.model import Finding
from audiobook.source import second_opinion
from audiobook.source.blocks import Block, Extract, not_read
from audiobook.source.line_features import ends
from audiobook.source.outline.line_kinds import date
from audiobook.source.readers import (
    boilerplate,
    cells,
    lines,
    markup,
    note_links,
    notes,
    page_authors,
    page_dates,
    page_lines,
    page_titles,
    text_heads,
)
from audiobook.source.readers import text as plain
from audiobook.source.readers.dom import Walker
from audiobook.source.readers.elements import local, text_of
from audiobook.source.readers.page_parts import Page, outside, why_hidden
from audiobook.source.readers.page_titles import meta, title_of

_SITE = re.compile(r"\s*(?:--|—|_|\||｜|-|–|»|>|·)\s*[^_|｜»>]{1,24}$")
_LED = 3
"""So many headings that a contents list leads to."""
_TEXT = 2_000
"""Characters that stand under such a heading, on the average, when it is no section of an article."""
_PASSED = 8
"""One heading in so many may be missing from the list and be a title all the same."""
_RUNNING = 25
"""Characters of a paragraph; what is shorter, before the first heading, may be a remark."""
_SECTIONS = 3
"""Headings of the highest level from which they are sections of one article rather than its title."""
_HEAD = 6
"""Blocks among which a page's title may stand."""


def read(path: Path, settings: SourceSettings) -> Extract:
    """The article (or articles) of a page. Raises `UnreadableSource`, `EmptySource`."""
    data = path.read_bytes()
    extract = from_bytes(data, path)
    if not settings.second_opinion:
        return extract
    others = second_opinion.differences(data, path, extract.blocks)
    return replace(extract, findings=(*extract.findings, *others))


def from_bytes(data: bytes, path: Path) -> Extract:
    """The same from the bytes of a page."""
    tree = markup.parse(data, path)
    elements = list(tree.iter())  # as long as they are kept, lxml makes an object for each, and its name, only once
    body = next((child for child in tree if local(child) == "body"), tree)
    links = note_links.find([(path.name, body)])
    page = Page(body, links)
    root = page.main_part()
    walker = Walker(page.why_not, links)
    walker.walk(root)
    if not walker.blocks:
        # all of it stands in what is left out elsewhere: navigation without an end, a footer
        root, walker = body, Walker(why_hidden, links)
        walker.walk(body)
    if meta(tree, "og:type") != "article" or not any(block.level == 1 for block in walker.blocks):
        _name_titles(walker, elements)
    memo = _memo(root)
    if memo is not None:
        return replace(memo, findings=(*memo.findings, *_around(root, tree)))
    found = cells.gathered(walker)
    aside = cells.worked(
        found,
        (
            lambda blocks: _without_empty(blocks, walker.over),
            boilerplate.without_licence,
            boilerplate.without_catalogue,
            boilerplate.without_placeholders,
            lambda blocks: page_titles.named(blocks, tree),
            lambda blocks: (lines.with_names(blocks), []),
            notes.sections,
            page_lines.of_the_site,
            page_dates.told,
            page_lines.of_links,
            page_lines.of_authors,
        ),
    )
    found, headings = cells.notes_at_home(found)
    blocks = [cell.block for cell in found if cell.block]
    if not blocks:
        raise EmptySource(f"{path}: the page has no text in it; save the page with its article loaded")
    blocks, named, unused = _titled(blocks, tree)
    blocks, signed = page_authors.signed(page_lines.signatures(blocks), tree, data, elements)
    blocks, told = page_authors.told_of(blocks)
    blocks, alone = page_titles.alone(blocks, tree)
    findings = [not_read("page title", text) for text in (unused, _head_text(tree)) if text and body is not tree]
    return Extract(
        tuple(blocks),
        (*findings, *_outside(root, tree), *walker.findings, *aside, *headings, *told),
        title=meta(tree, "og:site_name") if len([b for b in blocks if b.level == 1]) > 1 else None,
        date=date(meta(tree, "article:published_time") or meta(tree, "publishdate") or ""),
        language=tree.get("lang"),
        # a page that marks nothing but its title leaves its headings to bold type
        shape="article" if alone else "levels" if sum(bool(block.level) for block in blocks) > 1 else "styled",
        made=(*walker.made, *named, *signed),
    )


def _outside(root: Any, tree: Any) -> list[Finding]:
    return [
        not_read("outside the article", text, (line, line) if line else None)
        for element, text, line in outside(root, tree)
        if local(element) != "head"
    ]


def _memo(root: Any) -> Extract | None:
    """A page that is an RFC as plain text with links in it; what stands beside its text is set aside."""
    printed = [node for node in root.iter() if local(node) == "pre"]
    text = "\n".join("".join(node.itertext()) for node in printed)
    if not text_heads.is_memo(text):
        return None
    memo = plain.from_text(text)
    within = set(printed)
    loose = [
        words
        for node in root.iter()
        if not any(above in within for above in (node, *node.iterancestors()))
        for words in (node.text or "", *(child.tail or "" for child in node if local(node) not in ("script", "style")))
        if local(node) not in ("script", "style", "") and words.strip()
    ]
    return replace(
        memo, findings=(*memo.findings, *([not_read("beside the article", " ".join(loose))] if loose else []))
    )


def _around(root: Any, tree: Any) -> list[Finding]:
    """What stands outside `root`, with the title of the page."""
    titles = [not_read("page title", text) for text in (title_of(tree), _head_text(tree)) if text and root is not tree]
    return [*titles, *_outside(root, tree)]


def _name_titles(walker: Walker, elements: Sequence[Any]) -> None:
    """Label as titles the headings that a contents list of the page leads to, where they are texts of their own:
    nothing stands over them, in the page or beside the part that is read, or much under each."""
    blocks = walker.blocks
    links = [e for e in elements if local(e) == "a" and e not in walker.links.marks and e not in walker.links.back]
    aims = {fragment for e in links if (fragment := urldefrag(e.get("href") or "")[1]) and not _own(e, fragment)}
    places = {walker.anchors[aim] for aim in aims if walker.anchors.get(aim, len(blocks)) < len(blocks)}
    led = Counter(level for place in places if (level := blocks[place].level))
    level = min((level for level, count in led.items() if count >= _LED), default=None)
    if level is None:
        return
    alike = [place for place, block in enumerate(blocks) if block.level == level]
    sizes = [len("".join(b.text for b in blocks[a:z])) for a, z in itertools.pairwise([*alike, len(blocks)])]
    led_in = any(_runs(block) for block in blocks[: alike[0]])
    above = any(block.level and block.level < level for block in blocks)
    over = above or led_in or (level > 1 and any(local(e) == "h1" for e in elements))
    if (above and led_in) or (over and sum(sizes) < _TEXT * len(sizes)):
        return
    passed = [place for place, size in zip(alike, sizes, strict=True) if place not in places and size >= _TEXT]
    for place in alike:
        if place in places or (place in passed and len(passed) * _PASSED <= len(alike)):
            blocks[place] = replace(blocks[place], label="title")


def _own(link: Any, fragment: str) -> bool:
    """Whether it leads to the heading it stands in, as themes have it, and lists nothing."""
    above = link.getparent()
    return unquote(fragment) in (link.get("id"), link.get("name"), above.get("id") if above is not None else None)


def _without_empty(blocks: Sequence[Block], over: Container[int]) -> tuple[list[Block | None], list[Finding]]:
    """None for headings that stand over nothing but what is not read: 相关阅读 over a list of links; `over`: indices
    of those that stand right above something that is not read."""
    kept: list[Block | None] = []
    findings: list[Finding] = []
    for at, block in enumerate(blocks):
        level = block.level or 0
        after = blocks[at + 1].level if at + 1 < len(blocks) else 1
        empty = at in over and level > 1 and after is not None and after <= level
        findings += [not_read("heading of what is not read", block.text, block.lines)] if empty else []
        kept.append(None if empty else block)
    return kept, findings


def page_title(tree: Any) -> str | None:
    """og:title or <title> without the site's name behind it."""
    bare = " ".join((meta(tree, "og:title") or title_of(tree) or "").split())
    while (shorter := _SITE.sub("", bare)) != bare and len(shorter) >= 4:
        bare = shorter
    return bare or None


def _titled(blocks: Sequence[Block], tree: Any) -> tuple[list[Block], list[str], str]:
    """Blocks with a title where the page gives it only in its head, what of it is not text of the page, what is left
    of the <title>."""
    bare, printed = page_title(tree), title_of(tree) or ""
    first = next((i for i, block in enumerate(blocks) if block.level), len(blocks))
    levels = [block.level for block in blocks if block.level]
    # one of several headings of one level is no title of the others
    sections = levels[:1] == [min(levels, default=0)] and levels.count(levels[0]) >= _SECTIONS
    missing = 1 not in levels and (sections or any(_runs(block) for block in blocks[:first]))
    if not bare or not (missing or first == len(blocks)):
        return list(blocks), [], printed
    spot = next((i for i, block in enumerate(blocks[:_HEAD]) if block.text.strip() == bare), None)
    if spot is not None:
        return [replace(b, level=1, kind="body") if i == spot else b for i, b in enumerate(blocks)], [], printed
    if bare in printed:
        return [Block(bare, level=1), *blocks], [], printed.replace(bare, "", 1).strip()
    return [Block(bare, level=1), *blocks], [bare], printed


def _runs(block: Block) -> bool:
    """Whether it is a paragraph, not a remark."""
    return block.level is None and block.kind == "body" and len(block.text) >= _RUNNING and ends(block.text)


def _head_text(tree: Any) -> str:
    """What stands in the head beside its title, which no browser shows."""
    head = next((child for child in tree if local(child) == "head"), None)
    if head is None:
        return ""
    title = next((node for node in head.iter() if local(node) == "title"), None)
    return " ".join(filter(None, (text_of(child) for child in head if child is not title)))
