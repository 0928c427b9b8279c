# ruff: noqa: E501 - markup
"""E-books: chapters as the navigation names them, notes where their marks are, every document accounted for."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from audiobook.source import read
from tests.source.accounts import aside, difference, extract, texts
from tests.source.page_file import SENTENCE, book, document, point

TITLES = {
    "documents": ({"a": "<h1>第一章 山</h1>", "b": "<h1>第二章 水</h1>"}, point("a.xhtml", "第一章 山") + point("b.xhtml", "第二章 水"), ["第一章　山", "第二章　水"]),
    "fragments": (
        {"a": '<h1>山中集</h1><h2 id="s1">第一章 山</h2>@<h2 id="s2">第二章 水</h2>'},
        point("a.xhtml#s1", "第一章 山") + point("a.xhtml#s2", "第二章 水"),
        ["第一章　山", "第二章　水"],
    ),
    "a name below its number": ({"a": "<h1>01</h1><h2>山路</h2>", "b": "<h1>02</h1><h2>溪水</h2>"}, point("a.xhtml", "01") + point("b.xhtml", "02"), ["01　山路", "02　溪水"]),
    "a name in a line of its own": ({"a": '<h1>3</h1><p class="sub">雾</p>'}, point("a.xhtml", "3"), ["3　雾"]),
    "number and name in one heading": ({"a": "<h1>第二章<br/>归来的人</h1>"}, point("a.xhtml", "第二章 归来的人"), ["第二章　归来的人"]),
    "a name further below": (
        {"a": f"<section><h3>190</h3><p>{SENTENCE}</p><h4>THE NIGHTINGALE</h4></section>"}, point("a.xhtml", "190 THE NIGHTINGALE"), ["190 THE NIGHTINGALE"],
    ),
    "only in the navigation": ({"a": "", "b": ""}, point("a.xhtml", "山路") + point("b.xhtml", "溪水"), ["山路", "溪水"]),
    "a name that a program made": ({"a": "<p>渡口条例</p>"}, point("a.xhtml", "Section 1"), ["渡口条例"]),
    "a bold line": ({"a": "<p><b>第一章 山</b></p>"}, point("a.xhtml", "第一章 山"), ["第一章　山"]),
    "chapters in parts": (
        {"p": "<h1>第一卷 春</h1>#", "a": "<h2>第一章 山</h2>", "b": "<h2>第二章 水</h2>"},
        point("p.xhtml", "第一卷 春", point("a.xhtml", "第一章 山") + point("b.xhtml", "第二章 水")),
        ["第一章　山", "第二章　水"],
    ),
    "sections in chapters": (
        {"a": '<h1>第一章 山</h1>@<h2 id="x">一、上</h2>@<h2 id="y">二、下</h2>', "b": "<h1>第二章 水</h1>"},
        point("a.xhtml", "第一章 山", point("a.xhtml#x", "一、上") + point("a.xhtml#y", "二、下")) + point("b.xhtml", "第二章 水"),
        ["第一章　山", "第二章　水"],
    ),
    "bare numbers of sections in chapters": (
        {"t": "<h1>渡口志</h1>#", "a": '<h2>第一章</h2><h3 id="x">一</h3>@<h3 id="y">二</h3>', "b": '<h2>第二章</h2><h3 id="x">一</h3>@<h3 id="y">二</h3>'},
        point("t.xhtml", "渡口志", "".join(point(f"{f}.xhtml", name, point(f"{f}.xhtml#x", "一") + point(f"{f}.xhtml#y", "二")) for f, name in (("a", "第一章"), ("b", "第二章")))),
        ["第一章", "第二章"],
    ),
    "sections whose numbers stand in the text only": (
        {"a": "<h1>1. Scope</h1>", "b": '<h1>2. Duties</h1><h2 id="x">2.1. Boats</h2>@<h3 id="z">2.1.1. Oars</h3>@<h2 id="y">2.2. Ropes</h2>'},
        point("a.xhtml", "1. Scope") + point("b.xhtml", "2. Duties", point("b.xhtml#x", "Boats", point("b.xhtml#z", "Oars")) + point("b.xhtml#y", "Ropes")),
        ["1. Scope", "2. Duties"],
    ),
    "a navigation of one entry": ({n: f"<h1>第{n}章</h1>{f'<p>{SENTENCE}</p>' * 9}" for n in "一二三四"}, point("一.xhtml", "开始阅读"), ["第一章", "第二章", "第三章", "第四章"]),
    "a heading alone": ({"a": "<h1>第一章 山</h1>#", "b": "", "c": "<h1>第二章 水</h1>"}, point("a.xhtml", "第一章 山") + point("c.xhtml", "第二章 水"), ["第一章　山", "第二章　水"]),
}  # fmt: skip


@pytest.mark.parametrize("case", TITLES)
def test_articles_are_what_the_navigation_leads_to(case: str, tmp_path: Path) -> None:
    """Wherever titles stand, each chapter has its own, and every letter is read, set aside or said to be added."""
    documents, contents, expected = TITLES[case]
    # @ stands for a paragraph, # for none at the end
    numbered = iter(f"<p>第{number}段，{SENTENCE}</p>" for number in "甲乙丙丁戊己庚辛")
    filled = {
        n: "".join(next(numbered) if c == "@" else c for c in (body[:-1] if body.endswith("#") else f"{body}@"))
        for n, body in documents.items()
    }
    file = book(tmp_path, filled, contents=contents)
    found = read(file)
    assert [one.title for one in found.articles] == expected
    assert not any(one.authors for one in found.articles)
    assert found.ledger is not None
    assert found.ledger.lost == 0


def test_a_part_is_the_column_of_its_chapters(tmp_path: Path) -> None:
    """And what stands under its name is read with the first of them."""
    file = book(
        tmp_path,
        {
            "p": "<h1>第一卷 春</h1><p>题记一句。</p>",
            "a": f"<h2>第一章 山</h2><p>{SENTENCE}</p>",
            "q": "<h1>第二卷 秋</h1>",
            "b": f"<h2>第二章 水</h2><p>{SENTENCE}</p>",
        },
        contents=point("p.xhtml", "第一卷 春", point("a.xhtml", "第一章 山"))
        + point("q.xhtml", "第二卷 秋", point("b.xhtml", "第二章 水")),
    )
    assert texts(extract(file))[:4] == ["第一卷 春", "第一章 山", "题记一句。", SENTENCE]
    assert [one.column for one in read(file).articles] == ["第一卷　春", "第二卷　秋"]


def test_a_heading_the_navigation_passes_over_is_an_article_like_the_others(tmp_path: Path) -> None:
    """Where all others of its level are in it; sections, which are never in it, are none."""
    names = [f"第{n}章" for n in "一二三四五六七八九"]
    body = "".join(
        f'<h2 id="s{i}">{name}</h2><p>{name}，{SENTENCE}</p><h3>小节</h3><p>又，{name}。</p>'
        for i, name in enumerate(names)
    )
    contents = "".join(point(f"a.xhtml#s{i}", name) for i, name in enumerate(names) if i != 4)
    assert [one.title for one in read(book(tmp_path, {"a": body}, contents=contents)).articles] == names


def test_names_of_authors_in_the_navigation_are_no_titles(tmp_path: Path) -> None:
    """An entry that leads nowhere only groups those below it; a line of the type "author" is a byline."""
    body = f'<h2 id="s">THE REAL PRINCESS</h2><div epub:type="z3998:author">HANS ANDERSEN</div><p>{SENTENCE}</p>'
    contents = f"<li><span>Hans Andersen</span><ol>{point('a.xhtml#s', 'THE REAL PRINCESS')}</ol></li>"
    found = read(book(tmp_path, {"a": body}, contents=contents))
    assert [(one.title, one.authors) for one in found.articles] == [("THE REAL PRINCESS", ("HANS ANDERSEN",))]


def test_notes_of_a_document_of_their_own_go_to_their_chapters(tmp_path: Path) -> None:
    """Each behind the chapter that has its mark, and the headings over them are set aside."""
    file = book(
        tmp_path,
        {
            "a": f'<h1>第一章 山</h1><p>{SENTENCE}<a href="n.xhtml#n1" id="r1"><sup>1</sup></a></p>',
            "b": f'<h1>第二章 水</h1><p>{SENTENCE}<a epub:type="noteref" href="n.xhtml#n2">2</a></p>',
            "n": '<h1>注释</h1><h2>第一章</h2><p id="n1"><a href="a.xhtml#r1">1</a>. 山的注。</p><h2>第二章</h2><aside epub:type="footnote" id="n2"><p>水的注。</p></aside>',
        },
        contents=point("a.xhtml", "第一章 山") + point("b.xhtml", "第二章 水") + point("n.xhtml", "注释"),
    )
    found = extract(file)
    assert texts(found) == [
        "第一章 山",
        f"{SENTENCE}[1]",
        "[1] 山的注。",
        "第二章 水",
        f"{SENTENCE}[2]",
        "[2] 水的注。",
    ]
    assert difference(file, found) == ("", "")


def test_notes_that_pop_up(tmp_path: Path) -> None:
    """A mark that is a picture gets a number, and the note begins with it."""
    file = book(
        tmp_path,
        {"a": f'<h1>山</h1><p>{SENTENCE}<a class="duokan-footnote" href="#n" id="r"><img src="n.png" alt=""/></a></p><ol class="duokan-footnote-content"><li class="duokan-footnote-item" id="n"><p><a href="#r">◎</a>山的注。</p></li></ol>'},
        contents=point("a.xhtml", "山"),
    )  # fmt: skip
    found = extract(file)
    assert texts(found)[1:] == [f"{SENTENCE}[1]", "[1] 山的注。"]
    assert difference(file, found) == ("", "")


def test_what_is_out_of_the_reading_order(tmp_path: Path) -> None:
    """Of a document with linear="no" the notes are read; the rest, and documents in no list, are set aside."""
    file = book(
        tmp_path,
        {
            "a": f'<h1>山</h1><p>{SENTENCE}<a href="n.xhtml#n">[1]</a></p>',
            "n": '<p id="n">[1] 山的注。</p><p>多余的话。</p>',
            "c": "<p>图版说明。</p>",
        },
        contents=point("a.xhtml", "山"),
        beside=("n", "c"),
    )
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("OEBPS/left.xhtml", document("<p>落下的一页。</p>"))
    found = extract(file)
    assert texts(found)[1:] == [f"{SENTENCE}[1]", "[1] 山的注。"]
    assert all(text in aside(found) for text in ("多余的话。", "图版说明。", "落下的一页。"))
    assert difference(file, found) == ("", "")


@pytest.mark.parametrize(
    ("body", "guide"),
    [
        ("<section epub:type='titlepage'><h1>测试书</h1><p>某某 著</p></section>", {}),
        ("<section epub:type='copyright-page'><p>版权归某某所有</p></section>", {}),
        ("<h1>版权信息</h1><p>书号：978</p>", {}),
        ("<p>测试书</p><p>某某 著</p>", {"t": "title-page"}),
        ("<h2>目录</h2><p><a href='a.xhtml'>第一章 山</a></p>", {}),
        ("<p>" + "<br/>".join(f"<a href='a.xhtml'>某一节的名字{n}</a>" for n in range(9)) + "</p>", {}),
        ("<nav epub:type='landmarks'><ol><li><a href='a.xhtml'>正文</a></li></ol></nav>", {}),
    ],
)
def test_front_matter_is_set_aside(body: str, guide: dict[str, str], tmp_path: Path) -> None:
    """Title pages, copyright pages, contents: by what they say they are, by the guide, by their first line, by links."""
    file = book(
        tmp_path,
        {"t": body, "a": f"<h1>第一章 山</h1><p>{SENTENCE}</p>"},
        contents=point("a.xhtml", "第一章 山"),
        guide=guide,
    )
    found = extract(file)
    assert texts(found) == ["第一章 山", SENTENCE]
    assert difference(file, found) == ("", "")


def test_the_navigation_may_write_names_otherwise(tmp_path: Path) -> None:
    """Escapes and capitals of a file name make no difference."""
    file = book(
        tmp_path,
        {"第一 章": f"<h1>山</h1><p>{SENTENCE}</p>"},
        contents=point("%E7%AC%AC%E4%B8%80%20%E7%AB%A0.XHTML", "山"),
    )
    assert [block.label for block in extract(file).blocks] == ["title", None]


BROKEN = {
    "void element": "<h1>山</h1><p>甲句。</p><hr><p>乙句。<br>丙句。</p><p>图<img src='a.png'>后的话。</p>",
    "no end tags": "<h1>山<p>甲句。<p>乙句。<ul><li>丙句。<li>图后的话。",
    "stray signs": "<h1>山</h1><p>甲句 & 乙句 < 丙句；x<y=3，图后的话。</p>",
    "an attribute without its end": '<h1>山</h1><p class="a>甲句。</p><p class=\'b\'>乙句。丙句。</p><a href="x">图后的话。</a>',
    "an unknown entity": "<h1>山</h1><p>甲句&nosuch;乙句&nbsp;caf&eacute; 丙句。图后的话。</p>",
    "a title inside": "<h1>山</h1><p>甲句。<title>乙句。<p>丙句。</p><p>图后的话。</p>",
    "text behind the end": "<h1>山</h1><p>甲句。</p></body></html><p>乙句。丙句。图后的话。</p>",
}


@pytest.mark.parametrize("case", BROKEN)
def test_markup_that_is_none_loses_nothing(case: str, tmp_path: Path) -> None:
    """What XML parsers refuse and mend by dropping is read as browsers read it."""
    file = book(tmp_path, {"a": BROKEN[case]}, contents=point("a.xhtml", "山"))
    found = extract(file)
    everything = "".join(texts(found)) + aside(found)
    assert [word for word in ("甲句", "乙句", "丙句", "图", "后的话") if word not in everything] == []
    assert difference(file, found) == ("", "")


def test_entities_of_the_book_itself(tmp_path: Path) -> None:
    """Plain text that a document declares as an entity is put in its place."""
    body = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY pub "南江出版社">]><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>山</h1><p>&pub;的书。{SENTENCE}</p></body></html>'
    file = book(tmp_path, {"a": body}, contents=point("a.xhtml", "山"))
    found = extract(file)
    assert texts(found)[1] == f"南江出版社的书。{SENTENCE}"
    assert difference(file, found) == ("", "")


def test_a_picture_in_the_reading_order(tmp_path: Path) -> None:
    """A page that is a picture is passed over."""
    file = book(tmp_path, {"a": f"<h1>山</h1><p>{SENTENCE}</p>"}, contents=point("a.xhtml", "山"))
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["OEBPS/book.opf"] = (
        members["OEBPS/book.opf"]
        .replace(b"<manifest>", b'<manifest><item id="p" href="p.jpg" media-type="image/jpeg"/>')
        .replace(b"<spine>", b'<spine><itemref idref="p"/>')
    )
    members["OEBPS/p.jpg"] = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert texts(extract(file)) == ["山", SENTENCE]


def test_what_project_gutenberg_adds(tmp_path: Path) -> None:
    """Its header, licence and transcribers' notes are set aside; the book is all that is read."""
    file = book(
        tmp_path,
        {
            "h": "<p>The Project Gutenberg eBook of Tea</p><p>*** START OF THE PROJECT GUTENBERG EBOOK TEA ***</p><p>Produced by Jane Doe.</p>",
            "a": f"<h1>CHAPTER I</h1><p>[Transcriber's Note: spelling kept.]</p><p>{SENTENCE}</p>",
            "l": "<p>*** END OF THE PROJECT GUTENBERG EBOOK TEA ***</p><h2>THE FULL LICENSE</h2><p>Section 1.</p>",
        },
        contents=point("h.xhtml", "The Project Gutenberg eBook of Tea")
        + point("a.xhtml", "CHAPTER I")
        + point("l.xhtml", "THE FULL LICENSE"),
    )
    found = extract(file)
    assert texts(found)[-2:] == ["CHAPTER I", SENTENCE]
    assert "Produced by" in aside(found)
    assert "Section 1." in aside(found)
    assert difference(file, found) == ("", "")
