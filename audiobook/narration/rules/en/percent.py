"""Percentages in English: 45%, 3–5%, .5%, 5‰."""

from __future__ import annotations

from audiobook.narration.rules.en.parts import NUMBER, TO
from audiobook.narration.rules.english_words import number
from audiobook.narration.rules.rule import FIGURES, rule

_SAID = {"%": "percent", "‰": "per mille"}

RULES = (
    rule(
        "English percent range",
        FIGURES + ".",
        rf"(?P<a>{NUMBER})\s?%?{TO}(?P<b>{NUMBER})\s?(?P<sign>[%‰])",
        lambda m: f"{number(m['a'])} to {number(m['b'])} {_SAID[m['sign']]}",
        example="Costs grew 4–6% and 10%-12.5% in two years.",
    ),
    rule(
        "English percent",
        FIGURES + ".",
        rf"(?P<a>{NUMBER})[\s-]?(?P<sign>[%‰])",
        lambda m: f"{number(m['a'])} {_SAID[m['sign']]}",
        example="It fell by .4% to 61%, or 3.05 % of all.",
    ),
)
