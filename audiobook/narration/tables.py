"""Tables row by row: 年份：二零二二年，产量（吨）：一千二百三十四点五。

The row of headings is read once. Where there are more than two columns each cell has its heading before it, for
nobody remembers by ear which column was the third; of two columns the second needs no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.language.word_lists import word_list
from audiobook.narration.lines import Part

SHORT_SYLLABLES = 4
"""A cell below this is said together with the next."""
HEADINGS_SYLLABLES = 24
"""A row of headings up to this is said in one breath."""
_YEAR = re.compile(r"(?:1[1-9]|20|21)\d\d(?:\s*[-–—~～]\s*(?:(?:1[1-9]|20|21)\d\d|\d\d))?")
_FIGURES = re.compile(r"[-−+±≈<>≤≥~约]?\s?[¥$€£]?\d[\d,. ]*\s?(?:[%‰‱℃°]|[万亿元人个次吨倍年月日]|[A-Za-z]{1,3})?")
_EMPTY = re.compile(r"[\s—–\-−―…·.*/\\|~]*")
_LONG = 20
"""Characters of a cell that is no heading any more."""


class Table:
    """Rows of cells, and what their first row says about their columns."""

    def __init__(self, rows: Sequence[str], *, english: bool) -> None:
        """`rows`: cells parted by tabs."""
        self.english = english
        self.rows = [row.split("\t") for row in rows]
        first = self.rows[0]
        self.years = [_word(cell) in word_list("narration", "year_heads") for cell in first]
        self.heads = first if max(map(len, self.rows)) > 2 and self._has_headings() else []
        several = sum(map(_is_year, first)) > 1
        self._year_headings = {cell for cell in first if _is_year(cell)} if several else set()

    def parts(self, place: int) -> Iterator[Part]:
        """The cells of the row at `place`, from 0, as they are said."""
        row = self.rows[place]
        audible = [not _EMPTY.fullmatch(cell) for cell in row]
        last = max((at for at, heard in enumerate(audible) if heard), default=-1)
        for at, cell in enumerate(row):
            written = cell if at == len(row) - 1 else f"{cell}\t"
            if not audible[at]:
                yield Part(written, instead="")
                continue
            head = self.heads[at].strip() if place and at < len(self.heads) else ""
            yield Part(
                written,
                instead=self._year(cell, of_a_column=place > 0 and at < len(self.years) and self.years[at]),
                before=f"{self._year(head) or head}：" if head else "",
                close="。" if at == last else "，",
                pause="cell",
            )

    def joins(self, place: int) -> int:
        """Cells of the row at `place` of fewer syllables than this are said together with the next."""
        return HEADINGS_SYLLABLES if place == 0 and (self.heads or any(self.years)) else SHORT_SYLLABLES

    def _year(self, cell: str, *, of_a_column: bool = False) -> str | None:
        """A bare year in a column of years, or among the headings, as it is said; None for any other cell."""
        year = cell.strip()
        named = of_a_column or cell in self._year_headings
        return f"{year}年" if named and _is_year(year) and not self.english else None

    def _has_headings(self) -> bool:
        """Whether the first row names what stands below it: nothing but short words or years, above figures, or among
        them such words as head columns."""
        first, *others = self.rows
        if not others or any(len(cell) > _LONG or cell.rstrip().endswith(("。", "！", "？", ".")) for cell in first):
            return False
        if sum(bool(cell.strip()) for cell in first) < 2:
            return False
        if any(_FIGURES.fullmatch(cell.strip()) and not _is_year(cell) for cell in first):
            return False
        if not first[0].strip() or any(_word(cell) in word_list("narration", "table_heads") for cell in first):
            return True
        columns = ([row[at] for row in others if at < len(row) and row[at].strip()] for at in range(len(first)))
        return any(
            2 * sum(bool(_FIGURES.fullmatch(cell.strip())) for cell in column) > len(column) for column in columns
        )


def _is_year(cell: str) -> bool:
    return _YEAR.fullmatch(cell.strip()) is not None


def _word(cell: str) -> str:
    """A heading without its unit: 产量（吨） -> 产量."""
    return re.sub(r"[（(\[].*$", "", cell, flags=re.DOTALL).strip().lower()
