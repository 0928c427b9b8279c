"""What a book is called, without what shops write behind it."""

from __future__ import annotations

import re

from audiobook.language.word_lists import alternatives

_BRACKETED = re.compile(r"\s*[（(【\[]([^（）()【】\[\]]*)[）)】\]]\s*")
_LONG = 12
"""Letters in brackets that are a part of a title at the most."""
_SENTENCE = re.compile(r"[，。！？；,!?;]")
_SHELF = re.compile(r"^.{1,8}(?:文库|丛书|系列|书系)\s*[：:]\s*(?=\S)")


def bare(title: str) -> str:
    """`title` without brackets that praise it or tell its edition or series.

    >>> bare("渡口（你想说又说不出的话，只有它懂！）"), bare("水边 (经典译丛)"), bare("山中（上）"), bare("某文库：雾")
    ('渡口', '水边', '山中（上）', '雾')
    """
    kept = _SHELF.sub("", _BRACKETED.sub(_without, title)).strip()
    return kept if any(map(str.isalnum, kept)) else title


def _without(found: re.Match[str]) -> str:
    inner = found[1]
    promotes = re.search(alternatives("source", "title_promotions"), inner, re.I)
    return " " if promotes or len(inner) > _LONG or _SENTENCE.search(inner) else found[0]
