"""English sentences apart from Chinese ones, where each language has a voice of its own.

Whole sentences and quotations are said by the voice of their language; a term within a sentence stays in that
sentence's voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.chinese import compiled
from audiobook.narration.english_passages import has_function_word, language_of, passages
from audiobook.narration.sentences import SentencePart

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_HAN = compiled("[[:Han:]]")
_OPENING, _CLOSING = "“‘「『\"'(（", "”’」』\"')）"
_STOPS = "。！？!?.…"
_PAUSES = "，,、；;：:"
_BEFORE_A_SENTENCE = "：:—\n" + _STOPS
_LEAST_WORDS = 3
"""A quotation or a line of fewer words is a term or a name, unless it ends as a sentence does."""
_LEAST_BESIDE = 4
"""Chinese syllables that can stand alone: a voice draws one or two out."""
_HAN_FOR_A_WORD = 2
"""In an English article a sentence with more than so many Chinese characters for each English word is Chinese."""


def by_language(piece: SentencePart, language: str) -> Iterator[tuple[SentencePart, str]]:
    """`piece`, whole or in parts whose texts are it when joined, each with its language; `language` is the article's.

    >>> text = "信上写着：“The road is long, but we will walk it.”他念了两遍。"
    >>> [(part.text, tongue) for part, tongue in by_language(SentencePart(text, True), "zh")]
    [('信上写着：', 'zh'), ('“The road is long, but we will walk it.”', 'en'), ('他念了两遍。', 'zh')]
    """
    text = piece.text
    if language.startswith("en"):
        chinese = len(_HAN.findall(text)) > _HAN_FOR_A_WORD * len(_WORD.findall(text))
        yield piece, "zh" if chinese else language
        return
    if not _HAN.search(text):
        yield piece, "en" if _is_english(text) else language
        return
    at = 0
    for start, stop in _sentences(text):
        if start > at:
            yield SentencePart(text[at:start], text[:start].rstrip()[-1] in _STOPS), language
        yield SentencePart(text[start:stop], piece.ends_sentence if stop == len(text) else _ended(text[:stop])), "en"
        at = stop
    if at < len(text):
        yield SentencePart(text[at:], piece.ends_sentence), language


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where English sentences and quotations stand in a Chinese sentence, with their marks."""
    after = 0
    for start, stop in passages(text):
        begin, end = start, stop
        while begin > after and text[begin - 1] in _OPENING:
            begin -= 1
        while end < len(text) and (text[end] in _CLOSING + _STOPS or text[end].isspace()):
            end += 1
        said, before = text[begin:end], text[after:begin].rstrip()
        while end < len(text) and text[end] in _PAUSES:
            end += 1
        announced = not before or before[-1] in _BEFORE_A_SENTENCE
        # “large language model” within a clause is a term, whatever stands around it
        apart = announced or (begin < start and (_ended(said) or _is_clause(said)))
        beside = [part for part in (before, text[end:]) if part.strip()]
        if apart and all(len(_HAN.findall(part)) >= _LEAST_BESIDE for part in beside) and _is_english(said):
            yield begin, end
            after = end


def _is_clause(text: str) -> bool:
    return len(_WORD.findall(text)) > _LEAST_WORDS and has_function_word(text)


def _is_english(text: str) -> bool:
    bare = text.strip(_OPENING + _CLOSING + " ")
    count = len(_WORD.findall(bare))
    return (count >= _LEAST_WORDS or (count > 1 and _ended(bare))) and language_of(bare) == "en"


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSING + " ")[-1:] in _STOPS
