"""Traditional characters -> simplified; offsets stay true, for no text changes its length."""

from __future__ import annotations

from functools import cache
from typing import Any

from audiobook.language.chinese import is_han


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
    """寶貝 -> 宝贝, phrase by phrase (OpenCC t2s); a phrase that would change the length is mapped singly."""
    converter = _converter()
    whole: str = converter.convert(text)
    return whole if len(whole) == len(text) else "".join(converter.convert(c)[:1] or c for c in text)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
