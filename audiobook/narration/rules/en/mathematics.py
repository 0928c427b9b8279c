"""Sums and equations in a line of English: 1 - 2 = -1, y = x + 1, 3 × 4."""

from __future__ import annotations

import re

from audiobook.narration.rules.english_words import number
from audiobook.narration.rules.rule import FIGURES, LETTERS, rule

_SIGNS = {"-": "minus", "−": "minus", "–": "minus", "+": "plus", "*": "times", "×": "times", "·": "times", "/": "over",
          "÷": "divided by", "=": "equals", "<": "is less than", ">": "is greater than", "≤": "is at most",
          "≥": "is at least", "≈": "is about", "≠": "does not equal"}  # fmt: skip
_TERM = r"[-−–]?(?:\d+(?:,\d{3})*(?:\.\d+)?[a-z]?|[A-Za-z](?![A-Za-z]))"
_RELATIONS = "=<>≤≥≈≠"
_PIECE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[A-Za-z]|[^\s\dA-Za-z]")


def _equation(found: re.Match[str]) -> str:
    said = []
    for piece in _PIECE.findall(found[0]):
        if piece[0].isdigit():
            said.append(number(piece))
        else:
            said.append(_SIGNS.get(piece) or piece.upper())
    return " ".join(said)


RULES = (
    rule(
        "English equation",
        FIGURES + LETTERS + "-−–",
        rf"(?<![A-Za-z\d])(?={_TERM}[^A-Za-z]{{0,40}}[{_RELATIONS}]|[A-Za-z]\s?[-+*/×=])"
        rf"{_TERM}(?:\s?[-−–+*×·/÷]\s?{_TERM})*(?:\s?[{_RELATIONS}]\s?{_TERM}(?:\s?[-−–+*×·/÷]\s?{_TERM})*)+(?![A-Za-z\d%])",
        _equation,
        example="We know that 7 - 3 = 4 and y = 2x + 1 hold.",
    ),
    rule(
        "English sum",
        FIGURES,
        r"(?<![A-Za-z\d])\d+(?:\.\d+)?(?:\s?[+÷*]\s?\d+(?:\.\d+)?|\s×\s\d+(?:\.\d+)?|\s[-−–]\s\d+(?:\.\d+)?(?=\s[-−–+×*÷]))+(?![A-Za-z\d%]|\s(?:[cmk]?m|ft|in|yd|px)\b)",
        _equation,
        example="What is 12 × 4, and what is 3 + 5 + 8?",
    ),
    rule(
        "English minus",
        "-−–",
        r"(?<![A-Za-z\d)])[-−–](?=\.?\d)",
        lambda m: "minus ",
        example="The night was cold, -12 or even −20.5 in the hills.",
    ),
)
