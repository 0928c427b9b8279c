"""Arabic figures read in Chinese: 1,234.5 -> 一千二百三十四点五.

Everything takes and gives text, so that no figure is ever rounded.
"""

from __future__ import annotations

import re
from functools import cache

from audiobook.language.numerals import cardinal, digits
from audiobook.language.word_lists import rows

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![\d.,]|\s*\d)|\d+)(?:\.\d+)?"
"""A plain figure: 7, 1,234, 1 234 567 or 0.50 (separators already half width)."""
RANGE = r"\s*(?:--?|[–—−~∼〜]{1,2})\s*"
"""What stands between the two ends of a range (～ is ~ by then)."""
TO = rf"(?P<to>{RANGE}|\s*[至到]\s*)"
"""The same or a written 至 or 到, kept by `to`."""
_LARGE = (("万亿", 12), ("亿", 8), ("万", 4))


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


@cache
def zeros() -> dict[str, int]:
    """Letters and words of scale -> how many zeros they stand for (data/scales.tsv): k -> 3, w -> 4, bn -> 9."""
    return {written: int(count) for written, count in rows("narration", "scales")}


def scaled(figures: str, scale: str) -> str:
    """Figures with a letter or word of scale, by moving the point and never by arithmetic on floats.

    >>> scaled("13.5", "k"), scaled("1.2", "w"), scaled("2.5", "M"), scaled("45.6", "bn"), scaled("2", "k")
    ('一万三千五百', '一万两千', '两百五十万', '四百五十六亿', '两千')
    """
    whole, _, decimals = figures.replace(",", "").replace(" ", "").partition(".")
    places = zeros()[scale]
    moved = (whole + decimals[:places].ljust(places, "0")).lstrip("0") or "0"
    rest = decimals[places:].rstrip("0")
    if places < 6 and len(moved) < 9 and not rest:
        said = cardinal(moved)
    else:
        unit, size = next(((unit, size) for unit, size in _LARGE if len(moved) > size), ("", 0))
        tail = (moved[len(moved) - size :] + rest).rstrip("0")
        said = counted(moved[: len(moved) - size] + (f".{tail}" if tail else ""), unit or "万") + unit
    # letters are the writing of people who talk so
    return re.sub("^二百(?=.*[万亿])|(?<=[万亿])二(?=千)", lambda found: found[0].replace("二", "两"), said)


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


@cache
def _measures() -> dict[str, bool]:
    return {word: how == "两" for word, how in rows("narration", "measures")}
