"""English sentences in the symbols the voice was trained on: misaki's, with its reduced forms and stresses.

Words are gone through from the last to the first, as misaki does: how the, to, a and the like sound hangs on what
follows them.
"""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.speech.kokoro import english_phonemes, heteronyms
from audiobook.speech.kokoro.english_phonemes import VOWELS

_CLEAR = str.maketrans("ɾʔ", "Tt")
"""The dictionaries' flapped t (water) and glottal stop in the symbols of model 1.0."""
_QUOTES = "“”\"'"
"""Signs that nobody hears: the word behind them still tells how the one before them sounds."""
_STRESSES = "ˈˌ"
_UNHEARD = _STRESSES + "ɐ"
"""misaki looks through the article: to a goose has the to of a goose."""


def symbols(tokens: Sequence[str]) -> list[str]:
    """How each of `tokens` (words, signs and white space of a sentence, in order) sounds; "" for what is no word.

    >>> symbols(["I", " ", "read", " ", "the", " ", "apple"])[4:]
    ['ði', '', 'ˈæpᵊl']
    """
    places = [at for at, token in enumerate(tokens) if not token.isspace() and token not in _QUOTES]
    words = [tokens[at].replace("’", "'") for at in places]
    lowered = [word.lower() for word in words]
    said = [""] * len(tokens)
    vowel: bool | None = None  # of the next sound; None where a mark or nothing follows
    for number in reversed(range(len(words))):
        if not english_phonemes.is_word(words[number]):
            vowel = None
            continue
        heard = _stressed(words[number], _word(words, lowered, number, vowel)).translate(_CLEAR)
        said[places[number]] = heard
        if sound := heard.lstrip(_UNHEARD):
            vowel = sound[0] in VOWELS
    return said


def _word(words: Sequence[str], lowered: Sequence[str], at: int, vowel: bool | None) -> str:
    """Symbols of one word; `vowel`: whether the next begins with one."""
    word, small = words[at], lowered[at]
    if len(word) == 1 and word.isupper() and not _is_article(words, at):
        if word == "I" and not (_is_letter(words, at - 1) or _is_letter(words, at + 1)):
            return "ˌI"
        return english_phonemes.letter(word, last=not _is_letter(words, at + 1))
    weak = _WEAK.get(small)
    if weak is not None:
        return weak[2 if vowel is None else int(vowel)]
    if small == "that" and _points(words, at):
        return "ðˈæt"
    return heteronyms.symbols(lowered, at, last=vowel is None) or english_phonemes.word(word)


_WEAK = {
    "a": ("ɐ", "ɐ", "ˈA"),
    "an": ("ɐn", "ɐn", "ɐn"),
    "the": ("ðə", "ði", "ðə"),
    "to": ("tə", "tʊ", "tu"),
    "in": ("ɪn", "ɪn", "ˈɪn"),
    "am": ("ɐm", "ɐm", "æm"),
}
"""Before a consonant, before a vowel, before a mark or at the end."""


def _is_article(words: Sequence[str], at: int) -> bool:
    """Whether a single A is the article: at the beginning of a sentence, or in a title, where the next word is one."""
    if words[at] != "A" or at + 1 == len(words) or len(words[at + 1]) == 1 or not words[at + 1].isalpha():
        return False
    before = words[at - 1] if at else "."
    return not before[:1].isalpha() or (before[:1].isupper() and words[at + 1][:1].isupper() and len(before) > 1)


def _is_letter(words: Sequence[str], at: int) -> bool:
    return 0 <= at < len(words) and len(words[at]) == 1 and words[at].isupper()


def _points(words: Sequence[str], at: int) -> bool:
    """Whether "that" points at something: that house; not: a house that."""
    before = words[at - 1].lower() if at else "."
    return not before[:1].isalpha() or before in ("of", "in", "on", "at", "for", "with", "from", "like", "and", "than")


def _stressed(word: str, said: str) -> str:
    """Capitals are not said without stress: a weak one for With, a strong one for WITH."""
    if word.islower() or len(word) == 1 or any(stress in said for stress in _STRESSES):
        return said
    place = next((at for at, symbol in enumerate(said) if symbol in VOWELS), None)
    if place is None or word.lower() in _WEAK:
        return said
    return said[:place] + ("ˈ" if word.isupper() else "ˌ") + said[place:]
