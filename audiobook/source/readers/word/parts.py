"""The parts of a Word file, by what they are: its text, notes, page heads, comments, pictures with text, styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import UnreadableSource
from audiobook.source.readers.archive import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", C),
)
"""Names of the ISO 29500 Strict variant, and those every other file uses."""
_OVERRIDE = re.compile(rb"<(?:\w+:)?Override\b[^>]*>")
_ATTRIBUTE = re.compile(rb'(PartName|ContentType)\s*=\s*["\']([^"\']*)["\']')
_TYPES = {
    "document": ("document.main+xml", "template.main+xml", "documentmacroenabledtemplate.main+xml",
                 "document.macroenabled.main+xml", "template.macroenabledtemplate.main+xml"),
    "header": ("wordprocessingml.header+xml",),
    "footer": ("wordprocessingml.footer+xml",),
    "footnotes": ("wordprocessingml.footnotes+xml",),
    "endnotes": ("wordprocessingml.endnotes+xml",),
    "comments": ("wordprocessingml.comments+xml",),
    "styles": ("wordprocessingml.styles+xml",),
    "numbering": ("wordprocessingml.numbering+xml",),
    "chart": ("drawingml.chart+xml", "chartex+xml"),
    "diagram": ("diagramdata+xml",),
}  # fmt: skip
_NAMES = re.compile(
    r"word/(?:(?P<kind>document|header|footer|footnotes|endnotes|comments|styles|numbering)\d*"
    r"|charts/(?P<chart>chart)\w*|diagrams/(?P<diagram>data)\d*)\.xml"
)
_BESIDE = frozenset(["styles", "numbering", "properties"])
"""What holds no text: read as far as it can be, where it is damaged."""


@dataclass(slots=True)
class Parts:
    """The root elements of a file's parts."""

    document: Any
    by_kind: dict[str, list[Any]] = field(default_factory=dict)
    language: str | None = None
    """As the file's properties name it."""

    def first(self, kind: str) -> Any | None:
        """The only part of a kind; None where the file has none."""
        return next(iter(self.by_kind.get(kind, ())), None)


def load(path: Path, settings: SourceSettings) -> Parts:
    """The parts of the file at `path`. Raises `UnreadableSource`."""
    with Archive(path, settings, "Word document") as archive:
        kinds = _kinds(archive)
        parts = Parts(None)
        for name, kind in sorted(kinds.items(), key=lambda item: _natural(item[0])):
            root = _parsed(archive, name, kind, path)
            if root is not None:
                parts.by_kind.setdefault(kind, []).append(root)
        parts.language = _language(archive, path)
    parts.document = parts.first("document")
    if parts.document is None or parts.document.find(f"{W}body") is None:
        raise UnreadableSource(f"{path}: not a Word document inside; old .doc files must be saved as .docx first")
    return parts


def _kinds(archive: Archive) -> dict[str, str]:
    """Name of each part that is looked at -> its kind, as the list of contents says or else its name."""
    found: dict[str, str] = {}
    for name in archive.names:
        if match := _NAMES.fullmatch(name):
            found[name] = match["kind"] or ("chart" if match["chart"] else "diagram")
    if "[Content_Types].xml" in archive.names:
        for override in _OVERRIDE.findall(archive.read("[Content_Types].xml")):
            values = {key: value.decode("utf-8", "replace") for key, value in _ATTRIBUTE.findall(override)}
            name, said = values.get(b"PartName", "").lstrip("/"), values.get(b"ContentType", "").lower()
            kind = next((kind for kind, ends in _TYPES.items() if said.endswith(ends)), None)
            # the glossary holds building blocks to insert, not text of the document
            if kind and name in archive.names and "/glossary/" not in name:
                if kind == "document":
                    found = {other: its for other, its in found.items() if its != "document"}
                found[name] = kind
    return found


def _language(archive: Archive, path: Path) -> str | None:
    """As the file's properties name it; damaged ones name none, and are no reason to refuse the text."""
    if "docProps/core.xml" not in archive.names:
        return None
    root = _parsed(archive, "docProps/core.xml", "properties", path)
    element = None if root is None else root.find("{http://purl.org/dc/elements/1.1/}language")
    return None if element is None else element.text or None


def _parsed(archive: Archive, name: str, kind: str, path: Path) -> Any | None:
    from lxml import etree

    data = archive.read(name)
    if b"<!DOCTYPE" in data[:4096] and b"<!ENTITY" in data:
        raise UnreadableSource(f"{path}: defines entities of its own, which no word processor does; not opened")
    for strict, usual in _STRICT:
        if strict in data:
            data = data.replace(strict, usual.strip("{}").encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
        recover=kind in _BESIDE,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        if kind in _BESIDE:
            return None
        raise UnreadableSource(
            f"{path}: damaged inside ({name.rpartition('/')[2]}); open it in Word and save it again"
        ) from error


def _natural(name: str) -> list[tuple[int, int | str]]:
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d+)", name) if part]


def value(element: Any | None, name: str = "val") -> str | None:
    """An attribute of an element that may be missing."""
    if element is None:
        return None
    found: str | None = element.get(f"{W}{name}")
    return found


def number(text: str | None) -> int | None:
    """A whole number in an attribute, however it is damaged."""
    try:
        return int(text or "")
    except ValueError:
        return None


def switched(properties: Any | None, name: str) -> bool | None:
    """Whether a property that is on or off is on; None where nothing says."""
    element = None if properties is None else properties.find(f"{W}{name}")
    return None if element is None else value(element) not in ("0", "false", "off", "none")


def chosen(choices: Any) -> Any:
    """Of the renderings of one thing (mc:AlternateContent), the first that has text in it."""
    marks = (f"{W}t", f"{W}delText", f"{W}sym", f"{M}t", f"{A}t", f"{V}textpath")
    options = [*choices.findall(f"{MC}Choice"), *choices.findall(f"{MC}Fallback")]
    return next((one for one in options if next(one.iter(*marks), None) is not None), options[0] if options else ())
