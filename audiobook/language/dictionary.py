"""How common Chinese words are: the table key terms are weighed against, and jieba cuts sentences with.

data/dictionary.bin holds jieba's own dictionary and idf table (MIT), a byte a value; scripts/update-dictionary
makes it. Nothing is read before the first word is asked for.
"""

from __future__ import annotations

import math
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import jieba

FILE = Path(__file__).with_name("data") / "dictionary.bin"
FREQUENCY_STEP = 0.07
"""A stored byte b is a frequency of exp(b × 0.07): 3.5 % exact, far below what changes a cut."""
IDF_STEP = 0.055
UNKNOWN_IDF = 10.0
"""Of a word no table knows: rarer than most, not as rare as the rarest, for it may be a wrong cut."""


class Background(NamedTuple):
    """The unpacked tables."""

    places: dict[str, int]
    """Word -> its place in the byte strings."""
    frequencies: bytes
    idfs: bytes
    tags: bytes
    tag_names: tuple[str, ...]
    total: int

    def idf(self, word: str) -> float:
        """Natural logarithm of texts over texts with the word, 0.9 (的) to 13.9."""
        place = self.places.get(word)
        return (place is not None and self.idfs[place] * IDF_STEP) or UNKNOWN_IDF

    def tag(self, word: str) -> str:
        """Kind of word in jieba's letters (n, v, vn, a, …); "" if unknown."""
        place = self.places.get(word)
        return "" if place is None else self.tag_names[self.tags[place]]


@lru_cache(maxsize=1)
def load() -> Background:
    """The tables, unpacked once a process (about 0.1 s)."""
    raw = zlib.decompress(FILE.read_bytes())
    parts = []
    at = 0
    while at < len(raw):
        length = int.from_bytes(raw[at : at + 4], "big")
        parts.append(raw[at + 4 : at + 4 + length])
        at += 4 + length
    total, *tags = parts[0].decode().split()
    words = parts[1].decode().split("\n")
    places = dict(zip(words, range(len(words)), strict=True))
    return Background(places, parts[2], parts[3], parts[4], tuple(tags), int(total))


def cutter(own: tuple[str, ...] = ()) -> jieba.Tokenizer:
    """A jieba tokenizer over these tables, with `own` words always kept whole."""
    import jieba

    background = load()
    sizes = [round(math.exp(step * FREQUENCY_STEP)) for step in range(256)]
    places, frequencies, mine = background.places, background.frequencies, frozenset(own)
    longest = max([12, *map(len, own)])
    own_size = background.total // 1000

    class Frequencies(dict[str, int]):
        """Reads the table on demand, for building a dictionary of it all would take longer than most texts."""

        def get(self, word: str, default: int | None = None) -> int | None:  # type: ignore[override]
            if word in mine:
                return own_size
            place = places.get(word)
            return default if place is None else sizes[frequencies[place]]

    class Cutter(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
        """jieba over our tables: no start-up cost, no cache file in the temporary directory."""

        def __init__(self) -> None:
            super().__init__()
            self.FREQ = Frequencies()
            self.total = background.total
            self.initialized = True

        def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # jieba's name
            """Where a word that starts at i may end; jieba's own needs every prefix in the table."""
            end = len(sentence)
            return {
                i: [j for j in range(i, min(i + longest, end)) if (w := sentence[i : j + 1]) in places or w in mine]
                or [i]
                for i in range(end)
            }

    return Cutter()
