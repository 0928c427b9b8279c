"""Lines set in a typewriter face amid text that is not: code, whatever the face is called.

Of such a face all letters are as wide, so that a line is as wide as it has characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from audiobook.language.chinese import han_count
from audiobook.source.line_features import ends
from audiobook.source.printed import Page, Piece
from audiobook.source.reading_order import Row

_LONG = 12
"""Characters of a line that tells how wide those of its face are."""
_LETTERS = 0.6
"""So much of them is letters: figures are as wide as one another in most faces."""
_LINES = 4
"""Lines of a face that tell it."""
_MOST = 0.7
"""So many of them agree."""
_SAME = 0.006
"""How far widths of characters differ, in themselves, that are one: those of 9 typewriter faces by 0.002, the lines
of other faces by 0.03."""
_HALF = 0.5
"""The letters of Chinese faces are half as wide as its signs."""
_SHARE = 0.7
"""A face of more of the text than this is that of the text."""
_END = 0.6
"""Characters that the last of a line may be narrower or wider by."""
_SIGNS = frozenset("=(){}[];<>\\$#|/*@&%~^_+")


def marked(pages: Sequence[Page]) -> list[Page]:
    """`pages` with the pieces known that are set in a typewriter face which is not that of the text."""
    pitches = _pitches(pages)
    if not pitches:
        return list(pages)
    found = []
    for page in pages:
        pieces = tuple(
            replace(piece, fixed=True) if piece.face in pitches and _fits(piece, pitches[piece.face]) else piece
            for piece in page.pieces
        )
        found.append(replace(page, pieces=pieces))
    return found


def _pitches(pages: Sequence[Page]) -> dict[str, float]:
    """Typewriter faces of less than the most of the text -> how wide their characters are, in sizes."""
    amounts: Counter[str] = Counter()
    for page in pages:
        for piece in page.pieces:
            amounts[piece.face] += len(piece.text)
    most = _SHARE * amounts.total()
    asked = {face for face, amount in amounts.items() if face and amount <= most}
    widths: dict[str, list[float]] = {}
    chinese: set[str] = set()
    for page in pages:
        for piece in page.pieces:
            if piece.face not in asked:
                continue
            text = piece.text
            if not text.isascii():
                if han_count(text):
                    chinese.add(piece.face)
            elif len(text) >= _LONG and sum(map(str.isalpha, text)) >= _LETTERS * len(text):
                widths.setdefault(piece.face, []).append(_pitch(piece))
    found = {}
    for face, known in widths.items():
        if len(known) < _LINES:
            continue
        usual = median(known)
        if face in chinese and abs(usual - _HALF) < _SAME:
            continue
        if sum(abs(width - usual) < _SAME * usual for width in known) >= _MOST * len(known):
            found[face] = usual
    return found


def _pitch(piece: Piece) -> float:
    return (piece.right - piece.left) / (len(piece.text) * piece.size)


def _fits(piece: Piece, pitch: float) -> bool:
    """Whether all of it is set so; a few signs that are not of the face may stand in it, but no Chinese."""
    if han_count(piece.text):
        return False
    return not piece.text.isascii() or abs(_pitch(piece) / pitch - 1) < max(2 * _SAME, _END / len(piece.text))


def code(rows: Sequence[Row]) -> frozenset[int]:
    """Places of the rows that are code: several in such a face, one below the other, or one that is no bare name.
    What has Chinese in it is code between two that are."""
    found: set[int] = set()
    run: list[int] = []
    between: list[int] = []
    for place, row in enumerate([*rows, None]):
        if row is not None and row.zone == "edge":
            continue
        if row is not None and row.piece.fixed:
            run, between = [*run, *between, place], []
        elif row is not None and run and not between and row.piece.face == rows[run[-1]].piece.face:
            between = [place]
        else:
            if len(run) > 1 or (run and _is_command(rows, run[0])):
                found.update(run)
            run, between = [], []
    return frozenset(found)


def _is_command(rows: Sequence[Row], place: int) -> bool:
    """Whether a line in such a face is no bare name, and no end of a paragraph: what an address leaves of it."""
    row, text = rows[place], rows[place].piece.text
    apart = row.first or ends(rows[place - 1].piece.text) or row.piece.left - row.left > row.piece.size
    return apart and (" " in text or not _SIGNS.isdisjoint(text))
