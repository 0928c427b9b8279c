"""Money with signs and codes: ¥13.5, US$1.5万, €5—10, HK$300亿, USD 20 million."""

from __future__ import annotations

import re

from audiobook.narration.amounts import NUMBER, TO, counted, number, to
from audiobook.narration.rules.rule import rule

SIGNS = {
    "¥": "元", "$": "美元", "US$": "美元", "A$": "澳元", "AU$": "澳元", "C$": "加元", "CA$": "加元", "HK$": "港元",
    "NT$": "新台币", "S$": "新加坡元", "NZ$": "新西兰元", "R$": "雷亚尔", "€": "欧元", "£": "英镑", "₩": "韩元",
    "₽": "卢布", "₹": "卢比", "฿": "泰铢", "₫": "越南盾", "₱": "比索", "₺": "里拉", "₴": "格里夫纳", "¢": "美分",
    "JP¥": "日元", "CN¥": "元", "RMB": "元", "CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元", "GBP": "英镑",
    "JPY": "日元", "KRW": "韩元", "AUD": "澳元", "CAD": "加元", "CHF": "瑞士法郎", "SGD": "新加坡元", "TWD": "新台币",
    "RUB": "卢布", "INR": "卢比", "THB": "泰铢", "NZD": "新西兰元", "MOP": "澳门元",
}  # fmt: skip
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_BIG = {"million": "百万", "billion": "十亿", "trillion": "万亿", "mn": "百万", "bn": "十亿"}
_SCALE = r"(?:\s*(?P<scale>[百千]?万亿?|亿|千|million|billion|trillion|bn|mn))?"


def _money(found: re.Match[str]) -> str:
    unit = SIGNS[found["sign"]]
    scale = found["scale"] or ""
    if scale in _BIG:
        return _times(found["a"], scale) + unit
    end = f"{scale}{unit}"
    minus = "负" if found["minus"] else ""
    if found["b"]:
        own = found["own"] or ""
        return f"{minus}{counted(found['a'], own or end)}{own}{to(found['to'])}{counted(found['b'], end)}{end}"
    amount = found["a"].removesuffix(".00")
    return f"{minus}{counted(amount, end)}{end}"


def _times(figures: str, scale: str) -> str:
    """$3.5 billion -> 三十五亿, by moving the point and never by arithmetic on floats."""
    whole, _, decimals = figures.replace(",", "").partition(".")
    places = {"million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}[scale]
    moved = whole + decimals[:places].ljust(places, "0")
    rest = decimals[places:]
    value = moved.lstrip("0") or "0"
    for unit, zeros in (("万亿", 12), ("亿", 8), ("万", 4)):
        if len(value) > zeros:
            tail = (value[-zeros:] + rest).rstrip("0")
            said = number(value[:-zeros] + (f".{tail}" if tail else ""))
            return ("两" if said == "二" else said) + unit
    return counted(value, "元")


RULES = (
    rule(
        "money",
        "¥$€£₩₽₹฿₫₱₺₴¢USACHNTZRJPKEGIM",
        rf"(?<![A-Za-z])(?P<sign>{_SIGN})\s*(?P<minus>[-−])?(?P<a>{NUMBER})"
        rf"(?:\s*(?P<own>[万亿])?{TO}(?:(?P=sign))?(?P<b>{NUMBER}))?{_SCALE}"
        r"(?:美元|欧元|英镑|港元|日元|韩元|元)?(?![A-Za-z])",
        _money,
    ),
    rule(
        "money",
        "0123456789",
        rf"(?P<minus>(?!))?(?P<own>(?!))?(?P<b>(?!))?(?P<to>(?!))?(?P<a>{NUMBER}){_SCALE}\s*(?P<sign>[$€£₩₽₹฿¥]|RMB|CNY|USD|HKD|EUR|GBP|JPY)(?![A-Za-z\d])",
        _money,
    ),
)
