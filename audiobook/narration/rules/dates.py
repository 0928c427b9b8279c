"""Dates in figures: 2024-05-06, 2024/5/6, 2024.5.6, 05/06/2024, 2024-05, 08/08; 1.5—1.7 stays a range."""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal, digits
from audiobook.narration.amounts import TO, to
from audiobook.narration.rules.rule import FIGURES, rule

_FREE = r"(?<![/:-])"
_END = r"(?![/:-])"
_Y = r"(?:1[6-9]|20|21)\d\d"
_M = r"(?:0?[1-9]|1[0-2])"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_SEP = r"\s*(?P<s>[-/.·])\s*"
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


RULES = (
    rule(
        "date range",
        FIGURES,
        rf"{_FREE}(?P<y>{_Y})(?P<s>[-/.])(?P<m>{_M})(?P=s)(?P<d>{_D}){TO}"
        rf"(?:(?P<y2>{_Y})(?P=s))?(?P<m2>{_M})(?P=s)(?P<d2>{_D}){_END}",
        _span,
    ),
    rule(
        "month range",
        FIGURES,
        rf"{_FREE}(?P<y>{_Y})(?P<s>[/.])(?P<m>{_M}){TO}(?P<y2>{_Y})(?P=s)(?P<m2>{_M}){_END}",
        _span,
    ),
    rule("date", FIGURES, rf"{_FREE}(?P<y>{_Y}){_SEP}(?P<m>{_M}){_SAME}(?P<d>{_D})(?P<unit>日|号)?{_END}", _date),
    rule("date", FIGURES, rf"{_FREE}(?P<m>{_M}){_SEP}(?P<d>{_D}){_SAME}(?P<y>{_Y}){_END}", _date),
    rule("date", FIGURES, rf"{_FREE}(?P<y>\d\d)(?P<s>[/])(?P<m>{_M})(?P=s)(?P<d>{_D}){_END}", _date),
    rule("month", FIGURES, rf"{_FREE}(?P<y>{_Y})\s*[-/.]\s*(?P<m>0[1-9]|1[0-2]){_END}(?!\s*[万亿元%倍])", _date),
    rule("month", FIGURES, rf"{_FREE}(?P<m>0[1-9]|1[0-2])[-/.](?P<y>{_Y}){_END}(?!\s*[万亿元%倍])", _date),
    rule("day", FIGURES, rf"{_FREE}0(?P<n>[1-9])(?=\s*[月日号时])", lambda found: cardinal(found["n"])),
    # a leading zero is never a fraction's or a range's
    rule("day", FIGURES, rf"{_FREE}(?P<m>0[1-9])[-/.](?P<d>0[1-9]|[12]\d|3[01]){_END}", _date),
    rule("day", FIGURES, rf"{_FREE}(?P<m>1[0-2])[-/.](?P<d>0[1-9]){_END}(?!\s*[万亿元%倍])", _date),
)
