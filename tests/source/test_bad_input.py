# ruff: noqa: E501 - tables of example files
"""Bad input: one line that names the file and the remedy, one kind of exception, bounded time and memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, SourceError, UnreadableSource, UnsupportedSource
from audiobook.source import read
from tests.conftest import more_examples
from tests.source import formats
from tests.source.pieces import PIECES

OPF = (  # a package of one chapter
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>'
    '<item id="a" href="{}" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
)
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">{}]>'.format(
    "".join(f'<!ENTITY {chr(99 + i)} "{f"&{chr(98 + i)};" * 10}">' for i in range(9))
)


def zipped(files: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def epub(chapter: bytes | str, name: str = "c.xhtml", href: str | None = None) -> bytes:
    """A small e-book."""
    container = formats.CONTAINER.replace("OEBPS/content.opf", "content.opf")
    return zipped({"META-INF/container.xml": container, "content.opf": OPF.format(href or name), name: chapter})


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt="secret")
    canvas.drawString(72, 700, "hello")
    canvas.save()
    return buffer.getvalue()


def word_with(document: str) -> bytes:
    """A zip that says it is a Word file."""
    return zipped({"word/document.xml": document, "[Content_Types].xml": "<Types/>"})


BAD: dict[str, tuple[str, Callable[[], bytes], type[SourceError], str]] = {
    "empty": ("a.txt", lambda: b"", EmptySource, "empty"),
    "blank": ("a.txt", lambda: b" \n\t\n", EmptySource, "empty"),
    "blank markdown": ("a.md", lambda: b"\n\n", EmptySource, "empty"),
    "binary": ("a.txt", lambda: bytes(range(256)) * 40, UnreadableSource, "text"),
    "program": ("a.txt", lambda: b"\x7fELF" + b"\x02\x01\x01" + bytes(range(200)) * 30, UnreadableSource, "text"),
    "no zip": ("a.docx", lambda: "只是一段文字。".encode(), UnreadableSource, "Word"),
    "torn zip": ("a.docx", lambda: zipped({"word/document.xml": "x" * 500})[:200], UnreadableSource, "damaged"),
    "zip of other things": ("a.docx", lambda: zipped({"x.txt": "x"}), UnsupportedSource, "zip"),
    "empty word": ("a.docx", lambda: word_with("<x/>"), UnreadableSource, "Word"),
    "entities in word": ("a.docx", lambda: word_with(LAUGHS + "<w>&k;</w>"), UnreadableSource, "entities"),
    "old word": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, UnsupportedSource, "docx"),
    "rich text": ("a.rtf", lambda: b"{\\rtf1 hello}", UnsupportedSource, "docx"),
    "kindle": ("a.mobi", lambda: b"x" * 60 + b"BOOKMOBI" + b"\0" * 99, UnsupportedSource, "EPUB"),
    "locked pdf": ("a.pdf", locked_pdf, UnreadableSource, "password"),
    "no pdf": ("a.pdf", lambda: b"hello", UnreadableSource, "PDF"),
    "torn pdf": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<<", UnreadableSource, "damaged"),
    "no epub": ("a.epub", lambda: zipped({"a": "b"}), UnreadableSource, "container.xml"),
    "bomb": ("a.epub", lambda: epub(b"\0" * 60_000_000), UnreadableSource, "unpacks"),
    "out of the zip": ("a.epub", lambda: epub("<p/>", href="../../etc/passwd"), EmptySource, "no text"),
    "locked epub": (
        "a.epub",
        lambda: zipped(
            {"META-INF/encryption.xml": '<e xmlns="x"><m Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e>'}
        ),
        UnreadableSource,
        "DRM",
    ),
    "empty epub": ("a.epub", lambda: epub("<html><body/></html>"), EmptySource, "no text"),
    "empty page": ("a.html", lambda: b"<html><body><script>1</script></body></html>", EmptySource, "page"),
    "deep page": ("a.html", lambda: b"<html><body>" + b"<div>" * 10_000 + b"x", UnreadableSource, "nested"),
    "broken script": ("a.md", lambda: b"---\naudiobook: 1\n# x\n", UnreadableSource, "front matter"),
    "no words in script": ("a.md", lambda: b"---\naudiobook: 1\n---\n# x\n", EmptySource, "read aloud"),
    "no subtitles": ("a.srt", lambda: "只是一段文字。".encode(), UnreadableSource, "subtitles"),
    "no words in subtitles": ("a.srt", lambda: b"1\n00:00:01,000 --> 00:00:02,000\n", EmptySource, "read aloud"),
    "no picture": ("a.png", lambda: b"hello", UnreadableSource, "picture"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_say_what_is_wrong(case: str, tmp_path: Path) -> None:
    """The message is one line with the file's name and a word of help, and the exit code is 1."""
    name, make, kind, word = BAD[case]
    file = tmp_path / name
    file.write_bytes(make())
    with pytest.raises(kind) as caught:
        read(file)
    message = str(caught.value)
    assert file.name in message
    assert word in message
    assert "\n" not in message
    assert caught.value.exit_code == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there, or a folder with nothing in it, is said to be so."""
    with pytest.raises(UnreadableSource, match=r"gone\.txt: no such file"):
        read(tmp_path / "gone.txt")
    with pytest.raises(EmptySource, match="no file in this folder"):
        read(tmp_path)


def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file taken away between the look at it and the reading is one clear line, too."""
    file = tmp_path / "a.txt"
    file.write_text("有字。", "utf-8")
    monkeypatch.setattr(Path, "read_bytes", lambda self: file.unlink() or open(file, "rb").read())  # noqa: SIM115, PTH123
    with pytest.raises(UnreadableSource, match=r"a\.txt"):
        read(file)


