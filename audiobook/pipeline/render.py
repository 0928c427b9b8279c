"""`render`: articles of a finished book once more, from its own script."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.pipeline.book import BOOK, Built
from audiobook.pipeline.build import build
from audiobook.pipeline.finished_book import finished_book
from audiobook.pipeline.speak import Show, ignore

if TYPE_CHECKING:
    from audiobook.pipeline.auditions import Auditions


def render(
    book: Path,
    numbers: Sequence[int],
    settings: Settings,
    *,
    same_voice: bool = True,
    progress: Show = ignore,
    ready: Auditions | None = None,
) -> Built:
    """Articles of a finished book again, from its book.md; with `same_voice` in the voice it was made with.
    `ready`: voices that are loaded already.

    `book` names it as `finished_book` knows it. Raises what `build` raises.
    """
    directory, made = finished_book(book, settings)
    if not (directory / BOOK).is_file():
        raise ConfigError(f"{directory}: its {BOOK} is missing; build the book from its source again")
    if same_voice:
        speech = dataclasses.replace(settings.speech, engine=made.engine, voice=made.voice)
        settings = dataclasses.replace(settings, speech=speech)
    return build(directory / BOOK, settings, only=numbers, progress=progress, ready=ready)
