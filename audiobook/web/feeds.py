"""Feeds -> entries: RSS 0.9 to 2.0 (RDF too), Atom, lists of feeds (OPML) and plain lists of addresses.

XML of strangers: no entity is resolved but those of HTML, nothing is loaded, size and count are bounded. Feeds that are
not well-formed are common; what can be read of them is read, and the line at fault is named.
"""

from __future__ import annotations

import hashlib
import html
import html.entities
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from audiobook.errors import UnreadableSource
from audiobook.web.address import is_address
from audiobook.web.dates import day_of
from audiobook.web.kinds import is_feed

MOST_BYTES = 20_000_000
MOST_ENTRIES = 1000
"""The newest; more stand in archives, not in feeds."""
_LOOKED_AT = 10_000
"""From the top; what a feed of more says below is not looked at, and said so."""
_WHOLE = 600
"""Letters of a description that may be the whole entry and no teaser."""
_GOES_ON = re.compile(
    r"(?:\[(?:…|\.\.\.)\]|阅读(?:全文|原文|更多)|查看(?:全文|原文)|继续阅读|read (?:more|on)|continue reading)[\s\W]*$",
    re.I,
)
"""How what goes on elsewhere ends."""
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.)\s*$")
"""How teasers end, and some stories."""
_RSS = (None, "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2")
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,30})["'][^>]{0,100}\?>""", re.I)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}
_NAMED = re.compile(r"&([A-Za-z][\w.-]{1,30});")
_OF_XML = frozenset(["amp", "lt", "gt", "quot", "apos"])


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article."""

    id: str
    """What it is known by for ever."""
    title: str = ""
    link: str = ""
    """Where its page is, as it is written."""
    authors: tuple[str, ...] = ()
    date: str = ""
    """ISO 8601; with the time, in UTC, where there is one."""
    content: str = ""
    """HTML: all of it, or all that the feed has."""
    whole: bool = False
    """`content` is the article, not a teaser."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, or a list of feeds."""

    title: str
    entries: tuple[Entry, ...] = ()
    """As to be read: the oldest first."""
    language: str = ""
    author: str = ""
    feeds: tuple[str, ...] = ()
    """Addresses, of a list of feeds."""
    faults: tuple[str, ...] = ()
    """What could not be read."""


def addresses(text: str) -> tuple[str, ...]:
    """The addresses in a list of nothing else, one a line; blank lines and remarks (# …) aside. Empty for other texts.

    >>> addresses("# for Sunday\\nhttps://example.org/a\\n\\nhttps://example.org/b\\n")
    ('https://example.org/a', 'https://example.org/b')
    >>> addresses("https://example.org is a site.\\nIt is old.")
    ()
    """
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    fits = lines and all(is_address(line) and not re.search(r"\s", line) for line in lines)
    return tuple(dict.fromkeys(lines)) if fits else ()


def named(text: str, title: str) -> Feed | None:
    """The list of addresses in `text` as a feed whose entries are their pages; None where it is none."""
    found = addresses(text)
    return Feed(title, tuple(Entry(id=one, link=one) for one in found)) if found else None


def read(data: bytes, name: str) -> Feed:
    """The feed in `data`, which messages call `name`. Raises `UnreadableSource` where it is none."""
    if len(data) > MOST_BYTES:
        raise UnreadableSource(f"{name}: {len(data) // 1_000_000} MB are no feed; give the address of a page of it")
    if not is_feed(data):
        raise UnreadableSource(f"{name}: no feed (RSS, Atom or OPML); check the address")
    root, faults = _parsed(data, name)
    kind = _local(root)
    if kind == "opml":
        found = tuple(dict.fromkeys(_attribute(one, "xmlUrl") for one in root.iter() if _local(one) == "outline"))
        return Feed(_text(root.find("./head/title")), feeds=tuple(filter(is_address, found)), faults=faults)
    atom = kind == "feed"
    top = root if atom or (channel := _child(root, "channel", _RSS)) is None else channel
    nodes = [one for one in root.iter() if _local(one) == ("entry" if atom else "item")]
    if len(nodes) > _LOOKED_AT:
        faults = (*faults, f"{name}: has {len(nodes):,} entries; the first {_LOOKED_AT:,} are looked at")
        nodes = nodes[:_LOOKED_AT]
    entries = [_atom(node, top) if atom else _rss(node) for node in nodes]
    language = (
        _attribute(root, f"{_XML}lang") if atom else _said(top, "language", _RSS) or _said(top, "language", (_DC,))
    )
    who = _names(top)
    return Feed(
        title=_plain(_markup(_child(top, "title", _ATOM)) if atom else _said(top, "title", _RSS)),
        entries=_in_order(entries),
        language=language.lower()[:35],
        author=who[0] if who else "",
        faults=faults,
    )


def _parsed(data: bytes, name: str) -> tuple[Any, tuple[str, ...]]:
    from lxml import etree

    declared = _DECLARED.match(data.lstrip(b"\xef\xbb\xbf"))
    coding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    coding = "utf-8" if data.startswith(b"\xef\xbb\xbf") else _WIDER.get(coding, coding)
    try:
        text = data.decode(coding, "replace").removeprefix("\ufeff")
    except (LookupError, ValueError, AssertionError):
        text = data.decode("utf-8", "replace")
    text = _NAMED.sub(_numbered, re.sub(r"^\s*<\?xml[^>]{0,300}\?>", "", text))
    options: dict[str, Any] = {
        "encoding": "utf-8", "resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True,
        "remove_pis": True, "huge_tree": False,
    }  # fmt: skip
    body = text.strip().encode("utf-8", "replace")
    try:
        return etree.fromstring(body, etree.XMLParser(**options)), ()
    except (etree.LxmlError, ValueError) as error:
        fault = str(error)
    try:
        root = etree.fromstring(body, etree.XMLParser(recover=True, **options))
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or not len(root):
        raise UnreadableSource(f"{name}: this feed cannot be read ({fault[:200]}); give the address of a page of it")
    return root, (f"{name}: is not well-formed ({fault[:200]}); entries behind that may be missing",)


