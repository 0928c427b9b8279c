"""Traditional characters -> simplified, as an option; no character is added or lost, so that offsets stay true.

data/traditional.tsv is OpenCC's table from Traditional Chinese to Simplified (t2s, Apache-2.0), phrases and single
characters, the more usual of several; scripts/update-data makes it. The longest phrase at a place comes first, as
OpenCC has it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("data") / "traditional.tsv"
_COMPATIBLE = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Second code points of characters, kept for texts that came from other encodings."""


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
