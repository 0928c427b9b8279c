"""The law held against what a reader gave, before anything is made of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.model import Document
from audiobook.source import ledger, read, readers
from audiobook.source.blocks import Extract
from audiobook.source.ledger import letters


def whole(path: Path, text: str, encoding: str = "utf-8") -> Document:
    """What is made of a file at `path` that holds `text`; no letter of it is lost."""
    path.write_bytes(text.encode(encoding))
    document = read(path)
    assert document.ledger is not None and document.ledger.lost == 0
    return document


def extract(path: Path) -> Extract:
    """What the reader of the file at `path` gives."""
    found = readers.read(path, SourceSettings())
    assert not isinstance(found, Document)
    return readers.cleaned(found)


def texts(found: Extract) -> list[str]:
    """The text of every block."""
    return [block.text for block in found.blocks]


def aside(found: Extract) -> str:
    """All that is set aside."""
    return "\n".join(finding.text for finding in found.findings)


def difference(path: Path, found: Extract) -> tuple[str, str]:
    """Letters of the file that are in neither the blocks nor set aside; letters there are too many."""
    pieces = ledger.look(path, readers.detect(path).name)
    assert pieces is not None
    source = Counter(letters("\n".join(piece.text for piece in pieces)))
    result = Counter(letters("\n".join(texts(found)))) + Counter(letters(aside(found)))
    added = Counter(letters("\n".join(found.made)))
    missing, surplus = source - result, result - source - added
    return "".join(missing.elements()), "".join(surplus.elements())
