"""Whether a passage that is set in by four columns is code, as CommonMark has it, or text whose author set it in."""

from __future__ import annotations

import re
from functools import cache

from audiobook.language.chinese import is_han
from audiobook.language.word_lists import rows

_SIGNS = re.compile(
    r"[{};\\]\s*$|^\s*(?:[$%>#@]|//|/\*|<[/!\w])|[=!<>]=|[-=]>|::|&&|\|\||\w\(|\w\[|\w=|\s=\s|\s--?\w"
    r"|[/\\]\w+[/\\]|\w_\w|\w\.\w+\(",
    re.ASCII,
)
_WORD = re.compile(r"[A-Za-z’']+")
_HAN = 0.5
_SMALL_WORDS = 0.15


def looks_like_code(passage: str) -> bool:
    """False for Chinese and for sentences of English.

    >>> looks_like_code("total = 0"), looks_like_code("水退了，闸门还开着。")
    (True, False)
    >>> looks_like_code("It was late and the gate was open.")
    False
    """
    lines = [line for line in passage.split("\n") if line.strip()]
    signs = sum(bool(_SIGNS.search(line)) for line in lines)
    letters = [char for char in passage if char.isalpha()]
    if letters and sum(map(is_han, letters)) >= _HAN * len(letters):
        return signs * 2 > len(lines)
    words = _WORD.findall(passage.lower())
    small = sum(word in _english() for word in words)
    return signs > 0 or len(words) < 4 or small < _SMALL_WORDS * len(words)


@cache
def _english() -> frozenset[str]:
    return next(frozenset(words.split()) for name, words in rows("source", "function_words") if name == "English")
