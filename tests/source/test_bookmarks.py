"""What the bookmarks of a PDF lead to is a heading, and nothing else is."""

from __future__ import annotations

from pathlib import Path

from audiobook.source import bookmarks, read
from audiobook.source.reading_order import Piece, Row
from tests.source.typeset import BOLD, SERIF, Sheet

TEXT = (
    "The harbour was built by fishermen who could not wait for the county to act. Every stone was carried down from "
    "the quarry on sledges in the hard winter of the great frost. A light was put up on the pier ten years later, "
    "and the insurance on boats fell by half. Today the quarry is a lake where children learn to sail before they "
    "learn to read. Nobody remembers who paid for the bell, which was cast from broken anchors."
)

NAMES = ("Quarry", "Lake", "Pier", "Bell")


def mark(sheet: Sheet, title: str, level: int = 0) -> None:
    """A bookmark to the page at hand."""
    sheet.canvas.bookmarkPage(title)
    sheet.canvas.addOutlineEntry(title, title, level=level)


def chapter(sheet: Sheet, y: float, heads: list[tuple[str, float]], paragraphs: int = 6) -> float:
    """Headings, each with its size, over text."""
    for head, size in heads:
        sheet.line(70, y, head, size, BOLD)
        y += size * 1.6
    for _ in range(paragraphs):
        y = sheet.column(70, y, sheet.wrapped(TEXT, 440)) + 6
    return y


def test_chapters_are_what_bookmarks_lead_to(tmp_path: Path) -> None:
    """A number over a name over a drop of the text is one title, whatever their type, and bold lines are none."""
    sheet = Sheet(tmp_path / "book.pdf")
    for number, name in (("CHAPTER I", "The Quarry"), ("CHAPTER II", "The Bell")):
        mark(sheet, f"{number}{name}")
        y = chapter(sheet, 90, [(number, 10), (name, 10)])
        sheet.line(70, y + 20, "Weather permitting", 10, BOLD)
        chapter(sheet, y + 40, [], 2)
        sheet.page()
    sheet.save()
    document = read(tmp_path / "book.pdf")
    assert [one.title for one in document.articles] == ["CHAPTER I The Quarry", "CHAPTER II The Bell"]
    assert [section.heading for one in document.articles for section in one.sections] == [None, None]
    assert document.ledger is not None
    assert document.ledger.lost == 0


def test_what_is_larger_than_the_headings_stands_over_them(tmp_path: Path) -> None:
    """Bookmarks that begin with the sections of a paper leave its title over them."""
    sheet = Sheet(tmp_path / "paper.pdf")
    sheet.line(70, 80, "Counting Rain by Hand", 20, BOLD)
    y = 120.0
    for title in ("1 Methods", "2 Results and what they do not tell"):
        mark(sheet, title)
        y = chapter(sheet, y, [(title, 12)], 3) + 20
    mark(sheet, "2.1 Gauges", 1)
    chapter(sheet, y, [("2.1 Gauges", 10)], 2)
    sheet.save()
    (article,) = read(tmp_path / "paper.pdf").articles
    assert article.title == "Counting Rain by Hand"
    heads = [(section.heading, section.level) for section in article.sections if section.heading]
    assert heads == [("1 Methods", 1), ("2 Results and what they do not tell", 1), ("2.1 Gauges", 2)]


def test_bookmarks_that_name_something_else_say_nothing(tmp_path: Path) -> None:
    """Names of pages and files are no headings."""
    sheet = Sheet(tmp_path / "scan.pdf")
    for page in range(1, 5):
        mark(sheet, f"page{page:03}.tif")
        chapter(sheet, 140 + 20 * page, [(f"CHAPTER {page}", 10), (NAMES[page - 1], 20)])
        sheet.page()
    sheet.save()
    assert [one.title for one in read(tmp_path / "scan.pdf").articles] == [
        f"CHAPTER {page} {name}" for page, name in enumerate(NAMES, 1)
    ]


def row(text: str, page: int) -> Row:
    """A line of a page."""
    return Row(Piece(text, 0, 0, 100, 10, 10.0, face=SERIF), page, 0, 400, False, 1.2, "text")


def test_a_flood_of_bookmarks_takes_no_longer_than_its_length() -> None:
    """Thousands of bookmarks to one page of thousands of like lines are looked up, not searched for."""
    rows = [row("Homing", 1) for _ in range(3_000)]
    marks = [bookmarks.Bookmark(1, f"3.8.{count % 900} Homing", 1) for count in range(3_000)]
    assert len(bookmarks.headings(rows, marks)) == 3_000
    assert bookmarks.headings(rows, [bookmarks.Bookmark(1, "Tacking", 1)] * 3_000) == []
