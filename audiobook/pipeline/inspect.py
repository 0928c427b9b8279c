"""`inspect`: what is in a publication, before anything is built."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audiobook.config import NarrationSettings, Settings
from audiobook.model import Article, Document, Lines
from audiobook.pipeline import accounts

SECONDS_A_CHARACTER = 0.2
"""Measured over whole articles at rate 1.0, pauses included; see docs/performance.md."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What `inspect` found."""

    document: Document
    rate: float
    silent: Mapping[int, int] = field(default_factory=dict)
    """By the number of an article: characters of it that are not said."""
    narration: NarrationSettings = field(default_factory=NarrationSettings)

    def rows(self) -> list[tuple[Article, int, float]]:
        """(article, characters, seconds to listen) for each article."""
        rows = []
        for article in self.document.articles:
            count = sum(len(p.text) for s in article.sections for p in s.paragraphs)
            said = max(0, count - self.silent.get(article.number, 0))
            rows.append((article, count, said * SECONDS_A_CHARACTER / self.rate))
        return rows

    def as_json(self) -> dict[str, Any]:
        """The object that `inspect --json` prints; paragraphs are as they are heard."""
        from audiobook.narration.unspoken import heard

        articles = []
        for article in (heard(one, self.narration) for one in self.document.articles):
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
        ledger = self.document.ledger
        rest = {
            "ledger": dataclasses.asdict(ledger) if ledger else None,
            "alternatives": [dataclasses.asdict(one) for one in self.document.alternatives],
            "imprint": list(self.document.imprint),
        }
        return {**facts, "articles": articles, "findings": findings, **rest}


def inspect(source: Path, settings: Settings, lines: Lines | None = None) -> Inspection:
    """What is in `source`; `lines`: those to explain. Raises `SourceError`."""
    from audiobook.pipeline.sandbox import read

    return of_document(read(source, settings, lines), settings)


def of_document(document: Document, settings: Settings) -> Inspection:
    """What is in `document`, with what of it will not be said."""
    silent = {article.number: accounts.unspoken(article, settings.narration) for article in document.articles}
    findings = [finding for each in silent.values() for finding in each]
    told = dataclasses.replace(
        document, findings=(*document.findings, *findings), ledger=accounts.accounted(document, findings)
    )
    counts = {number: sum(len(finding.text) for finding in each) for number, each in silent.items()}
    return Inspection(told, settings.speech.rate, counts, settings.narration)
