"""Times of day and lengths of time: 8:30, 20:15:30, 8:00—17:00, 3:04 pm, 3'20", 9秒83, 用时2:05:13."""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal, digits
from audiobook.language.word_lists import any_word
from audiobook.narration.amounts import TO, counted, is_measure, number, to
from audiobook.narration.rules import nearby
from audiobook.narration.rules.rule import FIGURES, after, rule

_CLOCK = r"(?:[01]?\d|2[0-4])\s?:\s?[0-5]\d(?:\s?:\s?[0-5]\d)?"
_HALF = r"(?:\s*(?P<{}>[aApP]\.?[mM]\.?)(?![A-Za-z]))?"
_LISTED = re.compile(r"\d+:\d+(?:\s?[、，,;；/]\s?\d+:\d+)+", re.ASCII)
_AROUND = 60
"""So far a list of scores or times is followed to both sides, in characters."""


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
    """1:20:05 -> 一小时二十分零五秒, 4:32 -> 四分三十二秒, 3:55.12 -> 三分五十五秒一二."""
    whole, _, hundredths = figures.partition(".")
    *hours, minutes, seconds = (part.strip() for part in whole.split(":"))
    said = f"{counted(hours[0], '小时')}小时" if hours else ""
    if not hours:
        said = f"{cardinal(minutes)}分"
    elif minutes != "00" or seconds != "00":
        said += _part(minutes, "分")
    if seconds != "00" or hundredths:
        said += _part(seconds, "秒") + digits(hundredths)
    return said if hours or seconds != "00" or hundredths else f"{said}钟"


def _list_of_scores(found: re.Match[str]) -> bool:
    """Whether it stands in a list such as 11:9、8:11 that cannot be times, or goes down as lists of times do not."""
    start = max(0, found.start() - _AROUND)
    for each in _LISTED.finditer(found.string[start : found.end() + _AROUND]):
        if start + each.start() <= found.start() < start + each.end():
            pairs = [tuple(map(int, pair.split(":"))) for pair in re.findall(r"\d+:\d+", each[0])]
            clocks = re.findall(rf"(?<!\d)(?:{_CLOCK})(?!\d)", each[0])
            return len(clocks) < len(pairs) or pairs != sorted(pairs)
    return False


def _time(found: re.Match[str]) -> str | None:
    figures = found["time"]
    if found["half"]:
        return clock(figures, found["half"])
    if figures.count(":") == 1 and _list_of_scores(found):
        return None
    if found.string[found.end() :].lstrip()[:1] == "比":
        return None
    near = nearby.kind(found, "ratio", "lasts", "score", "clock")
    won = figures.count(":") == 2 and any_word("narration", "won_behind").match(after(found))
    if won or near == "lasts":
        return _lasting(figures)
    if figures.count(":") == 1 and near in ("ratio", "score") and figures[0] != "0":
        return None
    return clock(figures)


def _minutes(found: re.Match[str]) -> str | None:
    """58:20 of a run is no time of day by its figures; 3:55.12 hardly is a ratio."""
    if _list_of_scores(found):
        return None
    near = nearby.kind(found, "ratio", "lasts", "score", "clock")
    return _lasting(found[0]) if near == "lasts" or ("." in found[0] and near != "ratio") else None


def _times(found: re.Match[str]) -> str | None:
    return f"{clock(found['time'], found['half'])}{to(found['to'])}{clock(found['until'], found['half2'])}"


def _length(found: re.Match[str]) -> str:
    said = f"{cardinal(found['m'])}分"
    return said + (f"{number(found['s'])}秒{digits(found['h'] or '')}" if found["s"] else "钟")


def _hundredths(found: re.Match[str]) -> str | None:
    """9秒83: parts of a second are said one by one; 每10秒3次 counts something."""
    return None if is_measure(after(found)) else digits(found[0])


_FREE = r"(?<![:/])"
_END = r"(?!:\d|%\d)"

RULES = (
    rule(
        "times",
        FIGURES,
        rf"{_FREE}(?P<time>{_CLOCK}){_HALF.format('half')}{TO}(?P<until>{_CLOCK})"
        rf"{_HALF.format('half2')}{_END}",
        _times,
        example="8:00-17:00",
    ),
    rule("time", FIGURES, rf"{_FREE}(?P<time>{_CLOCK}){_HALF.format('half')}{_END}", _time, example="8:30"),
    rule(
        "hour",
        FIGURES,
        r"(?<!:)(?P<h>1[0-2]|[1-9])\s*(?P<half>[aApP]\.?[mM]\b\.?)(?![A-Za-z])",
        lambda found: clock(f"{found['h']}:00", found["half"]),
        example="10 am",
    ),
    rule(
        "hours and minutes",
        FIGURES,
        r"(?P<h>\d{1,3})\s?h\s?(?P<m>\d{1,2})\s?(?:min|m)(?:\s?(?P<s>\d{1,2})\s?s)?(?![A-Za-z\d])",
        lambda m: f"{counted(m['h'], '小时')}小时{cardinal(m['m'])}分钟" + (f"{cardinal(m['s'])}秒" if m["s"] else ""),
        example="1h30min",
    ),
    rule("minutes", FIGURES, r"\d{1,3}:[0-5]\d(?:\.\d{1,3})?(?!:)", _minutes, example="女子1500米跑出3:55.12"),
    rule(
        "min and s",
        FIGURES,
        r"(?P<m>\d{1,3})\s?min\s?(?P<s>\d{1,2}(?:\.\d+)?)\s?s(?![A-Za-z])",
        lambda m: f"{cardinal(m['m'])}分{number(m['s'])}秒",
        example="1min30s",
    ),
    rule(
        "minutes and seconds",
        FIGURES,
        r"(?P<m>\d{1,2})\s?['′’](?P<s>\d{1,2}(?:\.\d+)?)(?:\"|″|”|''|′′|’’)(?P<h>\d{1,2})?",
        _length,
        example="3'20\"",
    ),
    rule(
        "seconds",
        FIGURES,
        r"(?P<s>\d{1,2})(?:\"|″|'')(?P<h>\d{1,2})",
        lambda m: f"{cardinal(m['s'])}秒{digits(m['h'])}",
        example="9″83",
    ),
    rule("hundredths", FIGURES, r"(?<=\d秒)\d{1,3}", _hundredths, example="9秒83"),
)
