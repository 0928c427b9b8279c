"""Plain figures: 1,234, 3.3万亿, 57个, 2个 (两个), 2亿 (两亿)."""

from __future__ import annotations

import re

from audiobook.narration.numerals import NUMBER, counted, digits, number
from audiobook.narration.rules.rule import FIGURES, after, before, rule


def _number(found: re.Match[str]) -> str | None:
    figures, rest = found[0], after(found)
    if before(found, 3).endswith("第"):
        return number(figures)
    if len(figures) > 12 and "," not in figures and "." not in figures:
        return digits(figures)
    return counted(figures, rest)


RULES = (rule("number", FIGURES, rf"{NUMBER}(?!\s?[/:]\s?\d)", _number),)
