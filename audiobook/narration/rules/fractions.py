"""Fractions: 1/3, 1又1/5, 5又2分之1, -1/3, ½."""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal
from audiobook.narration.rules.rule import FIGURES, rule

_SIGNS = {
    "½": "二分之一", "⅓": "三分之一", "⅔": "三分之二", "¼": "四分之一", "¾": "四分之三", "⅕": "五分之一",
    "⅖": "五分之二", "⅗": "五分之三", "⅘": "五分之四", "⅙": "六分之一", "⅚": "六分之五", "⅛": "八分之一",
    "⅜": "八分之三", "⅝": "八分之五", "⅞": "八分之七", "⅐": "七分之一", "⅑": "九分之一", "⅒": "十分之一",
}  # fmt: skip


_OF = {"100": "百", "1000": "千", "10000": "万"}


def _fraction(found: re.Match[str]) -> str:
    return f"{_OF.get(found['d']) or cardinal(found['d'])}分之{cardinal(found['n'])}"


def _sign(found: re.Match[str]) -> str:
    figures = found.string[found.start() - 1 : found.start()]
    return ("又" if figures.isdigit() else "") + _SIGNS[found[0]]


RULES = (
    rule(
        "fraction",
        FIGURES,
        r"(?<![/:A-Za-z-])(?P<n>[1-9]\d{0,6})\s?/\s?(?P<d>[1-9]\d{0,6})(?![/:])",
        _fraction,
        example="1/2",
    ),
    rule(
        "fraction",
        FIGURES,
        r"(?<=[-−])(?<!\d[-−])(?P<n>[1-9]\d{0,3})/(?P<d>[1-9]\d{0,4})(?![/:])",
        _fraction,
        example="-1/3",
    ),
    rule("fraction", "".join(_SIGNS), "[" + "".join(_SIGNS) + "]", _sign, example="½"),
)
