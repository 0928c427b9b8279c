"""Numbers that lines begin with: 第一回, CHAPTER IV, 一、, 1.1. One table for all who ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from audiobook.language.numerals import roman

_N = "[〇零一二两三四五六七八九十百千廿卅０-９\\d]+"
_ROMAN = "(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVXLCDM])"
_CARDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WORDS = {word: number for words in (_CARDINALS, _ORDINALS) for number, word in enumerate(words, 1)}
_ENGLISH = rf"(?:{_ROMAN}|\d{{1,3}}|{'|'.join([*_CARDINALS, *_ORDINALS])})\b"


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to number headings."""

    name: str
    """Lines of one series have the same."""
    rank: int
    """A lower rank stands over a higher one."""
    form: re.Pattern[str]
    marked: bool = True
    """Running text hardly ever begins so."""


KINDS: tuple[Kind, ...] = (
    Kind("第卷", 0, re.compile(rf"第\s*(?P<n>{_N})\s*[卷部编編册冊輯辑单](?![分门队委位元])")),
    Kind("卷", 0, re.compile(rf"卷之?(?P<n>{_N})(?!\d)")),
    Kind("part", 0, re.compile(rf"(?:part|book|volume)\s+(?P<n>{_ENGLISH})", re.I)),
    Kind("part", 0, re.compile(rf"(?:part|book|volume|epoch) the (?P<n>{'|'.join(_ORDINALS)})\b", re.I)),
    Kind("第章", 1, re.compile(rf"第\s*(?P<n>{_N})\s*[章回话話集讲講课課幕折篇表夜出封](?![节会报告现])")),
    Kind("chapter", 1, re.compile(rf"(?:chapter|chap\.)\s+(?P<n>{_ENGLISH})", re.I)),
    Kind("chapter", 1, re.compile(rf"(?:letter|canto|act|lecture|lesson)\s+(?P<n>{_ENGLISH})", re.I), marked=False),
    Kind(
        "chapter",
        1,
        re.compile(rf"(?:the )?(?P<n>{'|'.join(_ORDINALS)}) (?:chapter|part|lecture|letter|act|book|canto)\b", re.I),
        marked=False,
    ),
    Kind(
        "…第一",
        1,
        re.compile(r"(?P<name>[^\s，。；：？！“”、《》\d]{1,12}?)第(?P<n>[一二三四五六七八九十百]{1,5})$"),
        marked=False,
    ),
    Kind("附件", 1, re.compile(rf"附[件录表]\s*(?P<n>{_N}|[A-Z](?![a-z]))(?![页份])"), marked=False),
    Kind("appendix", 1, re.compile(rf"(?:appendix|annex|exhibit)\s+(?P<n>{_ENGLISH}|[A-Z]\b)", re.I), marked=False),
    Kind("第条", 2, re.compile(rf"第\s*(?P<n>{_N})\s*[条條](?![约款例件])")),
    Kind("第节", 2, re.compile(rf"第\s*(?P<n>{_N})\s*(?:[节節]|[场場](?!次|地|所))")),
    Kind("section", 2, re.compile(rf"(?:section|scene)\s+(?P<n>{_ENGLISH})", re.I)),
    Kind("一、", 3, re.compile("(?P<n>[一二三四五六七八九十]{1,3})[、．.]")),
    Kind("一", 3, re.compile("(?P<n>[一二三四五六七八九十]{1,3})(?:$|[ \u3000]+(?=\\S))"), marked=False),
    Kind("（一）", 4, re.compile("[（(]?(?P<n>[一二三四五六七八九十]{1,3})[）)]")),
    Kind("1.1.1", 7, re.compile(r"\d{1,2}[.．]\d{1,2}[.．](?P<n>\d{1,2})[.．]?(?!\d)")),
    Kind("1.1", 6, re.compile(r"\d{1,2}[.．](?P<n>\d{1,2})(?!\d|\s*[%％万亿元倍个年月])[.．、]?"), marked=False),
    Kind("1.", 5, re.compile(r"(?P<n>\d{1,3})[.．、](?!\d)")),
    Kind("1.", 5, re.compile(r"(?P<n>\d{1,3})[：:](?=\D)"), marked=False),
    Kind("1.", 5, re.compile(r"(?P<n>\d{1,3})(?:[ \u3000]+(?=[^\d年月日])|$)"), marked=False),
    Kind("（1）", 8, re.compile(r"[（(](?P<n>\d{1,2})[）)]|(?P<circled>[①-⑳])|(?P<half>\d{1,2})[）)]")),
    Kind("I.", 5, re.compile(rf"(?P<n>{_ROMAN})(?:[.、．]\s?|$)")),
)
"""The first that fits is taken."""

