"""The whole output folder as one show: each book a season, in the order in which the books joined."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index
from audiobook.publish import feed, identity, notes, player
from audiobook.publish import index as indexes
from audiobook.publish.index import PublishedBook
from audiobook.publish.wording import locale, phrases
from audiobook.system import files

NAME = "library.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Library:
    """library.json: what must stay when books are added."""

    library_id: str = ""
    podcast_guid: str = ""
    base_url: str | None = None
    seasons: dict[str, int] = field(default_factory=dict)
    """`book_id` -> season, given once."""
    published: dict[str, str] = field(default_factory=dict)
    """guid -> date in this feed, where every book follows the one before, whenever it was printed."""


def find(output: Path, read_index: Callable[[Path], Index | None] = indexes.read) -> list[PublishedBook]:
    """The books in the folders of `output`, by folder name. Raises `PublishError` for a damaged index."""
    try:
        folders = sorted(path for path in output.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError as error:
        raise PublishError(f"{output}: cannot be read ({error.strerror or error})") from error
    inside = [path for path in folders if path.resolve().is_relative_to(output.resolve())]
    found = ((path, read_index(path)) for path in inside)
    return [PublishedBook(path.name, index) for path, index in found if index is not None and index.tracks]


def read(output: Path) -> Library:
    """What was kept of the last time, or a new library. Raises `PublishError` when library.json is damaged."""
    path = output / NAME
    try:
        tree = json.loads(files.read(path))
        if tree["version"] > VERSION:
            raise PublishError(f"{path}: written by a newer audiobook; upgrade audiobook")
        return Library(
            library_id=str(tree["library_id"]),
            podcast_guid=str(tree["podcast_guid"]),
            base_url=tree["base_url"],
            seasons={str(key): int(value) for key, value in tree["seasons"].items()},
            published={str(key): str(value) for key, value in tree["published"].items()},
        )
    except FileNotFoundError:
        return Library()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PublishError(
            f"{path}: damaged; delete it and run `audiobook feed` (seasons are numbered anew)"
        ) from error


def encode(library: Library) -> bytes:
    """The bytes of library.json."""
    tree: dict[str, Any] = {
        "version": VERSION,
        "library_id": library.library_id,
        "podcast_guid": library.podcast_guid,
        "base_url": library.base_url,
        "seasons": dict(sorted(library.seasons.items(), key=lambda item: item[1])),
        "published": library.published,
    }
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def arrange(
    books: Sequence[PublishedBook], previous: Library, *, base_url: str | None
) -> tuple[Library, list[PublishedBook]]:
    """The library with every book in it, and the books in the order of their seasons. A book that is there twice
    (a copied folder) counts once."""
    unique: dict[str, PublishedBook] = {}
    for book in books:
        unique.setdefault(book.index.book_id, book)
    seasons = dict(previous.seasons)
    for book_id in sorted(unique, key=lambda at: (_first(unique[at]), unique[at].folder)):
        if book_id not in seasons:
            seasons[book_id] = max(seasons.values(), default=0) + 1
    ordered = sorted(unique.values(), key=lambda book: seasons[book.index.book_id])
    library_id = previous.library_id or (f"{ordered[0].index.book_id}" if ordered else "")
    base_url = base_url or previous.base_url
    guid = previous.podcast_guid or (identity.podcast_guid(base_url + feed.NAME) if base_url else "")
    library = Library(library_id, guid, base_url, seasons, _dates(ordered, previous.published))
    return library, ordered


def compose(
    library: Library, books: Sequence[PublishedBook], *, directory: Path, settings: PublishSettings, base_url: str
) -> bytes:
    """The feed of the whole library, whose folder lives at `base_url`; `books` in the order of their seasons."""
    seasons = [
        feed.Season(
            index=book.index,
            directory=directory / book.folder,
            base_url=base_url + quote(book.folder) + "/",
            number=library.seasons[book.index.book_id],
            published=tuple(library.published[track.guid] for track in book.index.tracks),
        )
        for book in books
    ]
    language = books[0].index.language if books else "zh"
    words = phrases(language)
    title = title_of(books, settings)
    voices = tuple(dict.fromkeys(notes.voice(book.index) for book in books))
    said = words.library.format(count=len(books))
    cover = next((season for season in seasons if "cover" in season.index.files), None)
    channel = feed.Channel(
        url=base_url + feed.NAME,
        link=base_url,
        title=title,
        description=" ".join(
            filter(None, (settings.description, said, words.synthetic.format(voice=words.separator.join(voices))))
        ),
        guid=library.podcast_guid or identity.of_library(library.library_id),
        language=locale(language),
        author=settings.author or _publisher(books) or title,
        cover_url=cover.base_url + quote(cover.index.files["cover"]) if cover else None,
    )
    return feed.compose(channel, seasons, settings)


def title_of(books: Sequence[PublishedBook], settings: PublishSettings) -> str:
    """What the library is called: as set, after the publisher of its first book, or just that. The first book speaks
    for the library (name, author, language, cover), so that a subscription keeps its face when others join."""
    language = books[0].index.language if books else "zh"
    return settings.title or _publisher(books) or phrases(language).library_title


def write(output: Path, *, settings: PublishSettings, base_url: str | None) -> Path:
    """Write library.json, the page of all books and the feed of them all into `output`, which will live at
    `base_url`; returns the feed. Raises `PublishError`, also when there is no book."""
    books = find(output)
    if not books:
        raise PublishError(f"{output}: no finished book in it; `audiobook build SOURCE` makes one")
    lives = feed.address(base_url, "") if base_url else None
    shelf, books = arrange(books, read(output), base_url=lives)
    data = compose(shelf, books, directory=output, settings=settings, base_url=shelf.base_url or feed.PLACEHOLDER)
    for name, page in player.library(books, title_of(books, settings)).items():
        files.write(output / name, page, error=PublishError)
    files.write(output / feed.NAME, data, error=PublishError)
    files.write(output / NAME, encode(shelf), durable=True, error=PublishError)
    return output / feed.NAME


def _publisher(books: Sequence[PublishedBook]) -> str:
    return (books[0].index.publisher if books else None) or ""


def _first(book: PublishedBook) -> str:
    return book.index.date or book.index.tracks[0].published


def _dates(books: Sequence[PublishedBook], kept: dict[str, str]) -> dict[str, str]:
    """A date for every episode, ascending over all seasons: the one it had, its own where that fits, else the next. A
    course keeps the days it is for, and no other book waits for its end."""
    courses = [book for book in books if identity.is_course(book.index)]
    fixed = {track.guid: track.published for book in courses for track in book.index.tracks}
    tracks = [track for book in books if book not in courses for track in book.index.tracks]
    had = [kept.get(track.guid) for track in tracks]
    wanted: list[datetime | None] = []
    for at, track in enumerate(tracks):
        before = next((moment for moment in reversed(wanted) if moment), None)
        after = next((datetime.fromisoformat(later) for later in had[at:] if later), None)
        own = datetime.fromisoformat(had[at] or track.published)
        fits = (before is None or before + identity.LEAST <= own) and (after is None or own + identity.LEAST <= after)
        wanted.append(own if had[at] or fits else None)
    now = datetime.now(UTC)
    start = min((moment for moment in wanted if moment), default=now)
    moments = identity.ascending(wanted, start=start, now=now)
    return fixed | {track.guid: identity.text(moment) for track, moment in zip(tracks, moments, strict=True)}
