"""Articles, titles, authors, sections and paragraphs are found as they were meant, in every format and layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.source import numberings, read
from tests.source import formats, press, scoring
from tests.source.pieces import PIECES, Piece

GOLDEN = Path(__file__).parents[1] / "golden" / "source"
SHARED = Path(__file__).parents[3] / "shared"
SAMPLES = ("journal_issue.txt", "newspaper_page.txt")


@pytest.mark.parametrize("path", sorted(p for p in GOLDEN.glob("*.*") if p.suffix != ".json"), ids=lambda p: p.name)
def test_golden_documents_are_read_as_their_gold_says(path: Path) -> None:
    """Every document in tests/golden/source is found exactly as the .json beside it has it."""
    gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert scoring.differences(read(path), gold) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_real_pages_are_read_as_their_gold_says(name: str) -> None:
    """A scanned journal issue and a newspaper page come out exactly as a person marked them up."""
    if not (SHARED / "samples" / name).exists():
        pytest.skip("the samples are kept beside the project, and are not here")
    gold = json.loads((SHARED / "gold" / "structure.json").read_text("utf-8"))[name]
    assert scoring.differences(read(SHARED / "samples" / name), gold) == []


@pytest.mark.parametrize("style", list(press.styles(48, seed=11)), ids=lambda style: str(style.seed))
def test_any_layout_of_text_gives_the_same_articles(style: press.Style, tmp_path: Path) -> None:
    """Contents pages, bylines, kickers, hard wraps, page breaks and imprints of all kinds change nothing."""
    pieces = press.choose(PIECES, style.seed)
    file = tmp_path / "issue.txt"
    file.write_text(press.print_text(pieces, style), "utf-8")
    assert scoring.differences(read(file), press.gold(pieces, style)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings_make_no_difference(encoding: str, tmp_path: Path) -> None:
    """The same text is read from UTF-8 with and without BOM, UTF-16 and GB18030."""
    style = press.Style(contents="dots")
    file = tmp_path / "issue.txt"
    file.write_bytes(press.print_text(PIECES[:3], style).encode(encoding))
    assert scoring.differences(read(file), press.gold(PIECES[:3], style)) == []


def test_big5_is_told_from_gb18030(tmp_path: Path) -> None:
    """Traditional Chinese saved as Big5 is read as such."""
    text = (
        "我們的社區\n\n作者：陳大文\n\n" + "這個社區有許多老樹，孩子們在樹下聽老人說故事，日子過得很慢，也很安靜。" * 4
    )
    file = tmp_path / "old.txt"
    file.write_bytes(text.encode("big5"))
    article = read(file).articles[0]
    assert (article.title, article.authors) == ("我們的社區", ("陳大文",))


def chosen(number: int) -> list[Piece]:
    """A few of the pieces."""
    return press.choose(PIECES, number, most=4)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("book", [None, "南江文集"])
def test_markdown(number: int, book: str | None, tmp_path: Path) -> None:
    """Articles are the first level of headings, or the second under a book's title."""
    file = tmp_path / "book.md"
    file.write_text(formats.markdown(chosen(number), book=book), "utf-8")
    document = read(file)
    assert scoring.differences(document, [piece.gold for piece in chosen(number)]) == []
    assert book is None or document.title == book


@pytest.mark.parametrize("layout", ["article", "divs", "table", "breaks"])
@pytest.mark.parametrize("piece", [PIECES[0], PIECES[1], PIECES[5], PIECES[7]], ids=["一", "二", "三", "四"])
def test_web_pages(layout: str, piece: Piece, tmp_path: Path) -> None:
    """The article of a saved page is read, and no menu, script, related link or footer."""
    file = tmp_path / "page.html"
    file.write_text(formats.web_page(piece, layout=layout), "utf-8")
    document = read(file)
    assert scoring.differences(document, [piece.gold]) == []
    assert any("频道1" in finding.message for finding in document.findings)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("look", ["styles", "bold", "centred"])
