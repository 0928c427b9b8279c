"""`build` and `render`: from a file to a finished book; only what changed is done again."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.pipeline import stamps, state
from audiobook.pipeline.book import BOOK, Book, Built, Show, ignore
from audiobook.pipeline.looking import lexicon_files


def publications(sources: Sequence[Path], *, each: bool) -> list[Path]:
    """What `build` is to make: `sources`, or with `each` the publications in those of them that are folders."""
    if not each:
        return list(sources)
    from audiobook.source.readers import FORMATS

    known = [extension for one in FORMATS for extension in one.extensions]
    found: list[Path] = []
    for source in sources:
        inside = sorted(p for p in source.rglob("*") if p.suffix.lower() in known) if source.is_dir() else [source]
        if not inside:
            raise ConfigError(f"{source}: no publication in this folder; known are {', '.join(known)}")
        found += inside
    return found


def build(source: Path, settings: Settings, *, only: Sequence[int] = (), progress: Show = ignore) -> Built:
    """The whole way for one publication.

    `only`: article numbers to make; the others stay as they are. Raises `SourceError`, `ConfigError`, `SpeechError`
    (`Incomplete`, after everything else has been made), `AudioError`, `PublishError`, `CacheError`.
    """
    from audiobook.publish import index, names
    from audiobook.source import read

    inputs = [*lexicon_files(settings, source.parent), *settings.study.dictionary]
    inputs += [settings.publish.cover] if settings.publish.cover else []
    stamp = stamps.Stamp.of(source, settings, inputs)
    done = stamp.finished()
    if done is not None and not only and (made := index.read(done)) is not None:
        return Built(done, made)
    document = read(source, settings.source)
    edited = source.name == BOOK and (source.parent / "index.json").is_file()
    directory = source.parent if edited else settings.output / names.slug(document.title)
    if unknown := set(only) - {article.number for article in document.articles}:
        raise ConfigError(f"{source}: there is no article {min(unknown)}; it has 1 to {len(document.articles)}")
    with state.locked(directory, settings.cache):
        book = Book(document, source, directory, index.read(directory), settings)
        built = book.make(only, progress)
        if not only:
            stamp.write(directory, book.files(built.index))
    return built


def render(
    book: Path,
    numbers: Sequence[int],
    settings: Settings,
    *,
    same_voice: bool = True,
    progress: Show = ignore,
) -> Built:
    """Articles of a finished book again, from its book.md; with `same_voice` in the voice it was made with.

    `book` is its folder, or the folder's name in the output folder. Raises what `build` raises.
    """
    from audiobook.publish import index

    directory = book if book.is_dir() else settings.output / book
    made = index.read(directory) if directory.is_dir() else None
    if made is None or not (directory / BOOK).is_file():
        raise ConfigError(f"{book}: no book of that name; `audiobook build SOURCE` makes one")
    if same_voice:
        speech = dataclasses.replace(settings.speech, engine=made.engine, voice=made.voice)
        settings = dataclasses.replace(settings, speech=speech)
    return build(directory / BOOK, settings, only=numbers, progress=progress)
