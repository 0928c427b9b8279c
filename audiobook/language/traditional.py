"""Traditional characters -> simplified; no character is added or lost, so that offsets stay true.

data/traditional.tsv is OpenCC's table from Traditional Chinese to Simplified (t2s, Apache-2.0), phrases and single
characters, the more usual of several; scripts/update-data makes it. The longest phrase at a place comes first, as
OpenCC has it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from audiobook.language.chinese import is_han

FILE = Path(__file__).with_name("data") / "traditional.tsv"
_COMPATIBLE = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Second code points of characters, kept for texts that came from other encodings."""


def has_traditional(text: str) -> bool:
    """Whether some Chinese character of `text` is outside GB 2312, as every traditional form is.

    >>> has_traditional("強迫"), has_traditional("强迫，café")
    (True, False)
    """
    known = _gb2312()
    return not known.issuperset(text) and any(char not in known and is_han(char) for char in text)


@cache
def _gb2312() -> frozenset[str]:
    """ASCII and every character of GB 2312."""
    pairs = bytes(byte for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF) for byte in (high, low))
    return frozenset(map(chr, range(128))) | frozenset(pairs.decode("gb2312", "ignore"))


def simplified(text: str) -> str:
    """Phrase by phrase, the rest character by character.

    >>> simplified("寶貝的頭髮，乾隆時乾燥的麵")
    '宝贝的头发，乾隆时干燥的面'
    """
    phrases, characters, pattern = _table()
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    pieces = pattern.split(text)
    return "".join(phrases[piece] if i % 2 else piece.translate(characters) for i, piece in enumerate(pieces))


@cache
def _table() -> tuple[dict[str, str], dict[int, str], re.Pattern[str]]:
    """Phrases, single characters, and what finds the longest phrase at a place."""
    lines = (line.split("\t") for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#"))
    pairs = {line[0]: line[1] for line in lines}
    phrases = {written: simple for written, simple in pairs.items() if len(written) > 1}
    characters = {ord(written): simple for written, simple in pairs.items() if len(written) == 1}
    longest_first = sorted(phrases, key=len, reverse=True)
    return phrases, characters, re.compile(f"({'|'.join(longest_first)})")
