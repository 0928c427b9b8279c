"""Footnotes and endnotes: their marks, and each note once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audiobook.source.readers.word.parts import Parts, W, value


class Notes:
    """The notes of a file, numbered together in the order in which they are referred to."""

    def __init__(self, parts: Parts) -> None:
        self._elements: dict[tuple[str, str], Any] = {}
        for kind in ("footnotes", "endnotes"):
            for root in parts.by_kind.get(kind, ()):
                for note in root.iter(f"{W}{kind[:-1]}"):
                    self._elements.setdefault((kind, value(note, "id") or ""), note)
        self._marks: dict[tuple[str, str], str] = {}

    def find(self, kind: str, name: str, own: str) -> tuple[str, Any | None]:
        """The mark of a note (`own` where the author chose it), and its element the first time."""
        key = (kind, name)
        if key in self._marks:
            return self._marks[key], None
        element = self._elements.get(key)
        self._marks[key] = own or str(1 + sum(mark.isdecimal() for mark in self._marks.values()))
        return self._marks[key], element

    def unread(self) -> Iterator[Any]:
        """Notes that nothing read refers to, and what stands in the lines between text and notes."""
        for key, element in self._elements.items():
            if key not in self._marks:
                yield element
