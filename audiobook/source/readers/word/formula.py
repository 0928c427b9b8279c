"""Word's formulas (OMML) in one line of mathematics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from audiobook.source import linear_math as linear
from audiobook.source.readers.word.parts import M, W

_ARGUMENTS = frozenset(f"{M}{name}" for name in ("num", "den", "deg", "e", "sub", "sup", "fName", "lim", "oMath"))
_SILENT = "Pr"
"""Properties end in this; they hold no text."""


def line(formula: Any, text_of: Callable[[Any], str]) -> str:
    """The `oMath` or `oMathPara` element `formula` in one line; `text_of` reads a run.

    >>> from lxml import etree
    >>> xml = '<m:oMath xmlns:m="%s"><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num>'
    >>> xml += '<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>'
    >>> line(etree.fromstring(xml % M.strip("{}")), lambda run: run.findtext(M + "t"))
    '(a+b)/2'
    """
    return _Formula(text_of).inside(formula).strip()


class _Formula:
    def __init__(self, text_of: Callable[[Any], str]) -> None:
        self._text_of = text_of

    def inside(self, element: Any) -> str:
        """What stands in `element`, one after the other; several formulas are parted as rows are."""
        parts: list[str] = []
        for child in element:
            text = self._one(child)
            if text and child.tag == f"{M}oMath" and parts:
                parts.append("; ")
            parts.append(text)
        return linear.plain("".join(parts))

    def _one(self, element: Any) -> str:
        tag = element.tag
        if not isinstance(tag, str) or tag.endswith(_SILENT):
            return ""
        if tag in (f"{M}r", f"{W}r"):
            return self._text_of(element)
        known = _ELEMENTS.get(tag.removeprefix(M)) if tag.startswith(M) else None
        if known is not None:
            return known(self, element)
        if tag in (f"{W}del", f"{W}moveFrom"):
            self._deleted(element)
            return ""
        return self.inside(element)

    def _deleted(self, element: Any) -> None:
        for run in element.iter(f"{M}r", f"{W}r"):
            self._text_of(run)

    def _part(self, element: Any, name: str) -> str:
        return " ".join(filter(None, (self.inside(child) for child in element.findall(f"{M}{name}"))))

    def _rest(self, element: Any) -> str:
        """What stands in `element` beside its arguments: nothing, in a file that is whole."""
        return "".join(self._one(child) for child in element if child.tag not in _ARGUMENTS)

    def _fraction(self, element: Any) -> str:
        over, under = self._part(element, "num"), self._part(element, "den")
        kind = _setting(element, "type")
        if kind == "noBar":
            return f"({over}¦{under})" if not _within_brackets(element) else f"{over}¦{under}"
        return linear.fraction(over, under) + self._rest(element)

    def _power(self, element: Any) -> str:
        return linear.power(self._part(element, "e"), self._part(element, "sup")) + self._rest(element)

    def _index(self, element: Any) -> str:
        return linear.index(self._part(element, "e"), self._part(element, "sub")) + self._rest(element)

    def _both(self, element: Any) -> str:
        base = linear.index(self._part(element, "e"), self._part(element, "sub"))
        return linear.power(base, self._part(element, "sup")) + self._rest(element)

    def _before(self, element: Any) -> str:
        low, high = self._part(element, "sub"), self._part(element, "sup")
        return linear.power(linear.index("", low), high) + self._part(element, "e") + self._rest(element)

    def _root(self, element: Any) -> str:
        return linear.root(self._part(element, "e"), self._part(element, "deg")) + self._rest(element)

    def _big(self, element: Any) -> str:
        sign = _setting(element, "chr")
        low, high, body = (self._part(element, name) for name in ("sub", "sup", "e"))
        return linear.big("∫" if sign is None else sign, low, high, body) + self._rest(element)

    def _called(self, element: Any) -> str:
        return linear.called(self._part(element, "fName"), self._part(element, "e")) + self._rest(element)

    def _low(self, element: Any) -> str:
        return linear.limits(self._part(element, "e"), low=self._part(element, "lim")) + self._rest(element)

    def _high(self, element: Any) -> str:
        return linear.limits(self._part(element, "e"), high=self._part(element, "lim")) + self._rest(element)

    def _accent(self, element: Any) -> str:
        mark = _setting(element, "chr")
        return linear.accented(self._part(element, "e"), "\u0302" if mark is None else mark) + self._rest(element)

    def _bar(self, element: Any) -> str:
        mark = "\u0305" if _setting(element, "pos") == "top" else "\u0332"
        return linear.accented(self._part(element, "e"), mark) + self._rest(element)

    def _group(self, element: Any) -> str:
        return self._part(element, "e") + self._rest(element)

    def _fenced(self, element: Any) -> str:
        opening, closing, separator = (_setting(element, name) for name in ("begChr", "endChr", "sepChr"))
        return linear.fenced(
            "(" if opening is None else opening,
            [self.inside(child) for child in element.findall(f"{M}e")],
            "|" if separator is None else separator,
            ")" if closing is None else closing,
        ) + self._rest(element)

    def _rows(self, element: Any) -> str:
        return linear.table([[self.inside(child)] for child in element.findall(f"{M}e")]) + self._rest(element)

    def _matrix(self, element: Any) -> str:
        rows = [[self.inside(cell) for cell in row.findall(f"{M}e")] for row in element.findall(f"{M}mr")]
        text = linear.table(rows)
        return text if _within_brackets(element) else f"[{text}]"


_ELEMENTS: dict[str, Callable[[_Formula, Any], str]] = {
    "f": _Formula._fraction,
    "sSup": _Formula._power,
    "sSub": _Formula._index,
    "sSubSup": _Formula._both,
    "sPre": _Formula._before,
    "rad": _Formula._root,
    "nary": _Formula._big,
    "func": _Formula._called,
    "limLow": _Formula._low,
    "limUpp": _Formula._high,
    "acc": _Formula._accent,
    "bar": _Formula._bar,
    "groupChr": _Formula._group,
    "d": _Formula._fenced,
    "eqArr": _Formula._rows,
    "m": _Formula._matrix,
}
"""Elements that set their arguments otherwise than one after the other; of what is not here, the content is read."""


def _setting(element: Any, name: str) -> str | None:
    """What the properties of `element` say under `name`; an empty sign is one, too."""
    properties = element.find(f"{element.tag}Pr")
    found = None if properties is None else properties.find(f"{M}{name}")
    if found is None:
        return None
    said: str = found.get(f"{M}val", "")
    return said


def _within_brackets(element: Any) -> bool:
    """Whether it is all that stands between two brackets."""
    around = element.getparent()
    outer = None if around is None else around.getparent()
    return outer is not None and outer.tag == f"{M}d" and len(around) - len(around.findall(f"{M}argPr")) <= 2
