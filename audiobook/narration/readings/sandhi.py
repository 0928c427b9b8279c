"""How tones change in connected speech: 一 and 不, the third tone, 儿化. The reading stays pinyin."""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.model import Word


def sandhi(words: Sequence[Word]) -> tuple[Word, ...]:
    """`words` as they sound together.

    >>> from audiobook.model import Word
    >>> [w.readings for w in sandhi([Word("不", ("bu4",)), Word("是", ("shi4",)), Word("你好", ("ni3", "hao3"))])]
    [('bu2',), ('shi4',), ('ni2', 'hao3')]
    """
    result: list[Word] = []
    run: list[Word] = []
    for word in words:
        if word.readings:
            run.append(word)
        else:
            result += _run(run)
            run = []
            result.append(word)
    return tuple(result + _run(run))


def _run(words: list[Word]) -> list[Word]:
    """Words that follow each other without a sign between them."""
    text = "".join(word.text for word in words)
    readings = [reading for word in words for reading in word.readings]
    for i, char in enumerate(text):
        following = readings[i + 1][-1] if i + 1 < len(readings) else ""
        if char == "不" and readings[i] == "bu4" and following == "4":
            readings[i] = "bu2"
        elif char == "一" and readings[i] == "yi1" and following:
            readings[i] = "yi2" if following == "4" else "yi4"
    place = 0
    for word in words:
        for i in range(place, place + len(word.readings) - 1):
            if readings[i][-1] == readings[i + 1][-1] == "3":
                readings[i] = readings[i][:-1] + "2"
        place += len(word.readings)
    result, place = [], 0
    for word in words:
        size = len(word.readings)
        result.append(Word(word.text, tuple(readings[place : place + size])))
        place += size
    return result