def test_word_files(number: int, look: str, tmp_path: Path) -> None:
    """Headings are found by their style, or by being bold, large or centred where there are no styles."""
    file = tmp_path / "issue.docx"
    formats.word(chosen(number), file, look=look)
    assert scoring.differences(read(file), [piece.gold for piece in chosen(number)]) == []


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("heading", ["h1", "h2", ""])
def test_e_books(number: int, version: int, heading: str, tmp_path: Path) -> None:
    """Chapters come in spine order with the navigation's titles, and the navigation itself is not read."""
    file = tmp_path / "book.epub"
    formats.epub(chosen(number), file, version=version, heading=heading)
    document = read(file)
    assert scoring.differences(document, [piece.gold for piece in chosen(number)]) == []
    assert (document.title, document.publisher, document.date) == ("南江文集", "南江出版社", "2023-05-01")


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("columns", [1, 2])
def test_pdfs(number: int, columns: int, tmp_path: Path) -> None:
    """Pages in one or two columns are read in order, without running heads and page numbers, words joined again."""
    file = tmp_path / "issue.pdf"
    formats.pdf(chosen(number), file, columns=columns)
    document = read(file)
    assert scoring.differences(document, [piece.gold for piece in chosen(number)]) == []
    assert any("page number" in finding.message for finding in document.findings)


def test_a_folder_of_pages_is_one_text(tmp_path: Path) -> None:
    """Files called like pages are joined, also in mid-sentence; 10 comes after 2."""
    (tmp_path / "2.txt").write_text("河边的树\n\n张三\n\n春天来得很早，河边的柳树三月就绿了，孩子们把它编成\n", "utf-8")
    (tmp_path / "10.txt").write_text("帽子戴在头上。\n\n夏天来得更早，蝉声从早到晚，没有一刻停下来过。\n", "utf-8")
    document = read(tmp_path)
    texts = [p.text for s in document.articles[0].sections for p in s.paragraphs]
    assert document.articles[0].authors == ("张三",)
    assert texts[0].endswith("孩子们把它编成帽子戴在头上。")
    assert len(texts) == 2


def test_a_folder_of_articles_is_one_publication(tmp_path: Path) -> None:
    """Other files are an article each, in the order of their names, whatever their format."""
    folder = tmp_path / "南江文集"
    folder.mkdir()
    (folder / "01 水利.md").write_text(formats.markdown(PIECES[:1]), "utf-8")
    formats.word(PIECES[1:2], folder / "02 阅读.docx", look="styles")
    (folder / "notes.xyz").write_bytes(b"\x00\x01")
    document = read(folder)
    assert scoring.differences(document, [piece.gold for piece in PIECES[:2]]) == []
    assert document.title == "南江文集"
    assert [finding.kind for finding in document.findings] == ["skipped"]


def test_masthead_and_imprint_are_data(tmp_path: Path) -> None:
    """Title, issue, date and publisher come from the masthead; distribution list and imprint are kept, not read."""
    file = tmp_path / "issue.txt"
    file.write_text(press.print_text(PIECES[:2], press.Style(contents="tabs")), "utf-8")
    document = read(file)
    assert (document.title, document.issue, document.date) == ("求真学习参考", "第6期（总第108期）", "2023-06-18")
    assert document.publisher == "中共南江市委讲师团"
    assert "共印300份" in document.imprint


def test_the_line_over_a_newspaper_page_dates_it() -> None:
    """Date, weekday, page name and number: the document's date, and no column of the first article."""
    document = read(GOLDEN / "page_head.txt")
    assert document.date == "2025-08-06"
    assert [article.column for article in document.articles] == ["学术随笔", None, "观点"]


@given(
    st.from_regex(
        r"(chapter|part|act|section|appendix|第|卷|附件) ?[IVXLCDMivx一二三0-9 .、]{0,6}[a-z章回]?", fullmatch=True
    )
)
def test_any_number_of_a_heading_is_one_or_none(text: str) -> None:
    """Whatever stands where a number may stand: a number, or none, and never a crash."""
    found = numberings.numbered(text)
    assert found is None or found.number >= 0
