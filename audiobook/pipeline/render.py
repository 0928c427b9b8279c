"""`render`: articles of a finished book once more, from its own script."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.pipeline.book import BOOK, Built
from audiobook.pipeline.build import build
from audiobook.pipeline.speak import Show, ignore


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
