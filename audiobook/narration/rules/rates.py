"""So much for each: 20美元/桶 -> 每桶二十美元, 120次/分 -> 每分钟一百二十次, 3—5元/斤, 5万元/m², 80mg/100mL."""

from __future__ import annotations

import re

from audiobook.language.word_lists import any_of, word_list
from audiobook.narration.amounts import NUMBER, TO, counted, to
from audiobook.narration.rules.rule import FIGURES, Rule, rule
from audiobook.narration.rules.units import say_unit, sign_pattern

_SAID = {"分": "分钟", "时": "小时"}
_ROUND = {"100": "百", "1000": "千"}
_WORDS = any_of(word_list("narration", "each"))
_SIGN = rf"{sign_pattern()}(?:[·/](?:h|s|d|K|[[:Han:]]))?"
EACH = rf"(?:{_WORDS})(?:/(?:{_WORDS}))*(?![[:Han:]]?/)|\(?(?:{NUMBER})?\s?(?:{_SIGN})\)?(?![A-Za-z0-9²³])"
"""What stands behind the stroke: a word (data/each.txt), or a sign of a unit, by itself or with a figure."""


def say_each(each: str, said: str) -> str:
    """An amount and what stands behind its stroke: ("桶", 二十美元) -> 每桶二十美元, ("500g", 九元) -> 每五百克九元."""
    figures = re.match(NUMBER, each.lstrip("("), re.ASCII)
    parts = each.split("/")
    if all(re.fullmatch(_WORDS, part) for part in parts):
        return "".join(f"每{_SAID.get(part, part)}" for part in parts) + said
    sign = each.strip("()")[figures.end() if figures else 0 :].strip()
    unit = say_unit(sign) or sign
    return f"每{_ROUND.get(figures[0]) or counted(figures[0], unit) if figures else ''}{unit}{said}"


def _rate(found: re.Match[str]) -> str:
    unit = (found["scale"] or "") + (found["unit"] or found["scale_alone"] or "")
    said = counted(found["a"], unit)
    if found["b"]:
        said += f"{to(found['to'])}{counted(found['b'], unit)}"
    return say_each(found["each"], said + unit)


def _concentration(found: re.Match[str]) -> str | None:
    unit = say_unit(found["unit"])
    return None if unit is None or "…" in unit else say_each(found["each"], counted(found["a"], unit) + unit)


def rules() -> tuple[Rule, ...]:
    """Built from the tables of words and of units."""
    return (
        rule(
            "rate",
            FIGURES,
            rf"(?P<a>{NUMBER})(?:{TO}(?P<b>{NUMBER}))?\s*(?:(?P<scale>[百千]?[万亿])?"
            rf"(?P<unit>[[:Han:]]{{1,4}}?)|(?P<scale_alone>[百千]?[万亿]))\s?/\s?(?P<each>{EACH})",
            _rate,
            example="20美元/桶",
        ),
        rule(
            "concentration",
            FIGURES,
            rf"(?P<a>{NUMBER})\s?(?P<unit>{_SIGN})\s?/\s?(?P<each>\d+0\s?(?:m?[lL]|k?g|k?m|cm|min|h)(?![A-Za-z0-9²³]))",
            _concentration,
            example="5.6L/100km",
        ),
    )
