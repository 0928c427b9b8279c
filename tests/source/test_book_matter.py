# ruff: noqa: E501 - markup
"""E-books whose title page, contents and lists share a document with the first chapter."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from tests.source.page_file import SENTENCE, book, point

PROSE = "".join(f"<p>第{n}段，{SENTENCE}</p>" for n in range(20))
CHAPTERS = ("I. The Ferry", "II. The Island", "III. The Weir", "IV. The Lock", "V. The Mill")


@pytest.mark.parametrize(
    ("label", "matter"),
    [
        ("测试书", "<h1>测试书</h1><p>某某 著</p><p>LONDON</p><p>Printed by Ballard &amp; Moor, Ltd.</p>"),
        ("CONTENTS", f"<h2>CONTENTS</h2><table>{''.join(f'<tr><td>{c}</td><td>{n}</td></tr>' for n, c in enumerate(CHAPTERS))}</table>"),
        ("ILLUSTRATIONS", "<h2>ILLUSTRATIONS</h2>" + "".join(f"<p>{n}. Winter on the river, facing p. {n}0.</p>" for n in range(9))),
        ("The Project Gutenberg eBook of 测试书", "<h2>The Project Gutenberg eBook of 测试书</h2><p>*** START OF THE PROJECT GUTENBERG EBOOK ***</p><p>List of Illustrations</p><p>THE WEIR</p>"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_set_aside_beside_a_chapter(label: str, matter: str, tmp_path: Path) -> None:
    """It has an entry of its own in the navigation, and is none of the articles."""
    first, *others = CHAPTERS
    documents = {"a": f'<div id="m">{matter}</div><h2 id="c">{first}</h2>{PROSE}'}
    documents |= {f"c{n}": f"<h2>{name}</h2>{PROSE}" for n, name in enumerate(others)}
    contents = point("a.xhtml#m", label) + point("a.xhtml#c", first)
    contents += "".join(point(f"c{n}.xhtml", name) for n, name in enumerate(others))
    found = read(book(tmp_path, documents, contents=contents))
    assert [one.title.replace("　", " ") for one in found.articles] == list(CHAPTERS)
    assert found.ledger is not None
    assert found.ledger.lost == 0


def test_a_chapter_on_illustrations_is_read(tmp_path: Path) -> None:
    """What it is called says nothing where it tells."""
    documents = {"a": f'<h2 id="m">Illustrations</h2>{PROSE}<h2 id="c">{CHAPTERS[0]}</h2>{PROSE}'}
    documents["b"] = f"<h2>{CHAPTERS[1]}</h2>{PROSE}"
    contents = point("a.xhtml#m", "Illustrations") + point("a.xhtml#c", CHAPTERS[0]) + point("b.xhtml", CHAPTERS[1])
    found = read(book(tmp_path, documents, contents=contents))
    assert found.articles[0].title == "Illustrations"


SOLD = "".join(
    f"<h3>{title}</h3><p>By {name}</p><p>With 12 Plates. Crown 8vo. Cloth, gilt top, {n}s. net.</p><p>“A charming book.”</p>"
    for n, (title, name) in enumerate([("Old Oars", "Helen Moor"), ("On Ice", "John Beck"), ("Weirs", "Ann Holt")], 5)
)


def test_the_books_a_publisher_sells_are_no_article(tmp_path: Path) -> None:
    """Behind the last chapter; what a chapter says of a book it names is read."""
    chapter = f"<p>He kept a copy of Old Oars, crown 8vo, cloth, gilt top, under his seat.</p>{PROSE * 4}"
    documents = {f"c{n}": f"<h2>{name}</h2>{chapter}" for n, name in enumerate(CHAPTERS)}
    documents["c4"] += f"<h2>SOME RECENT BOOKS</h2>{SOLD}<p>LONDON: BALLARD &amp; MOOR</p>"
    contents = "".join(point(f"c{n}.xhtml", name) for n, name in enumerate(CHAPTERS))
    found = read(book(tmp_path, documents, contents=contents))
    assert [one.title.replace("　", " ") for one in found.articles] == list(CHAPTERS)
    said = "\n".join(each.text for one in found.articles for part in one.sections for each in part.paragraphs)
    assert said.count("under his seat") == len(CHAPTERS)
    assert "Helen Moor" not in said
    assert found.ledger is not None
    assert found.ledger.lost == 0


@pytest.mark.parametrize(
    "placeholder", ["[Image unavailable.]", "[Illustration]", "[Illustration: The weir in winter]"]
)
def test_what_stands_for_a_picture_is_not_read(placeholder: str, tmp_path: Path) -> None:
    """In an edition without pictures."""
    documents = {"a": f"<h2>{CHAPTERS[0]}</h2>{PROSE}<p>{placeholder}</p>{PROSE}"}
    found = read(book(tmp_path, documents, contents=point("a.xhtml", CHAPTERS[0])))
    assert not any("[" in each.text for part in found.articles[0].sections for each in part.paragraphs)
    assert found.ledger is not None
    assert found.ledger.lost == 0
