"""What a format is: its names, and the function that reads it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.model import Document
from audiobook.source.blocks import Extract

Reader = Callable[[Path, SourceSettings], Extract | Document]
"""Raises `UnsupportedSource`, `UnreadableSource` or `EmptySource`, each naming the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file and who reads it."""

    name: str
    what: str
    """As a message has it: "a Word document"."""
    extensions: tuple[str, ...]
    """In small letters, with their dots."""
    where: str
    """module:function, imported on first use; a module with a dot before it stands in this folder."""
    recognise: Callable[[bytes], bool] | None = None
    """Of a format by another package: whether a file that begins with these bytes (the first 4,096) is one,
    whatever its name."""

    def reader(self) -> Reader:
        """Import and return the reader."""
        module, _, function = self.where.partition(":")
        reader: Reader = getattr(importlib.import_module(module, __package__), function)
        return reader
