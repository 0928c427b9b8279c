"""Words whose reading is fixed: the user's lexicon, and names of persons, places and peoples (data/names.tsv)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from audiobook.narration.readings import segment

Fixed = dict[int, tuple[str, tuple[str, ...]]]
"""Place in the text -> word, readings."""

_FILE = Path(__file__).parent / "data" / "names.tsv"


def find(text: str, lexicon: Mapping[str, tuple[str, ...]]) -> Fixed:
    """Fixed words in `text`, the longest at each place, the user's before ours."""
    found: Fixed = {}
    taken = [False] * len(text)
    for table, pattern in ((lexicon, _pattern(tuple(lexicon))), (builtin(), _pattern(tuple(builtin())))):
        if pattern is None:
            continue
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                found[match.start()] = (match[0], table[match[0]])
                taken[match.start() : match.end()] = [True] * len(match[0])
    return found


def words(text: str, fixed: Fixed) -> list[str]:
    """The words of `text`, with those of `fixed` whole."""
    result: list[str] = []
    place = 0
    for start in sorted(fixed):
        result += segment.words(text[place:start])
        word = fixed[start][0]
        result.append(word)
        place = start + len(word)
    return result + segment.words(text[place:])


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
