"""The text of a page -> a tree: as XML where it is well-formed XHTML, else as browsers take HTML.

Parsers drop what is not written like a tag is (x<y=3), what stands behind </body>, what an unclosed title or an
undeclared entity takes with it. So the text is made plain before a parser sees it: what is left to drop is no text.
"""

from __future__ import annotations

import html
import html.entities
import re
from pathlib import Path
from typing import Any

from audiobook.errors import EmptySource, UnreadableSource
from audiobook.source.ahead import Unread
from audiobook.source.markup_encoding import decode_markup
from audiobook.source.readers import nesting

_ATTRIBUTES = r"""(?:=\s*+(?:"[^"]*+"|'[^']*+')(?=[\s/>])|[^<>=]++|=){0,1000}+"""
"""Of a tag, which has an end: without a bound, tags in the attributes of tags are gone through again and again."""
_TOKEN = re.compile(
    rf"""
    [<&](?: (?<=&)(?P<entity>\#?[^\s<&;\#]{{1,32}};?)
    | (?<=<)(?: (?P<opening>!\[CDATA\[|!--|[!?])
    | (?P<which>script|style)(?=[\s/>]){_ATTRIBUTES}>
    | (?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9_.-]*+(?::[A-Za-z0-9_.-]++)?)(?=[\s/>])(?!\s+&)(?P<rest>{_ATTRIBUTES})>
    | (?P<torn>[/!?]?[A-Za-z][^<>\n]{{0,300}}\Z)
    | ))
    """,
    re.S | re.I | re.X,
)
"""Begun with its sign, so that what stands between is passed at once."""
_WRITTEN = r"""[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?"""
_WELL_WRITTEN = re.compile(rf"(?:\s++{_WRITTEN})*+\s*+/?")
_ATTRIBUTE = re.compile(rf"(?<=[\s\"']){_WRITTEN}")
_NAMED = re.compile(r"&([A-Za-z][\w.-]*);")
_OWN = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(?:"([^"<&%]{0,200})"|'([^'<&%]{0,200})')\s*>""")
_HEAD = re.compile(r"^\s*(?:<\?xml[^>]*>)?\s*(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)?", re.S | re.I)
_XHTML = re.compile(r"^\s*<\?xml\s|<html[^>]{0,300}\bxmlns\s*=", re.I)
_XML = frozenset(["amp", "lt", "gt", "quot", "apos"])
_RAW = {"iframe": "object", "noembed": "object", "noframes": "object", "textarea": "object", "xmp": "pre",
        "listing": "pre", "plaintext": "pre"}  # fmt: skip
"""Elements whose tags inside are text to HTML parsers, and what they are taken for so that they are not."""
_OF_HEAD = frozenset(["html", "head", "title", "meta", "link", "base", "noscript", "template", "img"])
"""What may stand in a head: with anything else the body begins, which parsers know of the elements of HTML 4 only."""
_NOT_CLOSED = frozenset(["body", "html"])
"""What stands behind their end tags belongs to the page all the same."""
_CHANGED = frozenset(["title", *_NOT_CLOSED, *_RAW])
"""Elements whose tags may not stay as they are written."""
_AS_WRITTEN = re.compile(
    rf"""(?:[^<&]*+</?(?!(?:{"|".join(sorted(_CHANGED))}|script|style)[\s/>])
    [A-Za-z][A-Za-z0-9_.-]*+(?::[A-Za-z0-9_.-]++)?(?=[\s/>])(?!\s+&)(?:\s++{_WRITTEN}){{0,300}}+\s*+/?>)*+""",
    re.I | re.X,
)
"""Text and tags of a body that stay as they are: most of a page, passed at once."""


def parse(data: bytes, path: Path) -> Any:
    """The root element of the page in `data`. Raises `EmptySource`, `UnreadableSource`."""
    text = decode_markup(data, path)
    tree = _as_xml(text) if _XHTML.search(text[:2000]) else None
    tree = _as_html(text, path) if tree is None else tree
    nesting.flatten(tree)
    return tree


