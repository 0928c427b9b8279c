"""Powers and indices beside running text: x^(n+1), a_(ij), 1^(st); in English also x², 10⁶, H₂O."""

from __future__ import annotations

import re
import unicodedata

from audiobook.language.numerals import cardinal
from audiobook.narration import formulas
from audiobook.narration.amounts import number
from audiobook.narration.rules import english_words
from audiobook.narration.rules.rule import FIGURES, rule

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉"
_INSIDE = r"\((?P<e>[^()\n]{1,40})\)"
_ORDINAL = r"(?P<n>\d{1,4})\^\((?:st|nd|rd|th)\)"


def _behind(found: re.Match[str], script: str, language: str) -> str | None:
    """What a power or index adds to what is said of its base."""
    figure = found.string[found.start() - 1].isdigit()
    base, said = ("1", "one" if language == "en" else "一") if figure else ("X", "X")
    whole = formulas.read(base + script, language)
    return whole.removeprefix(said).lstrip() if whole else None


def _chinese(found: re.Match[str]) -> str | None:
    return _behind(found, found[0], "zh")


def _english(found: re.Match[str]) -> str | None:
    said = _behind(found, found[0], "en")
    return said and f" {said} "


def _indices(found: re.Match[str]) -> str:
    figures = unicodedata.normalize("NFKC", found[0])
    return f" {english_words.cardinal(figures)} "


def _scientific(found: re.Match[str]) -> str:
    exponent = found["e"].lstrip("+")
    return f"{number(found['a'])}乘十的{'负' if exponent[0] in '-−' else ''}{cardinal(exponent.lstrip('-−'))}次方"


RULES = (
    rule(
        "power of ten",
        FIGURES,
        r"(?<![A-Za-z])(?P<a>\d(?:\.\d+)?)(?:[eE](?=[-−+])|e)(?P<e>[-−+]?\d{1,3})(?![A-Za-z])",
        _scientific,
        example="误差小于1e-3",
    ),
    rule("ordinal", FIGURES, _ORDINAL, lambda found: f"第{cardinal(found['n'])}", example="获得1^(st)和2^(nd)"),
    rule("power", "^", rf"(?<=[\w)）])\^{_INSIDE}", _chinese, example="x^(n+1)"),
    rule("index", "_", rf"(?<=[\w)）])_{_INSIDE}", _chinese, example="a_(ij)"),
)
ENGLISH = (
    rule("English ordinal", FIGURES, _ORDINAL, lambda found: english_words.ordinal(found["n"])),
    rule("English power", "^", rf"(?<=[\w)])\^(?:{_INSIDE}|[-−]?\d+|[A-Za-z])", _english),
    rule("English power", _RAISED, rf"(?<=[A-Za-z\d)])[{_RAISED}]+", _english),
    rule("English index", "_", rf"(?<=[\w)])_{_INSIDE}", _english),
    rule("English index", _LOWERED, rf"[{_LOWERED}]+", _indices),
)
