"""Looking before building: what is in a publication, how lines are said, who can speak."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook.config import Settings
from audiobook.model import Article, Document, Finding, VoiceInfo

if TYPE_CHECKING:
    from audiobook.narration.lexicon import Lexicon
    from audiobook.narration.normalize import Spoken

LEXICON = "lexicon.tsv"
"""Found without being named: here, beside the source, in the book's folder."""

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
            entry = dataclasses.asdict(article)
            entry["sections"] = [
                {"heading": s.heading, "level": s.level, "paragraphs": [p.text for p in s.paragraphs]}
                for s in article.sections
            ]
            articles.append(entry)
        facts = {name: getattr(self.document, name) for name in ("title", "issue", "date", "publisher", "language")}
        findings = [dataclasses.asdict(finding) for finding in self.document.findings]
        return {**facts, "articles": articles, "findings": findings, "imprint": list(self.document.imprint)}


def inspect(source: Path, settings: Settings) -> Inspection:
    """What is in `source`. Raises `SourceError`."""
    from audiobook.pipeline.sandbox import read

    document = read(source, settings)
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


def script(source: Path, settings: Settings) -> str:
    """The publication as editable Markdown. Raises `SourceError`."""
    from audiobook.pipeline.sandbox import read
    from audiobook.source.script import write

    return write(read(source, settings))


def normalize(lines: Iterable[str], settings: Settings) -> Iterator[Spoken]:
    """Spoken forms of written lines, one each. Raises `TextError` for a bad lexicon."""
    from audiobook.narration.normalize import normalize as speak

    lexicon = lexicon_of(settings)
    return (speak(line, lexicon=lexicon) for line in lines)


def pinyin(lines: Iterable[str], settings: Settings, *, sandhi: bool = False) -> Iterator[list[str]]:
    """Readings of each line as it stands, one per Chinese character, ü written as ü. Raises `TextError` for a bad
    lexicon."""
    from audiobook.pronunciation import read_all
    from audiobook.pronunciation import sandhi as spoken

    for words in read_all(list(lines), lexicon=lexicon_of(settings).readings):
        heard = spoken(words) if sandhi else words
        yield [reading.replace("v", "ü") for word in heard for reading in word.readings]


def voices(settings: Settings) -> tuple[str, Sequence[VoiceInfo]]:
    """The default voice and all voices of the engine in `settings`. Raises `SpeechError`."""
    from audiobook.speech.engine import create

    engine = create(settings.speech.engine, settings)
    return engine.default_voice(), engine.voices()


def lexicon_of(settings: Settings, *folders: Path) -> Lexicon:
    """The user's readings: those the settings name, and every lexicon.tsv here and in `folders`."""
    from audiobook.narration.lexicon import load

    return load(lexicon_files(settings, *folders))


def lexicon_files(settings: Settings, *folders: Path) -> list[Path]:
    """The lexicons that are in force, the nearest last, because it wins."""
    named = list(settings.narration.lexicon)
    found = [path for path in (folder / LEXICON for folder in (Path(), *folders)) if path.is_file()]
    return list({path.resolve(): path for path in [*found, *named]}.values())


def lexicon_add(path: Path | None, written: str, value: str) -> Path:
    """Adds a reading to `path` (./lexicon.tsv unless told) and returns the file. Raises `TextError`."""
    from audiobook.narration.lexicon import add

    target = path or Path(LEXICON)
    add(target, written, value)
    return target


def lexicon_check(settings: Settings, source: Path | None) -> list[str]:
    """What is wrong with the lexicons, one line each; with `source` also entries that it never uses."""
    from audiobook.narration.lexicon import check
    from audiobook.pipeline.sandbox import read

    text = None
    if source is not None:
        document = read(source, settings)
        text = "\n".join(p.text for a in document.articles for s in a.sections for p in s.paragraphs)
    files = lexicon_files(settings, *([source.parent] if source else []))
    return [f"{remark.path}:{remark.line}: {remark.kind}: {remark.message}" for remark in check(files, text)]
