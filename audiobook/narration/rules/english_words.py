"""Figures in English words: 1200 -> one thousand two hundred."""

from __future__ import annotations

import re

_ONES: list[str] = re.findall(
    "[a-z]+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
)
_TENS = ("", *re.findall("[a-z]+", "ten twenty thirty forty fifty sixty seventy eighty ninety"))
_GROUPS = ("", "thousand", "million", "billion", "trillion", "quadrillion")
_ORDINAL = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def cardinal(figures: str) -> str:
    """A whole number in words: 1200 -> one thousand two hundred.

    >>> cardinal("45"), cardinal("1000000")
    ('forty five', 'one million')
    """
    figures = figures.replace(",", "")
    if len(figures) > 18 or (len(figures) > 1 and figures[0] == "0"):
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
    """Whole or decimal: 3.14 -> three point one four."""
    whole, _, decimals = figures.partition(".")
    said = cardinal(whole)
    return f"{said} point {digits(decimals)}" if decimals else said


def year(figures: str) -> str:
    """2023 -> twenty twenty three, 1905 -> nineteen oh five, 2008 -> two thousand eight."""
    high, low = int(figures[:2]), int(figures[2:])
    if high % 10 == 0 and low < 10:
        return cardinal(figures)
    if low == 0:
        return f"{cardinal(str(high))} hundred"
    return f"{cardinal(str(high))} {'oh ' if low < 10 else ''}{cardinal(str(low))}"


def ordinal(figures: str) -> str:
    """21 -> twenty first."""
    *head, last = cardinal(figures).split()
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return " ".join([*head, _ORDINAL.get(last, regular)])
