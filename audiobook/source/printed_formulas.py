"""Formulas on printed pages: lines without a word that stand apart from the text, each formula with its pieces.

A text layer has no formulas, only signs at places: of a fraction or a sum with bounds each level is a line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from audiobook.language.word_lists import word_list
from audiobook.source import raised
from audiobook.source.line_features import is_chinese
from audiobook.source.linear_math import plain
from audiobook.source.reading_order import Row

_RELATION = re.compile(r"[=<>≤≥≠≈≡≅∼∈∉⊂⊆∝⟹⇔]")
_LEADS = re.compile(r"[=<>≤≥≠≈≡≅∈⊂⊆∝⟹⇔+\-−–±×·∗/,)]")
"""What a line begins with that goes on with the formula above it, or ends with that goes on below."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_FUNCTIONS = word_list("source", "function_names")
_POWER = re.compile(r"(?<=[\w)\]|])\[(\d{1,3})\]")
_PIECE, _LONGEST = 60, 200
"""Characters of a piece of a formula, and of a line of one, at the most."""
_SET_IN = 1.2
"""A formula is set in by so many ems,"""
_APART = 1.25
"""or so many usual line distances below the text."""
_NEAR = 1.8
"""Lines of one formula are no farther apart than so many usual line distances."""
_SHORT = 0.3
"""A line of text that leaves so much of its column empty ends its paragraph."""


def find(rows: Sequence[Row], leading: float) -> dict[int, int]:
    """Place of each line of a formula -> place of the formula's first line. `leading`: from line to line of the
    running text, in sizes."""
    tables = _tables(rows)
    whole = {
        place
        for place, row in enumerate(rows)
        if place not in tables and _is_equation(row) and _stands_apart(rows, place, leading)
    }
    found = set(whole)
    for step in (-1, 1):
        for place in sorted(whole, reverse=step < 0):
            at = place + step
            while 0 <= at < len(rows) and at not in found | tables and _is_near(rows, at, at - step, leading):
                if not (_is_piece(rows[at]) and _stands_apart(rows, at, leading)):
                    break
                found.add(at)
                at += step
    first: dict[int, int] = {}
    for place in sorted(found):
        row = rows[place]
        goes_on = place - 1 in first and _is_near(rows, place, place - 1, leading)
        equations = place in whole and place - 1 in whole and not _LEADS.match(row.piece.text)
        if goes_on and not (equations and not _LEADS.match(rows[place - 1].piece.text.rstrip()[-1:])):
            first[place] = first[place - 1]
        else:
            first[place] = place
    return first


def text(lines: Sequence[str]) -> str:
    """The lines of one formula: in one line where each goes on with the one above, else line upon line, which is
    announced and not read.

    >>> text(["(n + 1)[3] = a", "= b"]), text(["1", "x = n", "2"])
    ('(n + 1)³ = a = b', '1\\nx = n\\n2')
    """
    lines = [_POWER.sub(lambda found: raised.up(found[1]), line.strip()) for line in lines]
    flat = all(_LEADS.match(two) or _LEADS.match(one[-1:]) for one, two in itertools.pairwise(lines)) and all(
        _RELATION.search(line) or len(line) > 3 for line in lines
    )
    return (" " if flat else "\n").join(lines)


def _tables(rows: Sequence[Row]) -> set[int]:
    """Places of the rows of tables: of stretches of cells in which a word or no relation stands."""
    found: set[int] = set()
    for table, part in itertools.groupby(range(len(rows)), key=lambda place: rows[place].zone == "table"):
        places = list(part)
        texts = [rows[place].piece.text for place in places]
        if table and not (all(map(_is_wordless, texts)) and any(map(_RELATION.search, texts))):
            found.update(places)
    return found


def _is_equation(row: Row) -> bool:
    letters = row.piece.text
    return (
        row.zone != "edge"
        and len(letters) <= _LONGEST
        and bool(_RELATION.search(letters) or plain(_joined(letters)) != " ".join(_joined(letters).split()))
        and any(map(str.isalnum, _joined(letters)))
        and _is_wordless(letters)
    )


def _is_piece(row: Row) -> bool:
    return row.zone != "edge" and len(row.piece.text) <= _PIECE and _is_wordless(row.piece.text)


def _is_wordless(letters: str) -> bool:
    """Whether it holds only figures, signs, single letters and names of functions; letters of mathematical alphabets
    make no words.

    >>> _is_wordless("(n + 1)² = n² + 2n + 1"), _is_wordless("where n = 1"), _is_wordless("速度 v = 3")
    (True, False, False)
    """
    whole = _joined(letters)
    if is_chinese(whole):
        return False
    words = [word.lower() for word in _WORD.findall(whole) if plain(word) == word]
    common = word_list("source", "english_function_words")
    return all(word in _FUNCTIONS or (len(word) == 2 and word not in common) for word in words)


def _joined(letters: str) -> str:
    """`letters` with the halves of characters beyond U+FFFF put together."""
    return letters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _stands_apart(rows: Sequence[Row], place: int, leading: float) -> bool:
    """Whether a line is set apart from the text: set in, farther below it, or under a line that ended before."""
    row = rows[place]
    size = row.piece.size
    if row.piece.left - row.left > _SET_IN * size:
        return True
    if row.first:
        return False
    above = rows[place - 1]
    if _LEADS.match(row.piece.text) and row.piece.text[0] != ")" and _is_piece(above):
        return True
    short = above.right - above.piece.right > _SHORT * (above.right - above.left)
    return row.leading > _APART * leading or (short and above.zone == "text")


def _is_near(rows: Sequence[Row], one: int, other: int, leading: float) -> bool:
    """Whether two lines, one below the other, are of one formula by their distance."""
    lower = rows[max(one, other)]
    return not lower.first and lower.zone != "edge" and lower.leading <= _NEAR * leading
