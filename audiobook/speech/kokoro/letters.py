"""Letter to sound for Latin words in no dictionary, so that none is silent.

data/letters.tsv says how a letter sounds between its neighbours, learnt from the American dictionaries
(scripts/make-letters); the longest context that is known counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "letters.tsv"
CONTEXTS = ((4, 4), (3, 4), (3, 3), (2, 3), (2, 2), (1, 2), (1, 1), (0, 1), (0, 0))
"""Letters to the left and to the right, the longest first."""
_VOWELS = frozenset("AIOQWYiuæɑɔəɛɜɪʊʌᵻᵊ")


def plain(word: str) -> str:
    """`word` in the 26 small letters: accents off, ß as ss; letters of other alphabets go.

    >>> plain("Schrödinger"), plain("Łódź")
    ('schrodinger', 'lodz')
    """
    word = word.lower().translate({ord("ß"): "ss", ord("æ"): "ae", ord("ø"): "o", ord("ł"): "l", ord("đ"): "d"})
    return "".join(c for c in unicodedata.normalize("NFKD", word) if "a" <= c <= "z")


def sound(word: str) -> str:
    """Symbols for `word`, with one main stress; empty only if there is no Latin letter in it.

    >>> sound("brake"), sound("zorpify")
    ('bɹˈAk', 'zˈəɹpᵻfI')
    """
    letters = plain(word)
    table = _table()
    symbols = "".join(sound_by(table, letters, i) for i in range(len(letters)))
    first = symbols.find("ˈ")
    if first >= 0:
        return symbols[: first + 1] + symbols[first + 1 :].replace("ˈ", "ˌ")
    vowel = next((i for i, symbol in enumerate(symbols) if symbol in _VOWELS), None)
    return symbols if vowel is None else symbols[:vowel] + "ˈ" + symbols[vowel:]


def context(word: str, place: int, left: int, right: int) -> str:
    """The neighbourhood of a letter as it is written in the table.

    >>> context("nation", 2, 2, 3), context("nation", 0, 1, 1)
    ('na<t>ion', '#<n>a')
    """
    padded = f"#{word}#"
    i = place + 1
    return f"{padded[max(0, i - left) : i]}<{padded[i]}>{padded[i + 1 : i + 1 + right]}"


def sound_by(table: Mapping[str, str], word: str, place: int) -> str:
    """Symbols of one letter by the longest context in `table`."""
    for left, right in CONTEXTS:
        found = table.get(context(word, place, left, right))
        if found is not None:
            return found
    return ""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    lines = _FILE.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#") or "\t" in line)
