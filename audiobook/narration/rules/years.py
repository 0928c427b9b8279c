"""Years, ranges of years, decades, generations: figure by figure; decades and spans of years as numbers."""

from __future__ import annotations

import re

from audiobook.narration.numerals import RANGE, cardinal, digits, is_measure
from audiobook.narration.rules.rule import FIGURES, after, rule

_FREE = r"(?<![\d.,])"
_YEAR = r"(?:1[1-9]|20|21)\d\d"
_TO = rf"(?:{RANGE}|\s*[至到]\s*)"
# 1500年前 and 2000年的历史 count years; 1949年前 does not, so only round ones are looked at
_SPAN = re.compile(r"\s*年(?:前|之前|以前|来|的?历史|的?文明|之久|间|以上|左右|多|后|的?时间)")
_YEAR_WORDS = ("年", "届", "级", "版", "赛季")


def _season(found: re.Match[str]) -> str | None:
    first, second = found["first"], found["second"]
    follows = str(int(first) + 1)
    return f"{digits(first)}到{digits(second)}" if second in (follows, follows[2:]) else None


def _range(found: re.Match[str]) -> str | None:
    first, second, rest = found["first"], found["second"], after(found)
    if not (found["unit"] or found["last"]) and is_measure(rest) and not rest.startswith(_YEAR_WORDS):
        return None  # 1500—2000元 is an amount
    full = second if len(second) == 4 else first[:2] + second
    if full <= first:
        return None
    return f"{digits(first)}{found['unit'] or ''}到{digits(second)}{found['last'] or ''}"


def _decade(found: re.Match[str]) -> str:
    first, second = _tens(found["first"]), found["second"]
    return f"{first}{f'到{_tens(second)}' if second else ''}年代"


def _tens(figures: str) -> str:
    return cardinal(figures) if len(figures) == 2 and figures[0] != "0" else digits(figures)


def _generation(found: re.Match[str]) -> str:
    said = re.sub(r"\d\d", lambda age: digits(age[0]), found["ages"])
    return re.sub(r"[/\s]+", "、", said) + found["quote"] + "后"


def _year(found: re.Match[str]) -> str | None:
    figures = found["year"]
    if figures.endswith("00") and _SPAN.match(found.string, found.end("year")):
        return None
    return f"{digits(figures)}年"


RULES = (
    rule(
        "season",
        FIGURES,
        rf"{_FREE}(?P<first>{_YEAR})\s*[/\-—–−]\s*(?P<second>\d{{4}}|\d\d)(?=\s*(?:赛季|学年|财年|年度))",
        _season,
    ),
    rule(
        "year range",
        FIGURES,
        rf"{_FREE}(?P<first>{_YEAR})\s*(?P<unit>年)?{_TO}(?P<second>{_YEAR}|\d\d(?=\s*年(?!代)))"
        r"(?!\d|\s*[-./–—]\s*\d)(?:\s*(?P<last>年)(?!代))?",
        _range,
    ),
    rule("decade", FIGURES, rf"{_FREE}(?P<first>\d0|{_YEAR})\s*(?:年代)?(?:{_TO}(?P<second>\d0))?\s*年代", _decade),
    rule("decade", FIGURES, rf"{_FREE}(?P<first>{_YEAR})(?P<second>(?!))?'?s(?![A-Za-z])", _decade),
    rule(
        "generation",
        FIGURES,
        rf"{_FREE}(?P<ages>\d[05](?:\s*[、/和与]?\s*\d[05])*)(?P<quote>[”’\"]?)后(?![面来续者天边半期退备排卫])",
        _generation,
    ),
    rule("era year", FIGURES, r"(?:(?<=公元)|(?<=公元前)|(?<=纪元)|(?<=纪元前))\s*(?P<year>\d{3,4})\s*年", _year),
    rule("year", FIGURES, rf"{_FREE}(?P<year>(?:1[1-9]|2\d)\d\d)\s*年(?!代)", _year),
    rule(
        "short year",
        FIGURES,
        rf"{_FREE}(?P<year>0\d|[5-9]\d(?=\s*年\s*(?:\d{{1,2}}\s*月|[初底末](?!级|中))))\s*年(?!代)",
        _year,
    ),
    # 国发〔2015〕40号, (Smith, 2020), （2023）
    rule(
        "year in brackets", FIGURES, r"(?<=[(（〔\[【])(?P<year>(?:19|20)\d\d)(?=[)）〕\]】])", lambda m: digits(m[0])
    ),
)
