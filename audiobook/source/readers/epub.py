"""E-books (EPUB 2 and 3): chapters in spine order with the titles of the navigation, nothing read twice."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource
from audiobook.model import Finding
from audiobook.source.blocks import Block, Extract
from audiobook.source.line_features import comparable
from audiobook.source.outline.line_kinds import date
from audiobook.source.readers.archive import Archive
from audiobook.source.readers.dom import Walker

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_UNREAD = {"toc": "navigation", "landmarks": "navigation", "page-list": "navigation", "cover": "cover",
           "footnote": "note", "footnotes": "note", "endnote": "note", "endnotes": "note", "rearnote": "note",
           "rearnotes": "note", "noteref": "note", "pagebreak": "page number", "index": "index"}  # fmt: skip
_COVER = re.compile(r"^(?:cover|封面|title ?page|书名页|扉页|封底|封二|封三)$", re.I)
_IMPRINT = re.compile(r"^(?:版权(?:页|信息|声明)?|copyright(?: page)?|出版信息|imprint|colophon)$", re.I)


@dataclass(frozen=True, slots=True)
class Point:
    """An entry of the navigation."""

    title: str
    file: str
    depth: int


def read(path: Path, settings: SourceSettings) -> Extract:
    """The chapters of an e-book. Raises `UnreadableSource`, `EmptySource`."""
    with Archive(path, settings, "EPUB") as archive:
        package = _xml(archive, _package_name(archive), path)
        return _read(archive, package, path)


def _package_name(archive: Archive) -> str:
    locked = archive.read("META-INF/encryption.xml") if "META-INF/encryption.xml" in archive.names else b""
    if b"aes" in locked.lower():  # fonts are scrambled by other means, and need not be read
        raise UnreadableSource(f"{archive.path}: protected by its seller (DRM); only unprotected books can be read")
    if "META-INF/container.xml" not in archive.names:
        raise UnreadableSource(f"{archive.path}: not an EPUB (no META-INF/container.xml); download it again")
    container = _xml(archive, "META-INF/container.xml", archive.path)
    for element in container.iter():
        if isinstance(element.tag, str) and element.tag.endswith("rootfile") and element.get("full-path"):
            return str(element.get("full-path"))
    raise UnreadableSource(f"{archive.path}: names no package file; download it again")


def _xml(archive: Archive, name: str, path: Path) -> Any:
    """A tree without entities: billion laughs and file:// come back as nothing."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(archive.read(name), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableSource(f"{path}: {name} in it is damaged ({error}); download it again") from error
    if tree is None:
        raise UnreadableSource(f"{path}: {name} in it is empty or damaged; download it again")
    return tree


def _read(archive: Archive, package: Any, path: Path) -> Extract:
    base = posixpath.dirname(_package_name(archive))
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    spine: list[str] = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        name = _resolve(base, item.get("href") or "")
        if name not in spine and reference.get("linear") != "no":
            spine.append(name)
    points = _points(archive, items, base, path)
    blocks: list[Block] = []
    findings: list[Finding] = []
    for part, name in enumerate(spine, 1):
        if name not in archive.names:
            findings.append(Finding("missing", None, f"{name} is listed in the book and not in it"))
            continue
        chapter, notes = _chapter(archive, name, [p for p in points if p.file == name], part, path, listed=bool(points))
        findings += notes
        blocks += chapter
    if not blocks:
        raise EmptySource(f"{path}: no text in it; if its pages are pictures, it cannot be read aloud")
    creators = tuple(e.text.strip() for e in package.iter(f"{_DC}creator") if e.text and e.text.strip())
    return Extract(
        tuple(blocks),
        tuple(findings),
        title=_dc(package, "title"),
        authors=creators,
        publisher=_dc(package, "publisher"),
        date=date(_dc(package, "date") or "") or (_dc(package, "date") or "")[:4] or None,
        language=_dc(package, "language"),
        contents=tuple(point.title for point in points),
        shape="levels",
    )


def _dc(package: Any, name: str) -> str | None:
    return next((" ".join(e.text.split()) for e in package.iter(f"{_DC}{name}") if e.text and e.text.strip()), None)


def _resolve(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(base, unquote(urldefrag(href)[0]))).lstrip("/")


def _points(archive: Archive, items: dict[str, Any], base: str, path: Path) -> list[Point]:
    """The navigation: EPUB 3's nav document, else EPUB 2's NCX."""
    for item in items.values():
        if "nav" in (item.get("properties") or "").split():
            name = _resolve(base, item.get("href") or "")
            if name in archive.names:
                found = _nav(_xml(archive, name, path), posixpath.dirname(name))
                if found:
                    return found
    for item in items.values():
        if item.get("media-type") == "application/x-dtbncx+xml":
            name = _resolve(base, item.get("href") or "")
            if name in archive.names:
                return _ncx(_xml(archive, name, path), posixpath.dirname(name))
    return []


