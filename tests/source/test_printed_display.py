"""Printed pages are set for the eye: titles over several lines, initials, pull quotes, abstracts that are set in."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read
from tests.source.test_printed_pages import ENGLISH, HAN, blocks, running
from tests.source.typeset import BOLD, CHINESE, SERIF, Sheet

LONG = [
    "What the Keeper of the Light Wrote into His Ledger in",
    "the Winter of the Great Frost, and What the Mice of",
    "Saltby Have Left of It Since the County Took It Away",
]
LONG_HAN = ["渡口边上的老船工怎样在封桥的三天里", "把全村的人一个一个送过河去又", "一个一个接回来"]


def article(sheet: Sheet, y: float, texts: list[str], font: str = SERIF) -> float:
    """Paragraphs over the whole width, first lines set in."""
    for text in texts:
        first, *rest = sheet.wrapped("    " + text if font == SERIF else "　　" + text, 470, font=font)
        sheet.line(60 + 20, y, first.strip(), font=font)
        y = sheet.column(60, y + 14, rest, font=font)
    return y


def said(document: Document) -> str:
    """All paragraphs without white space."""
    text = "".join(p.text for a in document.articles for s in a.sections for p in s.paragraphs)
    return "".join(text.split())


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize(("lines", "font"), [(LONG, SERIF), (LONG_HAN, CHINESE)], ids=["English", "Chinese"])
def test_a_title_is_as_long_as_it_is_set(centred: bool, lines: list[str], font: str, tmp_path: Path) -> None:
    """Lines of one large look, close under one another, are one title, however many letters they have."""
    sheet = Sheet(tmp_path / "page.pdf")
    for place, line in enumerate(lines):
        if centred:
            sheet.centred(90 + 22 * place, line, 18, font)
        else:
            sheet.line(60, 90 + 22 * place, line, 18, font)
    article(sheet, 190, ENGLISH if font == SERIF else HAN, font)
    sheet.save()
    document = read(tmp_path / "page.pdf")
    assert [one.title for one in document.articles] == [("" if font == CHINESE else " ").join(lines)]


def test_a_numbered_heading_goes_on_under_its_name(tmp_path: Path) -> None:
    """The second line of a heading begins where the name behind its number does."""
    sheet = Sheet(tmp_path / "page.pdf")
    y = article(sheet, 100, ENGLISH[:2])
    for number, place in ((2, 2), (3, 4)):
        sheet.line(60, y + 20, f"{number} Where the stones of the harbour", 11, BOLD)
        number_wide = sheet.canvas.stringWidth(f"{number} ", BOLD, 11)
        sheet.line(60 + number_wide, y + 33, "were carried from", 11, BOLD)
        y = article(sheet, y + 52, ENGLISH[place : place + 2])
    sheet.save()
    found = [block.text for block in blocks(tmp_path / "page.pdf")]
    assert "2 Where the stones of the harbour were carried from" in found


@pytest.mark.parametrize("reaches", [1, 2, 3])
@pytest.mark.parametrize(("texts", "font"), [(ENGLISH, SERIF), (HAN, CHINESE)], ids=["English", "Chinese"])
def test_an_initial_begins_its_word(reaches: int, texts: list[str], font: str, tmp_path: Path) -> None:
    """A large first letter, over one line or down to the second or third, is read with the line it begins."""
    sheet = Sheet(tmp_path / "page.pdf")
    text = ("" if font == CHINESE else " ").join(texts)
    size = 10 + 14 * reaches - 4
    wide = sheet.canvas.stringWidth(text[0], font, size) + 2
    sheet.line(60, 100 + 14 * (reaches - 1), text[0], size, font)
    rest = sheet.wrapped(text[1:], 220 - wide, font=font)[:reaches]
    y = sheet.column(60 + wide, 100, rest, font=font)
    blank = "" if font == CHINESE else " "
    begun = text[0] + blank.join(rest)
    sheet.column(60, y, sheet.wrapped(text[len(begun) :].strip(), 220, font=font), font=font)
    sheet.save()
    assert running(blocks(tmp_path / "page.pdf")) == "".join(text.split())


def test_a_letter_that_is_a_word_stays_one(tmp_path: Path) -> None:
    """A large A before "light" is an article and not the beginning of a word."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.line(60, 114, "A", 24)
    sheet.column(80, 100, ["light was put up on the pier ten years", "later, and the insurance on boats fell by"])
    sheet.column(60, 128, ["half. Before there was a light, nobody had", "come in by night but those who had to."])
    sheet.save()
    assert blocks(tmp_path / "page.pdf")[0].text.startswith("A light was put up on")


