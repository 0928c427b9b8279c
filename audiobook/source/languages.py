"""Languages that nothing here reads: named, rather than read as if they were Chinese or English.

Scripts of their own are known by their letters, languages in Latin letters by the words that hold sentences together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, cached_property

from audiobook.language.word_lists import rows
from audiobook.model import Article, Document, Finding
from audiobook.source import characters

_LEAST = 6
"""Letters below which a text may be a name or a quotation."""
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]")
_WORD = re.compile(r"[^\W\d_]+")
_MOSTLY = 0.8
"""The share of Latin letters below which a text is in another script, with Latin words in it."""
_READ_HERE = "English"
_FEWEST = (5, 4)
"""Function words that are found at least, and how many of them are different ones."""
_SHARE = 0.1
"""They are at least so large a share of the words: code, names and lists have fewer."""
_MORE = 1.5
"""And so many times as many as those of English: a quotation in an English text is less than that."""
_PINYIN = re.compile(
    r"(?=.{1,24}\Z)(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:i?a(?:ng?|i|o)?|ua(?:ng?|i)?|[iu]?e(?:ng?|i|r)?|i(?:ng?|u|ong)?|o(?:ng|u)?|u(?:n|i|o)?|v))+"
)
"""Syllables of Chinese in Latin letters, joined to words or not."""
_PINYIN_SHARE = 0.9


def named(document: Document) -> Document:
    """`document` with a finding, first of all, if it or an article of it is in a language that no voice and no rule
    here knows."""
    if any(finding.kind == "language" for finding in document.findings):
        return document  # a script of ours, which says so already
    each = [_Written(_text(one)) for one in document.articles]
    whole = each[0].language if len(each) == 1 else _Whole(each).language
    findings = []
    if whole is not None:
        lines = [one.lines for one in document.articles if one.lines]
        where = (lines[0][0], lines[-1][1]) if lines else None
        findings.append(
            Finding(
                "language",
                where,
                f"The text is in {whole}, which is not supported: it will be misread; "
                "give a translation into Chinese or English",
            )
        )
    findings += [
        Finding("language", one.lines, f"“{one.title}” is in {language}, which is not supported: it will be misread")
        for one, written in zip(document.articles, each, strict=True)
        if (language := written.language) not in (None, whole)
    ]
    return replace(document, findings=(*findings, *document.findings)) if findings else document


def foreign(text: str) -> str | None:
    """The language most of `text` is in, if it is none that is read here.

    >>> foreign("水門の当番は毎朝六時に川の水位を見る。"), foreign("日本の「の」字、在招牌上很常见。")
    ('Japanese', None)
    >>> foreign("Das Wasser steigt, und die Schleuse ist nicht offen; der Wärter schläft noch auf seinem Stuhl.")
    'German'
    >>> foreign("He said: Das Wasser steigt. It was the only line of German in the book, and nobody knew it.")
    """
    return _Written(text).language


class _Written:
    """What a text is written with."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def signs(self) -> Counter[str]:
        """Its characters."""
        return characters.counts(self._text)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each function word of any language stands in it, and how many words there are: ""."""
        # what begins with a capital may be part of a name: van Dyck in an English text, La Paz
        words = self.all_words()
        found = Counter(filter(_languages_of().__contains__, words))
        found[""] = len(words)
        return found

    def all_words(self) -> list[str]:
        """Its words; an accent and its letter are one sign in them."""
        return _WORD.findall(unicodedata.normalize("NFC", self._text))

    @cached_property
    def language(self) -> str | None:
        """That of most of it, if it is none that is read here."""
        letters = sum(map(self.signs.__getitem__, filter(str.isalpha, self.signs)))
        different = "".join(self.signs)
        if not different.isascii():
            for language, pattern, share in _scripts():
                found = sum(map(self.signs.__getitem__, pattern.findall(different)))
                if found >= max(_LEAST, share * letters):
                    return language
        if letters and sum(map(self.signs.__getitem__, _LATIN.findall(different))) >= _MOSTLY * letters:
            return self._by_words()
        return None

    def _by_words(self) -> str | None:
        """The language of a text in Latin letters, if its function words are of another one than English."""
        counts = dict.fromkeys(_function_words(), 0)
        for word, count in self.words.items():
            for language in _languages_of().get(word, ()):
                counts[language] += count
        english = counts.pop(_READ_HERE)
        best = max(counts, key=lambda language: counts[language])
        found = counts[best]
        if found < max(_FEWEST[0], _SHARE * self.words[""], _MORE * english):
            return None
        different = len(self.words.keys() & _function_words()[best])
        return None if different < _FEWEST[1] or _is_pinyin(Counter(filter(str.islower, self.all_words()))) else best


class _Whole(_Written):
    """What several texts are written with."""

    def __init__(self, parts: Sequence[_Written]) -> None:
        self._parts = parts

    @cached_property
    def signs(self) -> Counter[str]:
        return _sum(part.signs for part in self._parts)

    @cached_property
    def words(self) -> Counter[str]:
        return _sum(part.words for part in self._parts)

    def all_words(self) -> list[str]:
        return [word for part in self._parts for word in part.all_words()]


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in counts:
        found.update(one)
    return found


def _is_pinyin(words: Counter[str]) -> bool:
    """Whether these are syllables of Chinese, with their tones or without."""
    syllables = sum(count for word, count in words.items() if _PINYIN.fullmatch(_without_tones(word)))
    return syllables >= _PINYIN_SHARE * words.total()


def _without_tones(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if c.isalpha())


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in rows("source", "function_words")}


@cache
def _languages_of() -> dict[str, list[str]]:
    """Function word -> the languages that have it."""
    found: dict[str, list[str]] = {}
    for language, words in _function_words().items():
        for word in words:
            found.setdefault(word, []).append(language)
    return found


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    return tuple((name, re.compile(f"[{letters}]"), float(share)) for name, letters, share in rows("source", "scripts"))


def _text(article: Article) -> str:
    """What is said of it; code and tables are in no language."""
    return "\n".join(
        paragraph.text
        for section in article.sections
        for paragraph in section.paragraphs
        if paragraph.kind not in ("code", "formula", "table")
    )
