"""Ranges of amounts: 3—5天, 3~5万元, 5月1日—7日, 第1—3条, 3万—5万元; and the approximate 3、4天, 100多."""

from __future__ import annotations

import re

from audiobook.narration.numerals import NUMBER, RANGE, counted
from audiobook.narration.rules.rule import FIGURES, after, before, rule

_UNIT = r"[一-鿿]{0,4}"
_NOT_CODE = r"(?<![\d.,/:A-Za-z-])"
_END = r"(?![\d:/]|\s*[-–—]\s*\d|[.,]\d|\s*[=＝])"


def _range(found: re.Match[str]) -> str | None:
    first, second, own, rest = found["a"], found["b"], found["own"].strip(), after(found)
    if not own and not _rising(first, second):
        return None
    if (
        own
        and not re.match(rf"[个]?{re.escape(own[0])}|[万亿千百月日号时点]", rest)
        and own not in ("万", "亿", "千", "月", "日", "年")
    ):
        return None
    ordinal = before(found).endswith("第")
    if ordinal:
        return f"{counted(first, '')}{own}到{'第' if own else ''}{counted(second, '')}"
    return f"{counted(first, own or rest)}{own}到{counted(second, rest)}"


def _rising(first: str, second: str) -> bool:
    plain = [float(part.replace(",", "").replace(" ", "")) for part in (first, second)]
    return plain[0] < plain[1]


RULES = (
    rule(
        "range", FIGURES, rf"{_NOT_CODE}(?P<a>{NUMBER})(?P<own>\s*{_UNIT}){RANGE}(?:第)?(?P<b>{NUMBER}){_END}", _range
    ),
)