def test_a_pull_quote_is_said_once(tmp_path: Path) -> None:
    """What is set in large type amid the text that says it is named and set aside, and is no title."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.centred(80, "The Harbour and the Bell", 22)
    y = article(sheet, 120, ENGLISH[:4])
    sheet.centred(y + 24, "children learn to sail before", 16)
    sheet.centred(y + 43, "they learn to read", 16)
    article(sheet, y + 70, ENGLISH[4:])
    sheet.save()
    document = read(tmp_path / "page.pdf")
    assert [one.title for one in document.articles] == ["The Harbour and the Bell"]
    assert said(document) == "".join("".join(ENGLISH).split())
    assert any(one.text == "children learn to sail before they learn to read" for one in document.findings)


def test_a_standfirst_is_read_between_title_and_author(tmp_path: Path) -> None:
    """A sentence in a type of its own under a title is heard, and who wrote the article is known."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.line(60, 80, "The Harbour and the Bell", 24, BOLD)
    standfirst = "Nobody remembers who paid for the light on the pier, but all remember who cast its bell."
    y = sheet.column(60, 110, sheet.wrapped(standfirst, 470, 13), 13)
    sheet.line(60, y + 6, "By Ada Thorne", 9, BOLD)
    article(sheet, y + 40, ENGLISH)
    sheet.save()
    (one,) = read(tmp_path / "page.pdf").articles
    assert (one.title, one.subtitle, one.authors) == ("The Harbour and the Bell", standfirst, ("Ada Thorne",))


def test_a_passage_that_is_set_in_is_one_paragraph(tmp_path: Path) -> None:
    """An abstract with margins of its own is no paragraph per line."""
    sheet = Sheet(tmp_path / "page.pdf")
    abstract = " ".join(ENGLISH[:4])
    y = sheet.column(95, 100, sheet.wrapped(abstract, 400))
    article(sheet, y + 20, ENGLISH[4:])
    sheet.save()
    assert blocks(tmp_path / "page.pdf")[0].text == abstract


