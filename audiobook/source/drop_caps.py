"""Initials that reach over several lines, or stand up over one, put to the words they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.source.printed import Page, Piece

_INITIAL = re.compile(r"[“‘\"'「『]?[^\W\d_][”’\"']?")
_LARGER = 1.6
"""An initial is larger than the lines beside it by this factor at least."""
_BESIDE, _ON_LINE = 0.5, 0.3
"""Lines begin so near the end of an initial, in its sizes; the last of them stands on its line, within so much of
theirs."""
_WORD = re.compile(r"[^\W\d_]+")


def joined(page: Page) -> Page:
    """`page` with each initial at the beginning of the first line beside it; all those lines begin where it does."""
    initials = [piece for piece in page.pieces if _INITIAL.fullmatch(piece.text.strip())]
    pieces = list(page.pieces)
    for initial in initials:
        beside = _beside(initial, pieces)
        if not beside:
            continue
        first = min(beside, key=lambda piece: piece.middle)
        pieces.remove(initial)
        for line in beside:
            text = line.text
            if line is first:
                text = initial.text.strip() + (" " if _is_word(initial, line, pieces) else "") + text
            pieces[pieces.index(line)] = replace(line, text=text, left=min(initial.left, line.left))
    return replace(page, pieces=tuple(pieces)) if len(pieces) < len(page.pieces) else page


def _beside(initial: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """The lines that an initial stands beside; none if it is something else."""
    found = [
        piece
        for piece in pieces
        if initial.size > _LARGER * piece.size
        and abs(piece.left - initial.right) < _BESIDE * initial.size
        and -0.75 * initial.size < _base(piece) - _base(initial) < _ON_LINE * piece.size
        and len(piece.text) > 1
    ]
    if not found or max(abs(piece.size - found[0].size) for piece in found) > 0.1 * found[0].size:
        return []
    last = max(found, key=lambda piece: piece.middle)
    return found if abs(_base(last) - _base(initial)) < _ON_LINE * last.size else []


def _base(piece: Piece) -> float:
    return piece.bottom - 0.2 * piece.size


def _is_word(initial: Piece, line: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether an initial is a word by itself, as the rest of the page has the words: A ferry, and not Aferry."""
    letter, rest = _WORD.search(initial.text), _WORD.match(line.text)
    if letter is None or rest is None or not letter[0].isascii() or letter[0] not in "AIO":
        return False
    words = {word.lower() for piece in pieces for word in _WORD.findall(piece.text) if piece is not line}
    return (letter[0] + rest[0]).lower() not in words and rest[0].lower() in words
