"""Words with readings -> the phoneme string Kokoro is sent: every symbol known to the model, nothing left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from audiobook.errors import TextError
from audiobook.model import Word
from audiobook.speech.kokoro import english_phonemes, english_sentence
from audiobook.speech.kokoro.pinyin import ipa
from audiobook.speech.kokoro.symbols import TOKENS

VERSION = 3
"""Raised whenever the same words give other symbols."""

PUNCTUATION = {
    **dict.fromkeys("，、,", ","),
    **dict.fromkeys("。．.", "."),
    **dict.fromkeys("！!", "!"),
    **dict.fromkeys("？?", "?"),
    **dict.fromkeys("：:", ":"),
    **dict.fromkeys("；;", ";"),
    **dict.fromkeys("—–―─", "—"),
    **dict.fromkeys("…⋯", "…"),
    **dict.fromkeys("“《〈「『【〔", "“"),
    **dict.fromkeys("”》〉」』】〕", "”"),
    **dict.fromkeys("（(", "("),
    **dict.fromkeys("）)", ")"),
}
_OPENING = "“("
_SLIDES = re.compile("([nŋ])\0(?=[iy])")
_UNREAD = "?"
"""The reading of a character that stands in no dictionary."""
_FIGURES = ("ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3")


def payload(words: Sequence[Word], *, language: str = "zh") -> tuple[str, int]:
    """The phoneme string of `words` and how many syllables it has.

    Raises `TextError` if there is nothing to hear, or a Chinese character without a (known) reading.
    """
    pieces: list[str] = []
    count = 0
    text = ""  # what has no readings, gathered so that English words see their neighbours
    for entry in words:
        if entry.readings:
            if text:
                count += _foreign(text, pieces, language)
                text = ""
            pieces.append(_run_on("".join(_syllable(reading, entry) + "\0" for reading in entry.readings)))
            count += len(entry.readings)
        else:
            text += entry.text
    if text:
        count += _foreign(text, pieces, language)
    if count == 0:
        raise TextError(f"nothing to speak in {''.join(w.text for w in words)!r}")
    return _spaced(pieces), count


def _run_on(symbols: str) -> str:
    """The syllables of a word (each ended by a NUL) as one string; apart where n or ng would slide into i or ü.

    新一代 without the space is heard as xi-ni-dai, 民意 as mi-ni.
    """
    return _SLIDES.sub(r"\1 ", symbols).replace("\0", "")


def _syllable(reading: str, entry: Word) -> str:
    symbols = ipa(reading)
    if reading == _UNREAD:
        char = next((char for char, one in zip(entry.text, entry.readings, strict=False) if one == reading), entry.text)
        raise TextError(f"{char} has no reading in any dictionary; give it one in the lexicon")
    if symbols is None:
        raise TextError(
            f"{entry.text}: {reading!r} is no syllable; write pinyin with a tone number, as in chong2 qing4"
        )
    return symbols


def _foreign(text: str, pieces: list[str], language: str) -> int:
    """Appends what stands in `text`, which has no readings: Latin words, punctuation, stray figures and letters."""
    tokens = _tokens(text)
    unread = next((token for token in tokens if _is_chinese(token)), None)
    if unread is not None:
        raise TextError(f"{unread} has no reading in {text!r}; add it to the lexicon")
    return _english(tokens, pieces) if language.startswith("en") else _terms(tokens, pieces)


def _english(tokens: Sequence[str], pieces: list[str]) -> int:
    """Appends an English sentence, or the part of one that stands before or behind Chinese words."""
    words = [word for token in tokens for word in _in_words(token)]
    count = 0
    for word, symbols in zip(words, english_sentence.symbols(words), strict=True):
        pieces.append(symbols or PUNCTUATION.get(word, ""))
        count += english_phonemes.syllables(symbols)
    return count


def _terms(tokens: Sequence[str], pieces: list[str]) -> int:
    """Appends Latin words within a Chinese sentence."""
    count = 0
    row: list[str] = []  # Latin words side by side

    def flush() -> None:
        nonlocal count
        for symbols in english_phonemes.phrase(row):
            if symbols:
                pieces.append(symbols)
                count += english_phonemes.syllables(symbols)
        row.clear()

    for token in tokens:
        if token in PUNCTUATION:
            flush()
            pieces.append(PUNCTUATION[token])
        elif "0" <= token <= "9":
            flush()
            pieces.append(ipa(_FIGURES[int(token)]) or "")
            count += 1
        else:
            row.extend(word for word in _in_words(token) if english_phonemes.is_word(word))
    flush()
    return count


def _in_words(token: str) -> list[str]:
    """A token as one can say it in Latin letters: figures and letters of other alphabets by their names."""
    if english_phonemes.is_word(token) or token in PUNCTUATION:
        return [token]
    if "0" <= token <= "9":
        return [english_phonemes.digit_name(token)]
    return _letter_name(token) if unicodedata.category(token)[0] == "L" else []


def _is_chinese(token: str) -> bool:
    return not token.isascii() and (
        unicodedata.name(token[0], "").startswith(("CJK UNIFIED", "CJK COMPAT")) or token == "〇"
    )


def _tokens(text: str) -> list[str]:
    """Latin words whole, all else sign by sign."""
    result: list[str] = []
    position = 0
    normal = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    # NFKC would turn … into three full stops and full-width signs into ASCII; the former is kept
    normal = (
        unicodedata.normalize("NFKC", text.replace("…", "\ue000")).replace("\ue000", "…") if "…" in text else normal
    )
    for found in english_phonemes.words(normal):
        start = normal.index(found, position)
        result.extend(normal[position:start])
        result.append(found)
        position = start + len(found)
    result.extend(normal[position:])
    return result


def _letter_name(letter: str) -> list[str]:
    """What Unicode calls a letter of another alphabet, as Latin words: α -> alpha, ж -> zhe, カ -> ka."""
    name = unicodedata.name(letter, "")
    return english_phonemes.words(name.rsplit(" ", 1)[-1].split("-")[0].lower())[:1]


def _spaced(pieces: Sequence[str]) -> str:
    """Pieces with a space between words; closing signs stick to what they follow, opening ones to what follows."""
    result = ""
    for piece in pieces:
        if not piece:
            continue
        if result and result[-1] not in _OPENING and (piece not in PUNCTUATION.values() or piece in _OPENING):
            result += " "
        result += piece
    assert all(symbol in TOKENS for symbol in result), result
    return result
