"""Words whose reading is fixed: the user's lexicon, and names of persons, places and peoples (data/names.tsv)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from audiobook.language import chinese

Fixed = dict[int, tuple[str, tuple[str, ...]]]
"""Place in the text -> word, readings."""

_FILE = Path(__file__).parent / "data" / "names.tsv"


def words(text: str, lexicon: Mapping[str, tuple[str, ...]]) -> tuple[list[str], Fixed]:
    """The words of `text`, and which of them are fixed; the user's before ours, the longest at each place.

    A name is not meant where a word of the language begins before it and reaches into it (简单 于此 is not 单于,
    音乐 队伍 is not 乐队), and a name of ours neither where it begins a longer such word.
    """
    plain = chinese.words(text)
    candidates = [
        (match.start(), match.end(), table is lexicon)
        for table, pattern in ((lexicon, _pattern(tuple(lexicon))), (builtin(), _pattern(tuple(builtin()))))
        if pattern is not None
        for match in pattern.finditer(text)
    ]
    if not candidates:
        return plain, {}
    fixed: Fixed = {}
    taken = [False] * len(text)
    over = _spans(plain)
    for start, end, own in candidates:
        first, last = over[start]
        blocked = first < start or (not own and last > end)
        if any(taken[start:end]) or (blocked and chinese.is_known(text[first:last])):
            continue
        word = text[start:end]
        fixed[start] = (word, (lexicon if own else builtin())[word])
        taken[start:end] = [True] * (end - start)
    return (_cut(text, fixed) if fixed else plain), fixed


def _spans(words: Sequence[str]) -> list[tuple[int, int]]:
    """For each place of the text the word that stands over it: beginning and end."""
    result: list[tuple[int, int]] = []
    for word in words:
        start = len(result)
        result += [(start, start + len(word))] * len(word)
    return result


def _cut(text: str, fixed: Fixed) -> list[str]:
    result: list[str] = []
    place = 0
    for start in sorted(fixed):
        result += chinese.words(text[place:start])
        word = fixed[start][0]
        result.append(word)
        place = start + len(word)
    return result + chinese.words(text[place:])


@lru_cache(maxsize=1)
def builtin() -> dict[str, tuple[str, ...]]:
    """data/names.tsv: word, tab, readings."""
    table: dict[str, tuple[str, ...]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, readings = line.split("\t")[:2]
            table[word] = tuple(readings.split())
    return table


@lru_cache(maxsize=16)
def _pattern(entries: tuple[str, ...]) -> re.Pattern[str] | None:
    if not entries:
        return None
    return re.compile("|".join(map(re.escape, sorted(entries, key=len, reverse=True))))
