"""Readers of other packages: the example of docs/sources.md, and what is said of broken ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import audiobook
from audiobook.config import SourceSettings
from audiobook.errors import UnreadableSource, UnsupportedSource
from audiobook.source import read
from audiobook.source.readers import FORMATS, detect, formats
from audiobook.system.plugins import READERS
from tests.conftest import ROOT, Install

EXAMPLE = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "sources.md").read_text("utf-8"), re.DOTALL)[0]
POINT = {READERS: "asciidoc = asciidoc_reader:FORMAT"}
TEXT = "= 河流\n\n== 源头\n水从山上来，走了很远的路。\n== 入海\n它在这里变宽，也变慢了。\n"

POINT_ODD = {READERS: "odd = odd_reader:FORMAT"}
HEAD = """
from audiobook.errors import EmptySource
from audiobook.model import Document
from audiobook.source.blocks import Block, Extract
from audiobook.source.readers import Format
"""


def broken(body: str, recognise: str = "None") -> str:
    """A module whose FORMAT reads .odd files with a function of this body."""
    table = f'FORMAT = Format("odd", "odd", (".odd",), "odd_reader:read", {recognise})'
    return f"{HEAD}{table}\ndef read(path, settings):\n    {body}\n"


@pytest.fixture
def odd(desk: Path) -> Path:
    """A file that no built-in format claims."""
    file = desk / "text.odd"
    file.write_text("走了很远的路。", "utf-8")
    return file


def test_the_example_reads(install: Install, desk: Path) -> None:
    """The reader of the documentation is found after it is installed; titles, levels and lines are the file's."""
    file = desk / "river.adoc"
    file.write_text(TEXT, "utf-8")
    assert read(file).articles[0].title != "河流"
    install("asciidoc_reader", EXAMPLE, POINT)
    assert formats()[-1].name == "asciidoc"
    document = read(file)
    assert [article.title for article in document.articles] == ["河流"]
    assert [section.heading for section in document.articles[0].sections] == ["源头", "入海"]
    assert document.articles[0].sections[1].paragraphs[0].lines == (6, 6)


def test_the_example_is_read_everywhere(install: Install, desk: Path) -> None:
    """In folders, by --each and in the sandbox as well."""
    install("asciidoc_reader", EXAMPLE, POINT)
    folder = desk / "issues"
    folder.mkdir()
    (folder / "river.adoc").write_text(TEXT, "utf-8")
    (folder / "hill.txt").write_text("山\n\n山上有树，树下有路，路上有人。\n", "utf-8")
    found = audiobook.inspect(folder).document
    assert "河流" in [article.title for article in found.articles]
    assert not [finding for finding in found.findings if finding.kind == "skipped"]
    each = audiobook.pipeline.publications([folder], each=True)
    assert [path.name for path in each] == ["hill.txt", "river.adoc"]
    confined = audiobook.load_settings(environment={}, source={"sandbox": True}, cache=str(desk / "cache"))
    assert audiobook.inspect(folder / "river.adoc", settings=confined).document.title == "河流"


def test_built_in_formats_keep_their_files(install: Install, desk: Path) -> None:
    """A package that claims everything gets neither a file that begins as a built-in format's nor one named so."""
    install("odd_reader", broken("1 / 0", "lambda head: True"), POINT_ODD)
    for name, content in (("a.odd", b"%PDF-1.4\n"), ("b.txt", b"plain"), ("c.odd", b"<html><body>"), ("d.md", b"# d")):
        file = desk / name
        file.write_bytes(content)
        assert detect(file) in FORMATS


def test_what_would_be_refused_can_be_brought(install: Install, desk: Path) -> None:
    """A format that we refuse with advice is read where a package knows how its files begin."""
    file = desk / "letter.rtf"
    file.write_bytes(rb"{\rtf1 hello}")
    with pytest.raises(UnsupportedSource, match="Rich Text"):
        read(file)
    body = 'return Extract((Block(" 一封信。 "), Block("  ")))'
    install("odd_reader", broken(body, 'lambda head: head.startswith(b"{" + bytes([92]) + b"rtf")'), POINT_ODD)
    assert [p.text for p in read(file).articles[0].sections[0].paragraphs] == ["一封信。"]


@pytest.mark.parametrize(
    ("code", "error", "message"),
    [
        ("import nonsense_that_is_not_there", UnsupportedSource, "cannot be imported .ModuleNotFoundError"),
        ("FORMAT = 3", UnsupportedSource, "is no audiobook.source.readers.Format"),
        (broken("pass").replace('".odd",', '"odd",'), UnsupportedSource, "names its extensions otherwise than"),
        (broken("pass").replace(":read", ":write"), UnsupportedSource, "cannot be imported .AttributeError"),
        (broken("pass", "lambda head: 1 / 0"), UnsupportedSource, "fails to look at a file .ZeroDivisionError"),
        (broken("1 / 0"), UnreadableSource, "text.odd: .*cannot read this file .ZeroDivisionError: division by zero"),
        (broken("return None"), UnreadableSource, "returns neither an Extract nor a Document"),
        (broken("return Extract((Block(None),))"), UnreadableSource, "cannot read this file .AttributeError"),
        (broken("return Extract(None)"), UnreadableSource, "cannot read this file .TypeError"),
        (broken('return Extract(("text",))'), UnreadableSource, "returns neither an Extract nor a Document"),
    ],
)
def test_a_broken_reader_is_one_line(
    install: Install, odd: Path, code: str, error: type[Exception], message: str
) -> None:
    """Whatever a package does wrong, the message names it and what to do, and never is a traceback."""
    install("odd_reader", code, POINT_ODD)
    with pytest.raises(error, match=message) as caught:
        read(odd, SourceSettings())
    line = str(caught.value)
    assert "package odd_reader 1.0: its audiobook.readers 'odd'" in line
    assert line.endswith("upgrade or uninstall it")
    assert "\n" not in line


def test_what_a_reader_says_itself_is_kept(install: Install, odd: Path) -> None:
    """An error of our tree goes through as the package raised it."""
    install("odd_reader", broken('raise EmptySource(f"{path}: three blank pages")'), POINT_ODD)
    with pytest.raises(audiobook.EmptySource, match=r"text\.odd: three blank pages"):
        read(odd)


def test_two_readers_of_one_file_are_refused(install: Install, odd: Path) -> None:
    """Which of two packages reads a file is not left to chance."""
    install("odd_reader", broken("pass"), POINT_ODD)
    install("other_reader", broken("pass"), {READERS: "other = other_reader:FORMAT"})
    with pytest.raises(UnsupportedSource, match=r"odd_reader 1\.0 and other_reader 1\.0 both read such files"):
        read(odd)
