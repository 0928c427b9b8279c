"""How tones change in connected speech: neutral tones and 儿化 in words, 一, 不 and the third tone between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.language import chinese
from audiobook.model import Word
from audiobook.pronunciation import neutral

_DIGITS = "零〇一二三四五六七八九"
# an order or a name of a number, not a quantity: 一 keeps its tone before these, and behind those
_AFTER_ORDER = re.compile(r"(?:第|初|周|星期|礼拜|之|统|唯|单|专|划|万)$")
_BEFORE_ORDER = re.compile(r"月|号(?!召)|[期楼层级线流审版把](?!切|子|都|条)|等(?!待|于|到|一)|来(?!到|看)|则")
_ENUMERATES = re.compile(r"是|要|曰|为")
# the second syllable has lost the third tone that the first still answers to
_VERBS = "想走写讲等找洗赶改享考举演补炒挤打跑审取"
_FEW = {"哪里": ("na2", "li5"), "小姐": ("xiao2", "jie5"), "老鼠": ("lao2", "shu5")}


def sandhi(words: Sequence[Word]) -> tuple[Word, ...]:
    """`words` as they sound together; signs, and words without readings, part the groups in which tones act.

    >>> from audiobook.model import Word
    >>> said = sandhi([Word("我", ("wo3",)), Word("也", ("ye3",)), Word("不", ("bu4",)), Word("是", ("shi4",))])
    >>> [" ".join(word.readings) for word in said]
    ['wo2', 'ye3', 'bu2', 'shi4']
    """
    result: list[Word] = []
    run: list[Word] = []
    for word in words:
        if word.readings and len(word.readings) == len(word.text):
            run.append(word)
        else:
            result += _run(run)
            run = []
            result.append(word)
    return tuple(result + _run(run))


def _run(words: list[Word]) -> list[Word]:
    """Words that follow each other without a sign between them."""
    if not words:
        return []
    text = "".join(word.text for word in words)
    weak = [_FEW.get(word.text) or _tried(word) or neutral.weaken(word.text, word.readings) for word in words]
    readings = [reading for one in weak for reading in one]
    _one_and_not(text, readings)
    lengths = [len(word.text) for word in words]
    _third_tones([word.text for word in words], lengths, readings)
    result, place = [], 0
    for word, size in zip(words, lengths, strict=True):
        result.append(Word(word.text, tuple(readings[place : place + size])))
        place += size
    return result


def _tried(word: Word) -> tuple[str, ...] | None:
    """想想, 走走: a verb said twice; not 姐姐."""
    first, *rest = word.readings
    if len(word.text) == 2 and rest == [first] and first[-1] == "3" and word.text[0] in _VERBS:
        return (first[:-1] + "2", first[:-1] + "5")
    return None


def _one_and_not(text: str, readings: list[str]) -> None:
    for i, char in enumerate(text):
        if char not in "一不" or readings[i] not in ("yi1", "bu4"):
            continue
        before, after = text[:i], text[i + 1 :]
        # 看一看, 是不是
        if before and after and before[-1] == after[0] and after[0] not in _DIGITS:
            readings[i] = readings[i][:-1] + "5"
            continue
        following = readings[i + 1][-1] if after else ""
        if following == "5" and after[0] == "个":
            following = "4"  # 个 has lost its own tone, 一 still answers to it
        if char == "不":
            if following == "4":
                readings[i] = "bu2"
        elif following and not _ordinal(before, after):
            readings[i] = "yi2" if following == "4" else "yi4"


def _ordinal(before: str, after: str) -> bool:
    """Whether 一 between these is a digit or an ordinal."""
    if before and before[-1] in _DIGITS:
        return True
    if after[0] in _DIGITS or after[0] == "十" or (after[0] == "点" and after[1:2] and after[1] in _DIGITS):
        return True
    if before.endswith("十") or (_AFTER_ORDER.search(before) and after[0] not in "百千万亿"):
        return True
    return bool(_BEFORE_ORDER.match(after)) or (not before and bool(_ENUMERATES.match(after)))


def _third_tones(texts: list[str], lengths: list[int], readings: list[str]) -> None:
    """Two third tones: the first becomes a second one, from the inside of words outwards, within a foot."""
    starts = [0]
    for size in lengths:
        starts.append(starts[-1] + size)
    for text, start in zip(texts, starts, strict=False):
        place = start
        pieces = chinese.parts(text) if len(text) > 2 else (text,)
        for piece in pieces:
            _lift(readings, place, place + len(piece))
            place += len(piece)
        _lift(readings, start, place)
    for first, last in _feet(lengths):
        _lift(readings, starts[first], starts[last])


def _lift(readings: list[str], start: int, end: int) -> None:
    for i in range(start, end - 1):
        if readings[i][-1] == "3" and readings[i + 1][-1] == "3":
            readings[i] = readings[i][:-1] + "2"


def _feet(lengths: list[int]) -> list[tuple[int, int]]:
    """Words that are said in one breath, as (first, one behind the last): single syllables pair up, and one that is
    left over leans on the word behind it, or on the one before."""
    feet: list[tuple[int, int]] = []
    i = 0
    while i < len(lengths):
        if lengths[i] > 1:
            feet.append((i, i + 1))
            i += 1
            continue
        end = i
        while end < len(lengths) and lengths[end] == 1:
            end += 1
        while end - i >= 2:
            feet.append((i, i + 2))
            i += 2
        if i < end:  # one left over
            if end < len(lengths):
                feet.append((i, end + 1))
                i = end + 1
            elif feet:
                feet[-1] = (feet[-1][0], end)
                i = end
            else:
                feet.append((i, end))
                i = end
    return feet
