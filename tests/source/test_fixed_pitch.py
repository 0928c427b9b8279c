"""What is set in a typewriter face amid other text is code, whatever the face is called."""

from __future__ import annotations

from pathlib import Path

from audiobook.source import read
from tests.source.typeset import SERIF, Sheet

TEXT = (
    "A keeper who wants to know how much rain has fallen asks the gauge, and writes what it says into the ledger of "
    "the year. The command below does both at once, and prints the sum of the month so far. It asks nobody else."
)
LISTING = [
    "def rain(gauge, ledger):", "    fallen = gauge.read_millimetres()", "    ledger.append(fallen)",
    "    print('fallen so far', sum(ledger))", "    return ledger",
]  # fmt: skip


def kinds(path: Path, face: str, text: str = SERIF) -> list[tuple[str, str]]:
    """Kind and first word of each paragraph of a page with a listing in `face` amid `text`."""
    sheet = Sheet(path)
    y = 150.0
    for _ in range(3):
        y = sheet.column(70, y, sheet.wrapped(TEXT, 440, font=text), font=text) + 8
    y = sheet.column(90, y, LISTING, 9, face) + 8
    y = sheet.column(70, y, sheet.wrapped(TEXT, 440, font=text), font=text) + 8
    sheet.column(70, y, ["$ rain --month may"], 10, face)
    sheet.save()
    (article,) = read(path).articles
    return [(one.kind, one.text.split()[0]) for section in article.sections for one in section.paragraphs]


def test_a_listing_is_code(tmp_path: Path) -> None:
    """Its lines are one paragraph with its line ends, and no headings; so is a command alone on its line."""
    found = kinds(tmp_path / "manual.pdf", "Courier")
    assert [one for one in found if one[0] != "body"] == [("code", "def"), ("code", "$")]


def test_another_face_is_not(tmp_path: Path) -> None:
    """Letters that differ in width are not of a typewriter."""
    assert "code" not in dict(kinds(tmp_path / "manual.pdf", "Helvetica"))


def test_a_text_from_a_typewriter_is_text(tmp_path: Path) -> None:
    """A face says nothing where everything is set in it."""
    assert "code" not in dict(kinds(tmp_path / "letter.pdf", "Courier", "Courier"))
