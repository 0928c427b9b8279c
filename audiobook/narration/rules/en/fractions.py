"""Fractions in English: 1/3, 3 1/2, 1/4th, 31/32, ½, 3½."""

from __future__ import annotations

import re
import unicodedata

from audiobook.narration.rules.en.measures import units
from audiobook.narration.rules.en.parts import attributive, full_stop
from audiobook.narration.rules.english_words import cardinal, ordinal
from audiobook.narration.rules.rule import FIGURES, Rule, rule

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
    return _mixed(found, found["n"], found["d"])


def _sign(found: re.Match[str]) -> str:
    top, _, bottom = unicodedata.normalize("NFKC", found["sign"]).partition("\u2044")
    return _mixed(found, top, bottom)


def _mixed(found: re.Match[str], top: str, bottom: str) -> str:
    """With a whole before it, and a unit behind: 4 1/2 lbs -> four and a half pounds, 1/2 in. -> one half inch."""
    part = _part(top, bottom, article=bool(found["whole"]))
    said = f"{cardinal(found['whole'])} and {part}" if found["whole"] else part
    if not found["unit"]:
        return said
    one, many, short = units()[found["unit"]]
    said = f"{said} {many if found['whole'] and not attributive(found) else one}"
    return said + ((full_stop(found) if short else "。") if found["dot"] else "")


def rules() -> tuple[Rule, ...]:
    """With figures, and as one sign."""
    either = "|".join(re.escape(unit) for unit in sorted(units(), key=len, reverse=True) if unit != "in")
    unit = rf"(?:[ -](?P<unit>(?:{either})(?![A-Za-z0-9])|in(?=\.))(?P<dot>\.(?!\w))?)?"
    return (
        rule(
            "English fraction",
            FIGURES,
            r"(?<![\d./])(?:(?P<whole>\d{1,3})[ -])?(?P<n>[1-9]\d{0,5})/(?P<d>[1-9]\d{0,5})"
            rf"(?i:ths?|rds?|nds?|sts?)?(?![\d/A-Za-z]){unit}",
            _fraction,
            example="Over 2/3 of them ran 4 1/2 miles, some just 1/8th of it.",
        ),
        rule(
            "English fraction sign",
            FIGURES + _SIGNS,
            rf"(?:(?P<whole>\d+)\s?)?(?P<sign>[{_SIGNS}]){unit}",
            _sign,
            example="Add ½ a cup, 2¾ spoons and ⅓ of the milk.",
        ),
    )
