"""What is done with finished books and with the machine: feeds, server, cards, cache, doctor."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import AudiobookError, ConfigError
from audiobook.model import Index

if TYPE_CHECKING:
    from audiobook.speech.cache import Cache

MODEL_MB, ROOM_MB = 93, 500
"""What the joined model takes in the cache, and what a book wants besides."""
_LOOK_S = 3600


def feed(directory: Path | None, settings: Settings) -> list[Path]:
    """Writes the feeds of all books in `directory` and that of the whole library again; returns their files.

    Raises `ConfigError` if there is no book, `PublishError` if a feed cannot be written.
    """
    from audiobook.publish import feed as feeds
    from audiobook.publish import library, publish

    folder = _output(directory, settings)
    books = _books(folder)
    paths: list[Path] = []
    for book, index in books:
        # an address given for a single book's folder is that folder's own, not that of the one above it
        publish(index, book, settings=settings.publish, base_url=settings.publish.base_url if book == folder else None)
        paths.append(book / feeds.NAME)
    if folder not in [book for book, _ in books]:
        paths.append(library.write(folder, settings=settings.publish, base_url=settings.publish.base_url))
    return paths


def shelve(settings: Settings) -> None:
    """Writes the page and the feed of all books in the output folder, where a book has changed since the last time.

    Also after a build that found nothing to do: the one before may have ended in between. Raises `PublishError` if
    they cannot be written.
    """
    from audiobook.pipeline import fingerprint
    from audiobook.publish import feed as feeds
    from audiobook.publish import library

    books = sorted((str(path), path.stat().st_mtime_ns) for path in settings.output.glob("*/index.json"))
    mark = settings.cache / "stamps" / f"{fingerprint.key(settings.output)}.shelf"
    facts = hashlib.sha256(repr([books, settings.publish, fingerprint.program()]).encode()).hexdigest()
    with contextlib.suppress(OSError, UnicodeDecodeError):
        there = all((settings.output / name).is_file() for name in ("index.html", feeds.NAME))
        if not books or (there and mark.read_text("utf-8") == facts):
            return
    library.write(settings.output, settings=settings.publish, base_url=settings.publish.base_url)
    fingerprint.put(mark, facts)


def serve(directory: Path | None, settings: Settings, *, host: str, port: int, lan: bool, verbose: bool) -> None:
    """Serves `directory` until it is interrupted; prints the address. Raises `PublishError`."""
    folder = _output(directory, settings)
    _books(folder)
    from audiobook.publish.server.run import serve as listen

    listen(folder, host=host, port=port, lan=lan, verbose=verbose, settings=settings.publish)


def cards(book: Path, target: Path | None, settings: Settings) -> tuple[Path, int]:
    """Writes the Anki deck of `book` and returns its file and the number of cards. Raises `PublishError`."""
    from audiobook.publish import index as indexes

    folder = book if book.is_dir() else settings.output / book
    index = indexes.read(folder) if folder.is_dir() else None
    if index is None:
        raise ConfigError(f"{book}: no book of that name; `audiobook build SOURCE` makes one")
    from audiobook.publish.cards import write_deck

    path = target or folder / "cards.apkg"
    return path, write_deck(index, folder, path)


def cache_of(settings: Settings) -> Cache:
    """The store of spoken sentences that builds with these settings use."""
    from audiobook.speech.cache import Cache

    return Cache(settings.cache / "clips")


def passages(settings: Settings) -> tuple[Path, int, int]:
    """Where encoded passages are kept, how many there are, and the room they take in bytes."""
    from audiobook.audio import store

    folder = settings.cache / "passages"
    return folder, *store.info(folder)


def prune(settings: Settings, megabytes: int) -> tuple[int, int]:
    """Makes room: sentences and passages used longest ago go until the cache holds at most `megabytes`.

    What running builds use stays. Passages can be made again from sentences, so they get at most a fifth. Returns
    files and bytes removed. Raises `CacheError`, `AudioError`.
    """
    from audiobook.audio import store

    keep = megabytes * 1_000_000
    folder = settings.cache / "passages"
    files, freed = store.prune(folder, keep // 5)
    amount = cache_of(settings).prune(max(0, keep - store.info(folder)[1]))
    return files + amount.clips, freed + amount.bytes


def trim(settings: Settings) -> None:
    """Keeps the cache within its limit; looks at most once an hour, for looking takes a second in a large one."""
    looked = settings.cache / "looked-at"
    if not settings.cache_megabytes:
        return
    with contextlib.suppress(OSError, AudiobookError):  # a cache that cannot be pruned costs room, not the book
        if looked.is_file() and 0 <= time.time() - looked.stat().st_mtime < _LOOK_S:
            return
        looked.touch()
        prune(settings, settings.cache_megabytes)


def doctor(settings: Settings) -> list[tuple[str, bool, str]]:
    """(what was looked at, whether it is well, the facts or the remedy), in the order of dependence."""
    version = ".".join(map(str, sys.version_info[:3]))
    found = [("Python", sys.version_info >= (3, 11), f"{version}; 3.11 or newer is needed")]
    found.append(_ffmpeg())
    for name, folder in (("cache", settings.cache), ("output", settings.output)):
        found.append(_disk(name, folder))
    found += _engine(settings)
    return found


def _engine(settings: Settings) -> list[tuple[str, bool, str]]:
    from audiobook.speech.engine import create

    name = settings.speech.engine
    try:
        engine = create(name, settings)
    except AudiobookError as error:
        return [(f"engine {name}", False, str(error))]
    check = getattr(engine, "check", None)
    return list(check()) if check else [(f"engine {name}", True, "installed")]


def _ffmpeg() -> tuple[str, bool, str]:
    from audiobook.audio import ffmpeg

    try:
        return "ffmpeg", True, ffmpeg.version()
    except AudiobookError as error:
        return "ffmpeg", False, str(error)


def _disk(name: str, folder: Path) -> tuple[str, bool, str]:
    """Free room where `folder` is, or will be."""
    there = next((path for path in [folder, *folder.absolute().parents] if path.exists()), Path())
    try:
        free = shutil.disk_usage(there).free // 2**20
        probe = there / f".audiobook-{name}-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return name, False, f"{folder}: cannot be written ({error.strerror}); choose another folder"
    enough = free >= MODEL_MB + ROOM_MB
    return name, enough, f"{folder}: {free:,} MB free" + ("" if enough else f"; {MODEL_MB + ROOM_MB} are needed")


def _output(directory: Path | None, settings: Settings) -> Path:
    folder = directory or settings.output
    if not folder.is_dir():
        raise ConfigError(f"{folder}: no such folder; `audiobook build SOURCE` makes the first book")
    return folder


def _books(folder: Path) -> list[tuple[Path, Index]]:
    """Every book in `folder`, or `folder` itself if it is one."""
    from audiobook.publish import index as indexes

    places = [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]
    found = [(place, index) for place in places if (index := indexes.read(place)) is not None]
    if not found:
        raise ConfigError(f"{folder}: no book in this folder; `audiobook build SOURCE` makes one")
    return found
