"""All that a notebook holds for people: the lines of its cells, and what they have printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from audiobook.source.ledger.piece import Piece
from audiobook.source.readers.notebook import cells


def pieces(path: Path) -> Iterator[Piece]:
    """The cells of the notebook at `path`."""
    for number, (_, source, printed) in enumerate(cells(path), 1):
        yield Piece(source, f"cell {number}")
        yield Piece(printed, f"output of cell {number}")
