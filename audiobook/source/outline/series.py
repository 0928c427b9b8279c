"""Numbered lines that belong together: 第一回 … 第一百二十回, CHAPTER I …, 一、…, 1.1 ….

A series rises. One that starts again at one goes on (a new volume); lines that do not fit it belong to none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiobook.language.chinese import is_han
from audiobook.source.line_features import close_gaps, is_chinese, squeeze

_LINE = 4
"""Characters of the shortest line of a couplet over a chapter."""
_N = "[〇零一二两三四五六七八九十百千廿卅０-９\\d]+"
_ROMAN = "(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVXLCDM])"
_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        1,
    )
} | {
    word: number
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_ENGLISH = rf"(?:{_ROMAN}|\d{{1,3}}|{'|'.join(_WORDS)})\b"

KINDS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("第卷", 0, re.compile(rf"第(?P<n>{_N})\s*[卷部编册](?![分门队委])")),
    ("卷", 0, re.compile(rf"卷之?(?P<n>{_N})(?!\d)")),
    ("part", 0, re.compile(rf"(?:part|book|volume)\s+(?P<n>{_ENGLISH})", re.I)),
    ("第章", 1, re.compile(rf"第\s*(?P<n>{_N})\s*[章回话集讲课幕折篇](?![节会报告])")),
    ("chapter", 1, re.compile(rf"(?:chapter|chap\.|letter|canto|act|lecture|lesson)\s+(?P<n>{_ENGLISH})", re.I)),
    (
        "chapter",
        1,
        re.compile(
            r"(?:the )?(?P<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
            r" (?:chapter|part|lecture|letter|act|book|canto)\b",
            re.I,
        ),
    ),
    ("附件", 1, re.compile(rf"附[件录表]\s*(?P<n>{_N}|[A-Z](?![a-z]))(?![页份])")),
    ("appendix", 1, re.compile(rf"(?:appendix|annex|exhibit)\s+(?P<n>{_ENGLISH}|[A-Z]\b)", re.I)),
    ("第节", 2, re.compile(rf"第\s*(?P<n>{_N})\s*节")),
    ("section", 2, re.compile(rf"section\s+(?P<n>{_ENGLISH})", re.I)),
    ("一、", 3, re.compile("(?P<n>[一二三四五六七八九十]{1,3})[、．.]")),
    ("一", 3, re.compile("(?P<n>[一二三四五六七八九十]{1,3})(?:$|[ \u3000]+(?=\\S))")),
    ("（一）", 4, re.compile("[（(]?(?P<n>[一二三四五六七八九十]{1,3})[）)]")),
    ("1.1.1", 7, re.compile(r"\d{1,2}[.．]\d{1,2}[.．](?P<n>\d{1,2})[.．]?(?!\d)")),
    ("1.1", 6, re.compile(r"\d{1,2}[.．](?P<n>\d{1,2})(?!\d|\s*[%％万亿元倍个年月])[.．、]?")),
    ("1.", 5, re.compile(r"(?P<n>\d{1,3})(?:[.．、](?!\d)|[ \u3000]+(?=[^\d年月日])|$)")),
    ("（1）", 8, re.compile(r"[（(](?P<n>\d{1,2})[）)]|(?P<circled>[①-⑳])|(?P<half>\d{1,2})[）)]")),
    ("I.", 5, re.compile(rf"(?P<n>{_ROMAN})(?:[.、．]\s?|$)")),
)
"""Name, rank and form of each kind of number; a lower rank stands over a higher one."""

RANKS = {name: rank for name, rank, _ in KINDS}
_LONGEST = 60
_BULLET = re.compile(r"^[●○◆◇■□★☆▲△▪•·#\s]+")
_MOST_SKIPPED = 6
"""Numbers that may be missing in a row."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number, or with what stands before every number of its series."""

    place: int
    kind: str
    number: int
    prefix: str
    bare: bool
    """Nothing but the number: the name may stand on the next line."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbered lines in a rising row."""

    kind: str
    rank: int
    members: tuple[Numbered, ...]
    prefix: str
    """What stands before the number in most of them and is no part of a title (正文 第二回)."""


