"""Arabic figures read in Chinese: 1,234.5 -> 一千二百三十四点五.

Everything takes and gives text, so that no figure is ever rounded.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from audiobook.language.numerals import cardinal, digits

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![\d.,]|\s*\d)|\d+)(?:\.\d+)?"
"""A plain figure: 7, 1,234, 1 234 567 or 0.50 (separators already half width)."""
RANGE = r"\s*(?:--?|[–—−~∼〜]{1,2})\s*"
"""What stands between the two ends of a range (～ is ~ by then)."""
TO = rf"(?P<to>{RANGE}|\s*[至到]\s*)"
"""The same or a written 至 or 到, kept by `to`."""


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


@cache
def _measures() -> dict[str, bool]:
    table: dict[str, bool] = {}
    text = files(__package__).joinpath("data/measures.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            how, _, words = line.partition("\t")
            table.update(dict.fromkeys(words.split(), how == "两"))
    return table
