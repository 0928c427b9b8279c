"""Numbered lines that belong together: 第一回 … 第一百二十回, CHAPTER I …, 一、…, 1.1 ….

A series rises. One that starts again at one goes on (a new volume); lines that do not fit it belong to none.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiobook.language.chinese import is_han
from audiobook.language.word_lists import word_list
from audiobook.source.line_features import close_gaps, is_chinese, squeeze
from audiobook.source.numberings import CLAUSES, RANKS, Numbered, clause, numbered, unnumbered

_PART = re.compile(r"第[〇零一二两三四五六七八九十\d]{1,3}(?:部分|单元|辑|编)")
"""What stands before the name of a part."""
_LINE = 4
"""Characters of the shortest line of a couplet over a chapter."""
_BESIDE, _APART = 100, 1_000
"""Characters that stand at the most between the entries of a list, and at least somewhere between chapters."""
_MOST_SKIPPED = 6
"""Numbers that may be missing in a row."""


Look = tuple[int, bool]
"""Size of the type in twentieths of the text's, and whether it is bold."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbered lines in a rising row."""

    kind: str
    rank: int
    members: tuple[Numbered, ...]
    prefix: str
    """What stands before the number in most of them and is no part of a title (正文 第二回)."""


def parted(text: str) -> str:
    r"""A heading in one line: gaps between Chinese signs closed, but for the one behind its number and the one between
    the halves of a couplet, where a reader pauses and print has a full-width space.

    >>> parted("序言 渡口的来历"), parted("第2章 第一课 看水")
    ('序言\u3000渡口的来历', '第2章\u3000第一课\u3000看水')
    >>> parted("第一章 山 路"), parted("第二回 张翼德怒鞭督邮 何国舅谋诛宦竖"), parted("3 雾")
    ('第一章\u3000山路', '第二回\u3000张翼德怒鞭督邮\u3000何国舅谋诛宦竖', '3\u3000雾')
    """
    line = " ".join(text.split())
    head, _, rest = line.partition(" ")
    if rest and is_han(head[-1]) and _names_a_part(head):
        return f"{head}\u3000{parted(rest)}"
    name = unnumbered(line)
    head, gap, _ = line.rpartition(f" {name}") if name else ("", "", "")
    if not gap or not (is_han(head[-1]) or (head.isdecimal() and is_han(name[0]))):
        return close_gaps(line)
    if len(head) == len(name.split()[0]) == 1 and is_han(head):  # 一 切 is one word, spaced out
        return close_gaps(line)
    return f"{close_gaps(head)}\u3000{_halves(name)}"


def _names_a_part(head: str) -> bool:
    """序言, 推荐序二, 第一部分."""
    bare = head.rstrip("一二三四五")
    known = word_list("source", "book_parts") | word_list("source", "headings")
    return head in known or bare in known or _PART.fullmatch(head) is not None


def _halves(name: str) -> str:
    """The two lines of a couplet that names a chapter stay two."""
    if (one := numbered(name)) is not None and not one.bare:
        return parted(name)
    halves = name.split()
    couplet = len(halves) == 2 and len(halves[0]) == len(halves[1]) >= _LINE and all(map(is_chinese, halves))
    return "\u3000".join(halves) if couplet else close_gaps(name)


def find(texts: Sequence[str], may: Sequence[bool], looks: Sequence[Look | None]) -> list[Series]:
    """All series in `texts`; `may` says of each line whether it can be a heading at all, `looks` how it is printed."""
    kinds: dict[str, list[Numbered]] = {}
    for place, text in enumerate(texts):
        if may[place] and (one := numbered(text, place)) is not None:
            kinds.setdefault(one.kind, []).append(one)
    found = []
    for kind, every in kinds.items():
        lines = _alike(every, looks)
        counts = Counter(squeeze(one.prefix) for one in lines)
        prefix = next((p for p, count in counts.most_common() if p and count >= 3 and count * 2 >= len(lines)), "")
        fitting = [one for one in lines if squeeze(one.prefix) in ("", prefix)]
        members = tuple(_in_the_text(list(_rising(fitting)), texts))
        if kind == CLAUSES and len(members) * 2 <= sum(clause(text) is not None for text in texts):
            continue  # the clauses of a law are its text, those of a contract may have names
        if len(members) >= 2:
            found.append(Series(kind, RANKS[kind], members, prefix))
    return found


def _alike(lines: Sequence[Numbered], looks: Sequence[Look | None]) -> Sequence[Numbered]:
    """Of `lines` those of the print in which most are counted on; of other print only what is missing among them.

    The figures in a diagram and the items of a list would begin a row of headings anew, 1 mm behind 3 Results.
    """
    sets: dict[Look | None, list[Numbered]] = {}
    for one in lines:
        sets.setdefault(looks[one.place], []).append(one)
    if len(sets) == 1:
        return lines
    found = max((list(_rising(each)) for each in sets.values()), key=_unbroken)
    places = [one.place for one in found]
    for one in lines:
        at = bisect(places, one.place)
        if 0 < at < len(found) and found[at - 1].number < one.number < found[at].number:
            found.insert(at, one)
            places.insert(at, one.place)
    return found


def _unbroken(members: Sequence[Numbered]) -> int:
    """The most members of a row that rise without beginning again."""
    most = count = last = 0
    for one in members:
        count = count + 1 if one.number > last else 1
        last, most = one.number, max(most, count)
    return most


def _in_the_text(members: Sequence[Numbered], texts: Sequence[str]) -> Sequence[Numbered]:
    """`members` without those that only tell what comes: the acts of a play one under another, before they begin."""
    second = next((i for i, one in enumerate(members) if i and one.number <= members[i - 1].number), None)
    if second is None or len(members) < 2 * second or second < 2:
        return members

    def between(first: int, last: int) -> int:
        """The most that stands between two of them."""
        return max(sum(map(len, texts[a.place + 1 : b.place])) for a, b in itertools.pairwise(members[first:last]))

    return members[second:] if between(0, second) < _BESIDE and between(second, 2 * second) > _APART else members


def _rising(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    last = 0
    for place, one in enumerate(lines):
        following = lines[place + 1].number if place + 1 < len(lines) else None
        starts = one.number <= 1 and (following is None or following == one.number + 1 or last >= 2)
        if starts or last < one.number <= last + 1 + _MOST_SKIPPED or (last == 0 and one.number <= 400):
            yield one
            last = one.number
