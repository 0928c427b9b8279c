"""Characters -> readings: which of its sounds each one has here, and how it changes beside its neighbours.

    read: text ──segment──▶ words ──lexicon, names, phrases, network, rules──▶ words with readings
    sandhi: words with readings ──三声, 一, 不, 儿化──▶ words as they sound

Readings are pinyin with tone numbers ("zhong4"), 5 for the neutral tone, v for ü.
"""

from __future__ import annotations

from audiobook.pronunciation.reader import read, read_all
from audiobook.pronunciation.sandhi import sandhi

__all__ = ["read", "read_all", "sandhi"]
