"""Words whose reading is in a dictionary: data/dictionary.tsv, with the corrections of data/phrases.tsv before it.

A dictionary knows 目的 and 行业, where the network guesses from its neighbours; the network knows what a lone 得 is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from audiobook.language import chinese

Readings = tuple[str | None, ...]
"""One per character; None: the dictionary does not decide."""

_DATA = Path(__file__).parent / "data"
_LONGEST_JOINED = 8
_MOST_JOINED = 5
_MARKS = {
    mark: (plain, str(tone))
    for plain, marks in {
        "a": "āáǎà",
        "e": "ēéěè",
        "i": "īíǐì",
        "o": "ōóǒò",
        "u": "ūúǔù",
        "v": "ǖǘǚǜ",
        "n": " ńňǹ",
    }.items()
    for tone, mark in enumerate(marks, 1)
}
_MARKS |= {"ḿ": ("m", "2"), "ü": ("v", ""), "ê": ("ê", "")}


def find(word: str) -> Readings | None:
    """Readings of a word of two characters or more, or None if no dictionary has it.

    >>> find("目的"), find("当年"), find("没有的词")
    ((None, 'di4'), (None, 'nian2'), None)
    """
    line = _dictionary().get(word)
    return None if line is None else _parsed(line)


@lru_cache(maxsize=65536)
def _parsed(line: str) -> Readings:
    return tuple(None if reading == "-" else reading for reading in line.split(" "))


def cover(words: Sequence[str]) -> list[tuple[int, Readings]]:
    """Where dictionary words stand in a row of segmented words: place of the first character -> readings.

    Words that segmentation cut are tried joined (因地 制宜), and those it has whole but no dictionary has, in parts
    (市行长).

    >>> cover(["市行长", "因地", "制宜"])
    [(1, ('hang2', 'zhang3')), (3, (None, 'di4', None, None))]
    """
    result: list[tuple[int, Readings]] = []
    place = i = 0
    while i < len(words):
        for j in range(min(len(words), i + _MOST_JOINED), i + 1, -1):
            joined = "".join(words[i:j])
            if 2 < len(joined) <= _LONGEST_JOINED and (found := find(joined)) is not None:
                result.append((place, found))
                break
        else:
            j = i + 1
            joined = words[i]
            if len(joined) > 1:
                found = find(joined)
                if found is not None:
                    result.append((place, found))
                elif len(joined) > 2:
                    result += [(place + start, inner) for start, inner in _inside(joined)]
        place += len(joined)
        i = j
    return result


@lru_cache(maxsize=16384)
def _inside(word: str) -> tuple[tuple[int, Readings], ...]:
    """The dictionary words in the parts of a longer word."""
    result = []
    place = 0
    for part in chinese.parts(word):
        if len(part) > 1 and (found := find(part)) is not None:
            result.append((place, found))
        place += len(part)
    return tuple(result)


def numbered(reading: str) -> str:
    """A syllable with its tone as a number behind it.

    >>> numbered("zhòng"), numbered("lǜ"), numbered("de")
    ('zhong4', 'lv4', 'de5')
    """
    tone = ""
    plain = ""
    for letter in reading:
        letter, found = _MARKS.get(letter, (letter, ""))
        plain += letter
        tone = found or tone
    return plain + (tone or "5")


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    """Word -> readings, still in one string; the corrections win."""
    table: dict[str, str] = {}
    for name in ("dictionary.tsv", "phrases.tsv"):
        for line in (_DATA / name).read_text("utf-8").splitlines():
            word, tab, readings = line.partition("\t")
            if tab and not word.startswith("#"):
                table[word] = readings
    return table
