"""Amounts with a unit sign: 25kg, -5℃, 3—5km/h, 12.5万m², 900GB/s, 35μg/m³, 1/2kg; data/units.tsv has the signs."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from audiobook.language.chinese import is_han
from audiobook.language.word_lists import alternatives, any_of
from audiobook.narration.amounts import NUMBER, TO, counted, number, to
from audiobook.narration.rules.rule import FIGURES, LETTERS, Rule, after, before, rule

_AREA = {"²": "平方", "2": "平方", "³": "立方", "3": "立方"}
_TIMES = {"²": "二次方", "³": "三次方"}
_RAISED = str.maketrans("-123", "⁻¹²³")
_LENGTHS = ("m", "km", "dm", "cm", "mm", "μm", "nm", "ft", "in")
_PER = {"s": "秒", "h": "小时", "min": "分钟", "d": "天", "a": "年", "m": "米", "t": "吨", "K": "开", "C": "库仑"}
_COLD = re.compile(rf"(?:{alternatives('narration', 'weather_before')})[^，。；]{{0,6}}$")


@cache
def table() -> dict[str, str]:
    """Unit sign -> how it is said."""
    text = files("audiobook.narration").joinpath("data/units.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0].replace("μ", "μ").replace("µ", "μ"): row[1] for row in rows}


def sign_pattern() -> str:
    """One unit sign with its exponent: μg, m³, s^-1, m2."""
    return rf"(?:{any_of(table())}(?:[²³]|⁻[¹²³]|\^-?[123](?!\d)|(?<=m)[23])?)"


def unit_pattern() -> str:
    """One unit sign, or several with strokes and dots: μg/m³, kW·h, W/(m·K)."""
    one = sign_pattern()
    below = rf"(?:{one}|[KCad](?![A-Za-z])|[[:Han:]]{{1,2}})"
    return rf"(?:{one}(?:\s?[/·]\s?{below}|\s?/\s?\([A-Za-zμΩ°℃²³·[:Han:]]{{2,12}}\))*)"


def say_unit(sign: str) -> str | None:
    """How a (compound) sign is said, … standing for the figure: "km/h" -> 每小时…公里, "μg/m³" -> 微克每立方米."""
    units = table()
    sign = re.sub(r"\^-?[123]", lambda found: found[0][1:].translate(_RAISED), re.sub(r"[\s()]", "", sign))
    if sign in units:
        return units[sign]
    if sign in ("kW·h", "KW·h"):
        return "千瓦时"
    parts = re.split(r"([/·])", sign)
    said = ""
    for index in range(0, len(parts), 2):
        part, joint = parts[index], parts[index - 1] if index else ""
        one = _one(part, below=joint == "/") if not joint or part not in _PER else _PER[part]
        if one is None:
            return None
        said += ("每" if joint == "/" else "") + one
    return said


def _one(sign: str, *, below: bool = False) -> str | None:
    """A single sign, with its exponent; `below` a stroke a square is 二次方, but for lengths."""
    units = table()
    if sign in units:
        return units[sign]
    if sign[-2:-1] == "⁻" and sign[:-2] in units:
        power = (_AREA if sign[:-2] in _LENGTHS else _TIMES).get(sign[-1], "")
        return f"每{power}{_PER.get(sign[:-2], units[sign[:-2]])}"
    if below and sign[-1:] in _TIMES and sign[:-1] not in _LENGTHS and sign[:-1] in units:
        return f"{_TIMES[sign[-1]]}{_PER.get(sign[:-1], units[sign[:-1]])}"
    if sign[-1:] in _AREA and sign[:-1] in units:
        area, base = _AREA[sign[-1]], units[sign[:-1]]
        return area + base if sign[:-1] in _LENGTHS else f"{base}{area}"
    if all(map(is_han, sign)):
        return sign
    return None


def amount(figures: str, sign: str) -> str | None:
    """Figures with a unit sign: ("9.8", "m/s²") -> 九点八米每二次方秒; None for a sign there is not."""
    unit = say_unit(sign)
    if unit is None:
        return None
    said = counted(figures, unit.partition("…")[2] or unit)
    return unit.replace("…", said) if "…" in unit else said + unit


def _amount(found: re.Match[str]) -> str | None:
    unit = say_unit(found["unit"])
    if unit is None:
        return None
    scale = found["scale"] or ""
    tail = scale or unit.partition("…")[2] or unit
    first = counted(found["a"], tail)
    if found["b"]:
        own = found["own_scale"] or ""
        between = (say_unit(found["own"]) or "") if found["own"] and found["own"] != found["unit"] else ""
        minus = _below(found) if found["minus2"] else ""
        if between:
            first = between.replace("…", first) if "…" in between else first + between
        first = f"{first}{own}{to(found['to'])}{minus}{counted(found['b'], tail)}"
    said = first + scale
    return unit.replace("…", said) if "…" in unit else said + unit


def _alone(found: re.Match[str]) -> str | None:
    """After a power, 10⁸m/s, the figure is not there to stand before: 米每秒."""
    unit = say_unit(found["unit"])
    if unit and "…" in unit:
        before_it, after_it = unit.split("…")
        return after_it + before_it
    return unit


_OF_POWERS = {"C": "库仑", "K": "开", "A": "安", "T": "特斯拉"}
"""Letters that are units behind a power of ten and mean all kinds of things elsewhere."""


def _of_power(found: re.Match[str]) -> str | None:
    if not re.search(r"\^[({]?[-−+]?\d+$|\d[⁻⁰¹²³⁴-⁹]+$", before(found)):
        return None
    return _OF_POWERS.get(found["unit"]) or _alone(found)


def _per_unit(found: re.Match[str]) -> str | None:
    """6.02×10²³/mol, 3000/m²."""
    if not re.search(r"(?:^|[^A-Za-z\d.,])[\d.,]+$|\d[⁻⁰¹²³⁴-⁹]+$|\^[-−]?\d+$", before(found, 24)):
        return None
    unit = _PER.get(found["unit"]) or say_unit(found["unit"])
    return None if unit is None or "…" in unit else f"每{unit}"


def _named_alone(found: re.Match[str]) -> str | None:
    """单位：kg and （km/h） in a table's head are units without a figure."""
    alone = re.search(r"单位\s*[:：为是]?\s*$", before(found)) or (
        found.string[found.start() - 1 : found.start()] in tuple("(（/") and len(found["unit"]) > 1 and after(found)
    )
    return _alone(found) if alone else None


