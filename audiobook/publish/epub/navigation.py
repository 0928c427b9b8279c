"""Contents: the navigation document of EPUB 3, and the NCX that older reading systems ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from audiobook.model import Index
from audiobook.publish.describing import shelf_title
from audiobook.publish.epub.chapter import Part, section_id
from audiobook.publish.epub.package import identifier
from audiobook.publish.epub.xml import LANG, NCX, TYPE, E, data, line, namespaces
from audiobook.publish.wording import locale, phrases


@dataclass(slots=True)
class Place:
    """A line of the contents and what stands under it."""

    title: str
    href: str
    inside: list[Place] = field(default_factory=list)


def places(parts: Sequence[Part]) -> list[Place]:
    """The contents: chapters, and their sections as deep as they lie."""
    found: list[Place] = []
    for part in parts:
        above = [Place(line(part.chapter.track.title) or "…", part.text)]
        found.append(above[0])
        for section, name in part.page.sections:
            if section:
                level = max(1, min(len(above), part.chapter.levels.get(section, 1)))
                place = Place(name, f"{part.text}#{section_id(section)}")
                above[level - 1].inside.append(place)
                above[level:] = [place]
    return found


def nav(index: Index, parts: Sequence[Part]) -> bytes:
    """The navigation document."""
    language, words = locale(index.language), phrases(index.language)

    def listed(found: Sequence[Place]) -> Any:
        items = E.ol()
        for each in found:
            inside = [listed(each.inside)] if each.inside else []
            items.append(E.li(E.a({"href": each.href}, each.title), *inside))
        return items

    contents = E.nav({TYPE: "toc", "role": "doc-toc", "id": "toc"}, E.h1(words.contents), listed(places(parts)))
    marks = (("cover", "cover.xhtml", words.cover), ("bodymatter", parts[0].text, words.start))
    landmarks = E.nav(
        {TYPE: "landmarks", "hidden": "hidden", "id": "landmarks"},
        E.h2(words.contents),
        E.ol(*(E.li(E.a({TYPE: kind, "href": href}, name)) for kind, href, name in marks)),
    )
    head = E.head(E.title(shelf_title(index) or "…"))
    return data(E.html({"lang": language, LANG: language}, head, E.body(contents, landmarks)), page=True)


def ncx(index: Index, parts: Sequence[Part]) -> bytes:
    """The NCX."""
    root = etree.Element(f"{{{NCX}}}ncx", {"version": "2005-1", LANG: locale(index.language)}, nsmap=namespaces(NCX))
    head = etree.SubElement(root, f"{{{NCX}}}head")
    etree.SubElement(head, f"{{{NCX}}}meta", name="dtb:uid", content=identifier(index))
    _labelled(root, "docTitle", shelf_title(index) or "…")
    numbers = iter(range(1, 1 << 31))

    def points(above: Any, found: Sequence[Place]) -> None:
        for each in found:
            number = next(numbers)
            point = etree.SubElement(above, f"{{{NCX}}}navPoint", id=f"point{number}", playOrder=str(number))
            _labelled(point, "navLabel", each.title)
            etree.SubElement(point, f"{{{NCX}}}content", src=each.href)
            points(point, each.inside)

    points(etree.SubElement(root, f"{{{NCX}}}navMap"), places(parts))
    return data(root)


def _labelled(above: Any, name: str, text: str) -> None:
    etree.SubElement(etree.SubElement(above, f"{{{NCX}}}{name}"), f"{{{NCX}}}text").text = text
