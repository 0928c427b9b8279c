"""Printed pages have parts: notes that go on overleaf, lists of works, tables of figures, lines that are no heads."""

from __future__ import annotations

from pathlib import Path

from audiobook.source import read
from tests.source.test_printed_display import article, said
from tests.source.test_printed_pages import ENGLISH, HAN, blocks
from tests.source.typeset import BOLD, CHINESE, Sheet

NOTE = (
    "渡口的石头数了三遍，三遍都不一样，县里的账上写的又是另一个数，谁也说不清是哪一块石头后来沉到了河底，" * 3
    + "今后也不会有人知道。"
)


def test_a_note_goes_on_on_the_next_page(tmp_path: Path) -> None:
    """What a page has no room for of its last note stands at the foot of the next, and is the same note."""
    sheet = Sheet(tmp_path / "pages.pdf")
    lines = sheet.wrapped("1" + NOTE, 466, 7, CHINESE)
    for page, part in enumerate((lines[:2], lines[2:])):
        article(sheet, 100, HAN[page * 3 : page * 3 + 3] * 2, CHINESE)
        sheet.column(60, 700, part, 7, CHINESE)
        sheet.page()
    sheet.save()
    notes = [block.text for block in blocks(tmp_path / "pages.pdf") if block.kind == "note"]
    assert notes == [f"[1] {NOTE}"]


def test_works_in_small_type_are_no_notes(tmp_path: Path) -> None:
    """A list of references at the end of a page and on the next is one list, whose figures begin no notes."""
    sheet = Sheet(tmp_path / "pages.pdf")
    y = article(sheet, 100, ENGLISH)
    sheet.line(60, y + 20, "References", 12, BOLD)
    works = [
        f"[{number}] A. Marsh, “{text[:50]},” Journal of Ferries, vol. {number}, no. 2, pp. 3{number}–39, 201{number}."
        for number, text in enumerate(ENGLISH[:6], 1)
    ]
    for page in range(2):
        y = y + 36 if page == 0 else 80
        for work in works[page * 3 : page * 3 + 3]:
            first, *rest = sheet.wrapped(work, 200, 8)
            sheet.line(60, y, first, 8)
            y = sheet.column(76, y + 10, rest, 8)
        sheet.page()
    sheet.save()
    found = blocks(tmp_path / "pages.pdf")
    assert [block.text for block in found if block.kind == "note"] == []
    assert [block.text for block in found if block.text.startswith("[")] == works
    assert "Marsh" not in said(read(tmp_path / "pages.pdf"))


def test_text_over_a_gap_is_no_head(tmp_path: Path) -> None:
    """The last line of a paragraph at the top of a page, far above a table, is read with its paragraph."""
    sheet = Sheet(tmp_path / "pages.pdf")
    lines = sheet.wrapped(" ".join(ENGLISH), 470)
    sheet.column(60, 400, lines[:-1])
    sheet.page()
    sheet.line(60, 60, lines[-1])
    article(sheet, 130, ENGLISH[:3])
    sheet.page()
    article(sheet, 100, ENGLISH[3:6])
    sheet.save()
    found = blocks(tmp_path / "pages.pdf")
    assert found[0].text == " ".join(ENGLISH)
    assert not any(block.edge for block in found)


def test_figures_under_one_another_are_a_table(tmp_path: Path) -> None:
    """Columns whose cells are centred or end at one place are columns as those that begin at one are."""
    sheet = Sheet(tmp_path / "page.pdf")
    y = article(sheet, 100, ENGLISH[:3])
    rows = [("Saltby", "7", "1,204", "88"), ("Mill", "12", "33", "7"), ("Nortby Haven", "140", "8", "1,150")]
    for place, row in enumerate([("Place", "Boats", "People", "Bells"), *rows]):
        sheet.line(60, y + 20 + 14 * place, row[0])
        sheet.canvas.drawCentredString(220, sheet.height - y - 20 - 14 * place, row[1])
        sheet.canvas.drawRightString(330, sheet.height - y - 20 - 14 * place, row[2])
        sheet.canvas.drawCentredString(430, sheet.height - y - 20 - 14 * place, row[3])
    article(sheet, y + 110, ENGLISH[3:6])
    sheet.save()
    tables = [block.text for block in blocks(tmp_path / "page.pdf") if block.kind == "table"]
    assert tables == ["Place\tBoats\tPeople\tBells", *("\t".join(row) for row in rows)]


def test_a_bold_heading_is_as_long_as_its_line(tmp_path: Path) -> None:
    """Numbered headings of the text's own size are headings beyond sixty letters, too."""
    sheet = Sheet(tmp_path / "page.pdf")
    heads = [
        "6.1 What the harbour cost, and what the county said that it cost (Table 6.1)",
        "6.2 What was paid",
        "6.3 Who lent the money, who never saw it again, and who was never asked (Table 6.3)",
    ]
    y = 80.0
    sheet.centred(y, "The Harbour and the Bell", 18)
    for place, head in enumerate(heads):
        sheet.line(60, y + 36, head, 10, BOLD)
        y = article(sheet, y + 56, ENGLISH[place * 2 : place * 2 + 2])
    sheet.save()
    (one,) = read(tmp_path / "page.pdf").articles
    assert [section.heading for section in one.sections if section.heading] == heads


def test_references_go_on_over_the_heads_of_pages(tmp_path: Path) -> None:
    """A list of works on two pages is set aside whole, whatever number and head stand between."""
    sheet = Sheet(tmp_path / "pages.pdf")
    for page in range(3):
        sheet.line(60, 30, f"{page + 6}", 8)
        sheet.line(400, 30, "Notes of the Harbour", 8)
        if page == 0:
            y = article(sheet, 100, ENGLISH)
            sheet.line(60, y + 20, "References", 12, BOLD)
        for place in range(3):
            number = page * 3 + place + 1
            work = f"[{number}] A. Marsh, Stones of Saltby, Journal of Ferries, vol. {number}, 2011."
            sheet.line(60, (y + 46 if page == 0 else 80) + 14 * place, work)
        sheet.page()
    sheet.save()
    assert said(read(tmp_path / "pages.pdf")) == "".join("".join(ENGLISH).split())


def test_answers_are_read_as_they_are_counted(tmp_path: Path) -> None:
    """A and B stand beside one another, C and D below: no two columns, and no headings."""
    sheet = Sheet(tmp_path / "page.pdf")
    y, wanted = 80.0, []
    for number, text in enumerate(ENGLISH[:4], 1):
        question = f"{number}. {text} {ENGLISH[number]}"
        y = sheet.column(60, y, sheet.wrapped(question, 470)) + 4
        options = [
            f"{letter}. {other.split(' ', 3)[3][:16].strip()}" for letter, other in zip("ABCD", ENGLISH, strict=False)
        ]
        for place, option in enumerate(options):
            sheet.line(70 + 220 * (place % 2), y + 14 * (place // 2), option)
        y += 34
        wanted += [question, *options]
    sheet.save()
    assert said(read(tmp_path / "page.pdf")) == "".join("".join(wanted).split())
