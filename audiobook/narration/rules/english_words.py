"""Figures in English words: 1200 -> one thousand two hundred."""

from __future__ import annotations

import re

_ONES: list[str] = re.findall(
    "[a-z]+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
)
_TENS = ("", *re.findall("[a-z]+", "ten twenty thirty forty fifty sixty seventy eighty ninety"))
_GROUPS = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion")
_ORDINAL = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def cardinal(figures: str) -> str:
    """A whole number in words: 1200 -> one thousand two hundred.

    >>> cardinal("45"), cardinal("1000000")
    ('forty five', 'one million')
    """
    if len(figures) > 12 and figures.isdigit():
        return digits(figures)  # no number that is written to be read as one lacks its commas
    figures = figures.replace(",", "")
    if len(figures) > 24 or (len(figures) > 1 and figures[0] == "0"):
        return digits(figures)
    value = int(figures)
    if value < 20:
        return _ONES[value]
    words: list[str] = []
    for index in range(len(_GROUPS) - 1, -1, -1):
        group = value // 1000**index % 1000
        if group:
            words += [*_below_thousand(group), _GROUPS[index]]
    return " ".join(word for word in words if word)


def _below_thousand(value: int) -> list[str]:
    words = [_ONES[value // 100], "hundred"] if value >= 100 else []
    value %= 100
    if value >= 20:
        words.append(_TENS[value // 10])
        value %= 10
    if value:
        words.append(_ONES[value])
    return words


def digits(figures: str) -> str:
    """One by one: 405 -> four zero five."""
    return " ".join(_ONES[int(c)] for c in figures if c.isdigit())


def number(figures: str) -> str:
    """Whole or decimal: 3.14 -> three point one four, .5 -> point five."""
    whole, _, decimals = figures.partition(".")
    said = cardinal(whole) if whole else ""
    return f"{said} point {digits(decimals)}".strip() if decimals else said


def pairs(figures: str) -> str:
    """In pairs, as houses and models are numbered: 2788 -> twenty seven eighty eight, 305 -> three oh five.

    >>> pairs("1428"), pairs("747"), pairs("2000"), pairs("12")
    ('fourteen twenty eight', 'seven forty seven', 'two thousand', 'twelve')
    """
    if not 2 < len(figures) < 5 or figures[0] == "0" or figures.endswith("000"):
        return cardinal(figures)
    high, low = figures[:-2], figures[-2:]
    if low == "00":
        return f"{cardinal(high)} hundred"
    return f"{cardinal(high)} {f'oh {cardinal(low[1])}' if low[0] == '0' else cardinal(low)}"


def year(figures: str) -> str:
    """2023 -> twenty twenty three, 1905 -> nineteen oh five, 2008 -> two thousand eight, 98 -> ninety eight, 476 ->
    four seventy six; as a number where it has one figure or five."""
    if len(figures) in (1, 5):
        return cardinal(figures)
    if len(figures) == 3:
        return cardinal(figures) if figures.endswith("00") else f"{cardinal(figures[0])} {year(figures[1:])}"
    if len(figures) == 2:
        return f"oh {cardinal(figures[1])}" if figures[0] == "0" else cardinal(figures)
    if figures[1] == "0" and figures[2] == "0":
        return cardinal(figures)
    return pairs(figures)


def decade(figures: str) -> str:
    """1980 -> nineteen eighties, 90 -> nineties, 1900 -> nineteen hundreds, 2000 -> two thousands."""
    *head, last = year(figures).split()
    return " ".join([*head, f"{last[:-1]}ies" if last.endswith("y") else f"{last}s"])


def ordinal(figures: str) -> str:
    """21 -> twenty first."""
    *head, last = cardinal(figures).split()
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return " ".join([*head, _ORDINAL.get(last, regular)])