def numbered(text: str, place: int = 0) -> Numbered | None:
    """What number `text` begins with, if it is short enough for a heading.

    >>> numbered("正文 第十二回 归来").number, numbered("CHAPTER IV").number, numbered("他说第一章很好。")
    (12, 4, None)
    >>> numbered("② 渡口").number
    2
    >>> numbered("Chapter IIX") is None
    True
    """
    line = _BULLET.sub("", text.strip())
    if len(line) > _LONGEST or line[-1:] in ("。", "；", "，"):
        return None
    for kind, rank, pattern in KINDS:
        found = pattern.match(line)
        if found is None and rank < 2:
            found = re.compile(rf"(?P<prefix>[^，。；：？！“”a-z]{{1,14}}?)(?:{pattern.pattern})", pattern.flags).match(
                line
            )
        if found is None:
            continue
        groups = found.groupdict()
        number = _value(next(value for name, value in groups.items() if name != "prefix" and value))
        if number is None:
            continue
        rest = line[found.end() :].strip(" .．:：、\u3000")
        if not rest and line != text.strip():
            return None  # · 5 · is the number of a page
        return Numbered(place, kind, number, (groups.get("prefix") or "").strip(), not rest)
    return None


def unnumbered(text: str) -> str:
    """`text` without the number it begins with.

    >>> unnumbered("第 4 章 兼容性"), unnumbered("4. 兼容性"), unnumbered("四面八方")
    ('兼容性', '兼容性', '四面八方')
    """
    line = _BULLET.sub("", text.strip())
    for _, _, pattern in KINDS:
        found = pattern.match(line)
        if found and len(line) > found.end():
            return line[found.end() :].strip(" .．:：、\u3000")
    return line


def parted(text: str) -> str:
    r"""A heading in one line: gaps between Chinese signs closed, but for the one behind its number and the one between
    the halves of a couplet, where a reader pauses and print has a full-width space.

    >>> parted("第一章 山 路"), parted("第二回 张翼德怒鞭督邮 何国舅谋诛宦竖"), parted("3 雾")
    ('第一章\u3000山路', '第二回\u3000张翼德怒鞭督邮\u3000何国舅谋诛宦竖', '3\u3000雾')
    """
    line = " ".join(text.split())
    name = unnumbered(line)
    head, gap, _ = line.rpartition(f" {name}") if name else ("", "", "")
    if not gap or not (is_han(head[-1]) or (head.isdecimal() and is_han(name[0]))):
        return close_gaps(line)
    if len(head) == len(name.split()[0]) == 1 and is_han(head):  # 一 切 is one word, spaced out
        return close_gaps(line)
    return f"{close_gaps(head)}\u3000{_halves(name)}"


def _halves(name: str) -> str:
    """The two lines of a couplet that names a chapter stay two."""
    halves = name.split()
    couplet = len(halves) == 2 and len(halves[0]) == len(halves[1]) >= _LINE and all(map(is_chinese, halves))
    return "\u3000".join(halves) if couplet else close_gaps(name)


def find(texts: Sequence[str], may: Sequence[bool]) -> list[Series]:
    """All series in `texts`; `may` says of each line whether it can be a heading at all."""
    kinds: dict[str, list[Numbered]] = {}
    for place, text in enumerate(texts):
        if may[place] and (one := numbered(text, place)) is not None:
            kinds.setdefault(one.kind, []).append(one)
    found = []
    for kind, lines in kinds.items():
        counts = Counter(squeeze(one.prefix) for one in lines)
        prefix = next((p for p, count in counts.most_common() if p and count >= 3 and count * 2 >= len(lines)), "")
        fitting = [one for one in lines if squeeze(one.prefix) in ("", prefix)]
        members = tuple(_rising(fitting))
        if len(members) >= 2:
            found.append(Series(kind, RANKS[kind], members, prefix))
    return found


def _rising(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    last = 0
    for place, one in enumerate(lines):
        following = lines[place + 1].number if place + 1 < len(lines) else None
        starts = one.number <= 1 and (following is None or following == one.number + 1 or last >= 2)
        if starts or last < one.number <= last + 1 + _MOST_SKIPPED or (last == 0 and one.number <= 400):
            yield one
            last = one.number


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
        values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[c] for c in text]
        return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))
    return _chinese(text)


def _chinese(text: str) -> int | None:
    digits = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
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