def test_gaps_that_happen_to_meet_are_no_gutter(tmp_path: Path) -> None:
    """Wide gaps in two lines of a narrow justified column, one below the other, do not part it."""
    sheet = Sheet(tmp_path / "page.pdf")
    lines = sheet.wrapped(" ".join(ENGLISH), 220)
    for column in (0, 1):
        y = 100.0
        for place, line in enumerate(lines[column * 7 : column * 7 + 7]):
            x = 60 + column * 250
            if column == 1 and place in (3, 4):
                half = line.rindex(" ", 0, len(line) // 2 + 4)
                sheet.line(x, y, line[:half])
                sheet.line(x + 125, y, line[half + 1 :])
            else:
                sheet.line(x, y, line)
            y += 14
    sheet.save()
    wanted = "".join(" ".join(lines[:14]).split())
    assert running(blocks(tmp_path / "page.pdf")) == wanted


def test_a_cover_names_the_book_and_a_preface_is_a_chapter(tmp_path: Path) -> None:
    """A title on a page of its own with no sentence under it is that of the whole; 序 before the contents page is set
    as chapters are, and read."""
    sheet = Sheet(tmp_path / "book.pdf")
    sheet.centred(300, "渡口手记", 24, CHINESE)
    sheet.line(265, 360, "沈渡舟", 12, CHINESE)
    sheet.line(255, 390, "2031年7月26日", 12, CHINESE)
    sheet.page()
    chapters = ["序", "第一章　渡口", "第二章　桥"]
    for place, chapter in enumerate(chapters):
        sheet.centred(120, chapter, 20, CHINESE)
        article(sheet, 180, HAN[place * 2 : place * 2 + 2], CHINESE)
        sheet.page()
        if place == 0:
            sheet.centred(120, "目录", 20, CHINESE)
            for at, one in enumerate(chapters):
                sheet.line(60, 180 + 20 * at, one, font=CHINESE)
                sheet.line(300, 180 + 20 * at, f"…………{at * 2 + 1}", font=CHINESE)
            sheet.page()
    sheet.save()
    document = read(tmp_path / "book.pdf")
    assert document.title == "渡口手记"
    assert [one.title for one in document.articles] == chapters


def test_titles_of_one_look_are_titles(tmp_path: Path) -> None:
    """Of articles one below the other some are signed; the others begin where their titles look the same."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.centred(60, "The Saltby Gazette", 30)
    titles = ["The Harbour and the Bell", "What the Fog Took", "Stones for Nobody", "A Light by Night"]
    y = 90.0
    for place, title in enumerate(titles):
        sheet.line(60, y, title, 16, BOLD)
        if place in (0, 2):
            sheet.line(60, y + 14, ["By Ana Holt", "", "By Jo Reed"][place], 9)
        y = article(sheet, y + 32, ENGLISH[place * 2 : place * 2 + 2] * 2) + 20
    sheet.save()
    document = read(tmp_path / "page.pdf")
    assert [one.title for one in document.articles] == titles
    assert [one.authors for one in document.articles] == [("Ana Holt",), (), ("Jo Reed",), ()]


def test_large_headings_under_one_title_are_sections(tmp_path: Path) -> None:
    """Under a title that is larger than all others, with text of its own, no heading is the title of an article."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.line(60, 70, "Saltby", 26)
    y = article(sheet, 100, ENGLISH[:2] * 2)
    heads = ["History", "The harbour", "Bells and lights"]
    for place, head in enumerate(heads):
        sheet.line(60, y + 24, head, 16)
        y = article(sheet, y + 46, ENGLISH[place * 2 + 2 : place * 2 + 4] * 2)
    sheet.save()
    (one,) = read(tmp_path / "page.pdf").articles
    assert [section.heading for section in one.sections if section.heading] == heads


def test_a_box_beside_a_text_does_not_part_it(tmp_path: Path) -> None:
    """Lines at heights of their own, in smaller type, are read after the paragraph that goes on below them."""
    sheet = Sheet(tmp_path / "page.pdf")
    text = " ".join(ENGLISH)
    beside = sheet.wrapped(text, 270)[:8]
    y = sheet.column(60, 100, beside)
    begun = " ".join(beside)
    sheet.column(60, y, sheet.wrapped(text[len(begun) :].strip(), 470))
    facts = [
        ("Country", "Northland"),
        ("Founded", "1204"),
        ("People", "4,210"),
        ("Mayor", "Ada Thorne"),
        ("River", "Mill"),
    ]
    for place, (name, value) in enumerate(facts):
        sheet.line(360, 103 + 17 * place, name, 8, BOLD)
        sheet.line(430, 103 + 17 * place, value, 8, BOLD)
    sheet.save()
    found = blocks(tmp_path / "page.pdf")
    assert found[0].text == text
    assert [block.text for block in found if block.kind == "table"] == ["\t".join(fact) for fact in facts]


def test_what_stands_small_over_the_largest_line_is_no_title(tmp_path: Path) -> None:
    """The number of an issue in type larger than the text's, above a title in far larger type, names nothing."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.line(60, 60, "Notes No. 1695", 12.5)
    sheet.line(60, 110, "The Harbour and the Bell", 26, BOLD)
    article(sheet, 150, ENGLISH)
    sheet.save()
    assert [one.title for one in read(tmp_path / "page.pdf").articles] == ["The Harbour and the Bell"]


def test_who_wrote_it_may_be_said_with_what_he_is(tmp_path: Path) -> None:
    """Right under a title, in a type of its own, a name and a place are a byline and no heading."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.line(60, 80, "The Harbour and the Bell", 22, BOLD)
    sheet.line(60, 104, "Harriet Reed, plot 17", 10, "Times-Italic")
    article(sheet, 140, ENGLISH)
    sheet.save()
    (one,) = read(tmp_path / "page.pdf").articles
    assert (one.title, one.authors) == ("The Harbour and the Bell", ("Harriet Reed",))
    assert [section.heading for section in one.sections] == [None]
