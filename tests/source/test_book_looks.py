# ruff: noqa: E501 - markup
"""E-books that mark no headings: style sheets, and what looks like a heading."""

from __future__ import annotations

import zipfile
from pathlib import Path

from audiobook.source import read
from tests.source.accounts import aside, difference, extract
from tests.source.page_file import SENTENCE, book, document, point

_SHEET = """/* made by a program */
.calibre { display: block; font-size: 1em }
.calibre_1 { font-size: 1em; text-align: center; margin: 2em 0 }
.calibre3 { font-size: 1.66667em; font-weight: bold }
.calibre4 { font-weight: bold }
.calibre5 { font-size: 0.75em; vertical-align: super }
.calibre6 { font-size: 3em; float: left }
.gone { display: none }
@media amzn-kf8 { .calibre_2 { display: none } }
"""
_NAMES = ("山路", "溪水", "渡口的清晨", "归来的人")


def _book(folder: Path, documents: dict[str, str], contents: str = "") -> Path:
    """An e-book with a style sheet of classes that programs number."""
    styled = {
        name: document(f'<div class="calibre">{body}</div>').replace(
            "<title/>", '<title/><link rel="stylesheet" type="text/css" href="a.css"/>'
        )
        for name, body in documents.items()
    }
    file = book(folder, styled, contents=contents)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("OEBPS/a.css", _SHEET)
    return file


def _text(name: str, times: int = 30) -> str:
    return "".join(f'<p class="calibre_2">{name}，第{n}段，{SENTENCE}</p>' for n in range(times))


def _head(name: str) -> str:
    # the title in two pieces, as programs cut it
    return f'<p class="calibre_1"><span class="calibre3">{name[:1]}</span><span class="calibre3">{name[1:]}</span></p>'


def test_headings_known_by_size_alone(tmp_path: Path) -> None:
    """Stories without numbers, in files of their own, with bold headings within them and a navigation that says nothing."""
    documents = {
        f"index_split_00{n}": f'{_head(name)}{_text(name)}<p class="calibre_2"><span class="calibre4">晚上</span></p>{_text(name, 5)}'
        for n, name in enumerate(_NAMES)
    }
    file = _book(tmp_path, documents, point("index_split_000.xhtml", "Start"))
    found = read(file)
    assert [one.title for one in found.articles] == list(_NAMES)
    assert [one.heading for one in found.articles[0].sections] == [None, "晚上"]
    assert difference(file, extract(file)) == ("", "")


def test_several_chapters_in_one_file_and_one_over_several(tmp_path: Path) -> None:
    """Where a program cuts its files says nothing; the look of the headings does."""
    first = "".join(f"{_head(f'第{n}章　{name}')}{_text(name, 9)}" for n, name in zip("一二三", _NAMES, strict=False))
    documents = {"a": first, "b": _text("又", 20), "c": f"{_head('第四章　归来')}{_text('人', 9)}"}
    found = read(_book(tmp_path, documents))
    assert [one.title for one in found.articles] == [
        "第一章　山路",
        "第二章　溪水",
        "第三章　渡口的清晨",
        "第四章　归来",
    ]
    assert sum(len(one.paragraphs) for one in found.articles[2].sections) == 29


def test_what_a_style_sheet_hides_raises_or_enlarges(tmp_path: Path) -> None:
    """Hidden text is set aside, a raised sign is raised, a large initial begins its word; rules for one device are none."""
    body = f'<h1>山</h1><p class="gone">看不见的话。</p><p class="calibre_2"><span class="calibre6">T</span>he hill is 5 m<span class="calibre5">2</span> large.</p>{_text("甲", 3)}'
    file = _book(
        tmp_path, {"a": body, "b": f"<h1>水</h1>{_text('乙', 3)}"}, point("a.xhtml", "山") + point("b.xhtml", "水")
    )
    (first, *_) = read(file).articles[0].sections[0].paragraphs
    assert first.text == "The hill is 5 m² large."
    assert "看不见的话" in aside(extract(file))
    assert difference(file, extract(file)) == ("", "")


def test_bold_sentences_are_no_headings(tmp_path: Path) -> None:
    """What stands out within the text and is as long as it, or ends as sentences do, is text."""
    loud = f'<p class="calibre_2"><span class="calibre4">{SENTENCE}</span></p><p class="calibre_2"><span class="calibre4">他说不去了。</span></p>'
    documents = {
        "a": f"{_head('山路')}{_text('甲')}{loud}",
        "b": f"{_head('溪水')}{_text('乙')}{loud}",
        "c": f"{_head('归人')}{_text('丙')}{loud}",
    }
    found = read(_book(tmp_path, documents))
    assert [one.title for one in found.articles] == ["山路", "溪水", "归人"]
    assert all([section.heading for section in one.sections] == [None] for one in found.articles)


def test_figures_that_each_begin_a_file_count_chapters(tmp_path: Path) -> None:
    """1. Springs, 2. Fords, in a book of files without a navigation: sections never have files of their own."""
    names = ("Springs", "Fords", "Mills", "Locks", "Mouths", "Tides")
    documents = {f"part000{n}": f"<h1>{n}. {name}</h1>{_text(name, 60)}" for n, name in enumerate(names, 1)}
    found = read(_book(tmp_path, documents, point("cover.xhtml", "Start")))
    assert [one.title for one in found.articles] == [f"{n}. {name}" for n, name in enumerate(names, 1)]


def test_of_two_entries_for_one_place_the_heading_decides(tmp_path: Path) -> None:
    """Programs put a whole chapter's beginning into an entry; the chapter is called as its heading is."""
    documents = {n: f"<h1>Chapter {n}. {name}</h1>{_text(name, 9)}" for n, name in (("1", "Springs"), ("2", "Fords"))}
    contents = "".join(
        point(
            f"{n}.xhtml",
            f"Chapter {n}. {name} In this chapter we tell of all the water there is, and of where it goes: {SENTENCE}",
        )
        + point(f"{n}.xhtml", f"Chapter {n}. {name}")
        for n, name in (("1", "Springs"), ("2", "Fords"))
    )
    found = read(_book(tmp_path, documents, contents))
    assert [one.title for one in found.articles] == ["Chapter 1. Springs", "Chapter 2. Fords"]
