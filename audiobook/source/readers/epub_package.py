"""The package of an e-book: its documents in reading order, what it says about itself, its navigation."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

from audiobook.errors import UnreadableSource
from audiobook.source.readers.archive import Archive
from audiobook.source.readers.elements import local, texts, types

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DOCUMENTS = frozenset(["application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"])
_NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf")
_EXTENSIONS = (".xhtml", ".html", ".htm")


@dataclass(slots=True)
class Point:
    """An entry of the navigation, with those below it."""

    title: str
    file: str
    """Empty for an entry that leads nowhere."""
    fragment: str
    below: list[Point] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Package:
    """What an e-book's package file says."""

    spine: tuple[str, ...]
    """Names of the documents in reading order; some may be missing."""
    beside: tuple[str, ...]
    """Documents that are out of the reading order, or in no list at all."""
    navigation: str | None
    """The document that is the navigation."""
    points: tuple[Point, ...]
    guide: dict[str, str]
    """Document -> what the guide calls it: cover, title-page, toc, copyright-page, …"""
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    language: str | None


def read(archive: Archive) -> Package:
    """The package of the e-book in `archive`. Raises `UnreadableSource`."""
    name = _package_name(archive)
    package = _xml(archive, name)
    base = posixpath.dirname(name)
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item", "item")}
    files = {key: _member(archive, base, item.get("href") or "") for key, item in items.items()}
    navigation = next((files[key] for key, item in items.items() if "nav" in _properties(item)), None)
    spine: list[str] = []
    beside: list[str] = []
    for reference in package.iter(f"{_OPF}itemref", "itemref"):
        key = reference.get("idref")
        file = files.get(key)
        kind = (items[key].get("media-type") or "") if file else ""
        if file and file != navigation and file not in spine and file not in beside and not kind.startswith(_NO_TEXT):
            (beside if reference.get("linear") == "no" else spine).append(file)
    listed = {files[key] for key, item in items.items() if item.get("media-type") in _DOCUMENTS}
    others = {member for member in archive.names if member.lower().endswith(_EXTENSIONS)}
    beside += sorted((listed & archive.names | others) - {*spine, *beside, navigation})
    return Package(
        spine=tuple(spine),
        beside=tuple(beside),
        navigation=navigation if navigation in archive.names else None,
        points=tuple(_points(archive, items, files, navigation)),
        guide=dict(_guide(archive, package, base)),
        title=_dc(package, "title"),
        authors=tuple(e.text.strip() for e in package.iter(f"{_DC}creator") if e.text and e.text.strip()),
        publisher=_dc(package, "publisher"),
        date=_dc(package, "date"),
        language=_dc(package, "language"),
    )


def _package_name(archive: Archive) -> str:
    locked = archive.read("META-INF/encryption.xml") if "META-INF/encryption.xml" in archive.names else b""
    if b"aes" in locked.lower():  # fonts are scrambled by other means, and need not be read
        raise UnreadableSource(f"{archive.path}: protected by its seller (DRM); only unprotected books can be read")
    if "META-INF/container.xml" not in archive.names:
        raise UnreadableSource(f"{archive.path}: not an EPUB (no META-INF/container.xml); download it again")
    container = _xml(archive, "META-INF/container.xml")
    for element in container.iter():
        if local(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise UnreadableSource(f"{archive.path}: names no package file; download it again")


def _xml(archive: Archive, name: str) -> Any:
    """A tree without entities: billion laughs and file:// come back as nothing."""
    from lxml import etree

    path: Path = archive.path
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(archive.read(name), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableSource(f"{path}: {name} in it is damaged ({error}); download it again") from error
    if tree is None:
        raise UnreadableSource(f"{path}: {name} in it is empty or damaged; download it again")
    return tree


def member(archive: Archive, name: str, href: str) -> str:
    """The name of what `href` means in the document `name`."""
    return _member(archive, posixpath.dirname(name), href)


def _properties(item: Any) -> list[str]:
    return (item.get("properties") or "").split()


def _member(archive: Archive, base: str, href: str) -> str:
    """The name of what `href` means in the archive, or what it would be called."""
    name = posixpath.normpath(posixpath.join(base, urldefrag(href)[0])).lstrip("/")
    return archive.find(name) or unquote(name)


def _dc(package: Any, name: str) -> str | None:
    return next((" ".join(e.text.split()) for e in package.iter(f"{_DC}{name}") if e.text and e.text.strip()), None)


def _guide(archive: Archive, package: Any, base: str) -> Iterator[tuple[str, str]]:
    for reference in package.iter():
        if local(reference) == "reference" and reference.get("href") and "#" not in reference.get("href"):
            yield _member(archive, base, reference.get("href")), (reference.get("type") or "").lower()


def _points(archive: Archive, items: dict[str, Any], files: dict[str, str], navigation: str | None) -> list[Point]:
    """The navigation: EPUB 3's nav document, else EPUB 2's NCX."""
    if navigation in archive.names and navigation is not None:
        found = _nav(archive, navigation)
        if found:
            return found
    for key, item in items.items():
        if item.get("media-type") == "application/x-dtbncx+xml" and files[key] in archive.names:
            return [p for e in _xml(archive, files[key]) for p in _ncx(archive, e, posixpath.dirname(files[key]))]
    return []


def _nav(archive: Archive, name: str) -> list[Point]:
    from audiobook.source.readers import markup

    folder = posixpath.dirname(name)
    tree = markup.parse(archive.read(name), archive.path)
    for nav in tree.iter():
        if local(nav) != "nav" or not (set(types(nav)) & {"toc"} or not types(nav)):
            continue
        lists = [child for child in nav.iter() if local(child) in ("ol", "ul")]
        if lists:
            return _entries(archive, lists[0], folder)
    return []


def _entries(archive: Archive, ordered: Any, folder: str, depth: int = 0) -> list[Point]:
    """The entries of a list and, below each, those of the list in it."""
    found: list[Point] = []
    for item in ordered:
        if local(item) != "li" or depth > 20:
            continue
        label = next((node for node in item.iter() if local(node) in ("a", "span")), None)
        inner = next((node for node in item.iterdescendants() if local(node) in ("ol", "ul")), None)
        href = label.get("href") or "" if label is not None else ""
        title = "".join(texts(label)) if label is not None else item.text or ""
        point = _point(archive, title, href, folder)
        if inner is not None:
            point.below = _entries(archive, inner, folder, depth + 1)
        found.append(point)
    return found


def _ncx(archive: Archive, element: Any, folder: str, depth: int = 0) -> list[Point]:
    if local(element) == "navpoint":
        label = next((text for e in element if local(e) == "navlabel" for text in e if local(text) == "text"), None)
        content = next((e.get("src") or "" for e in element if local(e) == "content"), "")
        point = _point(archive, "".join(texts(label)) if label is not None else "", content, folder)
        if depth < 20:
            point.below = [p for child in element for p in _ncx(archive, child, folder, depth + 1)]
        return [point]
    if local(element) == "navmap":
        return [p for child in element for p in _ncx(archive, child, folder, depth + 1)]
    return []


def _point(archive: Archive, title: str, href: str, folder: str) -> Point:
    address, fragment = urldefrag(href)
    return Point(" ".join(title.split()), _member(archive, folder, address) if address else "", unquote(fragment))
