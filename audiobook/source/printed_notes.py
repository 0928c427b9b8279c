"""Notes at the foot of printed columns, and what a page has no room for of its last one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.source.line_features import stops
from audiobook.source.reading_order import NOTE_MARK, Row

_SMALL = 0.92
"""They are set in type smaller than this times the text's."""
_REFERENCES = re.compile(r"(?:主要)?参考(?:文献|资料|书目)|references|bibliography|works cited|literature cited", re.I)
_SHORT_HEADING = 24
"""What stands over a list in small type that is no footnote, and its characters at the most."""


def find(rows: Sequence[Row], size: float) -> set[int]:
    """Places of the lines of footnotes: in small type at the end of a column under its text, the first with a mark, or
    after a note that goes on from the page before. `size`: that of the running text."""
    found: set[int] = set()
    open_ended = -2  # the page of a note whose last line is full and ends no sentence
    for end, last in enumerate(rows):
        if not last.last or last.zone != "text":
            continue
        begin = end + 1
        while begin and rows[begin - 1].zone == "text" and rows[begin - 1].piece.size < _SMALL * size:
            begin -= 1
            if rows[begin].first:
                break
        if not 0 < begin <= end or not _stands_under(rows[begin - 1], rows[begin]):
            continue
        marked = [place for place in range(begin, end + 1) if NOTE_MARK.match(rows[place].piece.text)]
        if open_ended in (last.page, last.page - 1):
            marked.insert(0, begin)
        if marked:
            found.update(range(marked[0], end + 1))
            full = last.right - last.piece.right < 2 * last.piece.size
            open_ended = last.page if full and not stops(last.piece.text) else -2
    return found


def _stands_under(above: Row, row: Row) -> bool:
    """Whether notes can begin with `row`: under text of the same page, and not under the heading of a list of works."""
    heading = above.piece.text.strip()
    on_page = above.page == row.page and above.zone != "edge" and above.piece.middle < row.piece.middle
    return on_page and not (len(heading) <= _SHORT_HEADING and _REFERENCES.search(heading))
