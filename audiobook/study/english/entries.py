"""Entries of lists: what an entry says behind its colon, and the kinds a sentence counts up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.study.english.shapes import SHAPE, cleaned, is_term
from audiobook.study.english.words import any_phrase, words_of

MOST_WORDS = 4
"""Of a kind that is counted up."""
_NOUN = re.compile(
    r"^(?:(?:an?|the|any|all|those|one)\b|[a-z]+s (?:that|which|who|of|used|made|in|with)\b)", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"^(?:(?:it|they|this|these|he|she|we|you|there|when|if)\b|(?:[\w’'\-]+ ){1,6}?(?:is|are|was|were|can|may|has|have"
    r"|will|should|must|often|typically|usually)\b)",
    re.IGNORECASE,
)
_KINDS = re.compile(
    rf"\b{any_phrase('kinds')}(?: of (?:[\w’'\-]+ ){{0,3}}?[\w’'\-]+)?(?: (?:are|include)|:|, namely|—| –) ?"
    r"(?P<all>[^.;:()]{6,160})"
)
"""three main groups: earthenware, stoneware and porcelain"""
_INTO = re.compile(
    r"\b(?:classified|categori[sz]ed|divided|grouped|classed)\b(?: [\w’'\-]+){0,4}? (?:as|into) (?:either )?"
    r"(?P<all>[^.;:()]{6,120})"
)
_PARTS = re.compile(r",? (?:and|or) |, ")


def entry_of(gloss: str) -> str:
    """How an entry goes on behind its head: "noun" as a definition does, "ing" with what is done, "sentence" with a
    sentence of its own, "phrase" in another way.

    >>> [entry_of(text) for text in ("The process by which", "Adjusting speech", "It is loud.", "received when")]
    ['noun', 'ing', 'sentence', 'phrase']
    """
    first = gloss.split(" ", 1)[0]
    if re.match(r"(?:this|it) (?:is|was|means|refers to|involves) ", gloss, re.IGNORECASE):
        return "sentence" if not re.match(r"(?:this|it) (?:refers|means|involves)", gloss, re.IGNORECASE) else "noun"
    if SHAPE.match(gloss[0].lower() + gloss[1:]) or _NOUN.match(gloss):
        return "noun"
    if first.endswith("ing"):
        return "ing"
    return "sentence" if _SENTENCE.match(gloss) else "phrase"


def listed_kinds(text: str) -> Iterator[tuple[str, str]]:
    """(form, term) for the kinds that `text` counts up: of two types, synthetic and natural ones."""
    for form, pattern in (("kinds_listed", _KINDS), ("divided_into", _INTO)):
        for found in pattern.finditer(text):
            parts = [cleaned(part) for part in _PARTS.split(found["all"])]
            if len(parts) > 1 and all(0 < len(words_of(part)) <= MOST_WORDS for part in parts[:-1]):
                yield from ((form, part) for part in parts if is_term(part, called=True))
