"""What sittings say of themselves and are called, in each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.model import Script

LONGEST_TITLE = 24
"""Characters of the titles a sitting is called by."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What sittings say and are called, in one language."""

    before: str
    """Leads to what was heard before."""
    goes_on: str
    """Leads to the article that goes on."""
    reminder: str
    """The heading of what is said again."""
    called: str
    """A sitting, by its number."""
    more: str
    """How many articles there are (in Chinese) or are left."""
    and_: str
    """Between titles."""
    letters: int
    """Times as many letters as a Chinese title has."""


_CHINESE = Wording("上次我们听到：", "下面接着听：《{}》。", "上次听到", "第{}讲", "等{}篇", "；", 1)
_ENGLISH = Wording("Last time we heard:", "We go on with “{}”.", "Last time", "Part {}", " and {} more", "; ", 2)


def titled(scripts: Sequence[Script], place: int) -> str:
    """第2讲：甲；乙 as far as it is short, else what it begins with.

    >>> long = "怎样记得牢，怎样学得快：写给天下所有中小学老师的十五条建议"
    >>> titled([Script("书", 1, long, ()), Script("书", 2, "桥", ())], 2)
    '第2讲：怎样记得牢，怎样学得快…等2篇'
    >>> titled([Script("Clay", 1, "Kilns", (), language="en"), Script("Clay", 2, "Tides", (), language="en")], 2)
    'Part 2: Kilns; Tides'
    """
    words = wording(scripts[0].language)
    called = words.called.format(place) + ("：" if words is _CHINESE else ": ")
    longest = LONGEST_TITLE * words.letters
    titles = [script.title for script in scripts]
    whole = words.and_.join(titles)
    if len(whole) <= longest:
        return f"{called}{whole}"
    first = titles[0]
    if len(first) > longest:
        marks = [at for at, mark in enumerate(first) if mark in "，,：:；; —" and 4 <= at <= longest]
        first = first[: marks[-1] if marks else longest].rstrip() + "…"
    count = len(titles) if words is _CHINESE else len(titles) - 1
    return f"{called}{first}{words.more.format(count) if len(titles) > 1 else ''}"


def wording(language: str) -> Wording:
    """What is said in `language`; Chinese where there is none."""
    return _ENGLISH if language.startswith("en") else _CHINESE
