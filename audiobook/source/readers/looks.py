"""What an element is by its class, style or type: raised or lowered, a page number, numbers of lines."""

from __future__ import annotations

import re
from typing import Any

from audiobook.source.readers.elements import classes, text_of, types

_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?P<how>super|sub)\b", re.I)
_RAISED_CLASS = {"sup": "sup", "super": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub"}
_IN_LINE = frozenset(["span", "small", "font", "em", "i"])
_NUMBERED_LINES = frozenset(["linenos", "lineno", "linenums", "line-numbers", "gutter", "hljs-ln-numbers"])
_PAGE_NUMBERS = frozenset([
    "pagenum", "pagenumber", "page-number", "pageno", "pageno1", "pagebreak", "page-break", "x-ebookmaker-pageno",
    "epub-pagebreak",
])  # fmt: skip
_PAGE_NUMBER = 14
"""Characters of a page number with what stands around it: [Pg 123], 第 12 页."""


def raised(element: Any, tag: str) -> str:
    """sup or sub for an element that is so by its name, class or style; else empty.

    >>> from lxml import etree
    >>> raised(etree.XML('<span style="vertical-align: super">2</span>'), "span")
    'sup'
    """
    if tag in ("sup", "sub"):
        return tag
    if tag not in _IN_LINE:
        return ""
    found = next((_RAISED_CLASS[name] for name in classes(element) if name in _RAISED_CLASS), "")
    style = None if found else element.get("style")
    styled = _RAISED_STYLE.search(style) if style else None
    return {"super": "sup", "sub": "sub"}[styled["how"].lower()] if styled else found


def numbers_of_the_print(element: Any) -> str | None:
    """A reason for what prints have and nobody reads, page numbers and line numbers; None for anything else."""
    named = set(classes(element))
    if named & _NUMBERED_LINES:
        return "line numbers"
    if named & _PAGE_NUMBERS or "pagebreak" in types(element):
        text = text_of(element)
        if len(text) <= _PAGE_NUMBER and (any(c.isdigit() for c in text) or not text.isalpha()):
            return "page number"
    return None
