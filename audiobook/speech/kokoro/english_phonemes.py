"""Latin words -> American English symbols: dictionaries first, then pinyin, parts of words, and letter to sound.

The dictionaries are those of language/english_dictionary.py; data/words.tsv has what is younger than they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from audiobook.language import english_dictionary
from audiobook.speech.kokoro import letters, pinyin

_OWN = Path(__file__).parent / "data" / "words.tsv"
VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻɐ")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*")
_PARTS = re.compile(r"[A-Z]{2,}(?![a-zß-ɏ])|[A-ZÀ-Þ]?[a-zß-ɏ]+|[A-ZÀ-ɏ]")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WEAK = {"a": "ɐ", "an": "ɐn", "to": "tə", "of": "ʌv", "and": "ænd"}


def is_word(text: str) -> bool:
    """Whether `text` is one Latin word."""
    return _WORD.fullmatch(text) is not None


def words(text: str) -> list[str]:
    """The Latin words of `text`, in order."""
    return _WORD.findall(text)


def syllables(symbols: str) -> int:
    """How many syllables a string of English symbols has, at least one if there is anything to hear.

    >>> syllables("lˈæŋɡwɪʤ"), syllables("ʃ"), syllables("")
    (2, 1, 0)
    """
    count = sum(s in VOWELS for s in symbols) + symbols.count("ᵊ")
    return count or int(any(s not in "ˈˌ" for s in symbols))


def phrase(tokens: list[str], *, english: bool = False) -> list[str]:
    """Symbols for a row of Latin words that stand side by side; never an empty string for a word.

    Single capitals are letter names, the last of a row stressed; in an English passage (`english`) a single A before
    a word is the article.
    """
    result: list[str] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        if len(token) == 1 and not (english and token in "aA" and following[1:].islower()):
            last = not (len(following) == 1 and following.isupper())
            result.append(_letter(token, last=last))
            continue
        symbols = word(token)
        if following and token.lower() == "the":
            symbols = "ði" if word(following).lstrip("ˈˌ")[0] in VOWELS else "ðə"
        elif following and token.lower() in _WEAK:
            symbols = _WEAK[token.lower()]
        result.append(symbols)
    return result


@lru_cache(maxsize=8192)
def word(token: str) -> str:
    """Symbols of one Latin word.

    >>> word("language"), word("Transformers"), word("DeepSeek")
    ('lˈæŋɡwɪʤ', 'tɹænsfˈɔɹməɹz', 'dˈipsˈik')
    """
    token = token.replace("’", "'")
    found = _known(token)
    if found:
        return found
    syllables_of = pinyin.syllables(token.lower()) if not token.isupper() else None
    if syllables_of:  # Wenfeng, Zhipu: a Chinese name in Latin letters, said as Chinese without its tones
        return "".join(pinyin.ipa(syllable + "1") or "" for syllable in syllables_of)
    pieces = _PARTS.findall(token.split("'")[0])
    if len(pieces) > 1:
        return "".join(_letter(p) if len(p) == 1 else word(p) for p in pieces)
    plain = letters.plain(token)
    if plain != token.lower() and (found := _known(plain)):
        return found
    symbols = letters.sound(plain) if any(c in "aeiouy" for c in plain) else ""
    if plain and not any(symbol in VOWELS for symbol in symbols):  # GPT, SQL: nothing to say but the letters
        return "".join(_letter(c, last=i == len(plain) - 1) for i, c in enumerate(plain))
    return symbols


def digit(figure: str) -> str:
    """Symbols of one figure, for those that the narration left."""
    return word(_DIGITS[int(figure)])


def _letter(letter: str, *, last: bool = True) -> str:
    symbols = _dictionary().get(letters.plain(letter).upper()[:1], "")
    return symbols if last else symbols.replace("ˈ", "ˌ")


def _known(token: str) -> str | None:
    """From the dictionaries: as written, then small, then capitalised; then without -s, -ed, -ing."""
    entries = _dictionary()
    for form in dict.fromkeys((token, token.lower(), token.capitalize())):
        if form in entries:
            return entries[form]
    return _inflected(token.lower())


def _inflected(token: str) -> str | None:
    entries = _dictionary()
    for ending, replacements, sound in _ENDINGS:
        if not token.endswith(ending) or len(token) < len(ending) + 3 or token.endswith("ss"):
            continue
        for cut, added in replacements:
            stem = token[:-cut] + added
            symbols = entries.get(stem) or entries.get(stem.capitalize())
            if symbols:
                return symbols + sound(symbols[-1])
    return None


def _s(last: str) -> str:
    return "s" if last in "ptkfθ" else "ᵻz" if last in "szʃʒʧʤ" else "z"


def _ed(last: str) -> str:
    return "t" if last in "pkfθʃsʧ" else "ᵻd" if last in "td" else "d"


_ENDINGS: tuple[tuple[str, tuple[tuple[int, str], ...], Callable[[str], str]], ...] = (
    ("'s", ((2, ""),), _s),
    ("ies", ((3, "y"),), _s),
    ("es", ((2, ""), (1, "")), _s),
    ("s", ((1, ""),), _s),
    ("ied", ((3, "y"),), _ed),
    ("ed", ((1, ""), (2, ""), (3, "")), _ed),
    ("ing", ((3, ""), (3, "e"), (4, "")), lambda last: "ɪŋ"),
)
"""Ending -> what to take off and put on to find the stem, and how the ending sounds after the stem's last symbol."""


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    """The dictionaries of language/english_dictionary.py, and data/words.tsv over them."""
    entries = english_dictionary.pronunciations()
    for line in _OWN.read_text("utf-8").splitlines():
        key, tab, symbols = line.partition("\t")
        if tab and not key.startswith("#"):
            entries[key] = symbols
    return entries
