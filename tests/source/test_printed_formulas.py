"""Formulas on printed pages are formulas, each with its pieces, and no headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.narration import formulas
from audiobook.source import printed_formulas, read
from tests.source.typeset import BOLD, SERIF, Sheet

_TEXT = "The keeper counts the boats each spring, and writes how many there are into the ledger of the harbour. "
_LEADS_IN = "The number of boats grows by what the yard can build in one winter, as this equation says for all years:"


class _Page:
    """A page of text with what stands between its paragraphs, from the top down."""

    def __init__(self, path: Path) -> None:
        self.path, self.sheet, self.y = path, Sheet(path), 120.0
        self.sheet.centred(80, "The Harbour Ledger", 20)

    def text(self, words: str) -> None:
        self.y = self.sheet.column(60, self.y, self.sheet.wrapped(words, 470)) + 8

    def row(self, x: float, words: str, *, size: float = 10, down: float = 18, font: str = SERIF) -> None:
        self.sheet.line(x, self.y, words, size, font)
        self.y += down

    def read(self) -> Document:
        self.sheet.save()
        return read(self.path)


def _paragraphs(document: Document, kind: str) -> list[str]:
    return [p.text for a in document.articles for s in a.sections for p in s.paragraphs if p.kind == kind]


def _headings(document: Document) -> list[str]:
    return [s.heading for a in document.articles for s in a.sections if s.heading]


def test_a_displayed_equation_is_a_formula(tmp_path: Path) -> None:
    """A line of signs set in between two paragraphs is a formula, however large it is set; its bracket has a power."""
    page = _Page(tmp_path / "page.pdf")
    page.text(_TEXT * 3 + _LEADS_IN)
    page.row(220, "(n + 1) = n + 3n + 1", size=16, down=26)
    page.text(_TEXT * 4)
    document = page.read()
    assert _paragraphs(document, "formula") == ["(n + 1) = n + 3n + 1"]
    assert _headings(document) == []


def test_a_derivation_is_one_formula(tmp_path: Path) -> None:
    """Lines that go on with the one above are one formula in one line."""
    page = _Page(tmp_path / "page.pdf")
    page.text(_TEXT * 3 + _LEADS_IN)
    page.row(200, "f(n) = (n + 1) · (n + 2)", down=16)
    page.row(222, "= n + 2n + 1", down=16)
    page.row(222, "= 3n + 1", down=22)
    page.text(_TEXT * 4)
    assert _paragraphs(page.read(), "formula") == ["f(n) = (n + 1) · (n + 2) = n + 2n + 1 = 3n + 1"]


def test_pieces_of_a_fraction_are_one_formula_that_is_announced(tmp_path: Path) -> None:
    """What stands over and under a fraction's line is one formula with it, which nobody tries to read in words."""
    page = _Page(tmp_path / "page.pdf")
    page.text(_TEXT * 3 + _LEADS_IN)
    page.row(262, "n(n + 1)", down=7)
    page.row(220, "S(n) = 1 +", down=7)
    page.row(275, "2", down=22)
    page.text(_TEXT * 4)
    document = page.read()
    assert _paragraphs(document, "formula") == ["n(n + 1)\nS(n) = 1 +\n2"]
    assert _headings(document) == []
    assert all(len(text) > 60 for text in _paragraphs(document, "body"))


def test_a_line_of_a_paragraph_is_no_formula(tmp_path: Path) -> None:
    """The last line of a paragraph may hold nothing but the end of an equation."""
    page = _Page(tmp_path / "page.pdf")
    lines = page.sheet.wrapped(_TEXT * 4, 470)[:3]
    page.y = page.sheet.column(60, page.y, [*lines, "= 5 + 3."]) + 8
    page.text(_TEXT * 4)
    document = page.read()
    assert _paragraphs(document, "formula") == []
    assert any("= 5 + 3." in text for text in _paragraphs(document, "body"))


def test_figures_of_a_diagram_are_no_chapters(tmp_path: Path) -> None:
    """Figures scattered over a drawing in large type, with its words among them, are set aside as labels."""
    page = _Page(tmp_path / "page.pdf")
    page.text(_TEXT * 4)
    for x, words in ((268, "2"), (174, "1"), (240, "Inner basin"), (354, "3"), (262, "4")):
        page.row(x, words, size=19 if words.isdigit() else 9, down=22)
    page.y += 20
    page.text(_TEXT * 4)
    document = page.read()
    assert _headings(document) == []
    assert [f.message for f in document.findings if "Inner basin" in f.message] != []
    assert all(len(text) > 60 for text in _paragraphs(document, "body"))


def test_bold_headings_beside_formulas_stay(tmp_path: Path) -> None:
    """A heading over a paragraph stays a heading on a page with formulas."""
    page = _Page(tmp_path / "page.pdf")
    for number, name in enumerate(("The boats", "The winters"), 1):
        page.row(60, f"{number} {name}", size=14, down=24, font=BOLD)
        page.text(_TEXT * 3 + _LEADS_IN)
        page.row(220, "a + b = c", down=20)
        page.text(_TEXT * 3)
    document = page.read()
    assert _headings(document) == ["1 The boats", "2 The winters"]
    assert _paragraphs(document, "formula") == ["a + b = c"] * 2


@pytest.mark.parametrize("lines", [["a", "x = n + 1", "2"], ["k = 1", "n"]])
def test_levels_of_a_formula_stay_lines(lines: list[str]) -> None:
    """Where a line does not go on with the one above, both stay: the order of what is over and under is unknown."""
    assert printed_formulas.text(lines) == "\n".join(lines)


def test_a_derivation_is_read_in_words() -> None:
    """A formula put together from lines that go on is plain to the reader of formulas."""
    assert formulas.read(printed_formulas.text(["(n + 1)[2] = n[2] + 2n", "+ 1"]), "en") is not None
