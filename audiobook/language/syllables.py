"""How many syllables a text has when it is said: exact for Chinese characters, an estimate for Latin words."""

from __future__ import annotations

import re

from audiobook.language.chinese import HAN

_TOKEN = re.compile(
    rf"(?P<han>[{HAN}])"
    r"|(?P<word>[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?)"
    r"|(?P<figures>\d+)"
)
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+", re.IGNORECASE)
_NAMED = {"W": 3}
"""Letters whose name has more than one syllable."""


def count_syllables(text: str) -> int:
    """Syllables of `text`, written or spoken: a figure of n digits takes about 2n − 1 (三千二百一), signs none.

    >>> count_syllables("今天，我们学习人工智能。")
    10
    >>> count_syllables("GPT"), count_syllables("WWW"), count_syllables("DeepSeek"), count_syllables("language")
    (3, 9, 2, 2)
    >>> count_syllables("占32%")
    4
    >>> count_syllables("，。……")
    0
    """
    total = 0
    for match in _TOKEN.finditer(text):
        if match["word"]:
            total += _word(match["word"])
        else:
            total += 2 * len(match[0]) - 1
    return total


def _word(word: str) -> int:
    vowels = _VOWELS.findall(word)
    # capitals are spelled (GPT) unless they look like a word (NASA, OPENAI)
    if not vowels or len(word) == 1 or (word.isupper() and len(word) <= 3):
        return sum(_NAMED.get(letter.upper(), 1) for letter in word if letter.isalpha())
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee", "ie")) and len(vowels) > 1
    return len(vowels) - silent
