"""Finished books: their feeds, the page of all of them, the server, flash cards."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.model import Index
from audiobook.pipeline import fingerprint, lock
from audiobook.pipeline.cache import sweep
from audiobook.pipeline.finished_book import books_in, finished_book
from audiobook.pipeline.lexicon import LEXICON, lexicon_add
from audiobook.system import locks

_PATIENCE_S = 30.0
_MOST_LEXICON_BYTES = 200_000
"""Of a lexicon that corrections from the player are added to: thousands of lines."""


def feed(directory: Path | None, settings: Settings) -> list[Path]:
    """Writes the feeds of all books in `directory` and that of the whole library again; returns their files.

    Raises `ConfigError` if there is no book, `PublishError` if a feed cannot be written or a book is being built.
    """
    from audiobook.publish import feed as feeds
    from audiobook.publish import index as indexes
    from audiobook.publish import library, publish

    folder = _output(directory, settings)
    books = _books(folder)
    paths: list[Path] = []
    for book, index in books:
        # an address given for a single book's folder is that folder's own, not that of the one above it
        own = settings.publish.base_url if book == folder else None
        with lock.locked(book, settings.cache):  # a build that ends meanwhile writes an index of its own
            publish(indexes.read(book) or index, book, settings=settings.publish, base_url=own)
        paths.append(book / feeds.NAME)
    if folder not in [book for book, _ in books]:
        with _alone(folder, settings):
            paths.append(library.write(folder, settings=settings.publish, base_url=settings.publish.base_url))
    return paths


def shelve(settings: Settings) -> None:
    """Writes the page and the feed of all books in the output folder, where a book has changed since the last time.

    Also after a build that found nothing to do: the one before may have ended in between. Raises `PublishError` if
    they cannot be written.
    """
    sweep(settings)
    if _facts(settings) in ("", _on_the_shelf(settings)):
        return
    from audiobook.publish import library

    with _alone(settings.output, settings):
        mark = _facts(settings)  # another build may have ended while we waited
        library.write(settings.output, settings=settings.publish, base_url=settings.publish.base_url)
        fingerprint.put(_mark(settings), mark)


def _mark(settings: Settings) -> Path:
    return settings.cache / "stamps" / f"{fingerprint.key(settings.output)}.shelf"


def _facts(settings: Settings) -> str:
    """Of all that the page and the feed are made from; "" where there is no book."""
    books = sorted((str(path), path.stat().st_mtime_ns) for path in settings.output.glob("*/index.json"))
    facts = hashlib.sha256(repr([books, settings.publish, fingerprint.program()]).encode()).hexdigest()
    return facts if books else ""


def _on_the_shelf(settings: Settings) -> str:
    """The facts they were last made from, "" where they are not there."""
    from audiobook.publish import feed as feeds

    with contextlib.suppress(OSError, UnicodeDecodeError):
        if all((settings.output / name).is_file() for name in ("index.html", feeds.NAME)):
            return _mark(settings).read_text("utf-8")
    return ""


@contextlib.contextmanager
def _alone(output: Path, settings: Settings) -> Iterator[None]:
    """One process after the other writes what is of all books in `output`, or the books of one would be missing in
    what the other writes; where no lock can be had, they do it all the same."""
    from filelock import Timeout

    path = settings.cache / "locks" / f"{fingerprint.key(output)}.shelf.lock"
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError, Timeout):
            path.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(locks.locked(path, timeout_s=_PATIENCE_S))
        yield


def serve(
    directory: Path | None,
    settings: Settings,
    *,
    host: str,
    port: int,
    lan: bool,
    others: Sequence[str],
    ready: Callable[[str, str], None],
    report: Callable[[str], None] | None = None,
    corrected: Callable[[str], None] | None = None,
) -> None:
    """Serves `directory` until it is interrupted; `ready` is told the address when it answers and
    the one under the name that stays ("" where there is none), `report` each request;
    `others`: names it goes by; with `corrected`, corrections of misread words are taken from the player into the
    lexicon of the book, and it is told each in one line. Raises `PublishError`."""
    from audiobook.publish import index as indexes
    from audiobook.publish.server.run import serve as listen

    folder = _output(directory, settings)
    if not any(path.is_file() for path in (folder / indexes.NAME, *folder.glob(f"*/{indexes.NAME}"))):
        raise _no_book(folder)  # the server reads them

    def keep(book: Path, written: str, spoken: str) -> None:
        lexicon = book / LEXICON
        if lexicon.is_file() and lexicon.stat().st_size > _MOST_LEXICON_BYTES:
            raise ConfigError(f"{lexicon.name}: full; look it over, and take out what nobody needs")
        lexicon_add(lexicon, written, spoken, settings)
        if corrected is not None:
            corrected(f"{book.name}: {written} → {spoken} ({lexicon}); heard when the book is built again")

    listen(
        folder, ready=ready, report=report, host=host, port=port, lan=lan, others=others, settings=settings.publish,
        keep=keep if corrected is not None else None,
    )  # fmt: skip


def cards(book: Path, target: Path | None, settings: Settings) -> tuple[Path, int]:
    """Writes the Anki deck of `book` (see `finished_book`) and returns its file and the number of cards.

    Raises `ConfigError` if no one book is meant, `PublishError` if there is no deck to make of it or the book is being
    built.
    """
    from audiobook.publish.cards import write_deck

    folder, index = finished_book(book, settings)
    path = target or folder / "cards.apkg"
    with lock.locked(folder, settings.cache):  # and clears what one that was killed left in the book
        return path, write_deck(index, folder, path, study=settings.study)


def _output(directory: Path | None, settings: Settings) -> Path:
    folder = directory or settings.output
    if not folder.is_dir():
        raise ConfigError(f"{folder}: no such folder; `audiobook build SOURCE` makes the first book")
    return folder


def _books(folder: Path) -> list[tuple[Path, Index]]:
    """Every book in `folder`, or `folder` itself if it is one."""
    from audiobook.publish import index as indexes

    alone = indexes.read(folder)
    found = [*([(folder, alone)] if alone else []), *books_in(folder)]
    if not found:
        raise _no_book(folder)
    return found


def _no_book(folder: Path) -> ConfigError:
    return ConfigError(f"{folder}: no book in this folder; `audiobook build SOURCE` makes one")
