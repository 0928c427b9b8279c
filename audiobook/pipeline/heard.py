"""What was to be said beside what was heard: toneless syllables of Chinese, words of English."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audiobook.language import english_dictionary
from audiobook.language.chinese import compiled

_FIGURES = re.compile(r"[\d%％$€£]")
_HAN, _LATIN = compiled("[[:Han:]]"), re.compile(r"[A-Za-zÀ-ɏ]+ ?")
_TOKEN = compiled(r"[[:Han:]]|[a-z]+(?:'[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one sentence was understood."""

    spoken: str
    heard: str
    errors: int
    units: int
    """Syllables of Chinese or words of English that were to be heard."""


def compare(spoken: str, heard: str, language: str) -> Comparison:
    """What `heard` has otherwise than `spoken`, the least that can be; words that sound alike count as one.

    >>> compare("他们在公园", "她们再公园", "zh").errors, compare("I knew it.", "I new it", "en").errors
    (0, 0)
    """
    units = _words if language.startswith("en") else _syllables
    wanted, got = units(spoken), units(heard)
    return Comparison(spoken, heard, distance(wanted, got), len(wanted))


def foreign(text: str, language: str) -> str:
    """What stands in a sentence of the other language: Latin words in Chinese, Chinese characters in English.

    >>> foreign("用Transformer训练", "zh"), foreign("The city of 重庆", "en")
    ('Transformer', '重庆')
    """
    english = language.startswith("en")
    return "".join((_HAN if english else _LATIN).findall(text))


def distance(wanted: Sequence[Hashable], got: Sequence[Hashable]) -> int:
    """Least number of items to change, add or leave out."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(wanted, got)


def _syllables(text: str) -> list[str]:
    """Toneless pinyin of the Chinese characters in `text`, figures written out first."""
    from audiobook.narration.normalize import normalize
    from audiobook.pronunciation import read

    spoken = normalize(text).text if _FIGURES.search(text) else text
    found = [reading[:-1] for word in read(spoken) for reading in word.readings]
    return ["er" if syllable == "r" else syllable for syllable in found]


def _words(text: str) -> list[str]:
    """How the words of `text` sound, without stress; as they are written where no dictionary has them."""
    from audiobook.narration.normalize import normalize

    spoken = normalize(text, language="en").text if _FIGURES.search(text) else text
    sounds = _sounds()
    return [sounds.get(word, word) for word in _TOKEN.findall(spoken.lower().replace("’", "'"))]


@lru_cache(maxsize=1)
def _sounds() -> dict[str, str]:
    return {
        word.lower(): symbols.replace("ˈ", "").replace("ˌ", "")
        for word, symbols in english_dictionary.pronunciations().items()
    }
