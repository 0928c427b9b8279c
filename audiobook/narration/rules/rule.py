"""What a rule is: where it may begin, what it matches, what is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from audiobook.language.chinese import compiled

FIGURES = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

BEGINS_INSIDE = r"(?<=\d)\.?\d|(?<=\d\.)\d|(?<=\d,)(?<!\d{4},)\d{3}(?!\d)"
ENDS_INSIDE = r"(?<=\d)(?:\.?\d|(?<!\d{4}),\d{3}(?!\d))|(?<=\d\.)\d"
"""Places no match may begin or end at: 3.5, 3.14.15 and 12,345 are one figure each; 1,2 and 2023,500 are two."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One written form. `pattern` is tried where one of the characters `first` stands and nothing has been said
    yet; it sees what stands before through look-behind, and `say` sees the whole text as `found.string`. `say`
    returns None to leave the form to a later rule. `example` is written so; of ours it is the first golden line."""

    name: str
    first: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]
    example: str = ""


def rule(name: str, first: str, pattern: str, say: Callable[[re.Match[str]], str | None], *, example: str = "") -> Rule:
    """A `Rule` from the text of its pattern; figures are ASCII only, spaces in it are literal,
    [:Han:] in a character class stands for Chinese characters.

    It neither begins nor ends inside a figure, whatever the pattern: a shorter match would leave 零M of $300M.
    """
    figure_first = set(str(first)) & {*FIGURES, "."}  # str: what a package gives is judged by installed.py
    begin = f"(?!{BEGINS_INSIDE})" if figure_first else ""
    return Rule(name, first, compiled(rf"{begin}(?:{pattern})(?!{ENDS_INSIDE})", re.ASCII), say, example)


def before(found: re.Match[str], length: int = 12) -> str:
    """The `length` characters before the match, without trailing space."""
    start = found.start()
    return found.string[max(0, start - length) : start].rstrip()


def after(found: re.Match[str], length: int = 12) -> str:
    """The `length` characters after the match, without leading space."""
    return found.string[found.end() : found.end() + length].lstrip()
