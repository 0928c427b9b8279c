"""Ratios, scores and multiples: 2:1, 78:96, 3-0, 中国1-2, 7×24."""

from __future__ import annotations

import re

from audiobook.narration.amounts import NUMBER, RANGE, number
from audiobook.narration.rules.rule import FIGURES, after, before, rule

_GAME = re.compile(
    r"(?:队|比分|以|战平|击败|负于|爆冷|大胜|完胜|惨败|领先|落后|告负|取胜|逆转|战胜|不敌|力克|小胜|险胜|客场|主场|半场|总分"
    r"|中国|日本|韩国|德国|英格兰|法国|巴西|阿根廷|西班牙|意大利|葡萄牙|荷兰|比利时|克罗地亚|美国|墨西哥|伊朗|澳大利亚|沙特"
    r"|卡塔尔|阿联酋|乌拉圭|智利|丹麦|瑞典|瑞士|波兰|俄罗斯|泰国|越南|叙利亚|皇马|巴萨|曼联|曼城|切尔西|阿森纳|利物浦|热刺"
    r"|拜仁|多特蒙德|尤文|国米|AC米兰|米兰|拉齐奥|罗马|恒大|国安|上港|申花|鲁能|泰山)\s*$"
)


def _ratio(found: re.Match[str]) -> str:
    return "比".join(number(part.strip()) for part in re.split(r":", found[0]))


def _score(found: re.Match[str]) -> str | None:
    first, second = int(found["a"]), int(found["b"])
    played = _GAME.search(before(found)) or after(found).startswith(
        ("战胜", "击败", "战平", "领先", "落后", "大胜", "告负", "取胜")
    )
    if not played and (first < second or after(found)[:1] in tuple("月日号年")):
        return None
    return f"{number(found['a'])}比{number(found['b'])}"


RULES = (
    rule("series", FIGURES, r"(?<!/)\d+(?:/\d+){2,}(?!/)", lambda m: "、".join(map(number, m[0].split("/")))),
    rule("ratio", FIGURES, rf"(?<![:/]){NUMBER}(?:\s?:\s?{NUMBER})+(?!:)", _ratio),
    rule(
        "score",
        FIGURES,
        rf"(?<![/:A-Za-z%-])(?P<a>\d{{1,3}})(?:{RANGE})(?P<b>\d{{1,3}})(?![/:%A-Za-z]|\s*[-–—=]\s*\d|\s*=)",
        _score,
    ),
)
