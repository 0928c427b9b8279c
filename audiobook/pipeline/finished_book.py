"""Which finished book is meant: its folder, its name in the output folder, or the folder that holds only it."""

from __future__ import annotations

from pathlib import Path

from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.model import Index
from audiobook.system.suggest import did_you_mean


def finished_book(named: Path, settings: Settings) -> tuple[Path, Index]:
    """The folder and the index of the book that `named` means.

    Raises `ConfigError` where it means none, or several, which it lists; `PublishError` for a damaged index.
    """
    from audiobook.publish import index

    folder = named if named.is_dir() else settings.output / named
    made = index.read(folder) if folder.is_dir() else None
    if made is not None:
        return folder, made
    inside = books_in(folder)
    if len(inside) == 1:
        return inside[0]
    if inside:
        names = ", ".join(str(path) for path, _ in inside)
        raise ConfigError(f"{named}: there are {len(inside)} books in it; say which: {names}")
    known = [path.name for path, _ in books_in(settings.output)]
    hint = did_you_mean(named.name, known, otherwise="; `audiobook build SOURCE` makes one")
    raise ConfigError(f"{named}: no book of that name{hint}")


def books_in(folder: Path) -> list[tuple[Path, Index]]:
    """The books in the folders of `folder`, by name. Raises `PublishError` for a damaged index."""
    from audiobook.publish import index

    places = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    return [(place, made) for place in places if (made := index.read(place)) is not None]
