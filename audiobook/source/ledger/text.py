"""All that a text file holds: the decoded file, line by line, mark-up and all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from audiobook.source.encoding import decode
from audiobook.source.ledger.piece import Piece


def pieces(path: Path) -> Iterator[Piece]:
    """Every line of the file at `path`."""
    text = decode(path.read_bytes(), path).replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), 1):
        yield Piece(line, f"line {number}", number)
