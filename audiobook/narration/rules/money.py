"""Money with signs and codes: ¥13.5, US$1.5万, $300M, ¥1.2w, €5—10, HK$300亿, USD 20 million, $20/人."""

from __future__ import annotations

import re
from functools import cache

from audiobook.language.word_lists import any_of, rows
from audiobook.narration.amounts import NUMBER, TO, counted, scaled, to, zeros
from audiobook.narration.rules.rates import EACH, say_each
from audiobook.narration.rules.rule import FIGURES, Rule, rule


@cache
def currencies() -> dict[str, str]:
    """Sign or code -> how it is said."""
    return {row[0]: row[1] for row in rows("narration", "currencies")}


def _amount(figures: str, scale: str | None, unit: str) -> str:
    """("1.5", "万", "元") -> 一点五万元, ("300", "M", "美元") -> 三亿美元."""
    if scale in zeros():
        return scaled(figures, scale) + unit
    end = f"{scale or ''}{unit}"
    return counted(figures.removesuffix(".00"), end) + end


def _money(found: re.Match[str]) -> str:
    unit, scale, own, second = currencies()[found["sign"]], found["scale"], found["own"], found["b"]
    said = "负" if found["minus"] else ""
    if second:
        lower = own or (scale if scale in zeros() else None)
        said += _amount(found["a"], lower, "") if lower else _first(found, unit)
        said += to(found["to"]) + _amount(second, scale, unit)
    else:
        said += _amount(found["a"], scale, unit)
    return say_each(found["each"], said) if found["each"] else said


def _first(found: re.Match[str], unit: str) -> str:
    """The lower end of ¥5—10万: what it counts stands behind the upper one."""
    return counted(found["a"].removesuffix(".00"), (found["scale"] or "") + unit)


def _behind(found: re.Match[str]) -> str:
    """20万USD, 5€."""
    return ("负" if found["minus"] else "") + _amount(found["a"], found["scale"], currencies()[found["sign"]])


def rules() -> tuple[Rule, ...]:
    """Built from the tables, so that a line added there is enough."""
    signs, letters = any_of(currencies()), any_of(zeros())
    scale = rf"(?:\s*(?P<{{}}>[百千]?万亿?|亿|千|(?:{letters})(?![A-Za-z])))?"
    own = rf"(?:\s*(?P<own>[万亿]|(?:{letters})(?![A-Za-z])))?"
    return (
        rule(
            "money",
            "".join({sign[0] for sign in currencies()}),
            rf"(?<![A-Za-z])(?P<sign>{signs})\s*(?P<minus>[-−])?(?P<a>\d{{1,3}}(?: \d{{3}})+\.\d+|{NUMBER})"
            rf"(?:{own}{TO}(?:(?P=sign)\s*)?(?P<b>{NUMBER}))?{scale.format('scale')}"
            rf"(?:美元|欧元|英镑|港元|日元|韩元|元)?(?![A-Za-z])(?:\s?/\s?(?P<each>{EACH}))?",
            _money,
            example="¥300",
        ),
        rule(
            "money behind",
            FIGURES,
            rf"(?P<minus>(?!))?(?P<a>{NUMBER}){scale.format('scale')}\s*(?P<sign>[$€£₩₽₹฿¥]|[A-Z]{{3}})(?![A-Za-z\d])",
            lambda found: _behind(found) if found["sign"] in currencies() else None,
            example="100RMB",
        ),
    )
