"""Which characters of a word lose their tone (轻声), and where 儿 only colours the vowel before it (儿化)."""

from __future__ import annotations

from audiobook.language import chinese
from audiobook.language.dictionary import load
from audiobook.language.names import SURE
from audiobook.language.word_lists import word_list
from audiobook.pronunciation import phrase_dictionary

_LONGEST = 4
"""In longer words the dictionaries' neutral tones are not to be trusted (合同 in 合同法)."""
# words in which 儿 is a child or a man, so a syllable of its own
_CHILDREN = frozenset("女婴幼孤胎患男健少宠育托孩弃产生侄娃混流幸骄")


def weaken(word: str, readings: tuple[str, ...], before: str = "") -> tuple[str, ...]:
    """`readings` of `word` with its neutral tones; those the readings have already stay.

    `before` is the word before it: 儿 behind a thing colours it, in a name it is a syllable.

    >>> weaken("石头", ("shi2", "tou2")), weaken("玩儿", ("wan2", "er2")), weaken("女儿", ("nv3", "er2"))
    (('shi2', 'tou5'), ('wan2', 'r5'), ('nv3', 'er2'))
    >>> weaken("儿", ("er2",), "雏鸡"), weaken("杏儿", ("xing4", "er2"), "周")
    (('r5',), ('xing4', 'er2'))
    """
    if word == "儿" and load().tag(before) == "n" and before[-1] not in _CHILDREN:
        return ("r5",)
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
    if word[-1] == "儿" and result[-1] in ("er2", "er5", "r5"):
        result[-1] = "er2" if word[-2] in _CHILDREN or _is_name(word, before) else "r5"
    return tuple(result)


def _is_name(word: str, before: str) -> bool:
    """陈碧儿, 周|杏儿: a family name, and a given name that ends in 儿; not 柳条儿."""
    if len(word) == 2:
        return before in SURE and not chinese.is_known(before + word[0])
    return word[0] in SURE and not chinese.is_known(word[:-1]) and not chinese.is_known(word)


def _neutral(reading: str) -> str:
    return reading[:-1] + "5"
