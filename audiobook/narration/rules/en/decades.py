"""Decades in English: the mid-1980s, the '60s–'80s, the 2000s."""

from __future__ import annotations

import re

from audiobook.narration.rules.en.parts import TO
from audiobook.narration.rules.english_words import decade
from audiobook.narration.rules.rule import FIGURES, rule

_S = r"(?:'?s)(?![A-Za-z])"


def _decades(found: re.Match[str]) -> str:
    return f"{decade(found['a'])} to {decade(found['b'])}"


RULES = (
    rule(
        "English decades",
        FIGURES + "'",
        rf"'?(?P<a>(?:1\d|20)\d0|\d0){_S}{TO}'?(?P<b>(?:1\d|20)\d0|\d0){_S}",
        _decades,
        example="The fashion of the 1920s–1930s and the '60s-'70s is back.",
    ),
    rule(
        "English decade",
        FIGURES + "'",
        rf"'?(?P<d>(?:1\d|20)\d0|[1-9]0){_S}|(?P<apart>1[5-9]\d0|20[0-2]0) s(?![A-Za-z])",
        lambda m: decade(m["d"] or m["apart"]),
        example="In the mid-1970s, the early 2000s and the late '90s it was so.",
    ),
)
