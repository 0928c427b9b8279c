"""How far a document is from its gold structure: the F1 figures of the structure scorer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from audiobook.model import Document

MEASURES = ("titles", "subtitles", "authors", "sections", "paragraphs", "characters")


def squeeze(text: str | None) -> str:
    """Without white space."""
    return "".join((text or "").split())


def found(document: Document) -> list[dict[str, Any]]:
    """The articles of a document in the shape gold has."""
    return [
        {
            "title": article.title,
            "subtitle": article.subtitle,
            "authors": list(article.authors),
            "sections": [s.heading for s in article.sections if s.heading],
            "paragraphs": [p.text for s in article.sections for p in s.paragraphs],
        }
        for article in document.articles
    ]


def views(articles: Sequence[Mapping[str, Any]]) -> dict[str, Counter[Hashable]]:
    """One multiset of comparable facts per measure."""
    out: dict[str, Counter[Hashable]] = {name: Counter() for name in MEASURES}
    for number, article in enumerate(articles):
        title = squeeze(article["title"])
        out["titles"][(number, title)] += 1
        out["subtitles"][(title, squeeze(article["subtitle"]))] += 1
        out["authors"][(title, tuple(squeeze(a) for a in article["authors"]))] += 1
        out["sections"].update((title, squeeze(h)) for h in article["sections"])
        out["paragraphs"].update((title, squeeze(p)) for p in article["paragraphs"])
        out["characters"].update((title, c) for p in article["paragraphs"] for c in squeeze(p))
    return out


def differences(document: Document, gold: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is missing (-) and what is too much (+), a line each; empty when every figure is 1.0."""
    got, want = views(found(document)), views(gold)
    lines: list[str] = []
    for name in MEASURES:
        lines += [f"- {name}: {item}" for item in want[name] - got[name]]
        lines += [f"+ {name}: {item}" for item in got[name] - want[name]]
    return lines
