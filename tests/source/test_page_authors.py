# ruff: noqa: E501 - markup
"""Who wrote the text of a page: what its head, its elements and its lines say, weighed against each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Article
from audiobook.source import read
from tests.source.page_file import page

ENGLISH = (
    "<p>The road climbs through the tea gardens before the mist has lifted from them, and nobody says a word.</p>" * 4
)
TITLE = "<h1>Tea in the Mist of the Hills</h1>"
HEAD = "<title>Tea in the Mist of the Hills</title>"
PERSON = '<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": {"@id": "#p"}}, {"@type": "Person", "@id": "#p", "name": "Ana Holt"}]}</script>'


def _only(inner: str, folder: Path, head: str = HEAD) -> Article:
    document = read(page(inner, folder, head=head))
    assert document.ledger is not None
    assert document.ledger.lost == 0
    assert len(document.articles) == 1
    return document.articles[0]


def _text(article: Article) -> str:
    return "\n".join(paragraph.text for section in article.sections for paragraph in section.paragraphs)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p>By Ana Holt and Jo Reed, Staff Writer | May 6, 2019</p>", ("Ana Holt", "Jo Reed")),
        ("<p>Von Ruth Amsel und Jan Kolb</p>", ("Ruth Amsel", "Jan Kolb")),
        ("<p>Par Luc Morel, 21 juin 2018</p>", ("Luc Morel",)),
        ("<p>Posted in Gardens by Ana Holt on August 3, 2019</p>", ("Ana Holt",)),
        ("<p>December 19, 2016 by Ana Holt</p>", ("Ana Holt",)),
        ("<p>Datum: 19.11.2021<br>Autor: Ruth Amsel<br>Quelle: Landblick</p>", ("Ruth Amsel",)),
        ("<dl><dt>Author:</dt><dd>Ana Holt</dd></dl>", ("Ana Holt",)),
        ('<p>By</p><p><a rel="author" href="/ana">Ana Holt</a></p>', ("Ana Holt",)),
        ('<div class="meta"><a href="/author/ana-holt">Ana Holt</a> · 4 min read</div>', ("Ana Holt",)),
        ('<p class="entry-meta">12.3.2019 · <span class="author vcard"><a rel="author">redwing</a></span></p>', ("redwing",)),
        ('<div itemprop="author"><meta itemprop="name" content="Ana Holt"></div>', ("Ana Holt",)),
        ('<p class="byline">Ana HoltOct 5, 2016</p>', ("Ana Holt",)),
        ('<p class="byline">By STAFF AND NEWS SERVICE REPORTS</p>', ()),
        ('<p class="author">Redaktion</p>', ()),
        ("<p>Photo by Ana Holt</p>", ()),
    ],
)  # fmt: skip
def test_a_page_names_its_authors_in_many_ways(line: str, authors: tuple[str, ...], tmp_path: Path) -> None:
    """Behind "by" in several languages, in elements made for it, in a line of date and section; a post, an agency and a
    photographer are none."""
    found = _only(f"{TITLE}{line}{ENGLISH}", tmp_path)
    assert found.authors == authors
    assert all(name not in _text(found) for name in authors)


@pytest.mark.parametrize(
    "inner",
    [
        f'{TITLE}{ENGLISH}<div class="related"><a rel="author">Some Body</a></div>',
        f'{TITLE}{ENGLISH}<ul><li>Rain <span class="author">By Some Body</span></li><li>Fog <span class="author">By Any One</span></li></ul>',
        f'{TITLE}{ENGLISH}<div class="comment"><span class="author">Some Body</span></div>',
    ],
)
def test_authors_of_other_texts_are_not_the_page_s(inner: str, tmp_path: Path) -> None:
    """Those of related texts, of teasers and of comments; who stands in the linked data is the author."""
    assert _only(inner, tmp_path).authors == ()
    assert _only(inner, tmp_path, HEAD + PERSON).authors == ("Ana Holt",)


def test_what_stands_in_the_article_s_own_box_is_not_elsewhere(tmp_path: Path) -> None:
    """A box around title and text may be called as it likes."""
    inner = f'<div class="container withSidebar promoted">{TITLE}<div class="byline"><a href="/author/a">Ana Holt</a></div>{ENGLISH}</div>'
    assert _only(inner, tmp_path).authors == ("Ana Holt",)


def test_a_text_that_leads_in_above_the_byline_is_read(tmp_path: Path) -> None:
    """Though it begins with a figure, or stands on the page twice."""
    lead = "24 billion baskets of leaves are carried down every year, and the hills are bare by autumn."
    found = _only(f"{TITLE}<p>{lead}</p><p>By Ana Holt</p>{ENGLISH}", tmp_path)
    assert found.authors == ("Ana Holt",)
    assert lead in _text(found)


def test_the_longest_form_of_a_name_is_said(tmp_path: Path) -> None:
    """A first name in the head and the whole one on the page are one person."""
    head = HEAD + '<meta name="author" content="Ana">'
    found = _only(f"{TITLE}<p>A column by Ana Holt</p>{ENGLISH}", tmp_path, head)
    assert found.authors == ("Ana Holt",)


@pytest.mark.parametrize(
    "bio",
    [
        "<p>Ana Holt is a gardener who writes about tea.</p>",
        "<p>Ana Holt, once a carrier of baskets, lives in the hills. She has two goats.</p>",
        "<ul><li>Ana Holt covers the valleys for the Hill Post.</li></ul>",
        "<p>Ana Holt</p><p>She writes about tea.</p>",
    ],
)
def test_who_the_author_is_is_no_part_of_the_text(bio: str, tmp_path: Path) -> None:
    """Behind the text, where it begins with the author's name; what he does within the text is read."""
    found = _only(f"{TITLE}<p>By Ana Holt</p><p>Ana Holt has seen it all herself.</p>{ENGLISH}{bio}", tmp_path)
    assert found.authors == ("Ana Holt",)
    assert "herself" in _text(found)
    assert "about tea" not in _text(found) and "goats" not in _text(found) and "covers" not in _text(found)