def _as_xml(text: str) -> Any:
    """The tree of well-formed XHTML; None for anything else. No entity but those HTML has is resolved."""
    from lxml import etree

    head = _HEAD.match(text)
    begin = head.end() if head else 0
    own = _own(text[:begin])
    body = _NAMED.sub(lambda found: _numbered(found, own), text[begin:])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return etree.fromstring(body.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _own(declarations: str) -> dict[str, str]:
    """Entities that the page itself declares, as far as they are plain text."""
    return {name: one or other for name, one, other in _OWN.findall(declarations)}


def _numbered(found: re.Match[str], own: dict[str, str]) -> str:
    name = found[1]
    if name in _XML:
        return found[0]
    value = own.get(name) or html.entities.html5.get(f"{name};")
    return "".join(f"&#{ord(character)};" for character in value) if value else f"&amp;{name};"


def _as_html(text: str, path: Path) -> Any:
    from lxml import etree

    head = _HEAD.match(text)
    begin = head.end() if head else 0
    plain = made_plain(text[begin:], _own(text[:begin]))
    if not plain.strip("\ufeff \t\r\n\x00"):
        raise EmptySource(f"{path}: the page is empty; save it again")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableSource(
            f"{path}: this page cannot be parsed ({error}); save it again from the browser"
        ) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableSource(f"{path}: elements nested more than 2,000 deep; save the article alone, or as text")
    if tree is None:
        raise EmptySource(f"{path}: the page has no text in it; save the page with its article loaded")
    return tree


def made_plain(text: str, own: dict[str, str] | None = None) -> str:
    """`text` so that every HTML parser finds the same tags and the same text in it.

    >>> made_plain("<p>当x<y=3时&eacute;&foo;<title>题</p>")
    '</head><body><p>当x&lt;y=3时é&amp;foo;<title>题</title></p>'
    """
    entities = own or {}
    after_title = in_body = False

    def token(found: re.Match[str]) -> str:
        nonlocal after_title, in_body
        closing, after_title = "</title>" if after_title else "", False
        if found["torn"]:
            return closing
        if found["entity"]:
            after_title = bool(closing)
            return html.escape(_character(f"&{found['entity']}", entities), quote=False)
        name = (found["name"] or "").lower()
        if not name:
            after_title = bool(closing)
            return "&lt;"
        if name == "title":
            after_title = not found["end"] and not found["rest"].endswith("/")
            return closing + (found[0] if after_title else "")
        if name in _NOT_CLOSED and (found["end"] or in_body):
            return closing
        if not in_body and name not in _OF_HEAD and not found["end"]:
            in_body = True
            if name != "body":
                closing += "</head><body>"
        if name in _RAW:
            return f"{closing}<{found['end']}{_RAW[name]}>"
        if _WELL_WRITTEN.fullmatch(found["rest"]):
            return closing + found[0]
        # a quotation mark too few, and a parser takes all text up to the next one for an attribute
        kept = "" if found["end"] else "".join(f" {one}" for one in _ATTRIBUTE.findall(found["rest"]))
        return f"{closing}<{found['end']}{found['name']}{kept}{'/' if found['rest'].endswith('/') else ''}>"

    made: list[str] = []
    at = copied = 0
    unread = Unread(text)
    while found := _TOKEN.search(text, at if after_title or not in_body else _passed(text, at)):
        begin, at = found.span()
        made.append(text[copied:begin])
        copied = at
        opening = found["which"] or found["opening"]
        if not opening:
            made.append(token(found))
            continue
        opening = opening if found["which"] else f"<{opening}"
        end = (at, at) if found[0].endswith("/>") else unread.end(opening, at)
        if end is None:
            made.append("&lt;")
            at = copied = begin + 1
            continue
        inside = html.escape(text[at : end[0]], quote=False) if opening.upper() == "<![CDATA[" else ""
        made.append(f"</title>{inside}" if after_title else inside)
        after_title, at = False, end[1]
        copied = at
    made.append(text[copied:])
    return "".join(made) + ("</title>" if after_title else "")


def _passed(text: str, at: int) -> int:
    """Where what stays as it is written ends."""
    found = _AS_WRITTEN.match(text, at)
    return found.end() if found else at


def _character(entity: str, own: dict[str, str]) -> str:
    return own.get(entity[1:].rstrip(";")) or html.unescape(entity)
