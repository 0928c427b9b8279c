"""The whole flow on one page, and the only place where rooms meet.

    file ──source──▶ Document ──narration──▶ Script ──speech──▶ Clips ──audio──▶ Tracks ──publish──▶ listeners

The commands call these functions; a program can too. Nothing here prints.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook import __version__
from audiobook.config import Settings
from audiobook.errors import ConfigError, Incomplete, PublishError
from audiobook.model import Article, Clip, Document, Index, Script, SpeechRequest, Track, Utterance, Voice, VoiceInfo

if TYPE_CHECKING:
    from audiobook.narration.compose import SpokenForm
    from audiobook.narration.lexicon import Lexicon
    from audiobook.narration.normalize import Spoken
    from audiobook.speech.engine import Engine
    from audiobook.speech.render import Progress

SOFTWARE = f"audiobook {__version__}"
BOOK = "book.md"
"""The editable script, kept in the book's folder: what `render` reads."""

SECONDS_A_CHARACTER = 0.235
"""Measured over whole articles at rate 1.0, pauses included; see docs/performance.md."""


# ------------------------------------------------------------------------------------------------ looking


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
    from audiobook.source import read

    return Inspection(read(source, settings.source), settings.speech.rate)


def script(source: Path, settings: Settings) -> str:
    """The publication as editable Markdown. Raises `SourceError`."""
    from audiobook.source import read
    from audiobook.source.markdown import write

    return write(read(source, settings.source))


def normalize(lines: Iterable[str], settings: Settings) -> Iterator[Spoken]:
    """Spoken forms of written lines, one each. Raises `TextError` for a bad lexicon."""
    from audiobook.narration.normalize import normalize as speak

    lexicon = _lexicon(settings)
    return (speak(line, lexicon=lexicon) for line in lines)


def pinyin(lines: Iterable[str], settings: Settings, *, sandhi: bool = False) -> Iterator[list[str]]:
    """Readings of each line as it stands, one per Chinese character. Raises `TextError` for a bad lexicon."""
    from audiobook.narration.readings import read_all
    from audiobook.narration.readings import sandhi as spoken

    for words in read_all(list(lines), lexicon=_lexicon(settings).readings):
        heard = spoken(words) if sandhi else words
        yield [reading for word in heard for reading in word.readings]


def voices(settings: Settings) -> tuple[str, Sequence[VoiceInfo]]:
    """The default voice and all voices of the engine in `settings`. Raises `SpeechError`."""
    engine = _engine(settings)
    return engine.default_voice(), engine.voices()


# ------------------------------------------------------------------------------------------------ building


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` or `render` did for one book."""

    directory: Path
    index: Index
    spoken: int
    """Sentences spoken now."""
    reused: int
    """Sentences taken from the cache or left as they were."""
    made: tuple[int, ...]
    """Numbers of the tracks whose audio was made now."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One track before there is audio: its script, file stem and one request per utterance."""

    script: Script
    stem: str
    requests: tuple[SpeechRequest, ...]


def build(
    source: Path,
    settings: Settings,
    *,
    only: Sequence[int] = (),
    progress: Callable[[Progress], None] | None = None,
) -> Built:
    """The whole way for one publication; only what changed is done again.

    Raises `SourceError`, `ConfigError`, `SpeechError` (`Incomplete` after everything that could be made has
    been), `AudioError`, `PublishError`.
    """
    from audiobook.publish import index as indexes
    from audiobook.publish import names
    from audiobook.source import read
    from audiobook.source.markdown import write

    document = read(source, settings.source)
    directory = source.parent if source.name == BOOK else settings.output / names.slug(document.title)
    if unknown := set(only) - {article.number for article in document.articles}:
        raise ConfigError(f"{source}: there is no article {min(unknown)}; it has 1 to {len(document.articles)}")
    previous = indexes.read(directory)
    _keep_script(directory, write(document), previous, edited=source.name == BOOK)
    return _make(document, source.name, directory, previous, settings, only=only, progress=progress)


def render(
    book: Path,
    numbers: Sequence[int],
    settings: Settings,
    *,
    progress: Callable[[Progress], None] | None = None,
) -> Built:
    """Single articles of a finished book again, from its book.md, with the engine and voice it was made with
    unless `settings` name others. `book` is its folder, or the folder's name in the output folder."""
    directory = book if book.is_dir() else settings.output / book
    if not (directory / BOOK).is_file():
        raise ConfigError(f"{book}: no book of that name; `audiobook build SOURCE` makes one")
    return build(directory / BOOK, settings, only=numbers, progress=progress)
