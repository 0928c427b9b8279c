"""E-books whose navigation does not tell their chapters: headings, and where documents begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from tests.source.accounts import difference, extract
from tests.source.page_file import SENTENCE, book, point

_NAMES = ("山路", "溪水", "渡口的清晨", "归来的人")
_LONG = f"<p>{SENTENCE}{SENTENCE}</p>" * 6


def _titles(file: Path) -> list[str | None]:
    return [one.title for one in read(file).articles]


@pytest.mark.parametrize("named", [False, True])
def test_documents_that_begin_with_headings_are_chapters(named: bool, tmp_path: Path) -> None:
    """Headings of the same level inside a document are its sections, with no navigation or one that numbers files."""
    documents = {
        f"f{n}": f"<h1>{name}</h1>{_LONG}<h1>早上</h1>{_LONG}<h1>晚上</h1>{_LONG}" for n, name in enumerate(_NAMES)
    }
    contents = "".join(point(f"f{n}.xhtml", f"Section {n + 1}") for n in range(len(_NAMES))) if named else ""
    file = book(tmp_path, documents, contents=contents)
    assert _titles(file) == list(_NAMES)
    assert [one.heading for one in read(file).articles[1].sections] == [None, "早上", "晚上"]
    assert difference(file, extract(file)) == ("", "")


def test_chapters_stand_over_what_is_numbered_as_sections(tmp_path: Path) -> None:
    """Bold lines alone, all alike, in one file: 第一章 is a chapter, 一、 a section of it."""
    body = "".join(
        f"<p><b>第{n}章　{name}</b></p><p>{SENTENCE}</p><p><b>一、早上</b></p>{_LONG}<p><b>二、晚上</b></p>{_LONG}"
        for n, name in zip("一二三四", _NAMES, strict=True)
    )
    file = book(tmp_path, {"a": body})
    assert _titles(file) == [f"第{n}章　{name}" for n, name in zip("一二三四", _NAMES, strict=True)]
    assert [one.heading for one in read(file).articles[0].sections] == [None, "一、早上", "二、晚上"]


def test_first_lines_of_documents_are_titles_where_most_are_short(tmp_path: Path) -> None:
    """Nothing is marked, and no line looks otherwise than the text; a title may ask, and stand on two lines."""
    names = ["山路通向哪里？", "第二夜<br/>溪水", "渡口的清晨", "归来的人"]
    file = book(tmp_path, {f"f{n}": f"<p>{name}</p>{_LONG}" for n, name in enumerate(names)})
    assert _titles(file) == ["山路通向哪里？", "第二夜　溪水", "渡口的清晨", "归来的人"]
    assert difference(file, extract(file)) == ("", "")


def test_documents_cut_anywhere_have_no_titles(tmp_path: Path) -> None:
    """First lines that are sentences are text, however short."""
    file = book(tmp_path, {f"f{n}": f"<p>他走了{n}里。</p>{_LONG}" for n in range(4)})
    assert len(read(file).articles) == 1


def test_parts_in_documents_of_their_own_hold_chapters(tmp_path: Path) -> None:
    """Volumes and chapters are headings of one level."""
    documents = {}
    for n, name in enumerate(_NAMES):
        if n % 2 == 0:
            documents[f"v{n}"] = f"<h2>第{'一二'[n // 2]}編　{'春秋'[n // 2]}</h2>"
        documents[f"c{n}"] = f"<h2>第{n + 1}講　{name}</h2>{_LONG * 4}"
    found = read(book(tmp_path, documents))
    assert [one.title for one in found.articles] == [f"第{n}講　{name}" for n, name in enumerate(_NAMES, 1)]
    assert [one.column for one in found.articles] == ["第一編　春"] * 2 + ["第二編　秋"] * 2


def test_a_number_and_a_name_below_it_are_one_title(tmp_path: Path) -> None:
    """Two headings, one under another, of any level."""
    documents = {f"f{n}": f"<h1>Chapter {n + 1}</h1><h1>{name}</h1>{_LONG * 4}" for n, name in enumerate(_NAMES)}
    assert _titles(book(tmp_path, documents)) == [f"Chapter {n + 1} {name}" for n, name in enumerate(_NAMES)]


def test_headings_set_in_as_quotations_are(tmp_path: Path) -> None:
    """Large type in a blockquote, as converters write it, under a navigation that passes over most chapters."""
    head = '<blockquote><span style="font-size: 1.8em"><b>{}</b></span></blockquote>'
    documents = {f"f{n}": head.format(name) + _LONG * 2 for n, name in enumerate([*_NAMES, "雨夜", "晒茶"])}
    file = book(tmp_path, documents, contents=point("f0.xhtml", "山路"))
    assert _titles(file) == [*_NAMES, "雨夜", "晒茶"]


def test_numbers_that_begin_anew_are_of_sections(tmp_path: Path) -> None:
    """Bold lines all alike: names, and 一、 二、 below each; the name of the book over all is no chapter."""
    body = "".join(f"<p><b>{name}</b></p><p><b>一、早上</b></p>{_LONG}<p><b>二、晚上</b></p>{_LONG}" for name in _NAMES)
    file = book(tmp_path, {"a": f"<p><b>茶山纪事</b></p>{body}"}, title="茶山纪事")
    assert _titles(file) == list(_NAMES)
    assert difference(file, extract(file)) == ("", "")
