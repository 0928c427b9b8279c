"""What the parts of a publication speak of: those of one work share their names and terms, texts of a collection do
not."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean

from audiobook.language import chinese, dictionary
from audiobook.language.word_lists import word_list
from audiobook.source.line_features import is_chinese
from audiobook.source.outline.line import Line

_READ = 1_000
"""Characters that are read of each part, and again as many as its second half."""
_PARTS = 30
"""Parts that are looked at; of more, so many spread over all."""
_FEWEST = 25
"""Words of a part that tells something."""
_LATIN = re.compile(r"[a-z]{4,}")
_LATIN_IDF = 6.0
"""Of an English word that is no function word, as for the Chinese ones in between."""
_SAME = 0.5
"""So alike, or more, are parts of one work; what is beyond says no more."""
_FORMS = 0.9
"""Parts so alike are forms: their words tell nothing."""
_EVEN = 0.02
"""Added to either side of a ratio."""


class Topics:
    """The words of lines, each cut once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._words: dict[int, Counter[str]] = {}

    def evidence(self, titles: Sequence[int]) -> dict[str, float]:
        """How far the parts below `titles` speak of the same, and whether titles tell of their own part only."""
        spans = list(itertools.pairwise([*titles, len(self._lines)]))
        if len(spans) > _PARTS:
            spans = [spans[at * len(spans) // _PARTS] for at in range(_PARTS)]
        parts: dict[int, Counter[str]] = {}
        halves: list[tuple[Counter[str], Counter[str]]] = []
        for title, stop in spans:
            words, middle = self._read(title + 1, stop)
            if words.total() < _FEWEST:
                continue
            parts[title] = words
            more, _ = self._read(middle, stop)
            if more.total() >= _FEWEST:
                halves.append((words, more))
        if len(parts) < 2:
            return {}
        alike = mean(_cosine(one, other) for one, other in itertools.pairwise(map(_weighed, parts.values())))
        if alike > _FORMS:
            return {}
        found = {"parts alike": min(_SAME, alike)}
        if halves:
            inside = mean(_cosine(_weighed(one), _weighed(other)) for one, other in halves)
            found |= {"text alike": min(_SAME, inside), "topic shift": math.log((inside + _EVEN) / (alike + _EVEN))}
        terms = [
            sum(word in below for word in own) / len(own)
            for own, below in itertools.pairwise(
                [{word for word, count in words.items() if count > 1} for words in parts.values()]
            )
            if own
        ]
        if terms:
            found["terms go on"] = min(_SAME, mean(terms))
        return found | self._of_titles(parts, titles[0])

    def _of_titles(self, parts: Mapping[int, Counter[str]], first: int) -> dict[str, float]:
        """How much of the words of a title its own part has, and the others have."""
        own: list[float] = []
        elsewhere: dict[int, float] = {}
        for title, words in parts.items():
            if said := self._of(title):
                own.append(sum(word in words for word in said) / len(said))
                others = [sum(word in other for word in said) for place, other in parts.items() if place != title]
                elsewhere[title] = mean(others) / len(said)
        if not own:
            return {}
        found = {"title in its text": mean(own), "title elsewhere": mean(elsewhere.values())}
        return found | {"first title elsewhere": elsewhere.get(first, 0.0)}

    def _read(self, first: int, stop: int) -> tuple[Counter[str], int]:
        """The words of so much text from the line `first` on, and the line after it."""
        found: Counter[str] = Counter()
        size = 0
        for place in range(first, stop):
            if size >= _READ:
                return found, place
            if "in contents" not in self._lines[place].features:
                found.update(self._of(place))
                size += len(self._lines[place].text)
        return found, stop

    def _of(self, place: int) -> Counter[str]:
        if place not in self._words:
            self._words[place] = _words(self._lines[place].text[:_READ])
        return self._words[place]


def _words(text: str) -> Counter[str]:
    """Words that can tell what a text is about: no single characters, no function words."""
    if not is_chinese(text):
        return Counter(
            w for w in _LATIN.findall(text.lower()) if w not in word_list("source", "english_function_words")
        )
    return Counter(
        word.lower()
        for word in chinese.words(text)
        if len(word) > 1 and (chinese.is_han(word[0]) or (len(word) > 2 and word.isascii() and word.isalpha()))
    )


def _weighed(words: Mapping[str, int]) -> dict[str, float]:
    """Words by how often they are said and in how few texts of all, of length 1."""
    table = dictionary.load()
    found = {
        word: (1 + math.log(count)) * (table.idf(word) if chinese.is_han(word[0]) else _LATIN_IDF)
        for word, count in words.items()
    }
    length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {word: weight / length for word, weight in found.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)
