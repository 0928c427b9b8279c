"""Latin words -> American English symbols: dictionaries and names first, then pinyin, parts of words, letter to sound.

The dictionaries are those of language/english_dictionary.py; data/words.tsv has what is younger than they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from audiobook.language import english_dictionary
from audiobook.language.word_lists import rows
from audiobook.speech.kokoro import letters, pinyin

_NAMES = Path(__file__).parent / "data" / "names.tsv"
VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻɐ")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*")
_PARTS = re.compile(r"[A-Z]{2,}(?![a-zß-ɏ])|[A-ZÀ-Þ]?[a-zß-ɏ]+|[A-ZÀ-ɏ]")
_NO_ONSET = re.compile(
    r"z[bcdfgkmnpqrst]|x[bcdfghjkmnpqrstvwz]|n[bcfhjlmpqrsvwxz]|m[dfghjklmnpqrstvwxz]|f[bcdgkmnpqstvwxz]|b[cdfgkmnpqstvwxz]"
    r"|d[bcfgkmnpqstxz]|g[bcdfgkmpqstvwxz]|k[bcdfgkmpqstx]|l[bcdfgkmnpqrstvxz]|p[bcdgkmqvwxz]|q[b-df-hj-np-tv-xz]|r[bcdfgkmnpqstvwxz]"
    r"|t[bcdfgkmnpqtvx]|v[bcdfgkmnpqstwxz]|c[bcdfgkmpqtvwx]|j[bcdfgkmnpqrstvwxz]|h[bcdfgkmnpqrstvwxz]|w[bcdfgkmnpqstvxz]"
)
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


def phrase(tokens: list[str]) -> list[str]:
    """Symbols for a row of Latin words that stand side by side in a Chinese sentence; never an empty string for a word.

    Single capitals are letter names, the last of a row stressed.
    """
    result: list[str] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        if len(token) == 1:
            last = not (len(following) == 1 and following.isupper())
            result.append(letter(token, last=last))
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
    """Symbols of one Latin word: as the dictionaries have it, by the words within it, as pinyin, or by its letters.

    >>> word("language"), word("Transformers"), word("DeepSeek"), word("Xcode")
    ('lˈæŋɡwɪʤ', 'tɹænsfˈɔɹməɹz', 'dˈipsˈik', 'ˈɛkskˌOd')
    """
    token = token.replace("’", "'")
    found = _known(token)
    if found:
        return found
    pieces = _PARTS.findall(token.split("'")[0])
    if len(pieces) > 1 and not all(pinyin.is_chinese(piece.lower()) for piece in pieces):
        return "".join(letter(p) if len(p) == 1 else _within(p) for p in pieces)
    if not token.isupper() and pinyin.is_chinese(token.lower()):
        # Wenfeng, Zhipu: a Chinese name in Latin letters, said as Chinese without its tones
        return _chinese(token.lower())
    plain = letters.plain(token)
    if plain != token.lower() and (found := _known(plain)):
        return found
    return _compound(plain) or _by_letters(plain)


def _within(piece: str) -> str:
    """A word within a word: Lang of LangChain is English."""
    plain = letters.plain(piece)
    return _known(piece) or _compound(plain) or _by_letters(plain)


def _chinese(token: str) -> str:
    return "".join(pinyin.ipa(syllable + "1") or "" for syllable in pinyin.syllables(token) or ())


def _compound(plain: str) -> str | None:
    """Two words of the dictionary in one, the second with the weaker stress: datadog, litecoin."""
    entries = _dictionary()
    for cut in sorted(range(3, len(plain) - 2), key=lambda cut: abs(2 * cut - len(plain))):
        first, second = plain[:cut], plain[cut:]
        if len(plain) > 6 and first in entries and second in entries:
            return entries[first] + entries[second].replace("ˌ", "").replace("ˈ", "ˌ")
    return None


def _by_letters(plain: str) -> str:
    """By the rules of letters; a first letter that begins no English word so is its name: Xcode, Nmap."""
    if not any(c in "aeiouy" for c in plain):
        symbols = ""
    elif _NO_ONSET.match(plain):
        return letter(plain[0], last=False) + (_known(plain[1:]) or _by_letters(plain[1:]))
    else:
        symbols = letters.sound(plain)
    if plain and not any(symbol in VOWELS for symbol in symbols):  # GPT, SQL: nothing to say but the letters
        return "".join(letter(c, last=i == len(plain) - 1) for i, c in enumerate(plain))
    return symbols


def digit_name(figure: str) -> str:
    """The word for one figure, for those that the narration left."""
    return _DIGITS[int(figure)]


def letter(name: str, *, last: bool = True) -> str:
    """What a Latin letter is called, with the stress of the `last` of a row or of one before it."""
    symbols = _dictionary().get(letters.plain(name).upper()[:1], "")
    return symbols if last else symbols.replace("ˈ", "ˌ")


def _known(token: str) -> str | None:
    """From the dictionaries: as written, then small, capitalised and in capitals; from the names; then without -s,
    -ed, -ing."""
    entries, small = _dictionary(), token.lower()
    for form in dict.fromkeys((token, small, token.capitalize(), token.upper() if len(token) > 3 else token)):
        if form in entries:
            return entries[form]
    if token.endswith("'s") and len(token) > 3 and (stem := _known(token[:-2])):
        return stem + _s(stem[-1])
    names = _names()
    return names.get(small) or _inflected(small, entries) or _inflected(small, names)


def _inflected(token: str, entries: Mapping[str, str]) -> str | None:
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
    entries.update((word, symbols) for word, symbols in rows("speech.kokoro", "words"))
    return entries


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """data/names.tsv: what the dictionaries lack, in small letters; 60,000 rows, which `rows` would keep, too."""
    lines = _NAMES.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))
