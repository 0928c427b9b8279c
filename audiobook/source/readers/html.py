"""A web page, saved: the article without navigation, scripts, related links and footers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource
from audiobook.language.word_lists import alternatives
from audiobook.model import Finding
from audiobook.source.blocks import Block, Extract
from audiobook.source.encoding import decode
from audiobook.source.outline.line_kinds import date
from audiobook.source.readers.dom import UNSEEN, Walker

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_TAGS = {
    "nav": "navigation", "aside": "beside the article", "footer": "footer", "form": "form", "menu": "navigation",
    "dialog": "dialogue box",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "banner": "banner", "complementary": "beside the article", "contentinfo": "footer",
    "search": "form", "menu": "navigation", "menubar": "navigation", "dialog": "dialogue box",
}  # fmt: skip
_CLASSES = re.compile(rf"(?:^|[-_\s])(?:{alternatives('source', 'page_furniture')})(?:$|[-_\s])", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SITE = re.compile(r"\s*(?:--|—|_|\||｜|-|–|»|>|·)\s*[^_|｜»>]{1,24}$")


def read(path: Path, _: SourceSettings) -> Extract:
    """The article (or articles) of a page. Raises `UnreadableSource`, `EmptySource`."""
    return from_bytes(path.read_bytes(), path)


def from_bytes(data: bytes, path: Path) -> Extract:
    """The same from the bytes of a page."""
    tree = parse(data, path)
    root = main_part(tree)
    walker = Walker(_skip)
    walker.walk(root)
    blocks = walker.blocks
    title = page_title(tree)
    if not any(block.level for block in blocks) and title:
        if not any(block.text.strip() == title for block in blocks[:6]):
            blocks = [Block(title, level=1), *blocks]
        else:
            blocks = [
                Block(block.text, block.lines, level=1) if block.text.strip() == title else block for block in blocks
            ]
    findings = [*walker.findings, *_outside(root)]
    if not blocks:
        raise EmptySource(f"{path}: the page has no text in it; save the page with its article loaded")
    return Extract(
        tuple(blocks),
        tuple(findings),
        title=_meta(tree, "og:site_name") if len([b for b in blocks if b.level == 1]) > 1 else None,
        authors=tuple(filter(None, [_meta(tree, "author")])),
        date=date(_meta(tree, "article:published_time") or _meta(tree, "publishdate") or ""),
        language=tree.get("lang"),
        shape="levels",
    )


def parse(data: bytes, path: Path) -> Any:
    """The tree of a page. Raises `UnreadableSource` for what no parser can hold."""
    from lxml import etree

    declared = _DECLARED.search(data[:4096])
    text = ""
    if declared:
        name = declared[1].decode("ascii", "replace").lower()
        try:
            text = data.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(name, name))
        except (LookupError, UnicodeDecodeError):
            text = ""
    text = text or decode(data, path)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise EmptySource(f"{path}: the page is empty; save it again")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, no_network=True)
    try:
        tree = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableSource(
            f"{path}: this page cannot be parsed ({error}); save it again from the browser"
        ) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableSource(f"{path}: elements nested more than 2,000 deep; save the article alone, or as text")
    if tree is None:
        raise EmptySource(f"{path}: the page has no text in it; save the page with its article loaded")
    return tree


def _skip(element: Any) -> str | None:
    tag = element.tag
    if tag in _TAGS:
        return _TAGS[tag]
    if tag == "header" and not element.xpath(".//h1"):
        return "page header"
    if element.get("role") in _ROLES:
        return _ROLES[element.get("role")]
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "")
    ):
        return "hidden"
    if tag in ("div", "ul", "ol", "section", "p", "span", "table", "td", "dl"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _CLASSES.search(name) and not element.xpath(".//h1") and not _holds_text(element):
            return "page furniture"
        if (
            tag in ("div", "ul", "section", "dl", "p", "td")
            and _link_share(element) > 0.7
            and not element.xpath(".//h1")
        ):
            return "links"
    return None


def _holds_text(element: Any) -> bool:
    """Whether most of the page's running text is in it, whatever its class says."""
    own = _prose(element)
    if own < 300:
        return False
    root = element.getroottree().getroot()
    return own * 2 > _prose(root)


def _prose(element: Any) -> int:
    return sum(len("".join(p.itertext()).strip()) for p in element.iter("p"))


def _link_share(element: Any) -> float:
    """Which part of its text is links; short texts and single links in prose do not count."""
    links = element.findall(".//a")
    if len(links) < 3:
        return 0.0
    total = len("".join("".join(element.itertext()).split()))
    linked = sum(len("".join("".join(a.itertext()).split())) for a in links)
    return linked / total if total else 0.0


def main_part(tree: Any) -> Any:
    """The element that holds the article: <article>s, <main>, or the smallest one with most of the prose and the h1."""
    body = tree.find("body") if tree.find("body") is not None else tree
    articles = [a for a in body.iter("article") if not any(p.tag == "article" for p in a.iterancestors())]
    written = [a for a in articles if len("".join(a.itertext()).strip()) > 60]
    if len(written) == 1:
        return _with_title(written[0], body)
    if len(written) > 1:
        common = _common(written)
        return common if common is not None else body
    for main in [*body.iter("main"), *body.xpath('.//*[@role="main"]')]:
        if len("".join(main.itertext()).strip()) > 60:
            return _with_title(main, body)
    return _with_title(_densest(body), body)


def _densest(body: Any) -> Any:
    """Walk down while one child holds nearly all of the prose."""
    total = _weight(body)
    element = body
    while True:
        best = max((child for child in element if isinstance(child.tag, str)), key=_weight, default=None)
        if best is None or best.tag not in ("div", "section", "table", "tbody", "tr", "td", "center", "form"):
            return element
        if _weight(best) * 10 < total * 8:
            return element
        element = best


def _weight(element: Any) -> int:
    """Characters outside links."""
    return len("".join("".join(element.itertext()).split())) - sum(
        len("".join("".join(a.itertext()).split())) for a in element.iter("a")
    )


def _with_title(element: Any, body: Any) -> Any:
    """`element`, or the nearest one around it that has the page's only h1 as well."""
    heads = list(body.iter("h1"))
    if len(heads) != 1 or heads[0] in set(element.iter()):
        return element
    common = _common([element, heads[0]])
    return common if common is not None else element


def _common(elements: list[Any]) -> Any:
    shared: list[Any] = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        line = {element, *element.iterancestors()}
        shared = [candidate for candidate in shared if candidate in line]
    return shared[0] if shared else None


def _outside(root: Any) -> list[Finding]:
    """What stands outside the article, one finding for each outermost element."""
    walker = Walker(lambda element: None)
    inside = root
    for ancestor in root.iterancestors():
        if inside.tag == "body":
            break
        for element in ancestor:
            if element is not inside and isinstance(element.tag, str) and element.tag not in UNSEEN:
                walker.skipped(element, "outside the article")
        inside = ancestor
    return walker.findings


def page_title(tree: Any) -> str | None:
    """og:title or <title> without the site's name behind it."""
    found = _meta(tree, "og:title") or tree.findtext(".//title") or ""
    bare = " ".join(found.split())
    while (shorter := _SITE.sub("", bare)) != bare and len(shorter) >= 4:
        bare = shorter
    return bare or None


def _meta(tree: Any, name: str) -> str | None:
    for meta in tree.iter("meta"):
        if name in (meta.get("property"), meta.get("name"), (meta.get("name") or "").lower()):
            return (meta.get("content") or "").strip() or None
    return None
