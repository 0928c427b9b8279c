"""study.tsv in a book's folder: read before the book is studied, written again behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.errors import ConfigError, PublishError
from audiobook.model import Script
from audiobook.system import files

if TYPE_CHECKING:
    from audiobook.study.decisions import Decisions

DECISIONS = "study.tsv"


def decided(directory: Path) -> Decisions:
    """What a person has decided of the book's questions and terms. Raises `ConfigError` naming the line."""
    from audiobook.study.decisions import Decisions, parse

    path = directory / DECISIONS
    if not path.is_file():
        return Decisions()
    try:
        return parse(files.read(path).decode("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error})") from error


def keep(directory: Path, articles: Sequence[Script]) -> None:
    """Writes the file for the book as it is now, with all that was decided; none where nothing is asked or listed."""
    from audiobook.study.decisions import write

    if any(script.study.questions or script.study.terms for script in articles):
        text = write(articles, decided(directory))
        files.write(directory / DECISIONS, text.encode(), error=PublishError)
