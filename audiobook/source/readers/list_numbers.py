"""Numbers of ordered lists, as browsers show them: start, value, reversed, type, nested."""

from __future__ import annotations

import re
from typing import Any

from audiobook.source.readers.elements import classes, local

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)
_STYLES = {
    "1": "1", "decimal": "1", "decimal-leading-zero": "1", "a": "a", "lower-alpha": "a", "lower-latin": "a",
    "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I", "cjk-ideographic": "一",
    "simp-chinese-informal": "一", "trad-chinese-informal": "一", "cjk-decimal": "一", "none": "", "disc": "",
    "circle": "", "square": "",
}  # fmt: skip
_UNNUMBERED = frozenset(["none", "no-number", "nonumber", "unstyled", "list-unstyled", "list-none", "nolist", "plain"])
_FIGURES = "零一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_WRITTEN = re.compile(
    r"\s*(?:[(（\[【]?\s*(?:\d{1,4}|[一二三四五六七八九十]{1,4}|[a-z]|[ivxl]{1,6})\s*[)）\]】.．、:：]|"
    r"[①-⑳]|第\s*[\d一二三四五六七八九十百]+\s*[条章节款项])",
    re.I,
)


def numbers(ordered: Any) -> dict[Any, str]:
    """Each item of the list `ordered` (an ol) with its number: "1. ", "b. ", "iv. ", "三、"; empty where none is shown.

    >>> from lxml import etree
    >>> list(numbers(etree.HTML('<ol start="3" type="a"><li>x<li value="9">y</ol>').find(".//ol")).values())
    ['c. ', 'i. ']
    """
    items = [child for child in ordered if local(child) == "li"]
    style = _style(ordered)
    if not style:
        return {}
    backwards = ordered.get("reversed") is not None
    count = _whole(ordered.get("start"), len(items) if backwards else 1)
    found: dict[Any, str] = {}
    for item in items:
        count = _whole(item.get("value"), count)
        if not _hides_number(item):
            found[item] = _written(count, style)
        count += -1 if backwards else 1
    return found


def is_numbered(text: str) -> bool:
    """Whether `text` brings a number of its own: 一、, 1., (a), ③.

    >>> is_numbered("（一）总则"), is_numbered("1984年")
    (True, False)
    """
    return bool(_WRITTEN.match(text))


def _style(ordered: Any) -> str:
    """How its numbers are written: 1, a, A, i, I, 一; empty for not at all."""
    if _UNNUMBERED & set(classes(ordered)):
        return ""
    shown = _STYLE.search(ordered.get("style") or "")
    if shown and shown[1].lower() in _STYLES:
        return _STYLES[shown[1].lower()]
    kind = (ordered.get("type") or "1").strip()
    return kind if kind in ("1", "a", "A", "i", "I") else _STYLES.get(kind.lower(), "1")


def _hides_number(item: Any) -> bool:
    shown = _STYLE.search(item.get("style") or "")
    return bool(shown and shown[1].lower() == "none")


def _whole(value: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"\s*([-+]?\d{1,6})\s*", value or "")
    return int(found[1]) if found else otherwise


def _written(count: int, style: str) -> str:
    if style in ("a", "A") and count > 0:
        letters = ""
        while count:
            count, rest = divmod(count - 1, 26)
            letters = chr(ord(style) + rest) + letters
        return f"{letters}. "
    if style in ("i", "I") and 0 < count < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (count // value)
            count %= value
        return f"{roman.upper() if style == 'I' else roman}. "
    if style == "一" and 0 < count < 100:
        tens, ones = divmod(count, 10)
        return f"{'' if tens < 2 else _FIGURES[tens]}{'十' if tens else ''}{_FIGURES[ones] if ones else ''}、"
    return f"{count}. "
