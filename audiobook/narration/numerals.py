"""Arabic figures read in Chinese: 1,234.5 -> 一千二百三十四点五.

Everything takes and gives text, so that no figure is ever rounded.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

DIGITS = "零一二三四五六七八九"
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![\d.,]|\s*\d)|\d+)(?:\.\d+)?"
"""A plain figure: 7, 1,234, 1 234 567 or 0.50 (separators already half width)."""
RANGE = r"\s*(?:--?|[–—−~∼〜]{1,2})\s*"
"""What stands between the two ends of a range (～ is ~ by then)."""
TO = rf"(?P<to>{RANGE}|\s*[至到]\s*)"
"""The same or a written 至 or 到, kept by `to`."""

_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
_TO_CHINESE = {str(i): digit for i, digit in enumerate(DIGITS)}


def digits(figures: str, one: str = "一") -> str:
    """One by one, other characters left out: 2024 -> 二零二四; `one`="幺" for telephone and room numbers."""
    said = "".join(_TO_CHINESE.get(c, "") for c in figures)
    return said.replace("一", one) if one != "一" else said


def cardinal(figures: str) -> str:
    """A whole number of up to 16 figures (longer ones are said figure by figure): 10010 -> 一万零一十.

    >>> cardinal("22000"), cardinal("100000100000"), cardinal("210")
    ('两万二千', '一千亿零十万', '二百一十')
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
        if said and value < 1000:
            said += "零"
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


def number(figures: str) -> str:
    """A whole or decimal number, with or without separators; figures with a leading zero are said one by one.

    >>> number("1,234.50"), number("007"), number("0.6")
    ('一千二百三十四点五零', '零零七', '零点六')
    """
    whole, _, decimals = figures.replace(",", "").replace(" ", "").partition(".")
    said = digits(whole) if len(whole) > 1 and whole[0] == "0" else cardinal(whole)
    return f"{said}点{digits(decimals)}" if decimals else said


def counted(figures: str, after: str) -> str:
    """`number`, with 两 for a 2 that counts what follows: counted("2", "个") -> 两, counted("2", "月") -> 二."""
    if figures == "2" and takes_liang(after):
        return "两"
    return number(figures)


def takes_liang(after: str) -> bool:
    """Whether a lone 2 before `after` is 两: the longest entry of data/measures.tsv decides."""
    after = after.lstrip()
    table = _measures()
    for length in (4, 3, 2, 1):
        told = table.get(after[:length])
        if told is not None:
            return told
    return False


def is_measure(after: str) -> bool:
    """Whether `after` begins with a measure word, so that the figures before it are an amount."""
    after = after.lstrip()
    table = _measures()
    return any(after[:length] in table for length in (4, 3, 2, 1)) and bool(after)


def to(sign: str) -> str:
    """How what stands between two ends is said: 至 and 到 as they are, a dash as 到."""
    return "至" if "至" in sign else "到"


def year(figures: str) -> str:
    """Figure by figure: 2024 -> 二零二四."""
    return digits(figures)


@cache
def _measures() -> dict[str, bool]:
    table: dict[str, bool] = {}
    text = files(__package__).joinpath("data/measures.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            how, _, words = line.partition("\t")
            table.update(dict.fromkeys(words.split(), how == "两"))
    return table
