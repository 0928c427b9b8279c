"""The formats that can be read: one reader a file, imported on first use."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.model import Document
from audiobook.source.blocks import Reading

Reader = Callable[[Path, SourceSettings], Reading | Document]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file and who reads it."""

    name: str
    what: str
    extensions: tuple[str, ...]
    where: str
    """module:function."""

    def reader(self) -> Reader:
        """Import and return the reader."""
        module, _, function = self.where.partition(":")
        reader: Reader = getattr(importlib.import_module(module), function)
        return reader


FORMATS: tuple[Format, ...] = (
    Format("text", "plain text", (".txt", ".text", ".asc"), "audiobook.source.readers.text:read"),
    Format("markdown", "Markdown, or a script", (".md", ".markdown"), "audiobook.source.readers.text:read"),
)


def read(path: Path, settings: SourceSettings) -> Reading | Document:
    """`path` through the reader its content and extension ask for."""
    return FORMATS[0].reader()(path, settings)
