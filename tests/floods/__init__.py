"""Kinds of documents that grow: each asks a careless reader for time that grows faster than the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook.config import Settings
from audiobook.pipeline.accounts import unspoken
from audiobook.pipeline.inspect import Inspection
from audiobook.pipeline.narrate import narrate
from audiobook.source import read
from audiobook.source.script import write
from audiobook.speech.engine import create
from tests.floods.books import BOOKS, PDF
from tests.floods.markdown import MARKDOWN
from tests.floods.text import SUBTITLES, TEXT
from tests.floods.web import WEB
from tests.floods.word import WORD


@dataclass(frozen=True, slots=True)
class Flood:
    """One kind of document."""

    name: str
    """"md: open comments"."""
    suffix: str
    write: Callable[[Path, int], object]
    """Writes a document of about so many thousand bytes at a path; one that is packed is smaller."""
    is_text: bool = True


def _written(make: Callable[[int], str]) -> Callable[[Path, int], object]:
    """A text by its size: ten thousand stars are little, ten thousand sentences are a book."""

    def write(path: Path, thousands: int) -> None:
        each = (len(make(200)) - len(make(100))) / 100
        path.write_text(make(max(1, int(thousands * 1000 / max(each, 1)))), "utf-8")

    return write


def _filled(write: Callable[[Path, int], object]) -> Callable[[Path, int], object]:
    """A file by how much it is filled with: a paragraph or a cell is some twenty bytes."""
    return lambda path, thousands: write(path, thousands * 50)


def through(path: Path) -> None:
    """All that is done with a document before anything is spoken: read, looked at, written as a script, narrated.

    Raises `SourceError`.
    """
    settings = Settings()
    document = read(path, settings.source)
    Inspection(document, settings.speech.rate).as_json()
    for article in document.articles:
        unspoken(article, settings.narration)
    write(document)
    engine = create("silence", settings)
    quiet = replace(settings, study=replace(settings.study, enabled=False))
    narrate(document, quiet, engine, [], lambda _: [])


def _all() -> Iterator[Flood]:
    texts = {".txt": TEXT, ".srt": SUBTITLES, ".md": MARKDOWN, ".html": WEB}
    files = {".docx": WORD, ".epub": BOOKS, ".pdf": PDF}
    for suffix, kinds in texts.items():
        yield from (Flood(f"{suffix[1:]}: {name}", suffix, _written(make)) for name, make in kinds.items())
    for suffix, made in files.items():
        yield from (
            Flood(f"{suffix[1:]}: {name}", suffix, _filled(write), is_text=False) for name, write in made.items()
        )


FLOODS: dict[str, Flood] = {flood.name: flood for flood in _all()}
