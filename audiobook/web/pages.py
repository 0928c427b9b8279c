"""The further pages of an article: what a page calls its next one (`rel="next"`), if that is a part of the same text.

Blogs call the next article so, too. A further page has the address of the first, but for the number of the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from audiobook.errors import ConfigError
from audiobook.web.address import Address, joined

_TAG = re.compile(rb"<(?:a|link)\s([^<>]{1,2000})>", re.I)
_ATTRIBUTE = re.compile(r"""\b(rel|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_NUMBER = re.compile(
    r"""[?&](?:page|paged|p|pn|pg|pageno|pagenum|pageindex|currentpage|start)=(\d{1,3})(?=&|$)   # ?page=2
        |/(?:page|p)?[-_]?(\d{1,3})(?=/?(?:\?|$))                                                # /2, /page/2
        |[-_](?:p|page)?(\d{1,3})(?=\.\w{2,5}(?:\?|$))                                           # _2.html
        |[-_](?:p|page)?(\d{1,3})(?=/?(?:\?|$))                                                  # -2""",
    re.I | re.X,
)


def next_page(body: bytes, here: Address, first: Address, count: int) -> Address | None:
    """The page that goes on after the `count`th of an article that begins at `first`; None if there is none.

    >>> from audiobook.web.address import parse
    >>> first = parse("https://example.org/a/12.html")
    >>> str(next_page(b'<a rel="next" href="12_2.html">', first, first, 1))
    'https://example.org/a/12_2.html'
    >>> next_page(b'<a rel="next" href="13.html">', first, first, 1)
    """
    for reference in _called_next(body):
        try:
            there = joined(here, reference)
        except ConfigError:
            continue
        if there.origin == first.origin and _goes_on(there.target, first.target, count):
            return there
    return None


def _called_next(body: bytes) -> Iterator[str]:
    for tag in _TAG.finditer(body):
        found = {
            name.lower(): html.unescape(one or other or bare)
            for name, one, other, bare in _ATTRIBUTE.findall(tag[1].decode("utf-8", "replace"))
        }
        if "next" in found.get("rel", "").lower().split() and found.get("href"):
            yield found["href"]


def _goes_on(there: str, first: str, count: int) -> bool:
    """Whether `there` is `first` with the number of the page after the `count`th; some sites count from nought."""
    stems = {first.rstrip("/")} | {stem for number, stem in _numbered(first) if number <= 1}
    return any(number in (count, count + 1) and stem in stems for number, stem in _numbered(there))


def _numbered(target: str) -> Iterator[tuple[int, str]]:
    """(number, the rest) for every number in an address that may be that of a page."""
    for found in _NUMBER.finditer(target):
        number = next(group for group in found.groups() if group)
        rest = target[: found.start()] + target[found.end() :]
        yield int(number), (rest.replace("&", "?", 1) if "?" not in rest else rest).rstrip("/")