RANKS = {kind.name: kind.rank for kind in KINDS}
_FORMS = tuple(
    (
        kind,
        # of chapters and volumes: the number behind a few other words, 正文 第二回
        re.compile(rf"(?P<prefix>[^，。；：？！“”a-z]{{1,14}}?)(?:{kind.form.pattern})", kind.form.flags)
        if kind.rank < 2 and "(?P<name>" not in kind.form.pattern
        else None,
    )
    for kind in KINDS
)
_BEGINS = re.compile("[\\d〇零一二三四五六七八九十百千廿卅（(①-⑳IVXLCDM]", re.I)
_WORD = re.compile(
    "[第卷附]|part|book|volume|epoch|chap|letter|canto|act|lecture|lesson|appendix|annex|exhibit|section|scene"
)
"""A line with a number begins with a figure, or a word of its kind stands in it."""
_WITHIN = re.compile(
    rf"第\s*{_N}\s*[卷部编册篇集季辑](?:[\s:：·]+[^\s，。；：？！]{{1,12}})?[\s:：·]+(?=第\s*{_N}\s*[章回话节])"
    rf"|(?:part|book|volume)\s+{_ENGLISH}[\s,.:—–-]+(?=(?:chapter|chap\.)\s)",
    re.I,
)
"""The volume that stands in one line with the number of its chapter, which is the one that counts."""
_LONGEST = 60
_BULLET = re.compile(r"^[●○◆◇■□★☆▲△▪•·#\s]+")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number, or with what stands before every number of its series."""

    place: int
    kind: str
    number: int
    prefix: str
    bare: bool
    """Nothing but the number: the name may stand on the next line."""


def numbered(text: str, place: int = 0) -> Numbered | None:
    """What number `text` begins with, if it is short enough for a heading.

    >>> numbered("正文 第十二回 归来").number, numbered("CHAPTER IV").number, numbered("他说第一章很好。")
    (12, 4, None)
    >>> numbered("② 渡口").number, numbered("第二篇 第三十四章 渡口").number, numbered("Book I, Chapter VII").number
    (2, 34, 7)
    >>> numbered("Chapter IIX") is None
    True
    """
    found = _found(text) if len(text) < 2 * _LONGEST else None
    return None if found is None else Numbered(place, *found)


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[str, int, str, bool] | None:
    """Kind, number, prefix and whether nothing else stands there; the same line is asked for by every look at it."""
    line = _BULLET.sub("", text.strip())
    if len(line) > _LONGEST or line[-1:] in ("。", "；", "，"):
        return None
    if not _may_be_numbered(line):
        return None
    if volume := _WITHIN.match(line):
        return _found(line[volume.end() :])
    for kind, behind in _FORMS:
        found = kind.form.match(line) or (behind.match(line) if behind else None)
        if found is None:
            continue
        groups = found.groupdict()
        number = _value(next(value for name, value in groups.items() if name not in ("prefix", "name") and value))
        if number is None:
            continue
        rest = line[found.end() :].strip(" .．:：、\u3000")
        if not rest and line != text.strip():
            return None  # · 5 · is the number of a page
        bare = not rest and not groups.get("name")
        return kind.name, number, (groups.get("prefix") or "").strip(), bare
    return None


def _may_be_numbered(line: str) -> bool:
    return _BEGINS.match(line) is not None or _WORD.search(line.lower()) is not None


def kind(text: str) -> Kind | None:
    """The kind of number that `text` begins with, however long it is.

    >>> [found and found.name for found in map(kind, ("（一）坚持党的领导", "1. 背景", "3.5 倍", "一是要"))]
    ['（一）', '1.', None, None]
    """
    return next((one for one in KINDS if one.form.match(text)), None)


CLAUSES = "第条"
"""The name of the kind that clauses of laws and contracts are numbered by."""
_CLAUSE = re.compile(rf"第(?P<n>{_N})条|(?:article|art\.|§)\s*(?P<figures>\d{{1,4}})\b", re.I)


def clause(text: str) -> int | None:
    """The number of the clause of a law or a contract that `text` begins with, however long it is.

    >>> clause("第十二条　船长应当……"), clause("Article 7 The master …"), clause("第三章 附则")
    (12, 7, None)
    """
    found = _CLAUSE.match(text)
    return _value(found["n"] or found["figures"]) if found else None


def unnumbered(text: str) -> str:
    """`text` without the number it begins with.

    >>> unnumbered("第 4 章 兼容性"), unnumbered("4. 兼容性"), unnumbered("四面八方")
    ('兼容性', '兼容性', '四面八方')
    """
    line = _BULLET.sub("", text.strip())
    for kind in KINDS if _may_be_numbered(line) else ():
        found = kind.form.match(line)
        if found and len(line) > found.end():
            return line[found.end() :].strip(" .．:：、\u3000")
    return line


def _value(text: str) -> int | None:
    """A number in figures, Chinese, Roman or English words."""
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if len(text) == 1 and "A" <= text <= "H" and text not in "CD":
        return ord(text) - ord("A") + 1
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if re.fullmatch("[IVXLCDM]+", text):
        return roman(text)
    return chinese(text)


def chinese(text: str) -> int | None:
    """A number in Chinese characters or figures, spoken or digit by digit; None for anything else.

    >>> chinese("二十三"), chinese("二○二四"), chinese("12"), chinese("元")
    (23, 2024, 12, None)
    """
    digits = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
    text = text.translate({0xFF10 + n: str(n) for n in range(10)}).replace("廿", "二十").replace("卅", "三十")
    if not re.search("[十百千]", text):
        figures = "".join(str(digits.get(c, c)) for c in text)
        return int(figures) if figures.isdigit() else None
    total, digit = 0, 0
    for c in text:
        if c in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
        else:
            digit = digits.get(c, 0)
    return total + digit