def _nav(tree: Any, folder: str) -> list[Point]:
    found: list[Point] = []
    for nav in tree.iter("{http://www.w3.org/1999/xhtml}nav"):
        if nav.get(_TYPE) not in (None, "toc"):
            continue
        for link in nav.iter("{http://www.w3.org/1999/xhtml}a"):
            depth = sum(a.tag.endswith("}ol") for a in link.iterancestors())
            found.append(_point("".join(link.itertext()), link.get("href") or "", folder, depth))
    return found


def _ncx(tree: Any, folder: str) -> list[Point]:
    found: list[Point] = []
    for point in tree.iter("{*}navPoint"):
        label, content = point.find("{*}navLabel/{*}text"), point.find("{*}content")
        if label is not None and content is not None:
            depth = sum(a.tag.endswith("navPoint") for a in point.iterancestors()) + 1
            found.append(_point(label.text or "", content.get("src") or "", folder, depth))
    return found


def _point(title: str, href: str, folder: str, depth: int) -> Point:
    return Point(" ".join(title.split()), _resolve(folder, href), depth)


def _chapter(
    archive: Archive, name: str, points: list[Point], part: int, path: Path, *, listed: bool
) -> tuple[list[Block], list[Finding]]:
    from lxml import etree

    data = archive.read(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        tree: Any = etree.fromstring(data, parser)
        body = next(tree.iter("{*}body"), None) if tree is not None else None
    except (etree.LxmlError, ValueError):
        body = None
    if body is None:
        from audiobook.source.readers import html

        tree = html.parse(data, path) if data.strip() else None
        body = tree.find("body") if tree is not None else None
    if body is None:
        return [], [Finding("missing", None, f"{name} has no readable text")]
    walker = Walker(_skip)
    walker.walk(body)
    blocks = [replace(block, part=part, lines=None) for block in walker.blocks]
    title = points[0].title if points else ""
    kind = _what(title, blocks)
    if kind:
        text = " ".join(block.text for block in blocks)
        return [], [*walker.findings, *([Finding("dropped", None, f"Not read ({kind}): {text}")] if text else [])]
    return _titled(blocks, points, listed=listed), walker.findings


def _what(title: str, blocks: list[Block]) -> str | None:
    first = blocks[0].text.strip() if blocks else ""
    short = sum(len(block.text) for block in blocks) < 1500
    if not short:
        return None
    if _COVER.match(title or first):
        return "cover"
    if _IMPRINT.match(title) or _IMPRINT.match(first):
        return "copyright page"
    if re.match(r"^(?:目\s*录|contents|table of contents)$", first, re.I):
        return "contents page"
    return None


def _titled(blocks: list[Block], points: list[Point], *, listed: bool) -> list[Block]:
    """Headings ranked within the chapter from 1; one with the navigation's title is put where there is none."""
    ranks = {level: rank for rank, level in enumerate(sorted({b.level for b in blocks if b.level}), 1)}
    ranked = [replace(block, level=ranks.get(block.level) if block.level else None) for block in blocks]
    if not points:
        # a file the navigation passes over goes on with the chapter before it
        return [replace(b, level=b.level + 1) if b.level else b for b in ranked] if listed else ranked
    main = points[0]
    at = next((i for i, b in enumerate(ranked[:4]) if comparable(b.text) == comparable(main.title)), None)
    if at is not None:
        if ranked[at].level != 1:
            ranked = [replace(b, level=b.level + 1) if b.level else b for b in ranked]
            ranked[at] = replace(ranked[at], level=1)
    elif ranked and (ranked[0].level != 1 or sum(block.level == 1 for block in ranked) > 1):
        # the file leaves its title to the navigation
        ranked = [replace(b, level=b.level + 1) if b.level else b for b in ranked]
        ranked.insert(0, Block(main.title, level=1, part=ranked[0].part))
    return ranked


def _skip(element: Any) -> str | None:
    for name in (element.get(_TYPE) or "").split():
        if name in _UNREAD:
            return _UNREAD[name]
    role = (element.get("role") or "").removeprefix("doc-")
    if role in _UNREAD:
        return _UNREAD[role]
    if element.tag == "nav":
        return "navigation"
    if element.tag == "sup" and re.fullmatch(
        r"[\[［(（]?\s*[\d*†‡①-⑳]+\s*[\]］)）]?", "".join(element.itertext()).strip()
    ):
        return "note"
    return None
