"""Where a text is English sentences, so that its figures are read in English."""

from __future__ import annotations

import re

from audiobook.language.chinese import compiled
from audiobook.language.word_lists import word_list

_FUNCTION = re.compile(
    r"\b(?:the|of|and|in|to|a|an|for|is|was|are|were|with|on|by|that|from|as|at|this|which|be|has|have|we|our|it|its|or|not|you|all)\b",
    re.IGNORECASE,
)
_NO_WORDS = re.compile(r"\\\(.*?\\\)|\S*[@/\\]\S*|\S+\.\w\S*")
"""Formulas and addresses on the net."""
_STOPPED = re.compile(r"^[“\"‘']?[A-Z].*[\w%)][.?!][”\"’')]*$")
_SMALL = frozenset(re.findall("[a-z]+", "the and for are was but not you all new how who why our has its"))
_LATIN_RUN = re.compile(
    r"[A-Za-z0-9$€£¥₩₹(+#][A-Za-z0-9 ,.;:'\"!?()\[\]\-–—%$€£¥₩₹¢℃℉½¼¾²³′″&/+“”‘’…°×=<>@#~*|±≥≤§\n]*[A-Za-z0-9.%)!?\]]"
)
_NOT_CHINESE = compiled(r"[^[:Han:]]+")
_LETTER = re.compile("[A-Za-z]")
_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][a-z']+(?![A-Za-z0-9])")
_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3,}(?![A-Za-z0-9])")
_ENGLISH_FORM = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,? \d"
    r"|\d(?:st|nd|rd|th)?,? (?:January|February|March|April|May"
    r"|June|July|August|September|October|November|December)\b|\b[A-Z][a-z]+ [IVX]{2,}\b"
    r"|\bthe [’'‘]?\d0s\b|^(?:CHAPTER|PART|BOOK|VOLUME|ACT|SCENE|SECTION|ARTICLE) (?:[IVX]+|\d+)\b"
)
_WORDS = re.compile(r"[A-Za-z]{2,}")
_ANY_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_FIGURE = re.compile(r"\d")
_SMALL_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")
_MAYBE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}|[a-z]{2,} [A-Z]|[A-Z]{2,} [A-Z]{2,} [A-Z]{2,}")


def language_of(line: str) -> str:
    """ "en" for a line of English, "zh" for every other; terms and figures alone (GPT-4o, 5 kg) count as Chinese, in
    which they mostly stand.

    >>> [language_of(line) for line in ("Attention Is All You Need", "May 5, 2024", "RTX 4090", "PART TWO")]
    ['en', 'en', 'zh', 'en']
    """
    if not _NOT_CHINESE.fullmatch(line):
        return "zh"
    if _ENGLISH_FORM.search(line) or _is_of_words(line):
        return "en"
    return "en" if _is_sentence(line) else "zh"


def has_function_word(text: str) -> bool:
    """Whether one of the small words that join a sentence's others is in `text`."""
    return _FUNCTION.search(text) is not None


def _is_of_words(line: str) -> bool:
    """Whether a line without figures is ordinary words and nothing else: CHAPTER ONE."""
    ordinary = word_list("language", "english_words")
    words = _ANY_WORD.findall(line)
    return len(words) > 1 and not _FIGURE.search(line) and all(word.lower() in ordinary for word in words)


def _is_sentence(text: str) -> bool:
    """Whether the ordinary words of `text` weigh as much as a sentence's: "It is Friday" is one, "AI for Science" and
    "Mate 60 Pro" are terms."""
    stopped = _STOPPED.search(text) is not None
    text = _NO_WORDS.sub(" ", text)
    ordinary = word_list("language", "english_words")
    found = [word for word in _WORD.findall(text) if word.lower() in ordinary]
    found += [word for word in _CAPITALS.findall(text) if word.lower() in (ordinary if len(word) > 3 else _SMALL)]
    weight = sum(3 if word.islower() else 2 for word in found) + (len(_FUNCTION.findall(text)) > 1)
    return weight + stopped >= 6


def passages(text: str, language: str = "zh") -> tuple[tuple[int, int], ...]:
    """Where `text` is English sentences rather than Chinese with English terms: three words or more, one of them
    small; where `language` is "en", all that is not beside Chinese characters."""
    if language.startswith("en"):
        return tuple(
            run.span()
            for run in _NOT_CHINESE.finditer(text)
            if run[0].strip() == text.strip() or _LETTER.search(run[0])
        )
    if not _MAYBE.search(text):
        return ()
    return tuple(
        run.span()
        for run in _LATIN_RUN.finditer(text)
        if len(_WORDS.findall(run[0])) >= 3
        and (_SMALL_WORD.search(run[0]) or run[0].isupper())
        and _is_sentence(run[0])
    )
