"""Days and names made of figures, said one by one: 9·18, 3·15, 7.20特大暴雨, 双11, 985/211, 996, 618."""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal, digits
from audiobook.language.word_lists import alternatives, any_word
from audiobook.narration.amounts import is_measure
from audiobook.narration.rules.rule import FIGURES, after, rule

_HAPPENED = alternatives("narration", "happened")
_NETWORKS = alternatives("narration", "networks")


def _day(found: re.Match[str]) -> str:
    return digits(found[0])


def _event(found: re.Match[str]) -> str | None:
    """5.12汶川地震; 3.2万人的运动 is none."""
    rest = after(found).lstrip('”’"')
    return _day(found) if any_word("narration", "happened").match(rest) or not is_measure(rest) else None


def _double(found: re.Match[str]) -> str:
    return cardinal(found["n"])


def _other_project(found: re.Match[str]) -> str | None:
    """考上了985高校，不是211: one of the two programmes where the other is spoken of."""
    other = "211" if found[0] == "985" else "985"
    near = found.string[max(0, found.start() - 20) : found.end() + 20]
    return _day(found) if re.search(rf"(?<!\d){other}(?!\d)", near) and not is_measure(after(found)) else None


RULES = (
    rule(
        "parts",
        FIGURES,
        r"(?P<a>[1-9])[:/](?P<b>[1-9])(?=开|法则|定律|原则)",
        lambda m: digits(m["a"] + m["b"]),
        example="3:7开",
    ),
    rule("parts", FIGURES, r"28(?=法则|定律|原则)", _day, example="28定律"),
    rule("parts", FIGURES, r"80/20(?=法则|定律|原则)", lambda m: "八十二十", example="80/20法则"),
    rule(
        "network",
        FIGURES,
        rf"[2-6][gG](?=(?:{_NETWORKS})|\+)",
        lambda m: f"{digits(m[0][0])} G",
        example="5G基站",
    ),
    rule("round the clock", FIGURES, r"(?<!/)24/7(?!/)", lambda found: "七天二十四小时", example="24/7"),
    rule("event", FIGURES, r"\d{1,2}\s?[·•‧・∙⋅]\s?\d{1,2}", _day, example="3·15"),
    rule(
        "event",
        FIGURES,
        rf"\d{{1,2}}[./]\d{{1,2}}(?=[”’\"]?[[:Han:]]{{0,3}}?(?:{_HAPPENED}))",
        _event,
        example="3.15晚会",
    ),
    rule("双11", FIGURES, r"(?<=双)\s?[“\"]?(?P<n>1[0-2]|[1-9])(?!\s*[个名项位])", _double, example="“双11”"),
    rule(
        "said figure by figure",
        FIGURES,
        r"(?<![A-Za-z])(?:985/211|211/985|985|211|996|007|618|706|863|973|404|286|386|486)"
        r"(?=\s*(?:工程|高校|大学|院校|计划|毕业|工作制|大促|购物节|项目|专项|和211|、211|/|与211|[”’\"]|电商|年中|学校|本科|名校|全天))",
        _day,
        example="985高校",
    ),
    rule(
        "said figure by figure",
        FIGURES,
        r"(?:(?<=985/)|(?<=985、)|(?<=985和)|(?<=211/)|(?<=985与))(?:211|985)",
        _day,
        example="985、211",
    ),
    rule(
        "said figure by figure",
        FIGURES,
        r"(?<![A-Za-z])(?:985|211)(?!%)",
        _other_project,
        example="他考上了985高校，不是211。",
    ),
)
