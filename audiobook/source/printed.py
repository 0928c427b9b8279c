"""What stands on a printed page: pieces of text with their places, and the lines they make."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from audiobook.model import PrintedLine, PrintedPage


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line of one page; points or pixels, y grows downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float | None = None
    face: str = ""
    """Name of the typeface most of it is set in; empty where that is not known."""
    fixed: bool = False
    """Set in a typewriter face that is not that of the text."""
    middle: float = field(init=False, repr=False, compare=False)
    """Height of its middle; a page asks millions of times."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "middle", (self.top + self.bottom) / 2)


@dataclass(frozen=True, slots=True)
class Page:
    """One page and what is printed on it, in any order."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    turns: int = 0
    """Quarter turns clockwise that bring it into the position in which the page is seen."""
    file: str = ""
    """Its name, where the publication is a folder."""


Line = list[Piece]
"""Pieces beside one another, from the left."""


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """Pieces beside one another put together to lines, from the top down."""
    found: list[Line] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        for line in reversed(found[-4:]):
            if abs(line[0].middle - piece.middle) < 0.5 * min(line[0].size, piece.size):
                line.append(piece)
                break
        else:
            found.append([piece])
    return [sorted(line, key=lambda p: p.left) for line in found]


def one_piece(pieces: Sequence[Piece], parted: str | None = None) -> Piece:
    """The pieces of one line as one, with `parted` between them, or with what the gaps ask for."""
    if len(pieces) == 1:
        return pieces[0]
    text = pieces[0].text
    for before, piece in itertools.pairwise(pieces):
        gap = (piece.left - before.right) / piece.size
        text += ("\t" if gap > 2.5 else " " if gap > 0.13 else "") if parted is None else parted
        text += piece.text
    main = max(pieces, key=lambda p: len(p.text))
    sure = [p.confidence for p in pieces if p.confidence is not None]
    return replace(
        main,
        text=text,
        left=pieces[0].left,
        right=max(p.right for p in pieces),
        top=min(p.top for p in pieces),
        bottom=max(p.bottom for p in pieces),
        bold=all(p.bold for p in pieces),
        confidence=min(sure) if sure else None,
    )


def as_seen(pages: Iterable[Page]) -> tuple[PrintedPage, ...]:
    """Where text stands on the pages as they are seen, the views of one page put together."""
    found: dict[tuple[str, int], list[PrintedLine]] = {}
    for page in pages:
        found.setdefault((page.file, page.number), []).extend(_seen(page))
    return tuple(PrintedPage(number, tuple(lines), file) for (file, number), lines in found.items())


def _seen(page: Page) -> Iterator[PrintedLine]:
    for piece in page.pieces:
        left, top, right, bottom = piece.left, piece.top, piece.right, piece.bottom
        width, height = max(1.0, page.width), max(1.0, page.height)
        for _ in range(page.turns):
            left, top, right, bottom = height - bottom, left, height - top, right
            width, height = height, width
        box = left / width, top / height, right / width, bottom / height
        yield PrintedLine(piece.text, *(round(min(1.0, max(0.0, side)), 5) for side in box))
