"""E-books: numbers that part chapters, what stands last in a file, names of books and headings of several parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from tests.source.page_file import SENTENCE, book, point


def _text(name: str, times: int = 4) -> str:
    return "".join(f"<p>{name}，第{n}段，{SENTENCE}</p>" for n in range(times))


@pytest.mark.parametrize(
    "numbers",
    [
        "<p>{}</p>",
        '<p class="subtitle"><b>{}</b></p>',
        "<div><span>{}</span></div>",
    ],
)
def test_bare_numbers_that_part_a_chapter_are_headings(numbers: str, tmp_path: Path) -> None:
    """From the first on, which may not be glued to the text below it; a year is none."""
    parts = "".join(numbers.format(n) + _text(n) for n in "一二三")
    documents = {"a": f"<h1>山</h1>{parts}", "b": f"<h1>水</h1><p>1911</p>{_text('水')}"}
    file = book(tmp_path, documents, contents=point("a.xhtml", "山") + point("b.xhtml", "水"))
    first, second = read(file).articles
    assert (first.subtitle, [one.heading for one in first.sections]) == (None, ["一", "二", "三"])
    assert [one.heading for one in second.sections] == [None]


def test_a_row_of_numbers_may_go_on_through_the_chapters(tmp_path: Path) -> None:
    """Also where some of them are marked as headings and the first below each title is not."""
    documents = {
        name: f"<h1>{name}</h1><p>{numbers[0]}</p>{_text(name)}<h3>{numbers[1]}</h3>{_text(name)}"
        for name, numbers in (("山", "一二"), ("水", "三四"), ("路", "五六"))
    }
    file = book(tmp_path, documents, contents="".join(point(f"{n}.xhtml", n) for n in documents))
    assert [[s.heading for s in one.sections] for one in read(file).articles] == [
        ["一", "二"],
        ["三", "四"],
        ["五", "六"],
    ]


def test_what_stands_last_in_a_file_belongs_to_nothing_in_the_next(tmp_path: Path) -> None:
    """Who signs a preface, where and when, names its author and is no column of the chapter behind it."""
    documents = {
        "v": f"<h1>译者序</h1>{_text('序', 9)}<p>阮一帆</p><p>2010年12月25日，写于上海</p>",
        "a": f"<h1>山</h1>{_text('甲', 9)}<p>岁末</p>",
        "b": f"<h1>水</h1>{_text('乙', 9)}",
    }
    file = book(
        tmp_path, documents, contents=point("v.xhtml", "译者序") + point("a.xhtml", "山") + point("b.xhtml", "水")
    )
    found = read(file)
    assert [(one.title, one.column, one.authors) for one in found.articles] == [
        ("译者序", None, ("阮一帆",)),
        ("山", None, ()),
        ("水", None, ()),
    ]
    assert found.ledger is not None
    assert found.ledger.lost == 0


def test_a_book_is_called_by_its_name_alone(tmp_path: Path) -> None:
    """What a shop writes behind it is told and not said; which volume it is belongs to the name."""
    for written, name in (("渡口（每个人心里都有一条河，只有它懂！）", "渡口"), ("渡口（上）", "渡口（上）")):
        file = book(tmp_path, {"a": f"<h1>山</h1>{_text('甲')}"}, contents=point("a.xhtml", "山"), title=written)
        found = read(file)
        assert found.title == name
        assert any(written in one.message for one in found.findings) == (written != name)


def test_the_parts_of_a_title_are_kept_apart(tmp_path: Path) -> None:
    """序言 and what it is called, a chapter, its lesson and their name: a reader pauses between them."""
    titles = {"v": "序言<br/>河水从哪里来", "a": "第1章<br/>第一课<br/>看水的人"}
    documents = {name: f"<h1>{title}</h1>{_text(name)}" for name, title in titles.items()}
    contents = point("v.xhtml", "序言 河水从哪里来") + point("a.xhtml", "第1章 第一课 看水的人")
    found = [one.title for one in read(book(tmp_path, documents, contents=contents)).articles]
    assert found == ["序言　河水从哪里来", "第1章　第一课　看水的人"]


@pytest.mark.parametrize(
    ("label", "page"),
    [
        ("前言", "<h1>前言</h1><p>河边旧事（全文阅读）</p><p>山\t1</p><p>水\t30</p>"),
        ("序", "<p>序</p><h2>河边旧事</h2>"),
    ],
)
def test_a_page_of_nothing_but_the_name_of_the_book_is_no_text(label: str, page: str, tmp_path: Path) -> None:
    """Whatever the navigation calls it, and with its titles and their pages below; one sentence makes it one."""
    documents = {"v": page, "a": f"<h1>山</h1>{_text('甲', 9)}", "b": f"<h1>水</h1>{_text('乙', 9)}"}
    contents = point("v.xhtml", label) + point("a.xhtml", "山") + point("b.xhtml", "水")
    assert [one.title for one in read(book(tmp_path, documents, contents=contents, title="河边旧事")).articles] == [
        "山",
        "水",
    ]
    documents["v"] += f"<p>{SENTENCE}</p>"
    assert len(read(book(tmp_path, documents, contents=contents, title="河边旧事")).articles) == 3


@pytest.mark.parametrize("name", ["note", "tip", "caution"])
def test_what_stands_over_a_box_is_no_section(name: str, tmp_path: Path) -> None:
    """DocBook sets Note and Warning as headings; the text behind the box is of the section around it."""
    box = f'<div class="{name}"><h3 class="title">提示</h3><p>{SENTENCE}</p></div>'
    text = f"<h1>山</h1><h2>山路</h2>{_text('甲')}{box}{_text('乙')}<h2>采茶</h2>{_text('丙')}"
    file = book(
        tmp_path,
        {"a": text, "b": f"<h1>水</h1>{_text('丁')}"},
        contents=point("a.xhtml", "山") + point("b.xhtml", "水"),
    )
    first = read(file).articles[0]
    assert [one.heading for one in first.sections if one.heading] == ["山路", "采茶"]
    assert any(p.text == "提示" for one in first.sections for p in one.paragraphs)