def _inches(found: re.Match[str]) -> str:
    return f"{counted(found['a'], '英寸')}英寸"


def _speed(found: re.Match[str]) -> str | None:
    """时速350km/h: the hour has been said."""
    unit = say_unit(found["unit"])
    return unit and counted(found["a"], "公里") + unit.partition("…")[2]


def _below(found: re.Match[str]) -> str:
    return "零下" if _COLD.search(before(found).rstrip("-−–")) else "负"


def rules() -> tuple[Rule, ...]:
    """Built from the table, so that a line added there is enough."""
    unit = unit_pattern()
    scale = r"(?:\s*(?P<scale>[十百千]?万亿?|亿|千|百))?"
    end = r"(?![A-WYZa-wyz0-9²³]|[xX](?!\s?\d)|[-‐][A-Za-z])"
    return (
        rule("speed", FIGURES, rf"(?<=时速)\s?(?P<a>{NUMBER})\s?(?P<unit>km/h)", _speed, example="时速350km/h"),
        rule(
            "unit",
            FIGURES,
            rf"(?P<a>{NUMBER})(?:\s*(?P<own_scale>[万亿])?\s*(?P<own>{unit})?{TO}(?P<minus2>[-−])?"
            rf"(?P<b>{NUMBER}))?{scale}\s*(?P<unit>{unit}){end}",
            _amount,
            example="25kg",
        ),
        rule(
            "below zero",
            "-−–",
            r"(?<![\d%℃°A-Za-z])[-−–](?=\d+(?:\.\d+)?\s*(?:[℃℉]|°[CF])|\d+(?:\.\d+)?\s*[-~–—至到]\s*[-−]?\d+(?:\.\d+)?\s*(?:[℃℉]|°[CF]))",
            _below,
            example="-5℃",
        ),
        rule("unit", LETTERS + "μ", rf"(?P<unit>{unit})(?=\s*(?:[)）,，。；;]|$))", _named_alone, example="单位：kg"),
        rule(
            "unit of a power",
            LETTERS + "Ωμ℃°",
            rf"(?:(?<=[\d⁰¹²³⁴-⁹])|(?<=[\d⁰¹²³⁴-⁹] ))(?P<unit>{unit}|[CKAT]){end}",
            _of_power,
            example="3×10⁸m/s",
        ),
        rule("per unit", "/", rf"(?<=[\d⁰¹²³⁴-⁹])/(?P<unit>{sign_pattern()}){end}", _per_unit, example="3000/m²"),
        rule("by", "xX*", r"(?<=[米寸尺m])\s?[xX*]\s?(?=\d)", lambda found: "乘", example="桌面3米x4米"),
        rule(
            "size",
            FIGURES,
            r"(?<![A-Za-z])\d+(?:\.\d+)?(?:\s?[xX]\s?\d+(?:\.\d+)?)+(?![A-Za-z])",
            lambda m: "乘".join(number(part.strip()) for part in re.split("[xX]", m[0])),
            example="1920x1080",
        ),
        rule(
            "inches",
            FIGURES,
            rf"(?P<a>{NUMBER})\s?[\"″](?=\s?(?:显示|屏|电视|液晶|轮|晶圆|硅片|平板))",
            _inches,
            example='32"显示器',
        ),
        rule(
            "fraction of a unit",
            FIGURES,
            rf"(?<!/)(?P<n>\d+)/(?P<d>\d+)\s*(?P<unit>{sign_pattern()}){end}",
            _fraction,
            example="120/80mmHg",
        ),
    )


def _fraction(found: re.Match[str]) -> str | None:
    unit = say_unit(found["unit"])
    if unit == "毫米汞柱":
        return f"{number(found['n'])}、{number(found['d'])}{unit}"  # 120/80mmHg is two readings
    return None if unit is None else f"{number(found['d'])}分之{number(found['n'])}{unit.replace('…', '')}"
