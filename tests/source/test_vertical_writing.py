"""Vertical writing is read down its lines, and its lines from the right to the left."""

from __future__ import annotations

from pathlib import Path

from audiobook.source import read
from tests.source.test_printed_display import said
from tests.source.test_printed_pages import HAN, blocks
from tests.source.typeset import CHINESE, Sheet


def down(sheet: Sheet, x: float, text: str, size: float = 12) -> None:
    """Signs one below another, from the top of the page."""
    for place, sign in enumerate(text):
        if sign != "　":
            sheet.line(x, 100 + 1.2 * size * place, sign, size, CHINESE)


def vertical(path: Path) -> list[str]:
    """A page with a title and paragraphs of some lines each; the paragraphs."""
    sheet = Sheet(path)
    down(sheet, 520, "渡口的船", 20)
    paragraphs = ["".join(HAN[at : at + 2]) for at in range(0, len(HAN), 2)]
    x = 470.0
    for paragraph in paragraphs:
        text = "　　" + paragraph
        for at in range(0, len(text), 40):
            down(sheet, x, text[at : at + 40])
            x -= 20
    sheet.save()
    return paragraphs


def test_vertical_writing_is_read_down_its_lines(tmp_path: Path) -> None:
    """Title, paragraphs and their order are as in a page written from left to right, and no letter is lost."""
    paragraphs = vertical(tmp_path / "page.pdf")
    assert "".join(block.text for block in blocks(tmp_path / "page.pdf")) == "渡口的船" + "".join(paragraphs)
    document = read(tmp_path / "page.pdf")
    assert [one.title for one in document.articles] == ["渡口的船"]
    assert [p.text for section in document.articles[0].sections for p in section.paragraphs] == paragraphs


def test_vertical_lines_are_seen_where_they_stand(tmp_path: Path) -> None:
    """The first line of the text is the second from the right on the picture of the page."""
    vertical(tmp_path / "page.pdf")
    (page,) = read(tmp_path / "page.pdf").printed
    title, first = page.lines[0], page.lines[1]
    assert 0.85 < (title.left + title.right) / 2 < 0.95
    assert 0.75 < (first.left + first.right) / 2 < 0.83
    assert first.bottom - first.top > 10 * (first.right - first.left)


def test_a_column_of_figures_is_no_vertical_writing(tmp_path: Path) -> None:
    """Single signs in a list one below another leave the text of the page as it is."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.column(60, 100, list("一二三四五六七八九十"), font=CHINESE)
    sheet.column(60, 300, [line for text in HAN for line in sheet.wrapped(text, 470, font=CHINESE)], font=CHINESE)
    sheet.save()
    assert said(read(tmp_path / "page.pdf")).endswith("".join(HAN))
