"""Plain figures: 1,234, 3.3万亿, 57个, 2个 (两个), 2亿 (两亿)."""

from __future__ import annotations

import re

from audiobook.language.numerals import digits
from audiobook.narration.amounts import NUMBER, counted, is_measure, number
from audiobook.narration.rules.rule import FIGURES, after, before, rule


def _number(found: re.Match[str]) -> str | None:
    figures, rest = found[0], after(found)
    if before(found, 3).endswith("第"):
        return number(figures)
    if len(figures) > 12 and not is_measure(rest) and "," not in figures and "." not in figures:
        return digits(figures)
    if (
        figures == "2"
        and rest[:1] in tuple("期级代线队轮审等类型批战")
        and before(found)[-1:] in tuple("分共这那每前后近头有")
    ):
        return "两"  # 第2期 is 二期, but 分2期 counts them
    if figures == "2" and rest[:1] in tuple("分秒") and re.search("(?<!小)时$|[点分]$", before(found, 3)):
        return "二"  # 2时2分 is a time of day
    if figures.endswith(".00") and rest.startswith(("元", "美元", "港元", "欧元", "英镑")):
        figures = figures[:-3]
    return counted(figures, rest)


RULES = (
    rule("number", ".", r"(?<![^\s=<>（(])\.\d+|\.\d+(?=口径)", lambda found: f"零点{digits(found[0])}", example=".5"),
    rule("number", FIGURES, rf"{NUMBER}(?!\s?[/:]\s?\d)", _number, example="0"),
)
