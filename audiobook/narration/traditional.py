"""Traditional characters -> simplified, as an option; offsets stay true because it goes character by character."""

from __future__ import annotations

from functools import cache
from typing import Any


def simplified(text: str) -> str:
    """寶貝 -> 宝贝, phrase by phrase (OpenCC t2s); a phrase that would change the length is mapped singly."""
    converter = _converter()
    whole: str = converter.convert(text)
    return whole if len(whole) == len(text) else "".join(converter.convert(c)[:1] or c for c in text)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
