"""Signs in English: R&D, #5, 5 × 3, ≥, a dash between words, three dots."""

from __future__ import annotations

import re

from audiobook.narration.rules.rule import rule

_SIGNS = {"&": "and", "+": "plus", "=": "equals", "%": "percent", "@": "at", "×": "times", "±": "plus or minus",
          "≥": "at least", "≤": "at most", "<": "less than", ">": "greater than", "≈": "about", "~": "about",
          "°": "degrees", "§": "section", "$": "dollar", "€": "euro", "£": "pound", "÷": "divided by",
          "≠": "not equal to",          "‰": "per mille", "→": "to"}  # fmt: skip

RULES = (
    rule("English number sign", "#", r"#(?=\s?\d)", lambda m: "number "),
    rule("English hashtag", "#", r"#(?=[A-Za-z])", lambda m: "hashtag "),
    rule(
        "English dash",
        "-–",
        r"(?<=[ A-Za-z\"'”])--(?=[ A-Za-z\"'“])|(?<=\s)[-–](?=\s)|(?<=[a-z])\s?–\s?(?=[A-Za-z])",
        lambda m: "，",
    ),
    rule("English dots", ".", r"\.{2,}|\.(?: \.){2,}", lambda m: "…"),
    rule("English stroke", "/", r"(?<=\s)/(?=\s)", lambda m: " slash "),
    rule("English sign", "".join(_SIGNS), "[" + re.escape("".join(_SIGNS)) + "]", lambda m: f" {_SIGNS[m[0]]} "),
)
