# ruff: noqa: E501 - markup
"""E-books: which entries of the navigation are articles is one decision for the whole book."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from tests.source.page_file import SENTENCE, book, point


def _text(name: str, times: int = 1) -> str:
    return "".join(f"<p>{name}，第{n}段，{SENTENCE}</p>" for n in range(times))


def _titles(file: Path) -> list[str]:
    found = read(file)
    assert found.ledger is not None
    assert found.ledger.lost == 0
    return [one.title for one in found.articles]


def test_chapters_are_taken_alike_however_deep_their_sections_go(tmp_path: Path) -> None:
    """A manual whose navigation leaves the numbers out, with one chapter of no section and one of sections within sections."""
    documents = {
        "a": f"<h1>1. Aims</h1>{_text('a')}",
        "b": f"<h1>2. Boats</h1><h2 id='s'>2.1. Hulls</h2>{_text('b')}<h2 id='t'>2.2. Sails</h2>{_text('c')}",
        "c": f"<h1>3. Rivers</h1><h2 id='s'>3.1. Fords</h2><h3 id='u'>3.1.1. Deep ones</h3>{_text('d', 30)}<h2 id='t'>3.2. Locks</h2>{_text('e', 30)}",
    }
    contents = (
        point("a.xhtml", "Aims")
        + point("b.xhtml", "Boats", point("b.xhtml#s", "Hulls") + point("b.xhtml#t", "Sails"))
        + point(
            "c.xhtml",
            "Rivers",
            point("c.xhtml#s", "Fords", point("c.xhtml#u", "Deep ones")) + point("c.xhtml#t", "Locks"),
        )
    )
    assert _titles(book(tmp_path, documents, contents=contents)) == ["1. Aims", "2. Boats", "3. Rivers"]


def test_essays_of_which_some_have_sections_are_articles_all(tmp_path: Path) -> None:
    """Those without any show how high articles stand, also where each section is a file of its own."""
    documents = {
        "a": f"<h2>1.为什么造船</h2>{_text('甲', 60)}",
        "b": f"<h2>2.船匠与木工</h2>{_text('乙', 60)}",
        "c": f"<h2>3.不能下的水</h2>{_text('丙', 9)}",
        **{f"c{n}": f"<h3>{name}</h3>{_text(name, 9)}" for n, name in enumerate(("浅滩", "暗礁", "漩涡", "冰凌"))},
    }
    below = "".join(point(f"c{n}.xhtml", name) for n, name in enumerate(("浅滩", "暗礁", "漩涡", "冰凌")))
    contents = (
        point("a.xhtml", "1.为什么造船") + point("b.xhtml", "2.船匠与木工") + point("c.xhtml", "3.不能下的水", below)
    )
    file = book(tmp_path, documents, contents=contents)
    assert _titles(file) == ["1.为什么造船", "2.船匠与木工", "3.不能下的水"]
    assert [one.heading for one in read(file).articles[2].sections] == [None, "浅滩", "暗礁", "漩涡", "冰凌"]


def test_sections_that_are_not_in_the_navigation_are_no_chapters(tmp_path: Path) -> None:
    """However many files of their own they fill, as long as the chapters are all there."""
    documents, contents = {}, ""
    for n in "一二三":
        documents[f"k{n}"] = f"<h1>第{n}章</h1>{_text(n)}"
        documents |= {f"k{n}{m}": f"<h2>{m}</h2>{_text(n + m, 12)}" for m in "一二三四"}
        contents += point(f"k{n}.xhtml", f"第{n}章")
    assert _titles(book(tmp_path, documents, contents=contents)) == ["第一章", "第二章", "第三章"]


def test_the_name_of_the_book_over_its_chapters_is_none(tmp_path: Path) -> None:
    """An entry that holds most of the book is its name; a preface beside it is an article."""
    documents = {"p": f"<h1>序</h1>{_text('序')}", "t": "<h1>渡口</h1>"} | {
        n: f"<h2>{n}</h2>{_text(n, 90)}" for n in "一二三四"
    }
    below = "".join(point(f"{n}.xhtml", n) for n in "一二三四")
    contents = point("p.xhtml", "序") + point("t.xhtml", "渡口", below)
    assert _titles(book(tmp_path, documents, contents=contents)) == ["序", "一", "二", "三", "四"]


def test_poems_are_works_of_their_own(tmp_path: Path) -> None:
    """However short, they are articles, and the name over them is their column."""
    names = ("山鬼", "河伯", "渡头", "晚炊")
    poems = "".join(
        f'<h2 id="{name}">{name}</h2><div class="verse"><p>{name}在山之阿，</p><p>被薜荔兮带女萝。</p></div>'
        for name in names
    )
    documents = {"a": f"<h1>卷一 长歌</h1>{_text('歌', 20)}", "b": f"<h1>卷二 九歌</h1>{poems}"}
    contents = point("a.xhtml", "卷一 长歌") + point(
        "b.xhtml", "卷二 九歌", "".join(point(f"b.xhtml#{name}", name) for name in names)
    )
    assert _titles(book(tmp_path, documents, contents=contents)) == ["卷一　长歌", *names]


def test_a_part_and_its_first_chapter_may_begin_at_one_place(tmp_path: Path) -> None:
    """The part has no heading of its own then, and the chapter keeps its."""
    documents = {
        f"{part}{n}": f"<h2>第{n}卷 {name}{part}</h2>{_text(name, 9)}"
        for part in "甲乙"
        for n, name in (("一", "林"), ("二", "船"))
    }
    contents = "".join(
        point(
            f"{part}一.xhtml",
            f"第{number}部 {part}地",
            point(f"{part}一.xhtml", f"第一卷 林{part}") + point(f"{part}二.xhtml", f"第二卷 船{part}"),
        )
        for number, part in (("一", "甲"), ("二", "乙"))
    )
    file = book(tmp_path, documents, contents=contents)
    assert _titles(file) == ["第一卷　林甲", "第二卷　船甲", "第一卷　林乙", "第二卷　船乙"]
    assert [one.column for one in read(file).articles] == ["第一部　甲地"] * 2 + ["第二部　乙地"] * 2


def test_a_link_into_a_chapter_may_stand_behind_its_heading(tmp_path: Path) -> None:
    """The heading right above that reads as the entry does is its title, a mark of a note behind it or not."""
    documents = {
        "a": f'<h2>山中</h2><p id="m">{SENTENCE}</p><h2>水边[12]</h2><p id="n">又，{SENTENCE}</p>',
        "b": f"<h2>路上</h2>{_text('路')}",
    }
    contents = point("a.xhtml#m", "山中") + point("a.xhtml#n", "水边") + point("b.xhtml", "路上")
    assert [one.partition("[")[0] for one in _titles(book(tmp_path, documents, contents=contents))] == [
        "山中",
        "水边",
        "路上",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>版權頁 Imprint</h1><p>南江書局發行。Printed for the South River Press.</p>",
        "<h2>扉頁</h2><p>渡口</p>",
        "<p>图书在版编目（CIP）数据</p><p>渡口/某某著.—南江：南江出版社，2013</p><p>ISBN 978-7-0000-0000-0</p><p>开本 880×1230 印张 8</p>",
        "<p>Copyright © 2019 by Jane Doe</p><p>All rights reserved.</p><p>Published by South River</p><p>ISBN 978-0-00-000000-0</p>",
        "<p>测试书</p><p>某某 著</p><p>南江出版社</p>",
        "<h1>测试书</h1>",
        "<h2>Also by Helen Moor</h2><p>Old Oars</p><p>A Year on the Water</p>",
        "<h1>目次</h1>" + "".join(f"<p>第{n}章 山</p>" for n in "一二三四五六"),
    ],
)
def test_what_is_no_text_is_known_by_what_it_says(body: str, tmp_path: Path) -> None:
    """Names in two languages, the marks of imprints, the names of the book and its author alone, titles that stand elsewhere."""
    documents = {"t": body} | {n: f"<h1>第{n}章 山</h1>{_text(n)}" for n in "一二三四五六"}
    contents = "".join(point(f"{n}.xhtml", f"第{n}章 山") for n in "一二三四五六")
    file = book(tmp_path, documents, contents=contents)
    assert _titles(file) == [f"第{n}章　山" for n in "一二三四五六"]


def test_an_entry_for_a_cover_that_leads_into_a_chapter_begins_none(tmp_path: Path) -> None:
    """The chapter goes on there, in the next file."""
    documents = {"a": f"<h1>山</h1>{_text('甲', 3)}", "b": _text("乙", 30), "c": f"<h1>水</h1>{_text('丙', 3)}"}
    contents = point("a.xhtml", "山") + point("b.xhtml", "后折页") + point("c.xhtml", "水")
    assert _titles(book(tmp_path, documents, contents=contents)) == ["山", "水"]


def test_a_part_that_leads_back_begins_with_its_first_chapter(tmp_path: Path) -> None:
    """And a mark that is not in its file is looked for among the headings there."""
    documents = {
        "a": f"<h2>山</h2>{_text('甲', 9)}<h2>水</h2>{_text('乙', 9)}",
        "b": f"<h2>路</h2>{_text('丙', 9)}",
        "c": f"<h2>船</h2>{_text('丁', 9)}",
    }
    contents = point("a.xhtml", "第一部 春", point("a.xhtml", "山") + point("a.xhtml#gone", "水")) + point(
        "a.xhtml", "第二部 秋", point("b.xhtml", "路") + point("c.xhtml", "船")
    )
    found = read(book(tmp_path, documents, contents=contents))
    assert [(one.title, one.column) for one in found.articles] == [
        ("山", "第一部　春"),
        ("水", "第一部　春"),
        ("路", "第二部　秋"),
        ("船", "第二部　秋"),
    ]


def test_pages_before_the_first_chapter_are_front_matter(tmp_path: Path) -> None:
    """What has no heading and no entry there: who the author was, plates, words of praise; a preface with a heading is read."""
    documents = {
        "w": f"<p>某某</p><p>（1911—1942）</p>{_text('生平', 6)}",
        "v": f"<h1>序</h1>{_text('序', 9)}",
        "a": f"<h1>山</h1>{_text('甲', 9)}",
    }
    contents = point("v.xhtml", "序") + point("a.xhtml", "山")
    assert _titles(book(tmp_path, documents, contents=contents)) == ["序", "山"]
