"""Percent and per mille, with ranges: 5%—13% -> 百分之五到百分之十三, 3—5% -> 百分之三到五, 1‰ -> 千分之一."""

from __future__ import annotations

import re

from audiobook.narration.amounts import NUMBER, TO, number, to
from audiobook.narration.rules.rule import FIGURES, rule

_OF = {"%": "百分之", "‰": "千分之", "‱": "万分之"}


def _percent(found: re.Match[str]) -> str:
    of = _OF[found["sign"]]
    first, second = number(found["a"]), found["b"]
    if second is None:
        return of + first
    minus = "负" if found["minus"] else ""
    return f"{of}{first}{to(found['to'])}{of if found['own'] or minus else ''}{minus}{number(second)}"


RULES = (
    rule(
        "percent",
        FIGURES,
        rf"(?P<a>{NUMBER})\s*(?P<own>[%‰])?(?:{TO}(?P<minus>[-−])?(?P<b>{NUMBER}))?\s*(?P<sign>[%‰‱])",
        _percent,
        example="5%",
    ),
)
