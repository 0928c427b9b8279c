"""Signs in English: R&D, #5, 5 × 3, ≥, a dash between words, three dots."""

from __future__ import annotations

import re

from audiobook.narration.rules.rule import rule

_SIGNS = {"&": "and", "+": "plus", "=": "equals", "%": "percent", "@": "at", "×": "times", "±": "plus or minus",
          "≥": "at least", "≤": "at most", "<": "less than", ">": "greater than", "≈": "about", "~": "about",
          "°": "degrees", "§": "section", "$": "dollar", "€": "euro", "£": "pound", "÷": "divided by",
          "≠": "not equal to",          "‰": "per mille", "→": "to"}  # fmt: skip

RULES = (
    rule("English number sign", "#", r"#(?=\s?\d)", lambda m: "number ", example="He is #1 and not #12."),
    rule("English hashtag", "#", r"#(?=[A-Za-z])", lambda m: "hashtag ", example="The word #spring was everywhere."),
    rule(
        "English dash",
        "-–",
        r"(?<=[ A-Za-z\"'”])--(?=[ A-Za-z\"'“])|(?<=\s)[-–](?=\s)|(?<=[a-z])\s?–\s?(?=[A-Za-z])",
        lambda m: "，",
        example="She came - late - and left -- at once – again.",
    ),
    rule("English dots", ".", r"\.{2,}|\.(?: \.){2,}", lambda m: "…", example="Well... he did . . . not know."),
    rule("English stroke", "/", r"(?<=\s)/(?=\s)", lambda m: " slash ", example="The upgrade / update is free."),
    rule(
        "English sign",
        "".join(_SIGNS),
        "[" + re.escape("".join(_SIGNS)) + "]",
        lambda m: f" {_SIGNS[m[0]]} ",
        example="Salt & pepper ± one, @home, ≥ two.",
    ),
)
