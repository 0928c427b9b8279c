"""Text -> words as they are spoken: Chinese by jieba, Latin words whole, every sign by itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, 〇 among them, as the inside of a character class."""

_HAN = re.compile(f"[{HAN}]")
_TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character."""
    return _HAN.match(char) is not None


def words(text: str) -> list[str]:
    """The words of `text`; joined they are `text` again.

    >>> words("我们用ChatGPT学习。")
    ['我们', '用', 'ChatGPT', '学习', '。']
    """
    result: list[str] = []
    for match in _TOKEN.finditer(text):
        if match["han"]:
            result.extend(_tokenizer().cut(match["han"]))
        else:
            result.append(match[0])
    return result


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer
