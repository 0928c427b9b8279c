"""Is it classical Chinese? Then 指, 即 and 称 mean other things than where a modern text says what something is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from audiobook.language.chinese import han_count
from audiobook.language.word_lists import word_list

_LEAST = 100
"""Characters that show it."""
_MODERN = 0.02
"""Share of its characters that modern words of grammar are at the most. Classical texts and novels that are told in
classical Chinese have up to 0.014, modern prose 0.04 and more."""
_TIMES = 2
"""So many classical words of grammar stand there for a modern one; lists and telegrams have neither."""


def is_classical(texts: Iterable[str]) -> bool:
    """Whether an article's sentences are in classical Chinese.

    >>> is_classical(["庖丁为文惠君解牛，手之所触，肩之所倚，足之所履，膝之所踦，砉然向然，奏刀騞然，莫不中音。"] * 4)
    True
    >>> is_classical(["他在河边修了一座桥，桥上的灯是夜里亮着的，过桥的人都说好。"] * 4)
    False
    """
    text = "".join(texts)
    signs = Counter(text)
    modern, classical = (sum(signs[word] for word in word_list("study", name)) for name in ("modern", "classical"))
    size = han_count(text)
    return size >= _LEAST and modern < _MODERN * size and classical > _TIMES * modern
