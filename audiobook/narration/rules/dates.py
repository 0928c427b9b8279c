"""Dates in figures: 2024-05-06, 2024/5/6, 2024.5.6, 05/06/2024, 2024-05, 08/08, 周六（12/7）; 1.5—1.7 stays a range."""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal, digits
from audiobook.language.word_lists import alternatives, any_word
from audiobook.narration.amounts import TO, to
from audiobook.narration.rules.rule import FIGURES, rule

_FREE = r"(?<![/:-])"
_END = r"(?![/:-])"
_Y = r"(?:1[6-9]|20|21)\d\d"
_M = r"(?:0?[1-9]|1[0-2])"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_SEP = r"\s*(?P<s>[-/.·])\s*"
_DATE_WORD_BEFORE = re.compile(rf"(?:{alternatives('narration', 'date_before')})$")
_SAME = r"\s*(?P=s)\s*"


def _date(found: re.Match[str]) -> str:
    parts = found.groupdict()
    said = f"{digits(parts['y'])}年" if parts.get("y") else ""
    said += f"{cardinal(parts['m'])}月" if parts.get("m") else ""
    return said + (f"{cardinal(parts['d'])}{parts.get('unit') or '日'}" if parts.get("d") else "")


def _span(found: re.Match[str]) -> str:
    parts = found.groupdict()
    first = f"{digits(parts['y'])}年" + f"{cardinal(parts['m'])}月"
    first += f"{cardinal(parts['d'])}日" if parts.get("d") else ""
    second = f"{digits(parts['y2'])}年" if parts.get("y2") else ""
    second += f"{cardinal(parts['m2'])}月" if parts.get("m2") else ""
    return f"{first}{to(found['to'])}{second}" + (f"{cardinal(parts['d2'])}日" if parts.get("d2") else "")


_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天][早晚上下中]?[午上]?\s*[（(]?$")
_WEEKDAY_BEHIND = re.compile(r"\s*[）)]?\s*[（(]?(?:周|星期|礼拜)[一二三四五六日天]")
_ON = re.compile(r"(?:于|自)\s*$")


def _is_day(found: re.Match[str]) -> bool:
    """Whether 12/7 is a day by what stands around it: 周六（12/7）, 截至12/31, 5/20起."""
    start = re.sub(r"[：:（(\s]*$", "", found.string[max(0, found.start() - 12) : found.start()])
    rest = found.string[found.end() : found.end() + 8]
    return bool(
        _WEEKDAY.search(start)
        or _WEEKDAY_BEHIND.match(rest)
        or _ON.search(start)
        or _DATE_WORD_BEFORE.search(start)
        or any_word("narration", "date_behind").match(rest.lstrip())
    )


def _day(found: re.Match[str]) -> str | None:
    return _date(found) if _is_day(found) else None


def _days(found: re.Match[str]) -> str | None:
    """6/1-6/18 goes up as days do, and 6/1 is no fraction."""
    first, second = ((int(found[f"m{n}"]), int(found[f"d{n}"])) for n in "12")
    fractions = first[0] < first[1] <= 12 and second[0] < second[1] <= 12
    if first >= second or first[1] == second[1] or (fractions and first[0] != second[0] and not _is_day(found)):
        return None
    ends = [f"{cardinal(found[f'm{n}'])}月{cardinal(found[f'd{n}'])}日" for n in "12"]
    return to(found["to"]).join(ends)


RULES = (
    rule(
        "date range",
        FIGURES,
        rf"{_FREE}(?P<y>{_Y})(?P<s>[-/.])(?P<m>{_M})(?P=s)(?P<d>{_D}){TO}"
        rf"(?:(?P<y2>{_Y})(?P=s))?(?P<m2>{_M})(?P=s)(?P<d2>{_D}){_END}",
        _span,
        example="2024.01.01-2024.12.31",
    ),
    rule(
        "month range",
        FIGURES,
        rf"{_FREE}(?P<y>{_Y})(?P<s>[/.])(?P<m>{_M}){TO}(?P<y2>{_Y})(?P=s)(?P<m2>{_M}){_END}",
        _span,
        example="2020.9—2024.6",
    ),
    rule(
        "date",
        FIGURES,
        rf"{_FREE}(?P<y>{_Y}){_SEP}(?P<m>{_M}){_SAME}(?P<d>{_D})(?P<unit>日|号)?{_END}",
        _date,
        example="2024-05-06",
    ),
    rule("date", FIGURES, rf"{_FREE}(?P<m>{_M}){_SEP}(?P<d>{_D}){_SAME}(?P<y>{_Y}){_END}", _date, example="08-08-2008"),
    rule("date", FIGURES, rf"{_FREE}(?P<y>\d\d)(?P<s>[/])(?P<m>{_M})(?P=s)(?P<d>{_D}){_END}", _date, example="20/1/5"),
    rule(
        "days",
        FIGURES,
        rf"{_FREE}(?P<m1>{_M})/(?P<d1>{_D}){TO}(?P<m2>{_M})/(?P<d2>{_D}){_END}",
        _days,
        example="活动时间：6/1-6/18",
    ),
    rule(
        "day beside words", FIGURES, rf"{_FREE}(?P<m>{_M})/(?P<d>{_D}){_END}", _day, example="会议定于周六（12/7）召开"
    ),
    rule(
        "month",
        FIGURES,
        rf"{_FREE}(?P<y>{_Y})\s*[-/.]\s*(?P<m>0[1-9]|1[0-2]){_END}(?!\s*[万亿元%倍])",
        _date,
        example="2024-05",
    ),
    rule(
        "month",
        FIGURES,
        rf"{_FREE}(?P<m>0[1-9]|1[0-2])[-/.](?P<y>{_Y}){_END}(?!\s*[万亿元%倍])",
        _date,
        example="05/2024",
    ),
    rule(
        "day",
        FIGURES,
        rf"{_FREE}0(?P<n>[1-9])(?=\s*[月日号时])",
        lambda found: cardinal(found["n"]),
        example="2024年05月06日",
    ),
    # a leading zero is never a fraction's or a range's
    rule("day", FIGURES, rf"{_FREE}(?P<m>0[1-9])[-/.](?P<d>0[1-9]|[12]\d|3[01]){_END}", _date, example="08/08"),
    rule(
        "day", FIGURES, rf"{_FREE}(?P<m>1[0-2])[-/.](?P<d>0[1-9]){_END}(?!\s*[万亿元%倍])", _date, example="12-05召开"
    ),
)