def test_large_files_are_refused(tmp_path: Path) -> None:
    """A file over source.max_megabytes is not opened."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 1_100_000)
    with pytest.raises(UnreadableSource, match="max_megabytes"):
        read(file, SourceSettings(max_megabytes=1))


@pytest.mark.parametrize(("side", "said"), [(11_000, "11,000 × 11,000 pixels"), (20_000, "far more pixels")])
def test_a_picture_of_too_many_pixels_is_refused_by_its_size(side: int, said: str, tmp_path: Path) -> None:
    """A small file that unpacks to hundreds of millions of pixels is refused in one line before it is unpacked."""
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("numpy")
    image.new("1", (side, side), 1).save(tmp_path / "page.png")
    assert (tmp_path / "page.png").stat().st_size < 100_000
    with pytest.raises(UnreadableSource, match=rf"page\.png: .*{said}"):
        read(tmp_path / "page.png")


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    """An e-book that points at a file of this machine gets nothing of it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET", "utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>题目</h1><p>正文里有一个实体：&s;到此为止。</p></body></html>'
    )
    file = tmp_path / "a.epub"
    file.write_bytes(epub(page))
    document = read(file)
    assert "SECRET" not in str(document)
    assert document.articles[0].title == "题目"


def test_entities_that_multiply_do_not(tmp_path: Path) -> None:
    """A billion laughs are no laugh."""
    file = tmp_path / "a.epub"
    file.write_bytes(
        epub(LAUGHS + '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>开始&k;结束了。</p></body></html>')
    )
    try:
        assert len(str(read(file))) < 100_000
    except SourceError as error:
        assert "a.epub" in str(error)


def test_a_huge_deep_page_is_refused_in_bounded_time(tmp_path: Path) -> None:
    """Ten thousand nested elements around megabytes of text come back as one line."""
    file = tmp_path / "a.html"
    file.write_bytes(b"<html><body>" + b"<div>" * 10_000 + b"<p>hello world.</p>" * 100_000)
    with pytest.raises(UnreadableSource, match="nested"):
        read(file)


SEEDS = {
    "txt": "标题\n\n张三\n\n正文一段，写得很长很长，直到句号。\n\n一、小标题\n\n又一段。\n".encode(),
    "md": formats.markdown(PIECES[:1]).encode(),
    "html": formats.web_page(PIECES[0], layout="article").encode(),
    "org": "#+TITLE: 春\n* 夏[fn:1]\n:A:\n:END:\n#+BEGIN_SRC\nx\n#+END_SRC\n水退了。¶\n".encode(),
    "rst": "春\n==\n\n.. note:: 夏\n\n- `秋 <a>`_::\n\n    x = 1\n\n.. _b: c\n".encode(),
    "srt": "1\n00:00:01,000 --> 00:00:02,500\n<i>春天</i>\n\n2\n00:00:02,600 --> 00:00:04,000\n- 来了。\n".encode(),
}


def seed(kind: str, folder: Path) -> bytes:
    """A good file of a kind."""
    if kind in SEEDS:
        return SEEDS[kind]
    file = folder / f"seed.{kind}"
    if not file.exists():
        {
            "docx": lambda: formats.word(PIECES[:1], file, look="styles"),
            "epub": lambda: formats.epub(PIECES[:2], file, version=3),
            "pdf": lambda: formats.pdf(PIECES[5:6], file, columns=1),
        }[kind]()
    return file.read_bytes()


@pytest.mark.parametrize("kind", [*SEEDS, "docx", "epub", "pdf"])
@given(
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 9)), max_size=4),
    stop=st.floats(0.02, 1),
)
@example(cuts=[(0.5, b"<a", 0)], stop=1.0)  # a tag whose name is the text after it
def test_nothing_but_our_errors_comes_out(
    kind: str, cuts: list[tuple[float, bytes, int]], stop: float, tmp_path: Path
) -> None:
    """However a file is damaged, reading it gives a document or one of our errors."""
    data = bytearray(seed(kind, tmp_path))
    for where, put, out in cuts:
        at = int(where * len(data))
        data[at : at + out] = put
    file = tmp_path / f"damaged.{kind}"
    file.write_bytes(bytes(data[: max(1, int(stop * len(data)))]))
    try:
        read(file)
    except SourceError as error:
        assert "damaged" in str(error)


@more_examples(2)
@given(data=st.binary(max_size=300), kind=st.sampled_from([*SEEDS, "docx", "epub", "pdf", "png"]))
def test_any_bytes_give_a_document_or_our_error(data: bytes, kind: str, tmp_path: Path) -> None:
    """Bytes drawn by lot under any name do the same."""
    file = tmp_path / f"any.{kind}"
    file.write_bytes(data)
    try:
        read(file)
    except SourceError as error:
        assert "any." in str(error)


def test_a_damaged_file_beside_the_book_hides_nothing(tmp_path: Path) -> None:
    """What no part of an e-book lists may be damaged: the book is read, and so are its letters a second time."""
    book = tmp_path / "book.epub"
    formats.epub(PIECES[:2], book, version=3)
    whole = read(book).ledger
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("stray.xhtml", "<p>" + "渡口的船" * 500 + "</p>")
    data = bytearray(book.read_bytes())
    begin = data.index(b"stray.xhtml") + len("stray.xhtml")
    data[begin : begin + 8] = b"\xff" * 8
    book.write_bytes(data)
    assert read(book).ledger == whole


def test_every_format_has_a_reader() -> None:
    """The reader of every format of the table can be imported."""
    from audiobook.source.readers import FORMATS

    assert all(callable(one.reader()) for one in FORMATS)
