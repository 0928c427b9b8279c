# ruff: noqa: E501 - pages as they are printed
"""Plain texts with heads that machines write: e-mail, RFCs; books of Project Gutenberg with pages of their print."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read
from tests.source.accounts import whole

_PROSE = (
    "The ferryman came down to the landing before it was light, and looked at the water, and at the sky,\n"
    "and did not say a word to anybody until the boat was out; then he told us that it had rained.\n"
)
_MAIL = (
    "From: Helen Moor <helen@river.example>\nTo: ferry@river.example\nDate: Mon, 6 May 2024 09:12:33 +0100\n"
    "Subject: Re: [ferry] New timetable\nMessage-ID: <abc@river.example>\n\n"
)
_RFC = (
    "Network Working Group                                            H. Moor\n"
    "Request for Comments: 9999                                    River Corp\n\n\n"
    "                     The Ferry Transfer Protocol\n\nStatus of This Memo\n\n"
    "   This memo provides information for the Internet community.  It does\n"
    "   not specify an Internet standard of any kind.\n\n"
    "1.  Introduction\n\n   A ferry crosses the river whenever there is somebody on the bank.  He\n"
    "   does not cross when the water\n\n"
    "Moor                         Informational                      [Page 1]\n\f\n"
    "RFC 9999              The Ferry Transfer Protocol               May 2024\n\n"
    "   is too high for the boat, as it often is in spring when the snow melts.\n\n"
    "2.  Security Considerations\n\n   There are none that anybody on the river has ever heard of so far.\n\n"
    "Author's Address\n\n   Helen Moor\n   River Corp\n\n"
    "Moor                         Informational                      [Page 2]\n"
)


def _read(folder: Path, text: str) -> Document:
    return whole(folder / "text.txt", text)


def _texts(document: Document) -> list[str]:
    return [p.text for a in document.articles for s in a.sections for p in s.paragraphs]


def test_a_letter_is_called_by_its_subject(tmp_path: Path) -> None:
    """Its sender is the author; the other fields are set aside, and the salutation stands for itself."""
    document = _read(tmp_path, f"{_MAIL}Dear all,\n\n{_PROSE}\n{_PROSE}\nKind regards,\nHelen\n")
    assert [(a.title, a.authors) for a in document.articles] == [("New timetable", ("Helen Moor",))]
    assert _texts(document)[0] == "Dear all,"
    assert not any("example" in text for text in _texts(document))


@pytest.mark.parametrize(
    "head", ["Note: this is no letter.\n", "To: whom it may concern\n", "Date: 6 May\nPlace: Millbrook\n"]
)
def test_lines_with_colons_are_no_letter(head: str, tmp_path: Path) -> None:
    """Three fields of letters, or it is text."""
    document = _read(tmp_path, f"{head}\n{_PROSE}\n{_PROSE}")
    assert not any("fields of the letter" in finding.message for finding in document.findings)


def test_a_memo_goes_on_over_its_pages(tmp_path: Path) -> None:
    """Heads and feet of pages part no sentence; the title is found over two columns of names, the sections under it."""
    document = _read(tmp_path, _RFC)
    assert [a.title for a in document.articles] == ["The Ferry Transfer Protocol"]
    headings = [s.heading for s in document.articles[0].sections]
    assert headings == ["Status of This Memo", "1. Introduction", "2. Security Considerations"]
    assert any("when the water is too high for the boat" in text for text in _texts(document))


def test_a_page_that_is_a_memo_is_read_as_one(tmp_path: Path) -> None:
    """With links in it and links over it, as archives show them."""
    marked = _RFC.replace("river whenever", '<a href="#r">river</a> whenever').replace(
        "\f\n", "</pre>\n<pre class='newpage'>"
    )
    path = tmp_path / "rfc.html"
    path.write_text(
        f"<html><head><title>RFC 9999</title></head><body><div>[<a>Docs</a>] [<a>txt</a>]</div><pre>{marked}</pre></body></html>"
    )
    document = read(path)
    assert document.ledger is not None and document.ledger.lost == 0
    assert [a.title for a in document.articles] == ["The Ferry Transfer Protocol"]
    assert any("when the water is too high for the boat" in text for text in _texts(document))


def _framed(inner: str) -> str:
    return f"Title: The Ferry Book\n\n*** START OF THIS PROJECT GUTENBERG EBOOK ***\n\n\n\n\n{inner}\n\n\n*** END OF THIS PROJECT GUTENBERG EBOOK ***\n"


def test_articles_in_capitals_set_apart_are_articles(tmp_path: Path) -> None:
    """A magazine signs some of them only; a subtitle over a byline is none."""
    parts = (
        "THE LANDING.\n\nBY HELEN MOOR.",
        "VARIETIES.",
        "EVERY GIRL A ROWER.\n\nA GUIDE TO THE OARS.\n\nBY JO REED.",
        "ANSWERS TO ALL.",
    )
    text = "\n\n\n\n".join(f"{head}\n\n{(_PROSE + chr(10)) * 5}" for head in parts)
    document = _read(tmp_path, _framed(text))
    assert [a.title for a in document.articles] == [
        "THE LANDING.",
        "VARIETIES.",
        "EVERY GIRL A ROWER.",
        "ANSWERS TO ALL.",
    ]
    assert document.articles[2].authors == ("JO REED",)


def test_a_dedication_is_of_the_title_page_and_a_list_of_pictures_is_not_read(tmp_path: Path) -> None:
    """Chapters are the only articles; BOOK THE SECOND is a part of the book."""
    title = (
        "THE FERRY BOOK\n\nBY\n\nHELEN MOOR\n\n\nCopyright, 1909, by MOOR & SONS.\n\n\nTo Ana\n\n"
        "    The river took the lantern,\n    The river took the oar;\n    And what it took at midnight\n    It brought again to shore.\n\n\n\n"
    )
    pictures = "LIST OF ILLUSTRATIONS\n\nThe landing at dawn      12\nThe other bank in flood  34\n\n\n\n"
    chapters = "".join(
        f"{part}CHAPTER {n}. {name}\n\n{(_PROSE + chr(10)) * 5}\n\n\n"
        for part, n, name in (
            ("BOOK THE FIRST.\n\n", "I", "The Landing"), ("", "II", "The Flood"), ("BOOK THE SECOND.\n\n", "I", "The Bank"), ("", "II", "The End")
        )
    )  # fmt: skip
    document = _read(tmp_path, _framed(title + pictures + chapters))
    assert [a.title for a in document.articles] == [
        "CHAPTER I. The Landing", "CHAPTER II. The Flood", "CHAPTER I. The Bank", "CHAPTER II. The End"
    ]  # fmt: skip
    assert [a.column for a in document.articles][1:3] == ["BOOK THE FIRST.", "BOOK THE SECOND."]
