"""What another reader of web pages (readability) takes for part of the article and ours does not: named, never read.

It is no better than ours, only different: where the two part, a person should look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from audiobook.model import Finding
from audiobook.source.blocks import Block
from audiobook.source.markup_encoding import decode_markup
from audiobook.source.readers.elements import local

_LEAST = 20
"""Letters of a paragraph that is worth a word."""
_GRAM = 8
_OURS = 0.8
"""Of the letters of a paragraph that must stand in our text for it to be there."""
_BLOCKS = frozenset(["p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote",
                     "figcaption", "div", "section", "article", "body"])  # fmt: skip
_NO_LETTERS = re.compile(r"[\W_]+")
_SHOWN = 120


def differences(data: bytes, path: Path, blocks: Sequence[Block]) -> Iterator[Finding]:
    """A finding for each paragraph of the page in `data` that the other reader has and `blocks` lack; none where it is
    not installed, or makes nothing of the page."""
    ours = _bare("".join(block.text for block in blocks))
    grams = {ours[at : at + _GRAM] for at in range(len(ours) - _GRAM + 1)}
    for text in _their_paragraphs(data, path):
        bare = _bare(text)
        pieces = [bare[at : at + _GRAM] for at in range(0, len(bare) - _GRAM + 1, _GRAM)]
        if len(bare) < _LEAST or sum(piece in grams for piece in pieces) >= _OURS * len(pieces):
            continue
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(bare)} letters)"
        yield Finding("second-opinion", None, f"Another reader takes this for part of the article, we do not: {shown}")


def _their_paragraphs(data: bytes, path: Path) -> Sequence[str]:
    try:
        from lxml import html
        from readability import Document
    except ImportError:
        return ()
    try:
        summary = Document(decode_markup(data, path)).summary(html_partial=True)
        return list(_paragraphs(html.fromstring(summary)))
    except Exception:  # an opinion that cannot be had: ours stands alone
        return ()


def _paragraphs(tree: Any) -> Iterator[str]:
    """Text of each block, without that of blocks in it."""
    for element in tree.iter():
        if local(element) in _BLOCKS:
            text = " ".join("".join(_own(element)).split())
            if text:
                yield text


def _own(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local(child) and local(child) not in _BLOCKS:
            yield from _own(child)
        yield child.tail or ""


def _bare(text: str) -> str:
    return _NO_LETTERS.sub("", text)
