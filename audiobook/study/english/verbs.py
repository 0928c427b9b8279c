"""The forms of English verbs: what "did" or "does" is followed by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from audiobook.language.word_lists import rows, word_list


def base_of_past(word: str) -> str | None:
    """The base of a past tense; None for what is none.

    >>> [base_of_past(word) for word in ("wrote", "created", "walked", "added", "carried", "hundred")]
    ['write', 'create', 'walk', 'add', 'carry', None]
    """
    return _irregular().get(word) or _known(_without_ed(word))


def base_of_third(word: str) -> str | None:
    """The base of a third person singular; None for what is none.

    >>> [base_of_third(word) for word in ("holds", "carries", "reaches", "uses", "pass")]
    ['hold', 'carry', 'reach', 'use', None]
    """
    return _known(_without_s(word))


def has_finite_verb(text: str) -> bool:
    """Does one of its words show that it says something: an auxiliary, a past tense, a third person behind its noun?

    >>> has_finite_verb("The heart pumps blood."), has_finite_verb("The chambers of the heart.")
    (True, False)
    """
    words = re.findall(r"[\w’'\-]+", text)
    carrying = word_list("study", "english_auxiliaries")
    return any(word in carrying or word.endswith(("n't", "n’t")) or base_of_past(word) for word in words) or any(
        base_of_third(word)
        and not before.endswith("s")
        and before.lower() not in word_list("study", "english_before_nouns")
        for before, word in pairwise(words)
    )


def _known(forms: Iterator[str]) -> str | None:
    return next((form for form in forms if form in word_list("language", "english_words")), None)


@cache
def _irregular() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("study", "english_irregular")}


def _without_ed(word: str) -> Iterator[str]:
    if not word.endswith("ed") or len(word) < 5:
        return
    if word.endswith("ied"):
        yield f"{word[:-3]}y"
    if word[-3] == word[-4] and word[-3] not in "aeioulsd":  # stopped; but called, passed, added
        yield word[:-3]
    yield word[:-1]
    yield word[:-2]
    yield word[:-3] if word[-3] == word[-4] else word[:-2]


def _without_s(word: str) -> Iterator[str]:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        yield word[:-2]
    yield word[:-1]
