"""Sources on the web, brought here: what is at an address, kept in the cache and with its book, is read like any file.

What is kept is taken without asking again, from the cache or else from the book; `refresh` asks whether it is still so.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from audiobook.web.address import Address
    from audiobook.web.fetching import Fetcher
    from audiobook.web.keeping import Kept

Source = Path | str
"""A file or folder, or a text that is an address."""
FOLDER = "source"
"""In the book's folder, what was fetched for it."""


def source_of(text: str) -> Source:
    """What somebody means who writes `text`.

    >>> source_of("https://example.org/a"), source_of("a.txt") == Path("a.txt")
    ('https://example.org/a', True)
    """
    from audiobook.web.address import is_address

    return text if is_address(text) else Path(text)


def fetcher_for(root: str | None, settings: Settings) -> Fetcher:
    """Fetches what `root`, an address, leads to; None for a file of the user's own."""
    from audiobook.web.address import parse
    from audiobook.web.fetching import Fetcher

    return Fetcher(parse(root) if root else None, settings.web)


def fetch(address: Address, settings: Settings, fetcher: Fetcher, *, refresh: bool = False) -> Kept:
    """What is at `address`, kept in the cache. Raises `SourceError` naming it."""
    from audiobook.source.readers import formats
    from audiobook.web import keeping

    there = known(address, settings)
    if there is not None and not refresh:
        return there
    readable = {extension for one in formats() for extension in one.extensions}
    folder = keeping.folder_of(address, settings.cache)
    return keeping.fetch(address, folder, fetcher, readable, pages=settings.web.pages)


def known(address: Address, settings: Settings) -> Kept | None:
    """What is kept of `address`, in the cache or with a book; None for nothing."""
    from audiobook.web import keeping

    folder = keeping.folder_of(address, settings.cache)
    return keeping.read(folder) or _from_a_book(address, folder, settings)


def _from_a_book(address: Address, folder: Path, settings: Settings) -> Kept | None:
    """What a book in the output folder was made from, where the cache has it no more."""
    from audiobook.web import keeping

    for record in sorted(settings.output.glob(f"*/{FOLDER}/*/{keeping.RECORD}")):
        kept = keeping.read(record.parent)
        if kept is not None and kept.address == str(address):
            return keeping.copied(kept, folder)
    return None


def keep_with(book: Path, kept: Kept) -> None:
    """Puts what was fetched into the folder of its book as well. Raises `CacheError`."""
    from audiobook.web import keeping

    folder = book / FOLDER / kept.folder.name
    there = keeping.read(folder)
    if there is not None and there.address != kept.address:
        # many pages are called index.html
        folder = book / FOLDER / f"{kept.folder.name}-{kept.folder.parent.name[:8]}"
    keeping.copied(kept, folder)


def of_strangers(settings: Settings) -> Settings:
    """`settings` for documents of the web: the sandbox, where the system has one, and a second opinion, where the
    extra that gives it is installed."""
    source = dataclasses.replace(
        settings.source,
        sandbox=settings.source.sandbox or os.name == "posix",
        second_opinion=find_spec("readability") is not None,
    )
    return dataclasses.replace(settings, source=source)


@contextlib.contextmanager
def called_by(kept: Kept) -> Iterator[None]:
    """What is wrong with a kept file is said of its address."""
    try:
        yield
    except (SourceError, ConfigError) as error:
        said = str(error).replace(str(kept.path), kept.address).replace(str(kept.folder), kept.address)
        raise type(error)(said) from error


def lacking(kept: Kept, settings: Settings) -> tuple[str, ...]:
    """What was not fetched of an article."""
    if not kept.cut:
        return ()
    return (f"{kept.address}: has more than web.pages = {settings.web.pages} pages, which are not read; raise it",)
