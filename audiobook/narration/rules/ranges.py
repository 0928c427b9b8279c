"""Ranges of amounts: 3—5天, 3~5万元, 5月1日—7日, 第1—3条, 3万—5万元; and the approximate 3、4天, 100多."""

from __future__ import annotations

import re

from audiobook.narration.amounts import NUMBER, TO, counted, is_measure, to
from audiobook.narration.rules.rule import FIGURES, after, before, rule

_UNIT = r"[[:Han:]]{0,4}"
_NOT_CODE = r"(?<![/:A-Za-z-])"
_END = r"(?![:/]|\s*[-–—]\s*\d|\s*[=＝])"


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
        return f"{counted(first, '')}{own}{to(found['to'])}{found['nth'] or ''}{counted(second, '')}"
    return f"{counted(first, own or rest)}{own}{to(found['to'])}{found['nth'] or ''}{counted(second, rest)}"


def _about(found: re.Match[str]) -> str | None:
    """3、4个 -> 三四个."""
    first, second = found["a"], found["b"]
    if (
        int(second) != int(first) + 1
        or before(found).endswith(("第", "、"))
        or not is_measure(found["scale"] + after(found))
    ):
        return None
    unit = found["scale"] or after(found)
    if unit.startswith(("月", "日", "号", "级", "年级", "期", "楼", "点")):
        return None
    return f"{counted(first, unit)}{counted(second, unit)}{found['scale']}"


def _rising(first: str, second: str) -> bool:
    plain = [float(part.replace(",", "").replace(" ", "")) for part in (first, second)]
    return plain[0] < plain[1]


RULES = (
    rule("about", FIGURES, r"(?P<a>[1-8])[、，](?P<b>[2-9])(?P<scale>[十百千万亿]?)", _about, example="3、4个"),
    rule(
        "range",
        FIGURES,
        rf"{_NOT_CODE}(?P<a>{NUMBER})(?P<own>\s*{_UNIT}){TO}(?P<nth>第)?(?!\d{{4}}\s*年)(?P<b>{NUMBER}){_END}",
        _range,
        example="3-5天",
    ),
)
