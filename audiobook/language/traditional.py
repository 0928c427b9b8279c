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
    return any(not char.isascii() and not char.encode("gb2312", "ignore") and is_han(char) for char in set(text))


def simplified(text: str) -> str:
    """寶貝 -> 宝贝, phrase by phrase (OpenCC t2s); a phrase that would change the length is mapped singly."""
    converter = _converter()
    whole: str = converter.convert(text)
    return whole if len(whole) == len(text) else "".join(converter.convert(c)[:1] or c for c in text)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
