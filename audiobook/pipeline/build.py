"""`build`: from a file to a finished book; only what changed is done again."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.model import Alternative, Document
from audiobook.pipeline import answers, fingerprint, lock
from audiobook.pipeline.book import BOOK, BookBuild, Built
from audiobook.pipeline.cache import trim
from audiobook.pipeline.lexicon import LEXICON, lexicon_files
from audiobook.pipeline.speak import Show, ignore

if TYPE_CHECKING:
    from audiobook.pipeline.auditions import Auditions


def publications(sources: Sequence[Path | str], *, each: bool, output: Path | None = None) -> list[Path | str]:
    """What `build` is to make: `sources`, or with `each` the publications in those of them that are folders.

    `output`: a folder below them that holds finished books, and is passed over.
    """
    if not each:
        return list(sources)
    from audiobook.source.readers import formats

    known = [extension for one in formats() for extension in one.extensions]
    found: list[Path | str] = []
    for source in sources:
        inside: list[Path | str] = [source]
        if isinstance(source, Path) and source.is_dir():
            inside = [*sorted(_publications_in(source, known, output))]
        if not inside:
            raise ConfigError(f"{source}: no publication in this folder; known are {', '.join(known)}")
        found += inside
    return found


def _publications_in(folder: Path, known: Collection[str], output: Path | None) -> Iterator[Path]:
    """Files in `folder` and below, but not those of finished books, hidden ones, or the locks of word processors."""
    for root, folders, names in os.walk(folder):
        ours = output is not None and Path(root) != folder and Path(root).resolve() == output.resolve()
        if ours or ("index.json" in names and BOOK in names):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            Path(root, name)
            for name in names
            if Path(name).suffix.lower() in known and not name.startswith((".", "~$"))
        )


def finished(source: Path, settings: Settings) -> Path | None:
    """The book's folder, if building `source` again would find nothing to do and nothing to say; costs little more than
    reading it."""
    stamp = _stamp(source, settings)
    return None if stamp.lossy() else stamp.finished()


def _stamp(source: Path, settings: Settings) -> fingerprint.Stamp:
    inputs = [*lexicon_files(settings, source.parent), *settings.study.dictionary]
    inputs += [settings.publish.cover] if settings.publish.cover else []
    return fingerprint.Stamp.of(source, settings, inputs)


def folder_of(document: Document) -> str:
    """The name of a book's folder: its title, and for one issue of many its date or number, so that next month's
    issue becomes a book of its own.

    >>> folder_of(Document("山中读书", (), issue="第 5 期 (总第 40 期)", date="2025-04-06"))
    '山中读书-2025-04-06'
    """
    from audiobook.publish import filenames

    which = (document.date or document.issue) if document.issue else None
    return filenames.slug(f"{document.title} {which}" if which else document.title)


def build(
    source: Path,
    settings: Settings,
    *,
    only: Sequence[int] = (),
    progress: Show = ignore,
    taken: Mapping[Path, Path | str] | None = None,
    ask: Callable[[Sequence[Alternative]], int] | None = None,
    ready: Auditions | None = None,
) -> Built:
    """The whole way for one publication.

    `only`: article numbers to make; the others stay as they are. `taken`: folders of books that are not to be
    replaced, with their sources. `ask`: which of several ways to take the publication apart is right, where it is
    unsure and nobody has said; the answer is kept. `ready`: voices that are loaded already. Raises `SourceError`,
    `ConfigError`, `SpeechError` (`Incomplete`, after everything else has been made), `AudioError`, `PublishError`,
    `CacheError`.
    """
    from audiobook.pipeline.sandbox import read
    from audiobook.publish import index
    from audiobook.publish.publish import check

    stamp = _stamp(source, settings)
    done = stamp.finished()
    if done is not None and not only and (made := index.read(done)) is not None:
        return Built(done, made)
    check(settings.publish)
    document = read(source, settings)
    if ask is not None and answers.unsure(document) and not answers.kept(source, settings.cache):
        scheme = document.alternatives[ask(document.alternatives)].scheme
        answers.keep(source, settings.cache, scheme)
        document = read(source, settings)
    edited = source.name == BOOK and (source.parent / "index.json").is_file()
    directory = source.parent if edited else settings.output / folder_of(document)
    if (other := (taken or {}).get(directory.resolve(), source)) != source:
        raise ConfigError(
            f"{source}: has the title of {other} ({document.title}), whose book it would replace; give it another title"
        )
    if unknown := set(only) - {article.number for article in document.articles}:
        raise ConfigError(f"{source}: there is no article {min(unknown)}; it has 1 to {len(document.articles)}")
    with lock.locked(directory, settings.cache):
        book = BookBuild(document, source, directory, index.read(directory), settings, ready)
        built = book.make(only, progress, stamp.altered(directory))
        if not only and not built.lacking and not built.passing:
            ledger = built.index.ledger
            own = directory / LEXICON  # of the inputs that `_stamp` knows it is none: the folder was not known
            stamp.write(directory, [*book.files(built.index), own], lost=ledger.lost if ledger else 0)
    if built.made:
        trim(settings)
    return built
