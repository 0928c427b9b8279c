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
    wanted, got = units(spoken, language), units(heard, language)
    return Comparison(spoken, heard, distance(wanted, got), len(wanted))


def units(text: str, language: str) -> list[str]:
    """What of `text` is compared: words of English as they sound, toneless syllables of Chinese.

    >>> units("我们知道2个", "zh"), len(units("We know it.", "en"))
    (['wo', 'men', 'zhi', 'dao', 'liang', 'ge'], 3)
    """
    return _words(text) if language.startswith("en") else _syllables(text)


def foreign(text: str, language: str) -> str:
    """What stands in a sentence of the other language: Latin words in Chinese, Chinese characters in English.

    >>> foreign("用Transformer训练", "zh"), foreign("The city of 重庆", "en")
    ('Transformer', '重庆')
    """
    english = language.startswith("en")
    return "".join((_HAN if english else _LATIN).findall(text))


def distance(wanted: Sequence[Hashable], got: Sequence[Hashable]) -> int:
    """Least number of items to change, add or leave out.

    >>> distance("山中来信", "山来回信"), distance("", "信"), distance("信", "")
    (2, 1, 1)
    """
    row = list(range(len(got) + 1))
    for done, item in enumerate(wanted, 1):
        before, row = row, [done]
        for place, other in enumerate(got):
            row.append(min(before[place] + (item != other), before[place + 1] + 1, row[-1] + 1))
    return row[-1]


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
