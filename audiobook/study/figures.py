"""Figures that may be asked for: amounts, shares and years that are no part of a range, a date or a model number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language import chinese

_UNIT = (
    r"(?:年|月|日|个百分点|[%％‰]|千[瓦克米卡升]"
    r"|[万亿]*[元美人户家个度倍台套项件所名位条种亩吨米克里瓦分秒小只头棵株口座辆架艘尾篇册届岁层间场支批]|次(?!方)"
    r"|[KMGTPEZ]B|TFLOPS|平方公里|公里|万|亿)"
)
_AMOUNT = r"\d+(?:,\d{3})*(?:\.\d+)?(?:[十百万亿]|千(?![瓦克米卡升]))*[余多]?"
"""The 千 of 千瓦 is of the unit."""
_FIGURE = re.compile(rf"(?<![\dA-Za-z.,，\-—–－~～/第头])({_AMOUNT})\s*(?={_UNIT})")
_OF_A_SIZE = chinese.compiled(r"(?:平方|立方)?[千公厘毫]?[米克吨亩升](?!左右|以[上下]|[长高宽远深厚])(?!的)[[:Han:]]")
"""11米巴士 is a kind of bus; 11米长 is how long it is."""
_IDIOM = re.compile(r"100[%％]|24\s*小时|360\s*[度°]")
"""Said of what is whole, and no figure to keep."""
_RANGE = re.compile(r"^\s*[%％]?\w{0,2}?\s*[—–－~～至到\-]+\s*\d")


def figures(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, stop and what is said in the gap (多少, 百分之多少, 哪一), in order."""
    for found in _FIGURE.finditer(text):
        start, stop = found.span(1)
        answer, after = found[1], text[stop:].lstrip()
        if (
            text.count(answer) != 1
            or _bracketed(text, start)
            or _OF_A_SIZE.match(after)
            or _IDIOM.match(text, start)
            or _RANGE.match(after)
            or re.search(r"[—–－~～至到\-]\s*$", text[:start])
        ):
            continue
        if after[:1] in ("月", "日", "‰") or (after[:1] == "年" and not re.fullmatch(r"(?:1[0-9]|20)\d\d", answer)):
            continue
        if after[:1] == "年":
            if not re.match(r"年[^月底初末中春夏秋冬代度后前起以之至间来的龄级那这\d]*$", after[:3]) or re.match(
                r"年\s*\d", after
            ):
                continue
            yield start, stop, "哪一"
        elif after[:1] in "%％":
            yield start, stop + text[stop:].index(after[0]) + 1, "百分之多少"
        else:
            yield start, stop, "多少"


def _bracketed(text: str, at: int) -> bool:
    """天正16年（1588年）: said once more in other words."""
    before = text[:at]
    return before.count("（") + before.count("(") > before.count("）") + before.count(")")


def crowd(text: str) -> int:
    """How many figures stand in `text`."""
    return len(_FIGURE.findall(text))
