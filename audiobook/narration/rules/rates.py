"""So much for each: 20美元/桶 -> 每桶二十美元, 120次/分 -> 每分钟一百二十次, 3—5元/斤."""

from __future__ import annotations

import re

from audiobook.narration.amounts import NUMBER, TO, counted, to
from audiobook.narration.rules.rule import FIGURES, rule
from audiobook.narration.rules.units import say_unit

_EACH = (
    "平方公里 平方千米 平方米 立方米 千瓦时 吨公里 车公里 人公里 人次 人年 公斤 千克 公顷"
    " 公里 千米 毫升 小时 分钟 千瓦 千字 万人 百人 千人 学期 课时 桶 吨 斤 克 升 度"
    " 瓦 人 户 年 月 日 天 周 时 分 秒 次 股 份 件 个 只 台 辆 套 张 条 本 亩"
    " 米 晚 间 箱 盒 瓶 包 字 篇 位 头 羽 棵 株 里 票 单 集 期 班 层 栋 家 村"
    " 县 场 节 克拉 盎司 加仑"
)
_SAID = {"分": "分钟", "秒": "秒", "时": "小时", "日": "日"}
_ALL = "|".join(sorted(_EACH.split(), key=len, reverse=True))


def _rate(found: re.Match[str]) -> str | None:
    unit = (found["scale"] or "") + found["unit"]
    said = counted(found["a"], unit)
    if found["b"]:
        said += f"{to(found['to'])}{counted(found['b'], unit)}"
    if found["each"].isascii():
        base = say_unit(found["each"])
        return base and f"每{base}{said}{unit}"
    return f"每{_SAID.get(found['each'], found['each'])}{said}{unit}"


RULES = (
    rule(
        "rate",
        FIGURES,
        rf"(?P<a>{NUMBER})(?:{TO}(?P<b>{NUMBER}))?\s*(?P<scale>[百千]?[万亿])?"
        rf"(?P<unit>[[:Han:]]{{1,4}}?)\s?/\s?(?P<each>{_ALL}|(?:kWh|kW|MWh|kg|km|m²|m2|m³|g|t|L|W|h|GB|Wh)(?![A-Za-z]))(?![[:Han:]]?/)",
        _rate,
    ),
)
