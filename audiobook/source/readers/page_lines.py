"""Lines and sections that sites print among the text of an article, named and not read: buttons, see also, sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.language.word_lists import alternatives
from audiobook.model import Finding
from audiobook.source.blocks import Block, not_read
from audiobook.source.line_features import stops

_LINE = re.compile(rf"(?:{alternatives('source', 'page_lines')})", re.I)
_SECTION = re.compile(rf"(?:{alternatives('source', 'page_sections')})\s*[：:]?", re.I)
_ABOUT = re.compile(rf"(?:{alternatives('source', 'about_authors')})\s*[：:]?", re.I)
_LONGEST = 160
"""Characters of such a line."""
_NOTICE = 300
"""Characters of a notice of the site."""
_NAME = 24
_PART = 4
"""What tells of the author is no more than one part in so many of the page."""
_TOLD = 60
"""Characters from which a paragraph that stops as a sentence does is text."""


def of_the_site(blocks: Sequence[Block]) -> tuple[list[Block | None], list[Finding]]:
    """`blocks` with None for lines of the site, and findings that hold these."""
    kept: list[Block | None] = list(blocks)
    findings: list[Finding] = []
    for at, block in enumerate(blocks):
        line = len(block.text) <= _NOTICE and block.kind not in ("code", "verse", "table", "note")
        if line and block.level != 1 and _LINE.fullmatch(" ".join(block.text.split())):
            findings.append(not_read("of the page, not of the text", block.text, block.lines))
            kept[at] = None
    return kept, findings


def of_links(blocks: Sequence[Block]) -> tuple[list[Block | None], list[Finding]]:
    """`blocks` with None for sections like See also, References and External links with what is listed there; notes
    stay, for the text refers to them."""
    kept: list[Block | None] = list(blocks)
    findings: list[Finding] = []
    for at, block in enumerate(blocks):
        level = block.level or 0
        if level < 2 or kept[at] is None or not _SECTION.fullmatch(" ".join(block.text.split())):
            continue
        stop = next((i for i in range(at + 1, len(blocks)) if 0 < (blocks[i].level or 0) <= level), len(blocks))
        inner = [one for one in blocks[at + 1 : stop] if one.kind != "note" and not one.level]
        told = sum(len(one.text) for one in inner if one.kind == "body" and len(one.text) >= _TOLD and stops(one.text))
        if told * 5 > 2 * sum(len(one.text) for one in inner):
            # a button that looks like a heading: the text under it is the article's
            findings.append(not_read("of the page, not of the text", block.text, block.lines))
            kept[at] = None
            continue
        for i in range(at, stop):
            if blocks[i].kind != "note" and kept[i] is not None:
                findings.append(not_read("links and books to look up", blocks[i].text, blocks[i].lines))
                kept[i] = None
    return kept, findings


def of_authors(blocks: Sequence[Block]) -> tuple[list[Block | None], list[Finding]]:
    """`blocks` with None for sections that tell of the author, which the page has beside its text."""
    kept: list[Block | None] = list(blocks)
    findings: list[Finding] = []
    for at, block in enumerate(blocks):
        named = block.level or (block.kind == "body" and len(block.text) <= _NAME)
        if not at or not named or block.level == 1 or not _ABOUT.fullmatch(" ".join(block.text.split())):
            continue
        level = block.level or 7
        stop = next((i for i in range(at + 1, len(blocks)) if (blocks[i].level or 7) <= min(level, 6)), len(blocks))
        if sum(len(one.text) for one in blocks[at:stop]) * _PART > sum(len(one.text) for one in blocks):
            continue
        for i in range(at, stop):
            if blocks[i].kind != "note":
                findings.append(not_read("about the author", blocks[i].text, blocks[i].lines))
                kept[i] = None
    return kept, findings


def signatures(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of a byline and what stands under it in the same element, each line for itself."""
    done: list[Block] = []
    for block in blocks:
        rows = block.text.split("\n")
        signed = len(rows) > 1 and len(block.text) <= _LONGEST and block.kind == "body" and _SIGNED.match(rows[0])
        done += [replace(block, text=row) for row in rows] if signed else [block]
    return done


_SIGNED = re.compile(r"(?:by|written by|words by)\s+[A-Z]|(?:作者|文|撰文|记者)\s?[：:/／|｜]", re.I)
