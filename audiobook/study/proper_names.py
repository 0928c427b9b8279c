"""Names of people and places: what a text is told by, and seldom what it is about."""

from __future__ import annotations

from audiobook.language.word_lists import word_list
from audiobook.study.tokens import Words

LEAST = 2
"""Characters of the shortest name."""


def is_foreign_name(word: str, words: Words) -> bool:
    """Is it a foreign name, written in Chinese by its sound (麦哲伦, 席尔霍尔茨)? 马拉松 is a plain word."""
    if len(word) < LEAST or not set(word) <= word_list("study", "transliteration") | {"·"}:
        return False
    tag = words.dictionary.tag(word)
    return not tag or tag.startswith(("nr", "ns"))


def is_people(word: str, words: Words) -> bool:
    """Is it a people by its country (荷兰人), or anybody (所有人)?"""
    if not word.endswith(("人", "人民")) or len(word) < 3:
        return False
    country = word.removesuffix("民").removesuffix("人")
    return words.dictionary.tag(country).startswith("ns") or country in word_list("study", "anyone")
