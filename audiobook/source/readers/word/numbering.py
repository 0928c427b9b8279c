"""The numbers Word puts before paragraphs (numbering.xml): 1.  1.1  （一）  第三章, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from audiobook.source.readers.word.counting import written
from audiobook.source.readers.word.parts import MC, W, number, switched, value
from audiobook.source.readers.word.styles import Styles

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_TIGHT = tuple("、）】〕」．")
"""Numbers that end in one of these stand right before their text."""
_HEADINGS = ("chinese", "taiwanese", "japanese", "ideograph")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph."""

    text: str
    """With the white space that parts it from the paragraph; empty for bullets."""
    prose: bool
    """Counted in Chinese (一、 （一）), as headings and paragraphs are rather than items of a list."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    figures: bool
    """All numbers of it in figures (1.1 under 第一章)."""
    restart: int | None
    """The level after which it begins anew; 0 for never; None for any higher one."""
    close: bool
    """Nothing parts the number from its text."""


class Numbering:
    """The lists of a file and how far each has come; `root` is its numbering part, or None."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._lists: dict[str, Any] = {}
        self._abstract: dict[str, Any] = {}
        self._styled: dict[str, str] = {}
        self._styles = styles
        if root is not None:
            for element in root.iter(f"{W}abstractNum"):
                name = value(element, "abstractNumId") or ""
                self._abstract[name] = element
                if link := value(element.find(f"{W}styleLink")):
                    self._styled[link] = name
            for element in root.iter(f"{W}num"):
                self._lists[value(element, "numId") or ""] = element
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, name: str, level: int) -> Label | None:
        """The number of the next paragraph at `level` (from 0) of the list called `name`; None if it is in no list."""
        abstract = self._of(name)
        if abstract is None or name == "0" or not 0 <= level < _LEVELS:
            return None
        found = self._level(name, level)
        if found is None:
            return None
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        override = self._override(name, level)
        begins = override is not None and (name, level) not in self._begun
        self._begun.add((name, level))
        counts[level] = found.start if counts[level] is None or begins else (counts[level] or 0) + 1
        for lower in range(level + 1, _LEVELS):
            below = self._level(name, lower)
            if below is None or below.restart is None or (below.restart and below.restart > level):
                counts[lower] = None
        if found.form == "bullet":
            return Label("", prose=False)
        text = _PLACE.sub(lambda match: self._count(name, counts, int(match[1]) - 1, found), found.text).strip()
        prose = found.form.startswith(_HEADINGS)
        space = "" if not text or found.close or text.endswith(_TIGHT) else " "
        return Label(text + space, prose)

    def _count(self, name: str, counts: list[int | None], level: int, shown: _Level) -> str:
        own = self._level(name, level)
        if own is None:
            return ""
        if counts[level] is None:
            counts[level] = own.start  # 1.1 without a 1 before it
        form = "decimal" if shown.figures and own.form != "decimalZero" else own.form
        return written(counts[level] or 0, form)

    def _of(self, name: str) -> str | None:
        """The definition behind a list, also where it is another list's by way of a style."""
        seen: set[str] = set()
        while name in self._lists and name not in seen:
            seen.add(name)
            abstract = value(self._lists[name].find(f"{W}abstractNumId")) or ""
            element = self._abstract.get(abstract)
            if element is None:
                return None
            link = value(element.find(f"{W}numStyleLink"))
            if not link:
                return abstract
            if link in self._styled:
                return self._styled[link]
            linked = self._styles.paragraph(link).numbering
            if linked is None:
                return abstract
            name = linked[0]
        return None

    def _override(self, name: str, level: int) -> int | None:
        for element in self._lists[name].iter(f"{W}lvlOverride"):
            if number(value(element, "ilvl")) == level:
                return number(value(element.find(f"{W}startOverride")))
        return None

    def _level(self, name: str, level: int) -> _Level | None:
        key = (name, level)
        if key not in self._levels:
            self._levels[key] = self._read(name, level)
        return self._levels[key]

    def _read(self, name: str, level: int) -> _Level | None:
        abstract = self._abstract.get(self._of(name) or "")
        own = list(self._lists[name].iter(f"{W}lvl"))
        shared = [] if abstract is None else list(abstract.iter(f"{W}lvl"))
        element = next((e for e in [*own, *shared] if number(value(e, "ilvl")) == level), None)
        if element is None:
            return None
        start = self._override(name, level)
        if start is None:
            start = number(value(element.find(f"{W}start")))
        return _Level(
            start=0 if start is None else start,
            form=_form(element),
            text=(value(element.find(f"{W}lvlText")) or "")[:60],
            figures=bool(switched(element, "isLgl")),
            restart=number(value(element.find(f"{W}lvlRestart"))),
            close=value(element.find(f"{W}suff")) == "nothing",
        )


def _form(level: Any) -> str:
    """The number format; custom ones (001, 002) stand beside a plain one."""
    element = level.find(f"{W}numFmt")
    if element is None:
        element = level.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    form = value(element) or "decimal"
    return "decimalZero" if form == "custom" else form
