"""Other figures in English: 21st, 10k, 3bn, 3-5, 2:1, 1,200.5, 2.1.3, 50+."""

from __future__ import annotations

import re

from audiobook.narration.rules.en.parts import NUMBER, SCALES, TO
from audiobook.narration.rules.english_words import digits, number, ordinal
from audiobook.narration.rules.rule import FIGURES, after, rule

_COUNTED = re.compile(r"(?:[a-z]+ )?(?!parameters|params|tokens)[a-z]{3,}s\b|people\b|men\b|women\b")


def _scaled(found: re.Match[str]) -> str | None:
    """Small k and bn always, M and B before what is counted: 3bn, 10k, 1.5M users."""
    sign = found["scale"]
    if sign in ("M", "B", "m", "K") and not _COUNTED.match(after(found, 30)):
        return None
    plus = " plus" if found["plus"] else ""
    return f"{number(found['n'])} {SCALES[sign.lower()]}{plus}"


RULES = (
    rule(
        "English ordinal",
        FIGURES,
        r"(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?i:st|nd|rd|th)(?![A-Za-z])",
        lambda m: ordinal(m["n"].replace(",", "")),
        example="The 3rd, 21st and 112th of 1,000th place.",
    ),
    rule(
        "English scale",
        FIGURES + ".",
        rf"(?P<n>{NUMBER})(?P<scale>k|K|M|m|B|bn|mn|tn)(?P<plus>\+)?(?![A-Za-z\d-])",
        _scaled,
        example="The app has 40k users, 2.5M downloads and 3bn views.",
    ),
    rule(
        "English version",
        FIGURES,
        r"\d+(?:\.\d+){2,}",
        lambda m: " point ".join(digits(part) for part in m[0].split(".")),
        example="Version 3.11.7 is out.",
    ),
    rule(
        "English ratio",
        FIGURES,
        rf"(?<![\d:])(?P<a>{NUMBER}):(?P<b>{NUMBER})(?![\d:])",
        lambda m: f"{number(m['a'])} to {number(m['b'])}",
        example="Mix it 3:1, not 2.5:1.",
    ),
    rule(
        "English range",
        FIGURES + ".",
        rf"(?<![\d-])(?P<a>{NUMBER}){TO}(?P<b>{NUMBER})(?![\d-])",
        lambda m: f"{number(m['a'])} to {number(m['b'])}",
        example="Take 3-5 apples and read pages 112–118.",
    ),
    rule(
        "English number",
        FIGURES + ".",
        rf"{NUMBER}(?![A-Za-z])(?P<plus>\+(?![\d+]))?",
        lambda m: number(m[0].rstrip("+")) + (" plus" if m["plus"] else ""),
        example="Some 1,250 of 30000 cars and 0.75 or .5 of it; 50+ men came in 007's suit.",
    ),
)
