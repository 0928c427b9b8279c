"""What a Word file's styles say: size, weight and place of text, headings, lists; one style on another, without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from audiobook.source.readers.word.parts import W, number, switched, value

_HEADING = re.compile(r"^(?:heading|标题|heading\s*char)\s*(\d)", re.I)
_TITLES = frozenset(["title", "标题"])
_USUAL = 10.0
"""Points of text whose size nothing says."""
_LONGEST_CHAIN = 40
"""Styles based one on another; Word ends at 11."""
_RAISED = {"superscript": 1, "subscript": -1}


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text is set."""

    size: float = _USUAL
    """Points."""
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    raised: int = 0
    """1 for superscripts, −1 for subscripts."""
    font: str = ""
    """Of signs."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says of it, those it is based on included."""

    names: tuple[str, ...]
    """Its own first, in small letters."""
    look: Look
    level: int | None
    """Of a heading: 1 is the document's title, 2 the first heading."""
    centred: bool
    numbering: tuple[str, int] | None
    """List and level in it."""


class Styles:
    """The styles of a file; `root` is its styles part, or None."""

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._default = ""
        base = Look()
        if root is not None:
            for element in root.iter(f"{W}style"):
                name = value(element, "styleId") or ""
                self._elements.setdefault(name, element)
                if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
                    self._default = name
            base = looked(base, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._base = base
        self._known: dict[str, Style] = {}
        self._characters: dict[str, tuple[Any, ...]] = {}

    def paragraph(self, name: str | None) -> Style:
        """What the paragraph style called `name` says; without a name, the usual one."""
        key = name or self._default
        if key not in self._known:
            self._known[key] = self._resolved(key)
        return self._known[key]

    def run(self, around: Look, properties: Any | None) -> Look:
        """How a run with these properties looks in a paragraph that looks like `around`."""
        if properties is None or not len(properties):
            return around
        name = value(properties.find(f"{W}rStyle"))
        if name is not None:
            if name not in self._characters:
                self._characters[name] = tuple(one.find(f"{W}rPr") for one in reversed(list(self._chain(name))))
            for one in self._characters[name]:
                around = looked(around, one)
        return looked(around, properties)

    def _chain(self, name: str) -> Iterator[Any]:
        """The style, the one it is based on, and so on; damaged files go in circles, or on and on."""
        seen: set[str] = set()
        while name in self._elements and name not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            yield self._elements[name]
            name = value(self._elements[name].find(f"{W}basedOn")) or ""

    def _resolved(self, name: str) -> Style:
        chain = list(self._chain(name))
        names = [(value(element.find(f"{W}name")) or "").lower() for element in chain] or [name.lower()]
        look = self._base
        for element in reversed(chain):
            look = looked(look, element.find(f"{W}rPr"))
        paragraphs = [one for element in chain if (one := element.find(f"{W}pPr")) is not None]
        outline = next((one for p in paragraphs if (one := outline_level(p)) is not None), None)
        level = _level(names) if outline is None else outline + 2 if outline < 6 else None
        aligned = next((one for p in paragraphs if (one := value(p.find(f"{W}jc")))), None)
        return Style(
            names=tuple(names),
            look=look,
            level=1 if names[0] in _TITLES else level,
            centred=aligned == "center",
            numbering=_numbering(paragraphs),
        )


def looked(look: Look, properties: Any | None) -> Look:
    """`look` with what the run properties of an element change."""
    if properties is None:
        return look
    changes: dict[str, Any] = {}
    size = number(value(properties.find(f"{W}sz")))
    if size is not None and size > 0:
        changes["size"] = size / 2
    for name, key in (("b", "bold"), ("i", "italic"), ("vanish", "hidden")):
        on = switched(properties, name)
        if on is not None:
            changes[key] = on
    position = value(properties.find(f"{W}vertAlign"))
    if position is not None:
        changes["raised"] = _RAISED.get(position, 0)
    fonts = properties.find(f"{W}rFonts")
    if fonts is not None and (font := value(fonts, "ascii") or value(fonts, "hAnsi")):
        changes["font"] = font
    return replace(look, **changes) if changes else look


def outline_level(properties: Any) -> int | None:
    """The outline level that paragraph properties give, 0 for the first; 9 is running text."""
    return number(value(properties.find(f"{W}outlineLvl")))


def list_of(properties: Any) -> tuple[str | None, int | None] | None:
    """List and level that paragraph properties name, each None where they leave it to the style."""
    element = properties.find(f"{W}numPr")
    if element is None:
        return None
    return value(element.find(f"{W}numId")), number(value(element.find(f"{W}ilvl")))


def _numbering(paragraphs: list[Any]) -> tuple[str, int] | None:
    """The first list on the way up; the level may stand in another style than the list."""
    found = [one for p in paragraphs if (one := list_of(p)) is not None]
    name = next((one[0] for one in found if one[0] is not None), None)
    level = next((one[1] for one in found if one[1] is not None), 0)
    return None if name is None else (name, level)


def _level(names: list[str]) -> int | None:
    return next((int(match[1]) + 1 for name in names if (match := _HEADING.match(name))), None)
