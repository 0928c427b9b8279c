"""An EPUB taken apart by means that the program does not use: zipfile's list, ElementTree, times as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "smil": "http://www.w3.org/ns/SMIL",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
TYPE, TEXTREF = "{http://www.idpf.org/2007/ops}type", "{http://www.idpf.org/2007/ops}textref"


@dataclass(frozen=True)
class Par:
    """A stretch of audio and the element that is lit."""

    element: str
    audio: str
    begin_ms: int
    end_ms: int


class Taken:
    """The files of an EPUB, by name."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            assert archive.testzip() is None
            self.names = archive.namelist()
            self.files = {name: archive.read(name) for name in self.names}

    def xml(self, name: str) -> ElementTree.Element:
        """A file of the package."""
        return ElementTree.fromstring(self.files[f"EPUB/{name}"])

    def page(self, number: int) -> ElementTree.Element:
        """The page of the n-th chapter."""
        return self.xml(f"text/{number:03d}.xhtml")

    def pars(self, number: int) -> list[Par]:
        """The overlay of the n-th chapter."""
        found = []
        for par in self.xml(f"text/{number:03d}.smil").iterfind(".//smil:par", NAMES):
            text, audio = par.find("smil:text", NAMES), par.find("smil:audio", NAMES)
            assert text is not None and audio is not None
            file, _, element = text.attrib["src"].partition("#")
            assert file == f"{number:03d}.xhtml"
            times = [milliseconds(audio.attrib[key]) for key in ("clipBegin", "clipEnd")]
            found.append(Par(element, audio.attrib["src"], *times))
        return found

    def dangling(self) -> set[str]:
        """Links within pages, and texts of overlays, that lead nowhere."""
        found: set[str] = set()
        pages = [name for name in self.names if name.startswith("EPUB/text/") and name.endswith(".xhtml")]
        for number, name in enumerate(pages, 1):
            page = ElementTree.fromstring(self.files[name])
            ids = {each.get("id") for each in page.iter()}
            wanted = {each.attrib["href"][1:] for each in page.iterfind(".//x:a", NAMES)}
            found |= (wanted | {par.element for par in self.pars(number)}) - ids
        return found

    def metadata(self, key: str) -> list[str]:
        """What the package says under a property, or a Dublin Core name."""
        head = self.xml("package.opf").find("opf:metadata", NAMES)
        assert head is not None
        core = [each.text or "" for each in head.iterfind(f"dc:{key}", NAMES)] if ":" not in key else []
        return core or [each.text or "" for each in head.iterfind(f"opf:meta[@property='{key}']", NAMES)]

    def contents(self) -> list[tuple[int, str]]:
        """Depth and title of every line of the contents."""
        found: list[tuple[int, str]] = []

        def walk(items: ElementTree.Element, depth: int) -> None:
            for item in items.iterfind("x:li", NAMES):
                link, inside = item.find("x:a", NAMES), item.find("x:ol", NAMES)
                assert link is not None
                found.append((depth, "".join(link.itertext())))
                if inside is not None:
                    walk(inside, depth + 1)

        top = self.xml("nav.xhtml").find(".//x:nav[@id='toc']/x:ol", NAMES)
        assert top is not None
        walk(top, 0)
        return found


def milliseconds(clock: str) -> int:
    """A SMIL clock value as a number."""
    found = re.fullmatch(r"(\d+):([0-5]\d):([0-5]\d)\.(\d{3})", clock)
    assert found is not None, clock
    hours, minutes, seconds, rest = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def text(element: ElementTree.Element) -> str:
    """What an element shows, without readings above characters and without white space."""
    shown = [element.text or ""] if not re.search("}r[tp]$", element.tag) else []
    for inside in element:
        shown += [text(inside), inside.tail or ""]
    return re.sub(r"\s+", "", "".join(shown))
