"""Text -> words as they are spoken: Chinese by jieba, Latin words whole, every sign by itself."""

from __future__ import annotations

import math
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


def known_words(text: str) -> list[str]:
    """The words of `text` that the dictionary has, nothing guessed: 提供|方便, where `words` makes one of them."""
    return list(_tokenizer().cut(text, HMM=False))


def is_known(word: str) -> bool:
    """Whether `word` is in the dictionary of segmentation, not only guessed to be a word.

    >>> is_known("队伍"), is_known("任正说")
    (True, False)
    """
    return bool(_tokenizer().FREQ.get(word))


def is_entry(piece: str) -> bool:
    """Whether `piece` is a word of several characters that the dictionary has: no character of it stands alone."""
    return len(piece) > 1 and is_known(piece)


@lru_cache(maxsize=16384)
def parts(word: str) -> tuple[str, ...]:
    """The likeliest shorter words that make up a longer one.

    >>> parts("重大意义"), parts("副行长")
    (('重大', '意义'), ('副', '行长'))
    """
    tokenizer = _tokenizer()
    total = math.log(tokenizer.total)
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        choices = []
        for start in range(end):
            part = word[start:end]
            if part != word and (end - start == 1 or tokenizer.FREQ.get(part)):
                score = math.log(tokenizer.FREQ.get(part) or 1) - total
                choices.append((best[start][0] + score, (*best[start][1], part)))
        best.append(max(choices, key=lambda choice: choice[0], default=(0.0, (word,))))
    return best[-1][1]


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    import logging

    import jieba

    jieba.setLogLevel(logging.CRITICAL)  # it would print a traceback when the disk is full
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer
