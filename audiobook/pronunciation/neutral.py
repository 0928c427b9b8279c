"""Which characters of a word lose their tone (轻声), and where 儿 only colours the vowel before it (儿化)."""

from __future__ import annotations

from audiobook.language.word_lists import word_list
from audiobook.pronunciation import phrase_dictionary

_LONGEST = 4
"""In longer words the dictionaries' neutral tones are not to be trusted (合同 in 合同法)."""
# words in which 儿 is a child or a man, so a syllable of its own
_CHILDREN = frozenset("女婴幼孤胎患男健少宠育托孩弃产生侄娃混流幸骄")


def weaken(word: str, readings: tuple[str, ...]) -> tuple[str, ...]:
    """`readings` of `word` with its neutral tones; those the readings have already stay.

    >>> weaken("石头", ("shi2", "tou2")), weaken("玩儿", ("wan2", "er2")), weaken("女儿", ("nv3", "er2"))
    (('shi2', 'tou5'), ('wan2', 'r5'), ('nv3', 'er2'))
    """
    if len(word) < 2:
        return readings
    result = list(readings)
    if word in word_list("pronunciation", "neutral"):
        result[-1] = _neutral(result[-1])
    elif len(word) <= _LONGEST:
        for i, reading in enumerate(phrase_dictionary.find(word) or ()):
            # another syllable than the one read here would be another word
            if reading is not None and reading[-1] == "5" and reading[:-1] == result[i][:-1]:
                result[i] = reading
    if word[-1] == "儿" and word[-2] not in _CHILDREN and result[-1] in ("er2", "er5", "r5"):
        result[-1] = "r5"
    return tuple(result)


def _neutral(reading: str) -> str:
    return reading[:-1] + "5"
