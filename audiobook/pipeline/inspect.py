"""`inspect`: what is in a publication, before anything is built."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook.config import Settings
from audiobook.model import Article, Document, Finding, Lines

SECONDS_A_CHARACTER = 0.2
"""Measured over whole articles at rate 1.0, pauses included; see docs/performance.md."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What `inspect` found."""

    document: Document
    rate: float

    def rows(self) -> list[tuple[Article, int, float]]:
        """(article, characters, seconds to listen) for each article."""
        return [
            (article, count, count * SECONDS_A_CHARACTER / self.rate)
            for article in self.document.articles
            for count in [sum(len(p.text) for s in article.sections for p in s.paragraphs)]
        ]

    def as_json(self) -> dict[str, Any]:
        """The object that `inspect --json` prints."""
        articles = []
        for article in self.document.articles:
            entry = dataclasses.asdict(article) | {"title": article.title or None}
            entry["sections"] = [
                {"heading": s.heading, "level": s.level, "paragraphs": [p.text for p in s.paragraphs]}
                for s in article.sections
            ]
            articles.append(entry)
        facts = {name: getattr(self.document, name) for name in ("title", "issue", "date", "publisher", "language")}
        findings = [
            {"kind": finding.kind, "lines": finding.lines, "message": finding.message}
            for finding in self.document.findings
        ]
        rest = {
            "alternatives": [dataclasses.asdict(one) for one in self.document.alternatives],
            "imprint": list(self.document.imprint),
        }
        return {**facts, "articles": articles, "findings": findings, **rest}


def inspect(source: Path, settings: Settings, lines: Lines | None = None) -> Inspection:
    """What is in `source`; `lines`: those to explain. Raises `SourceError`."""
    from audiobook.pipeline.sandbox import read

    document = read(source, settings, lines)
    findings = (*document.findings, *_unspoken(document))
    return Inspection(dataclasses.replace(document, findings=findings), settings.speech.rate)


def _unspoken(document: Document) -> Iterator[Finding]:
    """A finding for each paragraph with signs that are dropped because nobody would say them (emoji, ornaments)."""
    for paragraph in (p for article in document.articles for section in article.sections for p in section.paragraphs):
        # only symbols can be ornaments, and few paragraphs have any: the rest need not be normalized to know
        if any(unicodedata.category(character) == "So" for character in paragraph.text):
            from audiobook.narration.normalize import normalize

            changes = normalize(paragraph.text).changes
            signs = [change.written for change in changes if change.rule == "ornament" and not change.spoken]
            if signs:
                yield Finding("ornament", paragraph.lines, f"Not spoken: {' '.join(signs)}")
