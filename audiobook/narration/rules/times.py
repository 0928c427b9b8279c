"""Times of day and lengths of time: 8:30, 20:15:30, 8:00—17:00, 3:04 pm, 3'20"."""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal
from audiobook.narration.amounts import TO, counted, number, to
from audiobook.narration.rules.rule import FIGURES, before, rule

_CLOCK = r"(?:[01]?\d|2[0-4])\s?:\s?[0-5]\d(?:\s?:\s?[0-5]\d)?"
_HALF = r"(?:\s*(?P<{}>[aApP]\.?[mM]\.?)(?![A-Za-z]))?"
# 以21:15战胜 is a score, 比例为3:10 a ratio
_NOT_A_TIME = re.compile(r"(?:比分|比例|比率|配比|之比|比值|比|以|战胜|战平|击败|负于|领先|落后|赔率)[^，。；]{0,4}$")

_LASTS = re.compile(r"(?:成绩|用时|耗时|历时|时长|片长|净计时|跑出|跑完)[^，。；]{0,4}$")


def clock(figures: str, half: str | None = None) -> str:
    """8:05 -> 八点零五分; 8:00 -> 八点; half "pm" -> 下午 before it."""
    parts = [part.strip() for part in figures.split(":")]
    hour = cardinal(parts[0])
    said = ("两" if hour == "二" else hour) + "点"
    if len(parts) == 3 or parts[1] != "00":
        said += _part(parts[1], "分")
    if len(parts) == 3:
        said += _part(parts[2], "秒")
    if half:
        said = ("下午" if half[0] in "pP" else "上午") + said
    return said


def _part(figures: str, unit: str) -> str:
    """05 -> 零五分."""
    return ("零" if figures[0] == "0" and figures != "00" else "") + cardinal(figures) + unit


def _lasting(figures: str) -> str:
    """1:20:05 -> 一小时二十分零五秒."""
    hours, *rest = (part.strip() for part in figures.split(":"))
    parts = zip(rest, ("分", "秒"), strict=True)
    return f"{counted(hours, '小时')}小时" + "".join(_part(part, unit) for part, unit in parts if part != "00")


def _time(found: re.Match[str]) -> str | None:
    if not found["half"] and (_NOT_A_TIME.search(before(found)) or found.string[found.end() :].lstrip()[:1] == "比"):
        return None
    if found["time"].count(":") == 2 and _LASTS.search(before(found)):
        return _lasting(found["time"])
    return clock(found["time"], found["half"])


def _times(found: re.Match[str]) -> str | None:
    return f"{clock(found['time'], found['half'])}{to(found['to'])}{clock(found['until'], found['half2'])}"


def _length(found: re.Match[str]) -> str:
    said = f"{cardinal(found['m'])}分"
    return said + (f"{number(found['s'])}秒" if found["s"] else "钟")


_FREE = r"(?<![:/])"
_END = r"(?!:\d|%\d)"

RULES = (
    rule(
        "times",
        FIGURES,
        rf"{_FREE}(?P<time>{_CLOCK}){_HALF.format('half')}{TO}(?P<until>{_CLOCK})"
        rf"{_HALF.format('half2')}{_END}",
        _times,
    ),
    rule("time", FIGURES, rf"{_FREE}(?P<time>{_CLOCK}){_HALF.format('half')}{_END}", _time),
    rule(
        "hour",
        FIGURES,
        r"(?<!:)(?P<h>1[0-2]|[1-9])\s*(?P<half>[aApP]\.?[mM]\b\.?)(?![A-Za-z])",
        lambda found: clock(f"{found['h']}:00", found["half"]),
    ),
    rule(
        "hours and minutes",
        FIGURES,
        r"(?P<h>\d{1,3})\s?h\s?(?P<m>\d{1,2})\s?(?:min|m)(?:\s?(?P<s>\d{1,2})\s?s)?(?![A-Za-z\d])",
        lambda m: f"{counted(m['h'], '小时')}小时{cardinal(m['m'])}分钟" + (f"{cardinal(m['s'])}秒" if m["s"] else ""),
    ),
    rule("minutes", FIGURES, r"(?P<m>\d{1,2})\s?['′](?P<s>\d{1,2}(?:\.\d+)?)(?:\"|″|''|′′)", _length),
)
