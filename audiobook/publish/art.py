"""Which cover goes where: the user's own for everything, or one drawn for the book and for each article."""

from __future__ import annotations

from pathlib import Path

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index, Track
from audiobook.publish import cover
from audiobook.system import files

ICON, LARGE_ICON = 192, 512
"""Sizes that browsers ask for to install a page, in pixels."""


def of_book(index: Index, directory: Path, settings: PublishSettings) -> str:
    """Write the book's cover if it is not there yet; returns its name. Raises `PublishError`."""
    if settings.cover is not None:
        data = cover.check_user_cover(settings.cover)
        name = cover.name("cover", data, ".png" if data.startswith(b"\x89PNG") else ".jpg")
        files.write(directory / name, data, error=PublishError)
        return name
    words = (index.title, small_print(index), None, "book")
    name = cover.name("cover", words)
    if not _whole(directory / name):
        files.write(directory / name, cover.draw(words[0], words[1], size=cover.SIZE), error=PublishError)
    return name


def thumbnail(picture: str, directory: Path) -> str:
    """Write a small JPEG of the book's cover for the player; returns its path in the folder."""
    name = f"player/{Path(picture).stem}-{cover.SMALL}.jpg"
    if not _whole(directory / name):
        files.write(directory / name, cover.small(files.read(directory / picture)), error=PublishError)
    return name


def icons(picture: str, directory: Path) -> dict[str, str]:
    """Write the icons of the page as PNGs of the book's cover; returns their paths in the folder by kind."""
    found = {}
    for kind, size in (("icon", ICON), ("large_icon", LARGE_ICON)):
        found[kind] = f"player/{Path(picture).stem}-{size}.png"
        if not _whole(directory / found[kind]):
            files.write(directory / found[kind], cover.icon(files.read(directory / picture), size), error=PublishError)
    return found


def of_track(track: Track, index: Index, folder: Path, settings: PublishSettings) -> str | None:
    """Write an article's cover below `folder` if it is not there yet; returns its path there, None when the user's
    own stands for all."""
    if settings.cover is not None:
        return None
    number = track.number if track.kind == "article" else None
    name = "covers/" + cover.name(track.path.stem, (track.title, index.title, number, "article"))
    if not _whole(folder / name):
        files.write(
            folder / name,
            cover.draw(track.title, index.title, number=number, kind="article", size=cover.SIZE),
            error=PublishError,
        )
    return name


def for_tags(title: str, *, book: str, number: int | None, settings: PublishSettings) -> bytes:
    """The small JPEG to embed in a track's MP3; the same words give the same bytes. Raises `PublishError`."""
    if settings.cover is not None:
        return cover.small(cover.check_user_cover(settings.cover))
    return cover.draw(title, book, number=number, kind="article", size=cover.SMALL)


def small_print(index: Index) -> str | None:
    """What stands under a book's title: its issue or date, and who publishes it."""
    return " · ".join(part for part in (index.publisher, index.issue or index.date) if part) or None


def _whole(path: Path) -> bool:
    """A drawn cover is named by its words, so one that is there need not be drawn again."""
    try:
        with path.open("rb") as file:
            file.seek(-8, 2)
            return file.read().endswith((b"\xff\xd9", b"IEND\xaeB`\x82"))  # a JPEG's last marker, a PNG's last chunk
    except OSError:
        return False
