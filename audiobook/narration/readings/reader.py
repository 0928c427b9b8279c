"""The order of authorities: the user's lexicon, names and places, phrases, the network, single readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audiobook.errors import TextError
from audiobook.model import Word
from audiobook.narration.readings import model, names, segment

NO_LEXICON: Mapping[str, tuple[str, ...]] = {}


def read(text: str, *, lexicon: Mapping[str, tuple[str, ...]] = NO_LEXICON, language: str = "zh") -> tuple[Word, ...]:
    """Words of `text` with the reading of each Chinese character, before sandhi.

    `lexicon` maps words to one reading per Chinese character and goes before all else. Raises `TextError` for an
    entry with another number of readings.

    >>> ["".join(word.readings) for word in read("重庆很重要。")]
    ['chong2qing4', 'hen3', 'zhong4yao4', '']
    """
    return read_all([text], lexicon=lexicon, language=language)[0]


def read_all(
    texts: Sequence[str], *, lexicon: Mapping[str, tuple[str, ...]] = NO_LEXICON, language: str = "zh"
) -> list[tuple[Word, ...]]:
    """`read` for many texts at once, which is several times as fast."""
    for word, readings in lexicon.items():
        if sum(map(segment.is_han, word)) != len(readings):
            raise TextError(f"lexicon: {word} needs one reading per Chinese character, not {' '.join(readings)!r}")
    choices = model.choose(texts)
    result: list[tuple[Word, ...]] = []
    for text, chosen in zip(texts, choices, strict=True):
        fixed = names.find(text, lexicon)
        words: list[Word] = []
        place = 0
        for piece in names.words(text, fixed):
            if place in fixed:
                readings = fixed[place][1]
            elif segment.is_han(piece[0]):
                readings = tuple(
                    chosen[place + i].reading if place + i in chosen else _single(char) for i, char in enumerate(piece)
                )
            else:
                readings = ()
            words.append(Word(piece, readings))
            place += len(piece)
        result.append(tuple(words))
    return result


def _single(char: str) -> str:
    """The reading of a character that has one, or the usual one of a rare character."""
    known = model.single_readings().get(char)
    if known:
        return known[0]
    from pypinyin.contrib.tone_convert import to_tone3
    from pypinyin.pinyin_dict import pinyin_dict

    usual = pinyin_dict.get(ord(char))
    if usual is None:
        raise TextError(f"{char} (U+{ord(char):04X}) has no known reading; add it to the lexicon")
    reading: str = to_tone3(usual.split(",")[0], neutral_tone_with_five=True, v_to_u=False)
    return reading
