"""What the head of a page says that it is called and who wrote it, and where that stands among its blocks.

Sites print their own name, columns and buttons over an article, often as the first heading; the head of the page names
the article.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from audiobook.language.chinese import han_count
from audiobook.model import Finding
from audiobook.source import numberings
from audiobook.source.blocks import Block, not_read
from audiobook.source.line_features import comparable, stops
from audiobook.source.readers.elements import local, text_of

_SEPARATORS = re.compile(
    r"\s*(?:--|[—_|｜»·@]|::|-(?=\s)|(?<=\s)-|(?<=[^\x00-\u2fff])-|-(?=[^\x00-\u2fff])|–|>|:(?=\s))\s*"
)
_ALIKE = 8
"""Letters of a part of the page's title that may be the article's; Chinese characters count for two."""
_ABOVE = 5
"""What stands over the title is not read where it is no more than one part in so many of the page."""
_ARTICLE = 40_000
"""Characters of a page that may be one article with headings; longer ones are weighed as books are."""
_NAMES = 100
"""Characters of a line that may name the author."""
_SIGNED = re.compile(r"(?:by|written by|words by)\s|作者|文\s?[/／|｜]|撰文|记者", re.I)


def title_of(tree: Any) -> str | None:
    """The text of the page's <title>; None where there is none in its head."""
    head = next((child for child in tree if local(child) == "head"), None)
    title = next((node for node in head.iter() if local(node) == "title"), None) if head is not None else None
    return text_of(title) if title is not None else None


def meta(tree: Any, name: str) -> str | None:
    """What a <meta> of the page called `name` says."""
    for node in tree.iter("{*}meta", "{*}META"):
        if name in (node.get("property"), node.get("name"), (node.get("name") or "").lower()):
            return (node.get("content") or "").strip() or None
    return None


def named(blocks: Sequence[Block], tree: Any) -> tuple[list[Block | None], list[Finding]]:
    """`blocks` with the title that the page's head gives as their only heading of the first level, None for what the
    site prints over it; unchanged where no block reads so, or the titles of several texts are known."""
    at = None if any(block.label == "title" for block in blocks) else _place(blocks, tree)
    if at is None:
        return list(blocks), []
    level = blocks[at].level or 1
    title = replace(blocks[at], level=1, kind="body")
    below = [replace(b, level=min(6, b.level + 1)) if b.level and b.level <= level else b for b in blocks[at + 1 :]]
    above = blocks[:at]
    findings = [not_read("over the title", block.text, block.lines) for block in above]
    return [*([None] * at), title, *below], findings


def _place(blocks: Sequence[Block], tree: Any) -> int | None:
    """Where the title of the page stands among its blocks: the longest heading, else the first line, that its head
    has as a whole or as one part."""
    whole, shared = title_of(tree) or "", meta(tree, "og:title") or ""
    keys = [comparable(text) for text in (shared, whole, *_SEPARATORS.split(whole), *_SEPARATORS.split(shared))]
    wanted = {key for key in keys if len(key) + han_count(key) >= _ALIKE}
    total = sum(len(block.text) for block in blocks)
    passed, found = 0, []
    for place, block in enumerate(blocks):
        if passed * _ABOVE > total:
            break
        led_in = place > 0 and blocks[place - 1].text.endswith((":", "："))
        key = comparable(block.text) if len(block.text) <= 200 and not led_in else ""
        # as a heading it may be a part of the page's title, else what that begins with
        within = key in keys[1] if block.level else keys[1].startswith(key) and not stops(block.text)
        if key in wanted or (within and len(key) + han_count(key) >= 2 * _ALIKE):
            found.append((bool(block.level), len(key), -place))
        passed += len(block.text)
    if not found:
        return None
    _, size, at = max(found)
    level = blocks[-at].level or 7
    # a longer heading of a higher level is the title as the article has it, the head has another
    over = any((b.level or 7) <= level and size < len(comparable(b.text)) <= 3 * size for b in blocks[:-at])
    return None if over else -at


def alone(blocks: Sequence[Block], tree: Any) -> tuple[list[Block], bool]:
    """`blocks` with their only heading labelled as the title of all, and whether it is: the head of the page has it,
    and no lines below look like titles of chapters or are signed one by one."""
    heads = [place for place, block in enumerate(blocks) if block.level or block.label == "title"]
    if len(heads) != 1 or sum(len(block.text) for block in blocks) > _ARTICLE:
        return list(blocks), False
    at = heads[0]
    key = comparable(blocks[at].text)
    named = any(key in comparable(text) for text in (title_of(tree), meta(tree, "og:title")) if text)
    below = blocks[at + 1 :]
    numbers = [numberings.numbered(block.text) for block in below]
    chapters = sum(found is not None and numberings.RANKS[found.kind] <= 1 for found in numbers) > 1
    if not named or pieces(blocks) > 1 or chapters or len(key) + han_count(key) < _ALIKE:
        return list(blocks), False
    return [*blocks[:at], replace(blocks[at], label="title"), *below], True


def pieces(blocks: Sequence[Block]) -> int:
    """How many headings, marked as such or set in bold, stand right over a line that says who wrote what follows."""
    return sum(
        (bool(above.level) or (above.bold and not stops(above.text))) and is_signed(block)
        for above, block in itertools.pairwise(blocks)
    )


def is_signed(block: Block) -> bool:
    """Whether it begins as lines do that say who wrote a text."""
    return not block.level and len(block.text) <= _NAMES and bool(_SIGNED.match(block.text))
