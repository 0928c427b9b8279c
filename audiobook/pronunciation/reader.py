"""The order of authorities: the user's lexicon, names and places, phrases, the network, single readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audiobook.errors import TextError
from audiobook.language import chinese
from audiobook.language.traditional import has_traditional, simplified
from audiobook.model import Word
from audiobook.pronunciation import alone, de, fixed_words, phrase_dictionary, polyphone_network, polyphones, wei

UNKNOWN = "?"
"""The reading of a character that stands in no dictionary; an engine that needs one refuses the sentence."""

# the network's list has one reading for these, and not the usual one of the character alone
_USUAL = {
    "壳": "ke2",
    "血": "xue4",
    "谁": "shei2",
    "熟": "shu2",
    "嚼": "jiao2",
    "伽": "jia1",
    "〇": "ling2",
    "𬱖": "wei3",
}
_COLLOQUIAL = frozenset("谁熟")
_NEVER_NEUTRAL = frozenset("头")
NO_LEXICON: Mapping[str, tuple[str, ...]] = {}


def read(text: str, *, lexicon: Mapping[str, tuple[str, ...]] = NO_LEXICON) -> tuple[Word, ...]:
    """Words of `text` with the reading of each Chinese character, before sandhi.

    `lexicon` maps words to one reading per Chinese character and goes before all else. Traditional text is read by its
    simplified form, which the dictionaries know; the words keep their characters. Raises `TextError` for an entry with
    another number of readings.

    >>> ["".join(word.readings) for word in read("重庆很重要。")]
    ['chong2qing4', 'hen3', 'zhong4yao4', '']
    """
    return read_all([text], lexicon=lexicon)[0]


def read_all(texts: Sequence[str], *, lexicon: Mapping[str, tuple[str, ...]] = NO_LEXICON) -> list[tuple[Word, ...]]:
    """`read` for many texts at once, which is several times as fast."""
    for entry, given in lexicon.items():
        if sum(map(chinese.is_han, entry)) != len(given):
            raise TextError(f"lexicon: {entry} needs one reading per Chinese character, not {' '.join(given)!r}")
    plain = [simplified(text) if has_traditional(text) else text for text in texts]
    if plain != list(texts):
        lexicon = {simplified(entry): given for entry, given in lexicon.items()}
    choices = polyphone_network.choose(plain)
    result: list[tuple[Word, ...]] = []
    for written, text, chosen in zip(texts, plain, choices, strict=True):
        pieces, fixed = fixed_words.words(text, lexicon)
        known = _known(pieces, fixed)
        ruled = polyphones.find(text)
        decisive = alone.find(text) | de.find(text, pieces) | wei.find(text, pieces)
        words: list[Word] = []
        place = 0
        for piece in pieces:
            readings: tuple[str, ...] = ()
            if place in fixed:
                readings = fixed[place][1]
            elif chinese.is_han(piece[0]):
                readings = tuple(
                    _one(char, known.get(place + i), chosen.get(place + i)) for i, char in enumerate(piece)
                )
                for i, char in enumerate(piece):
                    if place + i in known:
                        continue
                    decided = decisive.get(place + i)
                    if decided is None and place + i in ruled and _open(piece, i, char):
                        decided = ruled[place + i]
                    if decided is not None:
                        readings = (*readings[:i], decided, *readings[i + 1 :])
            words.append(Word(written[place : place + len(piece)], readings))
            place += len(piece)
        result.append(tuple(words))
    return result


def _open(word: str, place: int, char: str) -> bool:
    """Whether a rule may decide: alone, in no dictionary word, or in one whose entry leaves it open."""
    if char in polyphones.SURNAMES or not chinese.is_entry(word):
        return True
    entry = phrase_dictionary.find(word)
    return entry is not None and entry[place] is None


def _known(pieces: Sequence[str], fixed: fixed_words.Fixed) -> dict[int, str]:
    """What the phrase dictionaries say, by place in the text."""
    known: dict[int, str] = {}
    row: list[str] = []
    place = start = 0
    for piece in [*pieces, ""]:
        if piece and place not in fixed and chinese.is_han(piece[0]):
            row.append(piece)
        else:
            for first, readings in phrase_dictionary.cover(row) if row else ():
                for i, reading in enumerate(readings):
                    if reading is not None:
                        known[start + first + i] = reading
            row = []
            start = place + len(piece)
        place += len(piece)
    return known


def _one(char: str, known: str | None, chosen: str | None) -> str:
    """The reading of one character that no name or lexicon fixes: the dictionary's, the network's, or its only one.

    A dictionary may know a reading that the network lacks (衣裳 shang5, 藤蔓 wan4). The neutral tone of a reading there
    is comes with sandhi.
    """
    if known is None or char in _COLLOQUIAL:
        return _single(char) if chosen is None else chosen
    options = polyphone_network.single_readings().get(char, ())
    if char in _NEVER_NEUTRAL or (known[-1] == "5" and known not in options):
        full = [option for option in options if option[:-1] == known[:-1]]
        if full:
            return chosen if chosen in full else full[0]
    return known


def _single(char: str) -> str:
    """The reading of a character that has one, or the usual one of a rare character."""
    if char in _USUAL:
        return _USUAL[char]
    known = polyphone_network.single_readings().get(char)
    if known:
        return known[0]
    from pypinyin.contrib.tone_convert import to_tone3
    from pypinyin.pinyin_dict import pinyin_dict

    usual = pinyin_dict.get(ord(char))
    if usual is None:
        return UNKNOWN
    reading: str = to_tone3(usual.split(",")[0], neutral_tone_with_five=True, v_to_u=False)
    return reading
