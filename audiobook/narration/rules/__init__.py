"""The written forms, in the order they are tried where a figure, letter or sign stands; one form a file.

A file holds `RULES`, or `rules()` where they are built from a table in data/, and `ENGLISH` where English sentences
have others; those for English alone are in en/. The first rule that matches and has
something to say wins; what no rule claims goes to the WeText grammar. Rules of installed packages (installed.py) come
before all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from audiobook.narration.rules import en, installed
from audiobook.narration.rules.rule import Rule

ORDER = (
    "urls",  # www.example.org, name@example.org, ISBN, DOI
    "references",  # 陆羽[1], 方法有效[5,6], 唐代①
    "powers",  # x^(n+1), a_(ij)
    "expressions",  # x-y大于0
    "enumerations",  # ①, 式(1)—(3), No.1
    "romans",  # 第Ⅲ部分, III期, Louis XIV
    "dates",  # 2024-05-06, 2024.5.6, 08/08
    "times",  # 8:30, 8:00—17:00, 3'20"
    "years",  # 2024年, 2014—2023年, 80—90年代, 95后
    "phones",  # 010-12345678, 12345热线, 尾号1702
    "events",  # 9·18, 双11, 985/211
    "money",  # ¥13.5, US$1.5万
    "scales",  # 300w张, 10w+, 3k字
    "percent",  # 5%—13%, 1‰
    "rates",  # 20美元/桶, 120次/分
    "units",  # 25kg, 900GB/s, 35μg/m³
    "chemistry",  # SiO2, NaOH
    "models",  # GPT-4o, 910B, RTX 4090, 5G
    "ratios",  # 2:1, 3-0
    "fractions",  # 1/3, ½
    "ranges",  # 3—5天, 第1—3条
    "signs",  # ±, ≥, 人工智能+, R&D, 10⁻³
    "ornaments",  # →
    "plain",  # 1,234, 2个
    "latin",  # GDP, NATO, ChatGPT
)


@cache
def by_first(language: str = "zh") -> dict[str, tuple[Rule, ...]]:
    """Character -> the rules that may begin there, in order. Raises `TextError` if an installed package is broken."""
    table: dict[str, list[Rule]] = {}
    for each in (*installed.rules(language, (*ORDER, *en.ORDER)), *_built_in(language)):
        for character in dict.fromkeys(each.first):
            table.setdefault(character, []).append(each)
    return {character: tuple(rules) for character, rules in table.items()}


def _built_in(language: str) -> Iterator[Rule]:
    for name in en.ORDER if language == "en" else ORDER:
        module = import_module(f"audiobook.narration.rules.{name}")
        if language == "en" and hasattr(module, "ENGLISH"):
            yield from module.ENGLISH
        else:
            yield from module.rules() if hasattr(module, "rules") else module.RULES
