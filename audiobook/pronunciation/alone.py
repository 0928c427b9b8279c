"""Characters that the network decides badly where they stand alone, by what stands around them: data/alone.tsv.

A row says more than the network and less than a dictionary: it decides where no dictionary has the word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from audiobook.language.chinese import compiled
from audiobook.language.word_lists import rows

_EDGE = r"(?:[，。；：！？、,;:!?…”’）)\n]|$)"
_CHAR = re.compile("<(.)>")


@dataclass(frozen=True, slots=True)
class Row:
    """Where `pattern` matches, its group x, which is `char`, is read `reading`; so in `example`, there in []."""

    char: str
    reading: str
    pattern: re.Pattern[str]
    example: str


@lru_cache(maxsize=1)
def table() -> tuple[Row, ...]:
    """The rows, the first that holds decides."""
    found = []
    for reading, pattern, example in rows("pronunciation", "alone"):
        (char,) = _CHAR.findall(pattern)
        pattern = _CHAR.sub(r"(?P<x>\1)", pattern, count=1).replace("‖", _EDGE)
        found.append(Row(char, reading, compiled(pattern), example))
    return tuple(found)


@lru_cache(maxsize=1)
def _by_char() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in table():
        found.setdefault(row.char, []).append(row)
    return found


def find(text: str) -> dict[int, str]:
    """Place in `text` -> reading.

    >>> find("他挑水，不挑起争端")
    {1: 'tiao1', 5: 'tiao3'}
    """
    found: dict[int, str] = {}
    for char in _by_char().keys() & set(text):
        for row in _by_char()[char]:
            for match in row.pattern.finditer(text):
                found.setdefault(match.start("x"), row.reading)
    return dict(sorted(found.items()))
