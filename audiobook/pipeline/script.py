"""`script`: the publication as Markdown that a person corrects and builds."""

from __future__ import annotations

from pathlib import Path

from audiobook.config import Settings


def script(source: Path, settings: Settings) -> str:
    """The publication as editable Markdown. Raises `SourceError`."""
    from audiobook.pipeline.sandbox import read
    from audiobook.source.script import write

    return write(read(source, settings))
