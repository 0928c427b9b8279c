"""Is a phrase that is often said a term of its field, or only often said? The evidence against it, weighed together:
how common its words are, what it names, and where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.answer_classes import answer_class
from audiobook.study.noun_phrases import Phrase
from audiobook.study.proper_names import is_foreign_name, is_people
from audiobook.study.tokens import Token, Words
from audiobook.study.whole_sentences import Sentence

RARE_ENOUGH, COMMONEST = {1: 99.0, 2: 8.0, 3: 7.0}, 5.5
"""idf a word of two characters needs, by the number of sentences it is in; with more sentences."""
COMMON, DENSE = 7.0, 0.12
"""A word of less idf is of no field, unless it is in so many of the sentences."""
KNOWN_PLACE = 8.0
"""A country or a city of less idf is what a text is told by."""
DEEDS = 3
"""Longer phrases with a deed in them, from which it is the field's plain word."""
ENUMERATED = 0.75
"""Share of the places of a phrase where it is one item of several: 、 touches it."""
_MEASURE = re.compile(
    r"^[一二三四五六七八九十百千万两几数半\d]+个?(?:星期|小时|年|月|日|天|人|次|种|条|件|分钟|元|米|岁|家)$"
)
"""三星期, 一人."""
_BODY = re.compile(rf"(?:{alternatives('study', 'bodies')})$")
_OFFICE = re.compile(r"部门|人民政府|[主行]管机关|委员会")
"""In a longer phrase of an office (教育行政部门审查)."""
_CODE = re.compile(r"[A-Za-z]\w*[_.]\w*[_.a-z]|[a-z]_|_[a-z]")
"""redisServer.pubsub, tweet.shop.kindle."""


def rarity_of(word: str, words: Words) -> float:
    """Its idf; of weak Latin words (AI, APP) little."""
    return 4.0 if word in word_list("study", "weak") and word.isascii() else words.dictionary.idf(word)


class Telling:
    """What phrases of one article may be terms."""

    def __init__(self, words: Words, sentences: Sequence[Sentence], title: str, phrases: Iterable[Phrase] = ()) -> None:
        """`phrases` that were counted in the `sentences`."""
        self._words = words
        self._title = title
        self._count = max(1, len(sentences))
        self._parts = Counter(part for phrase in phrases if len(phrase.words) > 1 for part in _words_of(phrase))
        self._text = "\n".join(sentence.text for sentence in sentences)

    def allows(self, phrase: Phrase) -> bool:
        """May `phrase` be listed? What is in the title may, if it is no measure and no code."""
        if _MEASURE.match(phrase.text) or _CODE.search(phrase.text) or _is_foreign_text(phrase.words):
            return False
        if self._is_deed(phrase):
            return False
        if phrase.text in self._title:
            return True
        return not (
            self._is_name(phrase)
            or _BODY.search(phrase.text)
            or _OFFICE.search(phrase.text)
            or self._is_cited(phrase.text)
            or self._is_enumerated(phrase)
            or self._is_common(phrase)
        )

    def _is_name(self, phrase: Phrase) -> bool:
        """Of a person, a people, a country?"""
        if len(phrase.words) > 1 and not all(word.name for word in phrase.words):
            return is_foreign_name(phrase.text, self._words) or is_people(phrase.text, self._words)
        seldom = len(set(phrase.places)) < DENSE * self._count
        if seldom and phrase.words[0].name and answer_class(phrase.text, self._text, self._words) == "person":
            return True
        tag = self._words.dictionary.tag(phrase.text)
        kind_of_place = phrase.text in word_list("study", "not_names")
        place = tag.startswith("ns") and not kind_of_place and self._words.dictionary.idf(phrase.text) < KNOWN_PLACE
        return place or is_foreign_name(phrase.text, self._words) or is_people(phrase.text, self._words)

    def _is_deed(self, phrase: Phrase) -> bool:
        """Is it one word for what is done, where longer phrases say what of (试验 of 试验设计, 试验因素)?"""
        word = phrase.words[0]
        alone = len(phrase.words) == 1 and word.kind == "action" and len(word.text) < 3
        return alone and self._parts[word.text] >= DEEDS

    def _is_cited(self, term: str) -> bool:
        """Is it only the title of another work (《战国策》)?"""
        return self._text.count(f"《{term}》") >= self._text.count(term) > 0

    def _is_enumerated(self, phrase: Phrase) -> bool:
        """Is it hardly ever anything but one item of several?"""
        pattern = re.compile(rf"(?P<before>、)?{re.escape(phrase.text)}(?P<after>、)?")
        found = list(pattern.finditer(self._text))
        items = sum(bool(each["before"] or each["after"]) for each in found)
        return items >= ENUMERATED * len(phrase.places)

    def _is_common(self, phrase: Phrase) -> bool:
        """Is it a word of no field (功能, 名称), or said too seldom to be more than in passing?"""
        word = phrase.words[0]
        if len(phrase.words) == 1 and word.kind == "latin":
            return word.text.islower()  # can, visit: English words of an example; terms are names (PWA, OpenAI)
        if len(phrase.words) > 1:
            return False
        if phrase.text in word_list("study", "plain"):
            return True
        if word.name:
            return False
        seen = len(set(phrase.places))
        idf = rarity_of(word.text, self._words)
        if idf < COMMON and seen < DENSE * self._count:
            return True
        return len(word.text) < 3 and idf < RARE_ENOUGH.get(seen, COMMONEST)


def _words_of(phrase: Phrase) -> set[str]:
    return {word.text for word in phrase.words}


def _is_foreign_text(words: Sequence[Token]) -> bool:
    """Are they words of a sentence in English (and mortality), not a name (Visual Studio)?"""
    if len(words) < 2 or any(word.kind != "latin" for word in words):
        return False
    return any(word.text.islower() for word in words)
