"""The order of authorities: the user's lexicon, names and places, phrases, the network, single readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    prepared = [Prepared.of(text, lexicon) for text in plain]
    choices = polyphone_network.choose(plain, [each.decided for each in prepared])
    return [each.words(text, chosen) for each, text, chosen in zip(prepared, texts, choices, strict=True)]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text as all but the network know it."""

    pieces: list[str]
    fixed: fixed_words.Fixed
    known: dict[int, str]
    """What the dictionaries say, by place."""
    ruled: dict[int, str]
    """What its form says of characters they leave open."""

    @classmethod
    def of(cls, text: str, lexicon: Mapping[str, tuple[str, ...]]) -> Prepared:
        """What is known of `text`, in simplified characters."""
        pieces, fixed = fixed_words.words(text, lexicon)
        known = _known(pieces, fixed)
        decisive = de.find(text, pieces) | wei.find(text, pieces) | alone.find(text)
        place = 0
        if weaker := {at: reading for at, reading in polyphones.find(text).items() if at not in decisive}:
            for piece in pieces:
                for i, char in enumerate(piece):
                    if place + i in weaker and _open(piece, i, char):
                        decisive[place + i] = weaker[place + i]
                place += len(piece)
        return cls(pieces, fixed, known, decisive)

    @property
    def decided(self) -> set[int]:
        """Places the network need not be asked about."""
        return self.ruled.keys() | {at for at, reading in self.known.items() if reading[-1] != "5"}

    def words(self, written: str, chosen: Mapping[int, str]) -> tuple[Word, ...]:
        """The words of `written`, which has the length of the text, with their readings."""
        result: list[Word] = []
        place = 0
        for piece in self.pieces:
            readings: tuple[str, ...] = ()
            if place in self.fixed:
                readings = self.fixed[place][1]
            elif chinese.is_han(piece[0]):
                readings = tuple(self._one(char, at, chosen) for at, char in enumerate(piece, place))
            result.append(Word(written[place : place + len(piece)], readings))
            place += len(piece)
        return tuple(result)

    def _one(self, char: str, at: int, chosen: Mapping[int, str]) -> str:
        known = self.known.get(at)
        if known is None and at in self.ruled:
            return self.ruled[at]
        return _one(char, known, chosen.get(at))


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


@lru_cache(maxsize=32768)
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
