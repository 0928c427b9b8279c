"""What stands in theses beside their text: what their writers sign."""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.language.word_lists import word_list
from audiobook.source.line_features import squeeze, stops
from audiobook.source.outline.line import SHORT, Line

_LINES = 20
"""Of a declaration at the most."""
_KEPT = frozenset(["before contents", "in contents"])


def declarations(lines: Sequence[Line]) -> None:
    """Sets aside who has written a thesis without help and may print it, up to the next heading."""
    at = 0
    while at < len(lines):
        if not _is_declaration(lines[at]):
            at += 1
            continue
        stop = at + 1
        while stop < min(len(lines), at + _LINES) and not _is_heading(lines[stop]):
            stop += 1
        for line in lines[at:stop]:
            line.features = [one for one in line.features if one in _KEPT] + ["matter"]
            line.authors = ()
        at = stop


def _is_declaration(line: Line) -> bool:
    if line.block.kind != "body" or len(line.text) > SHORT:
        return False
    return squeeze(line.text).strip(":：.").lower() in word_list("source", "declarations")


def _is_heading(line: Line) -> bool:
    block = line.block
    if {"known heading", "row 0", "row 1", "contents heading", "part of a book"} & set(line.features):
        return True
    return bool(block.level or (block.centred and block.size >= 1.15)) and not stops(block.text)
