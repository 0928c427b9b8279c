"""Amounts with a letter of scale and no sign of money: 300w张, 3.5w人, 10w+, 3k字, 15k—25k, 5M美元.

A letter is as often a unit (60W), a size (7B, 4K) or half a name, so what stands around decides.
"""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal
from audiobook.language.word_lists import any_word
from audiobook.narration.amounts import NUMBER, TO, counted, scaled, takes_liang, to
from audiobook.narration.rules.rates import EACH, say_each
from audiobook.narration.rules.rule import FIGURES, Rule, after, rule

_MORE = ("多", "余", "来", "几", "以上", "以下", "以内", "左右", "上下", "起", "不到")
"""10k多: behind a scale, where a measure word would stand."""


def _near(found: re.Match[str]) -> tuple[str, str]:
    """What stands before in the same clause, and behind without a +."""
    start = found.string[max(0, found.start() - 16) : found.start()]
    return re.split("[，。；！？、]", start)[-1], after(found).removeprefix("+").lstrip()


def _is_unit(clause: str, rest: str) -> bool:
    """100w灯泡, 2k屏."""
    return any_word("narration", "power_words").search(f"{clause}|{rest[:4]}") is not None


def _counts(found: re.Match[str], clause: str, rest: str) -> bool:
    """Whether the letter is a scale here, by what is counted behind it or spoken of before it."""
    letter = found["letter"]
    if any_word("narration", "currency_words").match(rest):
        return True
    if _is_unit(clause, rest):
        return False
    spoken_of = "audience_before" if letter == "M" else "counted_before"
    told = any_word("narration", spoken_of).search(clause) is not None
    counted_behind = any_word("narration", "counted_behind").match(rest) is not None
    if letter == "k" and found.string.startswith("+", found.end()):
        return True  # 3k+
    if letter == "w":
        return told or not rest or not rest[0].isascii()
    if letter == "k":
        measured = takes_liang(rest) and rest[0] != "分"  # 2k分辨率
        return told or counted_behind or measured or rest.startswith(_MORE)
    more = letter == "W" and found.string.startswith("+", found.end())
    return counted_behind or more or told


def _amount(figures: str, letter: str) -> str:
    """3.5w is 三点五万, as it is thought; 1.2k is 一千二百."""
    if letter in "wW" and len(figures.partition(".")[0]) < 5:
        return counted(figures, "万") + "万"
    return scaled(figures, letter)


def _scaled(found: re.Match[str]) -> str | None:
    letter, own, second = found["letter"], found["own"], found["b"]
    near = _near(found)
    if letter == "w" and _is_unit(*near):
        ends = [counted(each, "瓦") for each in (found["a"], second) if each]
        return f"{'到'.join(ends)}瓦"
    if not _counts(found, *near):
        return None
    said = _amount(found["a"], own or letter if second else letter)
    if second:
        said += f"{to(found['to'])}{_amount(second, letter)}"
    return say_each(found["each"], said) if found["each"] else said


def _and_more(found: re.Match[str]) -> str | None:
    """1w2 -> 一万二, 3k5 -> 三千五, where money or a count is spoken of."""
    if not any_word("narration", "counted_before").search(_near(found)[0]):
        return None
    unit = "万" if found["letter"] == "w" else "千"
    return counted(found["a"], unit) + unit + cardinal(found["more"])


def rules() -> tuple[Rule, ...]:
    """Built from the table of scales."""
    letters = "(?:kw|[kKwWMB])"
    return (
        rule(
            "scale",
            FIGURES,
            rf"(?<![A-Za-z-])(?P<a>{NUMBER})(?:(?P<own>{letters})?{TO}(?P<b>{NUMBER}))?\s?(?P<letter>{letters})(?![A-Za-z\d²³·]|/[A-Za-z])"
            rf"(?:\s?/\s?(?P<each>{EACH}))?",
            _scaled,
            example="阅读量10w+",
        ),
        rule(
            "scale and more",
            FIGURES,
            r"(?<![A-Za-z-])(?P<a>\d)(?P<letter>[wk])(?P<more>\d)(?![A-Za-z])",
            _and_more,
            example="月薪1w2",
        ),
        rule("scale", "w", r"(?<=[几十百千数])w(?![A-Za-z])", lambda found: "万", example="年薪百w"),
    )
