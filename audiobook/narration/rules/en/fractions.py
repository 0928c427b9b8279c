"""Fractions in English: 1/3, 3 1/2, 1/4th, 31/32, ½, 3½."""

from __future__ import annotations

import re
import unicodedata

from audiobook.narration.rules.english_words import cardinal, ordinal
from audiobook.narration.rules.rule import FIGURES, rule

_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"


def _part(top: str, bottom: str, *, article: bool = False) -> str:
    """("3", "4") -> three quarters; with a whole before it one half is a half."""
    name = {"2": "half", "4": "quarter"}.get(bottom) or ordinal(bottom)
    if top == "1":
        return f"{'a' if article and bottom in '24' else 'one'} {name}"
    return f"{cardinal(top)} {'halves' if name == 'half' else name + 's'}"


def _fraction(found: re.Match[str]) -> str | None:
    if int(found["d"]) < 2:
        return None
    part = _part(found["n"], found["d"], article=bool(found["whole"]))
    return f"{cardinal(found['whole'])} and {part}" if found["whole"] else part


def _sign(found: re.Match[str]) -> str:
    top, _, bottom = unicodedata.normalize("NFKC", found["sign"]).partition("\u2044")
    part = _part(top, bottom, article=bool(found["whole"]))
    return f"{cardinal(found['whole'])} and {part}" if found["whole"] else part


RULES = (
    rule(
        "English fraction",
        FIGURES,
        r"(?<![\d./])(?:(?P<whole>\d{1,3})[ -])?(?P<n>[1-9]\d{0,5})/(?P<d>[1-9]\d{0,5})"
        r"(?i:ths?|rds?|nds?|sts?)?(?![\d/A-Za-z])",
        _fraction,
    ),
    rule("English fraction sign", FIGURES + _SIGNS, rf"(?:(?P<whole>\d+)\s?)?(?P<sign>[{_SIGNS}])", _sign),
)
