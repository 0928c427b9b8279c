"""The package document: what the book is, its files, their order, and how long each is heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from audiobook.config import PublishSettings
from audiobook.model import Index
from audiobook.publish.describing import description, shelf_title
from audiobook.publish.epub.chapter import Part
from audiobook.publish.epub.xml import DC, LANG, OPF, clock, data, line, namespaces
from audiobook.publish.notes import voice
from audiobook.publish.wording import locale

CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

_OVERLAY = "application/smil+xml"
_ACCESSIBILITY = (
    ("accessMode", "textual"), ("accessMode", "auditory"), ("accessModeSufficient", "textual"),
    ("accessModeSufficient", "auditory"), ("accessibilityFeature", "synchronizedAudioText"),
    ("accessibilityFeature", "tableOfContents"), ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityHazard", "none"),
)  # fmt: skip


def identifier(index: Index) -> str:
    """Of the book: minted once, like those of its episodes."""
    return f"urn:uuid:{index.book_id}"


def package(index: Index, parts: Sequence[Part], settings: PublishSettings) -> bytes:
    """The OPF file."""
    root = etree.Element(
        f"{{{OPF}}}package",
        {"version": "3.0", "unique-identifier": "id", LANG: locale(index.language)},
        nsmap=namespaces(OPF, dc=DC),
    )
    root.append(_metadata(index, parts, settings))
    manifest, spine = etree.SubElement(root, f"{{{OPF}}}manifest"), etree.SubElement(root, f"{{{OPF}}}spine", toc="ncx")
    for facts in _items(parts):
        etree.SubElement(manifest, f"{{{OPF}}}item", facts)
    etree.SubElement(spine, f"{{{OPF}}}itemref", idref="cover")
    for part in parts:
        etree.SubElement(spine, f"{{{OPF}}}itemref", idref=f"text{part.number}")
    return data(root)


def _items(parts: Sequence[Part]) -> Iterator[dict[str, str]]:
    page = "application/xhtml+xml"
    yield {"id": "nav", "href": "nav.xhtml", "media-type": page, "properties": "nav"}
    yield {"id": "ncx", "href": "toc.ncx", "media-type": "application/x-dtbncx+xml"}
    yield {"id": "style", "href": "style.css", "media-type": "text/css"}
    yield {"id": "picture", "href": "cover.jpg", "media-type": "image/jpeg", "properties": "cover-image"}
    yield {"id": "cover", "href": "cover.xhtml", "media-type": page}
    for part in parts:
        overlay = {"media-overlay": f"smil{part.number}"} if part.page.lit else {}
        yield {"id": f"text{part.number}", "href": part.text, "media-type": page, **overlay}
    for part in parts:
        yield {"id": f"smil{part.number}", "href": part.smil, "media-type": _OVERLAY}
        yield {"id": f"audio{part.number}", "href": part.audio, "media-type": "audio/mpeg"}


def _metadata(index: Index, parts: Sequence[Part], settings: PublishSettings) -> Any:
    metadata = etree.Element(f"{{{OPF}}}metadata", nsmap=namespaces(OPF, dc=DC))

    def core(name: str, text: str | None, /, **facts: str) -> None:
        if said := line(text or ""):
            etree.SubElement(metadata, f"{{{DC}}}{name}", facts).text = said

    def meta(key: str, text: str, refines: str = "", **facts: str) -> None:
        about = {"refines": f"#{refines}"} if refines else {}
        etree.SubElement(metadata, f"{{{OPF}}}meta", {"property": key, **about, **facts}).text = line(text)

    def person(name: str, element: str, role: str, number: int) -> None:
        who = f"{element}{number}"
        core(element, name, id=who)
        meta("role", role, who, scheme="marc:relators")

    core("identifier", identifier(index), id="id")
    # one and no more: of several titles some reading systems show the last
    core("title", shelf_title(index) or "…")
    if index.issue:
        meta("belongs-to-collection", index.title, id="series")
        meta("collection-type", "series", "series")
    core("language", locale(index.language))
    authors = index.authors or tuple(filter(None, [settings.author]))
    for number, name in enumerate(filter(line, authors), 1):
        person(name, "creator", "aut", number)
    person(voice(index), "contributor", "nrt", 1)
    core("publisher", index.publisher or settings.author)
    core("date", index.date)
    core("rights", settings.copyright)
    core("description", description(index, settings))
    meta("dcterms:modified", max(part.chapter.track.published for part in parts))
    total_ms = 0
    for part in parts:
        if part.page.lit:
            meta("media:duration", clock(part.duration_ms), f"smil{part.number}")
            total_ms += part.duration_ms
    meta("media:duration", clock(total_ms))
    meta("media:narrator", voice(index))
    meta("media:active-class", "-epub-media-overlay-active")
    meta("media:playback-active-class", "-epub-media-overlay-playing")
    for key, text in _ACCESSIBILITY:
        meta(f"schema:{key}", text)
    # how EPUB 2 names the cover, which is all that many reading systems look for
    etree.SubElement(metadata, f"{{{OPF}}}meta", name="cover", content="picture")
    return metadata
