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
    ),
    rule(
        "English scale",
        FIGURES + ".",
        rf"(?P<n>{NUMBER})(?P<scale>k|K|M|m|B|bn|mn|tn)(?P<plus>\+)?(?![A-Za-z\d-])",
        _scaled,
    ),
    rule(
        "English version",
        FIGURES,
        r"\d+(?:\.\d+){2,}",
        lambda m: " point ".join(digits(part) for part in m[0].split(".")),
    ),
    rule(
        "English ratio",
        FIGURES,
        rf"(?<![\d:])(?P<a>{NUMBER}):(?P<b>{NUMBER})(?![\d:])",
        lambda m: f"{number(m['a'])} to {number(m['b'])}",
    ),
    rule(
        "English range",
        FIGURES + ".",
        rf"(?<![\d-])(?P<a>{NUMBER}){TO}(?P<b>{NUMBER})(?![\d-])",
        lambda m: f"{number(m['a'])} to {number(m['b'])}",
    ),
    rule(
        "English number",
        FIGURES + ".",
        rf"{NUMBER}(?![A-Za-z])(?P<plus>\+(?![\d+]))?",
        lambda m: number(m[0].rstrip("+")) + (" plus" if m["plus"] else ""),
    ),
)
