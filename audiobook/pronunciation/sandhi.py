"""How tones change in connected speech: neutral tones and 儿化 in words, 一, 不 and the third tone between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.language.traditional import has_traditional, simplified
from audiobook.model import Word
from audiobook.pronunciation import neutral, third_tones

_DIGITS = "零〇一二三四五六七八九"
# an order or a name of a number, not a quantity: 一 keeps its tone before these, and behind those
_AFTER_ORDER = re.compile(r"(?:第|初|周|星期|礼拜|之|统|唯|单|专|划|万)$")
_BEFORE_ORDER = re.compile(r"月|号(?!召)|[期楼层级线流审版](?!切|子|都|条)|把手|等(?!待|于|到|一)|来(?!到|看)|则")
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
    plain = words
    if has_traditional("".join(word.text for word in words)):
        plain = [Word(simplified(word.text), word.readings) for word in words]
    said = [word for phrase in phrases(plain) for word in (_said(phrase) if _spoken(phrase[0]) else phrase)]
    return tuple(Word(word.text, heard.readings) for word, heard in zip(words, said, strict=True))


def phrases(words: Sequence[Word]) -> list[list[Word]]:
    """`words` in groups: those that follow each other without a sign between them, and each sign alone."""
    result: list[list[Word]] = []
    for word in words:
        if result and _spoken(word) and _spoken(result[-1][-1]):
            result[-1].append(word)
        else:
            result.append([word])
    return result


def weakened(word: Word, before: str = "") -> tuple[str, ...]:
    """The readings of `word`, which stands behind the word `before`, with its neutral tones."""
    return _FEW.get(word.text) or _tried(word) or neutral.weaken(word.text, word.readings, before)


def _spoken(word: Word) -> bool:
    return bool(word.readings) and len(word.readings) == len(word.text)


def _said(words: list[Word]) -> list[Word]:
    """One phrase as it sounds."""
    text = "".join(word.text for word in words)
    before = ["", *(word.text for word in words)]
    readings = [reading for word, last in zip(words, before, strict=False) for reading in weakened(word, last)]
    _one_and_not(text, readings)
    for place in third_tones.rising([word.text for word in words], readings):
        readings[place] = readings[place][:-1] + "2"
    result, place = [], 0
    for word in words:
        size = len(word.text)
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
