"""Every word jieba's dictionary knows: how often it is written, what kind of word it is, in how few texts it occurs.

data/dictionary.bin holds jieba's own dictionary and idf table (MIT) in a form that loads in a quarter of the time;
scripts/update-data makes it. There is one of it in a process, loaded when the first word is asked for.
"""

from __future__ import annotations

import math
import sys
import zlib
from array import array
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("data") / "dictionary.bin"
IDF_STEP = 0.055
"""A stored byte b is an idf of b × 0.055; 0 is not known."""
UNKNOWN_IDF = 10.0
"""Of a word no table knows: rarer than most, not as rare as the rarest, for it may be a wrong cut."""


class Dictionary(NamedTuple):
    """The unpacked tables."""

    places: dict[str, int]
    """Word -> its place in the tables."""
    log_shares: array[float]
    """Natural logarithm of each word's share of all words written."""
    idfs: bytes
    tags: bytes
    tag_names: tuple[str, ...]
    common: int
    """Words at places below this are found in more than a handful of texts."""
    unit: float
    """Logarithm of the share of a word written once: what an unknown one counts as."""
    reach: dict[str, int]
    """First character -> length of the longest word that begins with it."""

    def is_common(self, word: str) -> bool:
        """Whether it is known, and not only from a handful of texts."""
        place = self.places.get(word)
        return place is not None and place < self.common

    def log_share(self, word: str) -> float:
        """Natural logarithm of the word's share of all words; an unknown one counts as written once."""
        place = self.places.get(word)
        return self.unit if place is None else self.log_shares[place]

    def idf(self, word: str) -> float:
        """Natural logarithm of texts over texts with the word, 0.9 (的) to 13.9."""
        place = self.places.get(word)
        return (place is not None and place < self.common and self.idfs[place] * IDF_STEP) or UNKNOWN_IDF

    def tag(self, word: str) -> str:
        """Kind of a common word in jieba's letters (n, v, vn, a, …); "" if unknown."""
        place = self.places.get(word)
        return self.tag_names[self.tags[place]] if place is not None and place < self.common else ""


@lru_cache(maxsize=1)
def load() -> Dictionary:
    """The tables, unpacked once a process (about 0.15 s)."""
    raw = zlib.decompress(FILE.read_bytes())
    parts = []
    at = 0
    while at < len(raw):
        length = int.from_bytes(raw[at : at + 4], "big")
        parts.append(raw[at + 4 : at + 4 + length])
        at += 4 + length
    total, common, *tags = parts[0].decode().split()
    words = parts[1].decode().split("\n")
    frequencies = array("I", parts[2])
    if sys.byteorder == "big":
        frequencies.byteswap()
    log_total = math.log(int(total))
    known = {frequency: math.log(frequency) - log_total for frequency in set(frequencies)}
    return Dictionary(
        places=dict(zip(words, range(len(words)), strict=True)),
        log_shares=array("d", map(known.__getitem__, frequencies)),
        idfs=parts[3],
        tags=parts[4],
        tag_names=tuple(tags),
        common=int(common),
        unit=math.log(1) - log_total,
        reach=dict(zip(parts[5].decode(), parts[6], strict=True)),
    )
