"""American English words and how they sound: the dictionaries of misaki (Apache-2.0), carried as data.

data/english.bin holds the words and their symbols as two columns in one order, each compressed by itself, so that who
wants only the words unpacks only them; scripts/update-data makes it. The package misaki itself cannot be required: it
does not install on every Python, and brings 15 MB of which this is one.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("data") / "english.bin"
LENGTH_BYTES = 4
"""The length of the first column, big endian, stands before it."""


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """Every word of the dictionaries, as they write it: small, Capitalised or CAPITALS.

    >>> "language" in words(), "Boston" in words(), "languag" in words()
    (True, True, False)
    """
    return frozenset(_columns(1)[0])


def pronunciations() -> dict[str, str]:
    """Word -> its symbols, in the notation the embedded voice was trained on; unpacked anew at each call.

    >>> pronunciations()["language"]
    'lˈæŋɡwɪʤ'
    """
    return dict(zip(*_columns(2), strict=True))


def _columns(count: int) -> list[list[str]]:
    raw = FILE.read_bytes()
    end = LENGTH_BYTES + int.from_bytes(raw[:LENGTH_BYTES], "big")
    return [
        zlib.decompress(raw[part]).decode().split("\n") for part in (slice(LENGTH_BYTES, end), slice(end, None))[:count]
    ]