def _numbered(found: re.Match[str]) -> str:
    value = None if found[1] in _OF_XML else html.entities.html5.get(f"{found[1]};")
    return "".join(f"&#{ord(character)};" for character in value) if value else found[0]


def _rss(node: Any) -> Entry:
    title = _plain(_said(node, "title", _RSS))
    link = _said(node, "link", _RSS)
    guid = _child(node, "guid", _RSS)
    known = _text(guid) or _attribute(node, "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")
    if not link and guid is not None and _attribute(guid, "isPermaLink") != "false" and is_address(known):
        link = known
    encoded = _said(node, "encoded", (_CONTENT,))
    told = _said(node, "description", _RSS)
    date = _said(node, "pubDate", _RSS) or _said(node, "date", (_DC,))
    return _entry(known or link, title, link, _names(node), date, encoded, told)


def _atom(node: Any, top: Any) -> Entry:
    content = _child(node, "content", _ATOM)
    told = _markup(_child(node, "summary", _ATOM))
    date = _said(node, "published", _ATOM) or _said(node, "issued", _ATOM) or _said(node, "updated", _ATOM)
    link = next(
        (_attribute(one, "href") for one in node
         if _local(one) == "link" and _attribute(one, "rel") in ("", "alternate") and _attribute(one, "href")), ""
    )  # fmt: skip
    base = _attribute(node, f"{_XML}base") or _attribute(top, f"{_XML}base")
    if link and base and not is_address(link):
        link = urljoin(base, link)
    title = _plain(_markup(_child(node, "title", _ATOM)))
    elsewhere = content is not None and _attribute(content, "src")
    said = "" if elsewhere else _markup(content)
    return _entry(_said(node, "id", _ATOM) or link, title, link or (elsewhere or ""), _names(node), date, said, told)


def _entry(known: str, title: str, link: str, authors: tuple[str, ...], date: str, content: str, told: str) -> Entry:
    """`content`: what the feed calls the whole; `told`: what it calls a description, which may be the whole as well."""
    letters = _plain(content)
    whole = bool(letters) and not _GOES_ON.search(letters)
    if (
        not whole
        and len(bare := _plain(told)) > max(len(letters), _WHOLE)
        and not (_GOES_ON.search(bare) or _BROKEN_OFF.search(bare))
    ):
        content, whole = told, True
    content = content or told
    facts = known or hashlib.sha256(f"{title}\n{content}".encode("utf-8", "replace")).hexdigest()
    return Entry(" ".join(facts.split())[:1000], title, link.strip(), authors, day_of(date), content, whole)


def _in_order(entries: list[Entry]) -> tuple[Entry, ...]:
    """The newest `MOST_ENTRIES`, the oldest first, each once. Feeds have the newest first where they do not say."""
    once = list({entry.id: entry for entry in reversed(entries)}.values())
    if all(entry.date for entry in once):
        once.sort(key=lambda entry: entry.date)
    return tuple(once[-MOST_ENTRIES:])


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _child(node: Any, name: str, spaces: tuple[str | None, ...]) -> Any:
    for one in node:
        tag = one.tag if isinstance(one.tag, str) else ""
        space, _, local = tag.rpartition("}")
        if local == name and (space[1:] or None) in spaces:
            return one
    return None


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def _said(node: Any, name: str, spaces: tuple[str | None, ...]) -> str:
    return _text(_child(node, name, spaces))


def _attribute(element: Any, name: str) -> str:
    return (element.get(name) or "").strip()


def _markup(element: Any) -> str:
    """The HTML in a text construct of Atom."""
    if element is None:
        return ""
    kind = _attribute(element, "type").lower()
    if kind in ("html", "text/html"):
        return _text(element)
    if kind in ("xhtml", "application/xhtml+xml"):
        from lxml import etree

        inside = (etree.tostring(one, encoding="unicode", method="html", with_tail=True) for one in element)
        return (element.text or "") + "".join(inside)
    return html.escape(_text(element), quote=False)


def _names(node: Any) -> tuple[str, ...]:
    """Who wrote it; of an address in an author's place the name behind it."""
    found: list[str] = []
    for one in node:
        if _local(one) not in ("author", "creator"):
            continue
        name = _said(one, "name", _ATOM) or _text(one)
        if (inner := re.fullmatch(r"\S+@\S+\s*\((.+)\)", name)) is not None:
            name = inner[1]
        if name and "@" not in name and len(name) < 100:
            found.append(" ".join(_plain(name).split()))
    return tuple(dict.fromkeys(found))


def _plain(markup: str) -> str:
    """Text without tags, for titles and for weighing.

    >>> _plain("A &amp;amp; <b>B</b>")
    'A & B'
    """
    bare = html.unescape(re.sub(r"<[^<>]{0,2000}>", "", markup))
    return " ".join(html.unescape(bare).split())  # many escape twice
