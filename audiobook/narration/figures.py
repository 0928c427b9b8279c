"""Slower figures, as an option: a breath before a long number and between its groups."""

from __future__ import annotations

import re

_FIGURES = "零一二两三四五六七八九十百千万亿点"
_LONG = re.compile(rf"(?<![{_FIGURES}])[{_FIGURES}]{{6,}}")
_GROUP = re.compile(rf"(?<=[万亿])(?=[{_FIGURES.replace('万', '').replace('亿', '')}]{{3,}})")


def slowed(spoken: str) -> str:
    """`spoken` with a breath before each number of six syllables or more, and after its 亿 and 万.

    >>> slowed("总额达两万八千八百四十一点六亿元，二零二四年")
    '总额达，两万，八千八百四十一点六亿元，二零二四年'
    """
    return _LONG.sub(lambda found: _breath(spoken, found.start()) + _GROUP.sub("，", found[0]), spoken)


def _breath(spoken: str, position: int) -> str:
    return "，" if position and spoken[position - 1].isalnum() else ""