def test_a_heading_between_title_and_byline_is_the_subtitle(tmp_path: Path) -> None:
    """No text stands under it."""
    found = _only(
        f"{TITLE}<h2>How a harvest begins</h2><p>By Ana Holt</p>{ENGLISH}<h2>The way down</h2>{ENGLISH}", tmp_path
    )
    assert (found.subtitle, found.authors) == ("How a harvest begins", ("Ana Holt",))
    assert [section.heading for section in found.sections if section.heading] == ["The way down"]


CHINESE = "<p>清晨的雾还没有散，采茶的人已经走在路上了，他们的篮子空着，话也不多。</p>" * 4


@pytest.mark.parametrize(
    ("head", "line", "authors"),
    [
        ('<meta property="article:author" content="山月">', "", ("山月",)),
        ('<meta name="author" content="山间日报社">', "", ()),
        ("", "<p>林小雨/山间青年报</p>", ("林小雨",)),
        ("", "<p><strong>执笔/山山姐、林小雨&雾里看花</strong></p>", ("山山姐", "林小雨", "雾里看花")),
        ("<title>雾里的茶园_山间新闻</title><meta name='author' content='山间'>", "", ()),
        ("", '<p class="author">林小雨2017-03-01 14:27:02</p>', ("林小雨",)),
    ],
)
def test_chinese_authors_by_pen_name_and_with_their_paper(
    head: str, line: str, authors: tuple[str, ...], tmp_path: Path
) -> None:
    """A pen name where the page says that it is the author's; the paper behind a bar and the site itself are none."""
    title = "" if "<title>" in head else "<title>雾里的茶园</title>"
    found = _only(f"<h1>雾里的茶园</h1>{line}{CHINESE}", tmp_path, title + head)
    assert found.authors == authors
    assert "林小雨" not in _text(found)


def test_putting_together_is_no_author(tmp_path: Path) -> None:
    """整合 behind the reporter's name in the first words of an item says what he did."""
    lead = "<p>山间网10月4日讯（记者林小雨 整合）国庆长假过半，山里的茶园来了许多人，他们都说没有见过这样的雾。</p>"
    assert _only(f"<h1>雾里的茶园</h1>{lead}{CHINESE}", tmp_path, "<title>雾里的茶园</title>").authors == ("林小雨",)


_ONE = "<html><head><title>Fog over the harbour</title>{head}</head><body><h1>Fog over the harbour</h1>{lines}{text}"
_TEXT = "<p>The ferries waited in the harbour until the fog had gone, and nobody complained of it.</p>" * 4


@pytest.mark.parametrize(
    ("head", "lines", "authors"),
    [
        # a caption with names in it, where the head says who wrote the text
        ("<meta name='author' content='Ana Holt'>", "<p>Jo Reed and Tom Baker</p>", ("Ana Holt",)),
        # the names behind "By" are filled in by a script
        ("<meta name='author' content='Ana Holt'>", "<p>By and</p>", ("Ana Holt",)),
        # buttons that stand right behind the name in the element made for it
        ("<meta name='author' content='Ana Holt'>", "<div class='author'>Ana HoltFollowShare</div>", ("Ana Holt",)),
        # a licence is no author
        ("", "<p><a href='https://example.org/licenses/by/4.0/'>Open Harbour Licence</a></p>", ()),
        # who signs a line within the text did not write it
        (
            "<meta name='author' content='Ana Holt'>",
            f"<p>By Ana Holt</p>{_TEXT}<p>By Jo Reed</p>",
            ("Ana Holt",),
        ),
        # a blog that is called as who writes it
        ("<meta name='author' content='Ana Holt'><meta property='og:site_name' content='Ana Holt'>", "", ("Ana Holt",)),
    ],
)  # fmt: skip
def test_whom_a_page_knows_to_have_written_it_wrote_it(
    tmp_path: Path, head: str, lines: str, authors: tuple[str, ...]
) -> None:
    """What the head and the elements of a page agree on stands, whatever other names its lines hold."""
    path = tmp_path / "page.html"
    path.write_text(_ONE.format(head=head, lines=lines, text=_TEXT), "utf-8")
    (article,) = read(path).articles
    assert article.authors == authors
