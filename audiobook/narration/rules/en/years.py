"""Years in English: in 1998, 2014–2023, 44 BC, class of '98, 2023/24."""

from __future__ import annotations

import re

from audiobook.narration.rules.en.dates import YEAR
from audiobook.narration.rules.en.parts import TO, full_stop, preceded
from audiobook.narration.rules.english_words import cardinal, year
from audiobook.narration.rules.rule import FIGURES, after, rule

_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|by|until|till|during|of|to|after|before|between|and|through|circa|early|late|mid|year|years"
    r"|fiscal|the|for|ca?\.|born|died|spring|summer|autumn|fall|winter|Christmas)|[,(\[–—-])$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:a|an|about|some|over|nearly|than|only|up to|least|most|total of|around|approximately|almost|exactly|another"
    r"|every|per|all|roughly|just|first|last|next|these|those|with|other|have|has|had|are|were|sold|[$€£¥]|plus|minus|equals)$",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?!years?\b|was\b|is\b|has\b|as\b|this\b|his\b|its\b)"
    r"(?:[a-z]+ )?(?:[a-z]{2,}s|people|men|women|children|km|kg|%)\b"
)
_ERA = {"BC": "B C", "AD": "A D", "BCE": "B C E", "CE": "C E"}


def _year(found: re.Match[str]) -> str | None:
    """A year, unless it counts: 2000 members, about 1500 words."""
    figures = int(found["y"])
    letter = f" {found['letter'].upper()}" if found["letter"] else ""
    if not letter:
        if preceded(found, _COUNTED):
            return None
        behind = _MANY.match(after(found, 30))
        if behind and not (preceded(found, _BEFORE) and 1800 <= figures <= 2099 and figures % 100):
            return None
        if figures < 1500 and figures % 100 == 0 and not preceded(found, _BEFORE):
            return None
    return year(found["y"]) + letter


def _years(found: re.Match[str]) -> str | None:
    second = found["b"]
    if len(second) == 2 and second[0] != "0":
        return f"{year(found['a'])} to {cardinal(second)}" if second > found["a"][2:] else None
    if len(second) == 2:
        second = found["a"][:2] + second
    return f"{year(found['a'])} to {year(second)}" if second > found["a"] else None


def _season(found: re.Match[str]) -> str | None:
    first, second = found["a"], found["b"]
    if (int(first) + 1) % 100 != int(second[-2:]):
        return None
    return (
        f"{year(first)} {cardinal(second) if len(second) == 2 and second[0] != '0' else year(first[:2] + second[-2:])}"
    )


def _era(found: re.Match[str]) -> str:
    era = _ERA[found["era"].replace(".", "").replace(" ", "")]
    said = year(found["n"])
    if found["b"]:
        said += f" to {year(found['b'])}"
    return f"{said} {era}{full_stop(found) if found[0].endswith('.') else ''}"


RULES = (
    rule(
        "English era",
        FIGURES,
        rf"(?P<n>\d{{1,5}})(?:{TO}(?P<b>\d{{1,4}}))?\s?(?P<era>BCE?|B\. ?C\.|AD|A\. ?D\b\.?|CE)(?![A-Za-z])",
        _era,
        example="He died in 323 BC, and Rome fell in 476 AD.",
    ),
    rule(
        "English era before",
        "A",
        r"(?<![A-Za-z])(?:AD|A\.D\.) ?(?P<n>\d{1,4})(?![\d%])",
        lambda m: f"A D {year(m['n'])}",
        example="The wall was built in AD 122 by soldiers.",
    ),
    rule(
        "English short year",
        "'",
        r"(?<![A-Za-z0-9])'(?P<y>[0-9]\d)(?![\d'\"A-Za-z])",
        lambda m: year(m["y"]),
        example="The storm of '87 and the class of '05 are remembered.",
    ),
    rule(
        "English years",
        FIGURES,
        rf"(?<![\d-])(?P<a>{YEAR}){TO}(?P<b>{YEAR}|\d\d)(?![\d-])(?!\s?(?:[%$]|k?[mg]\b))",
        _years,
        example="The war of 1861–65 and the years 1999-2003 are covered.",
    ),
    rule(
        "English season",
        FIGURES,
        rf"(?<![\d/])(?P<a>{YEAR})/(?P<b>(?:20)?\d\d)(?![\d/])",
        _season,
        example="In the 2018/19 season they won.",
    ),
    rule(
        "English year",
        FIGURES,
        rf"(?P<y>{YEAR})(?P<letter>[a-e](?=[;,)]))?(?![A-Za-z%]|[-/]\d)",
        _year,
        example="In 1066 and since 2010, about 1500 people and 2000 sheep lived here.",
    ),
)
