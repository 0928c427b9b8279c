"""Whole numbers in Chinese: 12345 -> 一万二千三百四十五, text in, text out, so that no figure is ever rounded; and in
Roman numerals."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"

_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
_TO_CHINESE = {str(i): digit for i, digit in enumerate(DIGITS)}


def digits(figures: str, one: str = "一") -> str:
    """One by one, other characters left out: 2024 -> 二零二四; `one`="幺" for telephone and room numbers."""
    said = "".join(_TO_CHINESE.get(c, "") for c in figures)
    return said.replace("一", one) if one != "一" else said


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(letters: str) -> int:
    """What a Roman numeral is, in capitals or small.

    >>> roman("XIV"), roman("mcmxc")
    (14, 1990)
    """
    values = [_ROMAN[letter] for letter in letters.upper()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def cardinal(figures: str) -> str:
    """A whole number of up to 16 figures (longer ones are said figure by figure): 10010 -> 一万零一十.

    >>> cardinal("22000"), cardinal("100000100000"), cardinal("100000001000"), cardinal("210")
    ('两万二千', '一千亿零十万', '一千亿零一千', '二百一十')
    """
    figures = figures.lstrip("0") or "0"
    if figures == "0":
        return "零"
    if len(figures) > 16:
        return digits(figures)
    groups: list[str] = []
    while figures:
        groups.append(figures[-4:])
        figures = figures[:-4]
    said = ""
    gap = False
    for index in range(len(groups) - 1, -1, -1):
        value = int(groups[index])
        if value == 0:
            gap = gap or bool(said)
            continue
        if said and (gap or value < 1000):
            said += "零"
            gap = False
        said += _group(value, first=not said, last=index == 0) + _GROUPS[index]
        if index == 3 and len(groups) == 4 and int(groups[2]):
            said = said.removesuffix("万亿") + "万"  # 一万二千三百亿, not 一万亿二千三百亿
    return said


def _group(value: int, *, first: bool, last: bool) -> str:
    """Four places: 2010 -> 两千零一十, and 12 at the head -> 十二."""
    if value == 2 and not last:
        return "两"  # 两万, 两亿; the bare 2 depends on what is counted
    if 10 <= value < 20 and (first or not last):
        return "十" + (DIGITS[value - 10] if value > 10 else "")
    said, zero = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit == 0:
            zero = bool(said)
            continue
        if zero:
            said += "零"
            zero = False
        two_thousand = digit == 2 and place == 3 and (first or not last)
        said += ("两" if two_thousand else DIGITS[digit]) + _PLACES[place]
    return said


def counting(number: int) -> str:
    """`number` before a measure word.

    >>> counting(2), counting(12)
    ('两', '十二')
    """
    return "两" if number == 2 else cardinal(str(number))
