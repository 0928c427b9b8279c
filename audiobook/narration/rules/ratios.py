"""Ratios, scores and multiples: 2:1, 78:96, 3-0, 中国1-2, 7×24."""

from __future__ import annotations

import re

from audiobook.language.word_lists import alternatives, any_word
from audiobook.narration.amounts import NUMBER, RANGE, number
from audiobook.narration.rules.rule import FIGURES, after, before, rule

_PLAYED_BEFORE = re.compile(
    rf"(?:{alternatives('narration', 'score_before')}|{alternatives('narration', 'teams')})\s*$"
)

_TEAM_BEFORE = re.compile(rf"(?:{alternatives('narration', 'teams')})\s*$")


def _played(found: re.Match[str]) -> bool:
    return bool(_PLAYED_BEFORE.search(before(found)) or any_word("narration", "score_behind").match(after(found)))


def _ratio(found: re.Match[str]) -> str:
    return "比".join(number(part.strip()) for part in re.split(r":", found[0]))


_LISTED = re.compile(r"\d+-\d+(?:\s?[、，,;；/]\s?\d+-\d+)+", re.ASCII)


def _listed(found: re.Match[str]) -> bool:
    """Whether it stands in a list such as 11-9、8-11, which cannot be ranges."""
    for each in _LISTED.finditer(found.string, max(0, found.start() - 40), found.end() + 40):
        if each.start() <= found.start() < each.end():
            pairs = [tuple(map(int, pair.split("-"))) for pair in re.findall(r"\d+-\d+", each[0])]
            return any(first > second for first, second in pairs)
    return False


def _score(found: re.Match[str]) -> str | None:
    first, second = int(found["a"]), int(found["b"])
    if not (_played(found) or _listed(found)) and (first < second or after(found)[:1] in tuple("月日号年")):
        return None
    return f"{number(found['a'])}比{number(found['b'])}"


def _goals(found: re.Match[str]) -> str | None:
    """拉齐奥 2/2: behind a club it is no fraction."""
    return f"{number(found['a'])}比{number(found['b'])}" if _TEAM_BEFORE.search(before(found)) else None


RULES = (
    rule(
        "series",
        FIGURES,
        r"(?<!/)\d+(?:/\d+){2,}(?!/)",
        lambda m: "、".join(map(number, m[0].split("/"))),
        example="1/2/3号",
    ),
    rule("ratio", FIGURES, rf"(?<![:/]){NUMBER}(?:\s?:\s?{NUMBER})+(?!:)", _ratio, example="2:1"),
    rule("goals", FIGURES, r"(?P<a>\d)/(?P<b>\d)(?!/)", _goals, example="拉齐奥 2/2"),
    rule(
        "score",
        FIGURES,
        rf"(?<![/:A-Za-z%-])(?P<a>\d{{1,3}})(?:{RANGE})(?P<b>\d{{1,3}})(?![/:%A-Za-z]|\s*[-–—=]\s*\d|\s*=)",
        _score,
        example="以2-1战胜对手",
    ),
)
