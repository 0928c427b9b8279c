"""What an answer is: its content type and address -> the extension under which a reader knows it."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import unquote

from audiobook.web.address import Address
from audiobook.web.http import Answer

FEED = ".xml"
"""Of feeds, which are no publication but name some."""
_TYPES = {
    "text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt", "text/markdown": ".md",
    "text/x-markdown": ".md", "application/pdf": ".pdf", "application/x-pdf": ".pdf", "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/x-subrip": ".srt", "text/vtt": ".vtt", "message/rfc822": ".eml",
    "image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tif",
    "image/bmp": ".bmp", "image/webp": ".webp", "application/rss+xml": FEED, "application/atom+xml": FEED,
    "application/rdf+xml": FEED, "text/x-opml": FEED, "text/xml": FEED, "application/xml": FEED,
}  # fmt: skip
_SAYS_LITTLE = frozenset(["", "text/plain", "application/octet-stream", "binary/octet-stream", "application/zip",
    "application/x-download", "application/force-download", "text/xml", "application/xml"])  # fmt: skip
"""Types that servers give to what they do not know: there the name counts."""
_FEED = re.compile(rb"<(?:rss|feed|opml|(?:\w+:)?RDF)[\s>]")
_NAME = re.compile(r"""filename\*?\s*=\s*(?:UTF-8'[\w-]*')?"?([^";]{1,200})""", re.I)


def extension(answer: Answer, known: Collection[str]) -> str | None:
    """The extension of what is in `answer`, one of `known` or that of feeds; None for what nobody here reads."""
    kind = type_of(answer)
    if is_feed(answer.body):
        return FEED
    named = _named(answer)
    if kind in _SAYS_LITTLE and named in known:
        return named
    found = _TYPES.get(kind)
    if found == FEED:
        # XML that is no feed: a page, if anything
        return ".xhtml" if b"<html" in answer.body[:4096] else None
    if found is None and kind in _SAYS_LITTLE:
        # readers look at how a file begins, whatever it is called
        return ".html" if b"<" in answer.body[:1024].lstrip()[:1] else ".txt"
    return found if found in known else None


def type_of(answer: Answer) -> str:
    """The content type in small letters, without what follows it."""
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def charset_of(answer: Answer) -> str:
    """What the server says the text is encoded in; empty if it does not."""
    found = re.search(r"""charset\s*=\s*["']?([\w.:-]{2,30})""", answer.headers.get("content-type", ""), re.I)
    return found[1].lower() if found else ""


def is_feed(body: bytes) -> bool:
    """Whether it begins like a feed or a list of feeds, or a comment that could stand before one."""
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"<"):
        return False
    found = _FEED.search(start)
    return found is not None and b"<html" not in start[: found.start()].lower()


def _named(answer: Answer) -> str:
    """The extension of the name that the server gives it, or that its address has."""
    given = _NAME.search(answer.headers.get("content-disposition", ""))
    name = unquote(given[1]).strip() if given else file_name(answer.address)
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


def file_name(address: Address) -> str:
    """The last part of an address's path; empty for none."""
    return unquote(address.target.partition("?")[0].rstrip("/").rpartition("/")[2])
