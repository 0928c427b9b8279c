"""`script`: the publication as Markdown that a person corrects and builds."""

from __future__ import annotations

from pathlib import Path

from audiobook.config import Settings
from audiobook.errors import SourceError
from audiobook.model import Document


def script(source: Path, settings: Settings) -> str:
    """The publication as editable Markdown. Raises `SourceError`."""
    from audiobook.pipeline.sandbox import read
    from audiobook.source.script import write

    return write(read(source, settings))


def write_script(document: Document, path: Path) -> None:
    """Keeps `document` as a script at `path`, whole or not at all. Raises `SourceError`."""
    from audiobook.source.script import write
    from audiobook.system import files

    files.write(path, write(document).encode(), error=SourceError)
