# ruff: noqa: E501 - markup
"""What a page is called and who wrote it, where sites print their own name and buttons over the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Article
from audiobook.source import read
from audiobook.source.blocks import Block
from audiobook.source.outline.by_breaks import standing
from audiobook.source.outline.line import Line
from audiobook.source.vocabulary import Vocabulary
from tests.source.accounts import aside
from tests.source.page_file import SENTENCE, page

TEXT = f"<p>{SENTENCE}</p>" * 3
ENGLISH = "<p>The road climbs through the tea gardens before the mist has lifted from them.</p>" * 3


def _only(head: str, inner: str, folder: Path) -> Article:
    document = read(page(inner, folder, head=head))
    assert document.ledger is not None
    assert document.ledger.lost == 0
    assert len(document.articles) == 1
    return document.articles[0]


@pytest.mark.parametrize(
    ("head", "inner", "title"),
    [
        ("<title>雾里的茶园 @ 老陈的家 :: 某博客</title>", f"<h1>老陈的家</h1><p>跳到主文</p><h2>雾里的茶园</h2>{TEXT}", "雾里的茶园"),
        ("<title>Hill Notes: Tea in the Mist</title>", f"<h1>Hill Notes</h1><h2>Tea in the Mist</h2>{ENGLISH}", "Tea in the Mist"),
        ("<title>Tea in the Mist | Hill Notes</title>", f"<h1>Asia</h1><h2>Tea in the Mist</h2>{ENGLISH}", "Tea in the Mist"),
        ("<title>Hill Notes</title>", f"<h1>Tea in the Mist of the Hills</h1>{ENGLISH}", "Tea in the Mist of the Hills"),
        ("<title>Films of 2017</title>", f"<h1>All the films one should have seen</h1>{ENGLISH}<h2>Films of 2017</h2>{ENGLISH}", "All the films one should have seen"),
    ],
)  # fmt: skip
def test_the_head_of_a_page_tells_its_title_from_the_name_of_the_site(
    head: str, inner: str, title: str, tmp_path: Path
) -> None:
    """The heading that the head names is the title; the site's name over it is set aside, wherever it stands."""
    assert _only(head, inner, tmp_path).title == title


def test_what_a_site_prints_over_the_title_is_named(tmp_path: Path) -> None:
    """Set aside with a finding, letter by letter."""
    found = read(
        page(f"<h1>老陈的家</h1><h2>雾里的茶园</h2>{TEXT}", tmp_path, head="<title>雾里的茶园 @ 老陈的家</title>")
    )
    assert "老陈的家" in "".join(aside(found))


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="Ana Holt">',
        '<meta name="byl" content="By ANA HOLT">',
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": [{"name": "Ana Holt"}]}]}</script>',
    ],
)
def test_an_author_named_in_the_head_alone_is_named(head: str, tmp_path: Path) -> None:
    """Where nobody signs on the page itself."""
    found = _only(f"<title>Tea in the Mist</title>{head}", f"<h1>Tea in the Mist</h1>{ENGLISH}", tmp_path)
    assert found.authors == ("Ana Holt",)


@pytest.mark.parametrize(
    "name", ["https://example.org/ana", "@anaholt", "Hill Notes Daily", "admin", "The Editors of It"]
)
def test_what_is_no_person_is_no_author(name: str, tmp_path: Path) -> None:
    """Addresses, accounts and the site itself."""
    head = f'<title>Tea</title><meta property="og:site_name" content="Hill Notes Daily"><meta name="author" content="{name}">'
    assert _only(head, f"<h1>Tea in the Mist</h1>{ENGLISH}", tmp_path).authors == ()


def test_an_editor_is_no_author(tmp_path: Path) -> None:
    """Heads name the editor in charge as the author."""
    inner = f"<h1>雾里的茶园</h1>{TEXT}<p>[责任编辑：陈远山]</p>"
    assert _only('<title>雾里的茶园</title><meta name="author" content="陈远山">', inner, tmp_path).authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Holt March 18 at 3:57 PM Follow @anaholt",
        "By Ana Holt, Science Editor, May 6, 2019",
        "by Ana Holt22 Dec 2016651",
        "By Ana Holt | Updated 3 July 2018",
    ],
)
def test_a_byline_is_a_name_and_no_date(line: str, tmp_path: Path) -> None:
    """What sites print behind a name is none of it."""
    inner = f"<h1>Tea in the Mist</h1><p>{line}</p>{ENGLISH}"
    assert _only("<title>Tea in the Mist</title>", inner, tmp_path).authors == ("Ana Holt",)


def test_a_signed_post_is_one_article_whatever_its_headings_are(tmp_path: Path) -> None:
    """Sections over a list each are no articles."""
    parts = "".join(
        f"<h3>{name}</h3><h4>News of it</h4><ul><li>One thing has changed.</li></ul>"
        for name in ("Tabs", "Themes", "Fonts", "Tools")
    )
    inner = f"<h1>This Week in Lanterns: Issue 85</h1><p>Ana Holt</p>{parts}"
    found = _only("<title>This Week in Lanterns: Issue 85 – Lantern News</title>", inner, tmp_path)
    assert (found.title, found.authors) == ("This Week in Lanterns: Issue 85", ("Ana Holt",))


def test_figures_of_a_diagram_are_no_contents(tmp_path: Path) -> None:
    """A text that has begun is not set aside as front matter because its diagram has lines with numbers."""
    inner = (
        "<h1>What the Debt Costs</h1><p>Ana Holt</p>"
        + ENGLISH * 4
        + "<p>$900\t915</p><p>80\t920</p><p>70\t930</p><p>60 940</p>"
        + ENGLISH
    )
    found = _only("<title>What the Debt Costs</title>", inner, tmp_path)
    assert found.title == "What the Debt Costs"
    assert sum(len(p.text) for s in found.sections for p in s.paragraphs) > 1_000


BUTTONS = (
    "Continue reading the main story", "Comments (5 posted)", "Powered by Lanternly", "Jump to navigation Jump to search",
    "Main article: Tea (drink)", "转播到腾讯微博", "正在加载...", "评论内容为空！", "扫一扫下载客户端", "跳到主文",
)  # fmt: skip


@pytest.mark.parametrize("line", BUTTONS)
def test_buttons_and_notices_of_a_site_are_not_read(line: str, tmp_path: Path) -> None:
    """Set aside with a finding, whatever their place in the text."""
    document = read(page(f"<h1>Tea in the Mist</h1>{ENGLISH}<p>{line}</p>{TEXT}", tmp_path))
    assert all(p.text != line for a in document.articles for s in a.sections for p in s.paragraphs)
    assert document.ledger is not None
    assert document.ledger.lost == 0


@pytest.mark.parametrize(
    "line", ["Photo albums lay open on every table.", "Comments he made to nobody.", "阅读原文的人很少。"]
)
def test_sentences_that_begin_as_buttons_do_are_read(line: str, tmp_path: Path) -> None:
    """Only a line that is nothing else is a button."""
    found = _only("<title>Tea</title>", f"<h1>Tea in the Mist</h1>{ENGLISH}<p>{line}</p>", tmp_path)
    assert [p.text for s in found.sections for p in s.paragraphs][-1] == line


def test_sections_of_links_and_sources_are_not_read(tmp_path: Path) -> None:
    """See also, references and further reading; a section of the same name with text in it is."""
    listed = "<ul><li>Outline of tea</li><li>Holt, Ana (2008). Tea. Lantern Press.</li></ul>"
    inner = f"<h1>Tea</h1>{ENGLISH}<h2>See also</h2>{listed}<h2>References</h2>{listed}<h2>Sources</h2>{ENGLISH}"
    found = _only("<title>Tea</title>", inner, tmp_path)
    assert len([p for s in found.sections for p in s.paragraphs]) == 6


def test_a_name_and_a_date_in_one_element_are_two_lines(tmp_path: Path) -> None:
    """By Ana Holt, and under it when it was."""
    inner = f"<h1>Tea in the Mist</h1><p>By Ana Holt, MD<br>March 25, 2015</p>{ENGLISH}"
    assert _only("<title>Tea in the Mist</title>", inner, tmp_path).authors == ("Ana Holt",)


@pytest.mark.parametrize(("mark", "apart"), [("", False), ("。", True)])
def test_where_sentences_have_no_end_one_over_another_does_not_stand_apart(mark: str, apart: bool) -> None:
    """Posts with pictures are written without punctuation; there only far shorter lines can be headings."""
    told = "喝了口水，抬頭看見對面的山頭已經染成了深紅色的樣子"
    texts = ["這家還是最近名氣最大的湯圓專賣店", *[f"{told}{mark}"] * 12]
    lines = [Line(place, Block(text)) for place, text in enumerate(texts)]
    standing(lines, Vocabulary(texts))
    assert ("stands alone" in lines[0].features) is apart


ONE = {
    "a button under the title": ("雾里的茶园-山间新闻", f"<h1>雾里的茶园一天</h1><p>图集</p><p>调整字体</p>{TEXT}"),
    "numbered headings": (
        "雾里的茶园一天_山间新闻",
        "<h1>雾里的茶园一天</h1>" + "".join(f"<p><b>{n}</b></p><p><b>第{n}段山路</b></p>{TEXT}" for n in range(1, 6)),
    ),
    "poems": (
        "雾里的茶园一天--山间新闻",
        f"<h1>雾里的茶园一天</h1>{TEXT}"
        + "".join(f"<p>《{n}》</p><p>——（宋）陆{n}</p><p>山中一夜雨。</p>{TEXT}" for n in ("雾", "茶歌", "夜行")),
    ),
    "the title again, in full": (
        "雾里的茶园一天：清晨山路与采茶人-山间新闻网站",
        f"<div>新闻动态</div><p>雾里的茶园一天：清晨山路与采茶人</p><p>位置：首页</p>{TEXT}",
    ),
}


@pytest.mark.parametrize("case", ONE)
def test_a_page_whose_head_names_its_one_heading_is_one_article(case: str, tmp_path: Path) -> None:
    """Buttons, numbers and names of poems under it begin no article, and sign none."""
    named, inner = ONE[case]
    article = _only(f"<title>{named}</title>", inner, tmp_path)
    assert article.title.startswith("雾里的茶园一天")
    assert "山间" not in article.title
    assert article.authors == ()
    assert article.subtitle is None or "《" not in article.subtitle
    assert SENTENCE in "".join(one.text for part in article.sections for one in part.paragraphs)


def test_an_issue_on_one_page_stays_several_articles(tmp_path: Path) -> None:
    """Where the heading that the head names is that of an issue, what is signed below is read by itself."""
    signed = "".join(
        f"<p><b>{title}</b></p><p>作者：{name}</p>{TEXT * 3}"
        for title, name in (("没有散去的雾", "张三丰"), ("翻过山的那条路", "李四光"), ("夜里的一场雨", "王小二"))
    )
    document = read(page(f"<h1>山间文学二月号</h1>{signed}", tmp_path, head="<title>山间文学二月号</title>"))
    assert [one.authors for one in document.articles] == [("张三丰",), ("李四光",), ("王小二",)]


CARD = '<div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">{}</span></span></div>'
COMMENT = '<div class="comment-author vcard"><span class="fn">{}</span></div>'


@pytest.mark.parametrize(
    ("cards", "authors"),
    [
        (CARD.format("Maya Holt"), ("Maya Holt",)),
        (CARD.format("Maya Holt") + COMMENT.format("Some Body"), ("Maya Holt",)),
        (CARD.format("Maya Holt") + CARD.format("Tom Reed"), ()),
        (CARD.format("admin"), ()),
        (COMMENT.format("Some Body"), ()),
    ],
)
def test_the_visiting_card_of_a_page_names_its_author(cards: str, authors: tuple[str, ...], tmp_path: Path) -> None:
    """Where all cards but those of comments name one person."""
    inner = f"<h1>Tea in the Mist of the Hills</h1><div>{ENGLISH}</div>{cards}"
    assert _only("<title>Tea in the Mist of the Hills</title>", inner, tmp_path).authors == authors


_SECTIONS = {
    "山路": (
        "去茶园的山路有两条，一条沿着溪走，一条翻过岭。采茶人天不亮就出门，走的是沿溪的那一条，路上要过三座木"
        "桥。桥是村里人自己修的，每年雨季之前都要把松了的木板换下来。走到茶园，雾往往还没有散，茶树只看得见最"
        "近的几排。"
    ),
    "采茶": (
        "采茶要赶在日头上来以前，露水干了，芽叶就容易发红。手快的采茶人一早上能采两斤，采下的芽叶放在竹篓里，"
        "不能压。茶园分成十几块，今天采这一块，明天采那一块，轮到最后一块时，第一块的新芽又长出来了。"
    ),
    "炒茶": (
        "采下的芽叶要当天炒，隔夜的茶就有了青草的味道。锅烧到手背能觉得烫的时候，把芽叶倒进去，用手翻炒。炒茶"
        "的师傅手上都有一层茧，他们说茶园里雾大的日子采的芽叶，炒出来的香气要厚一些。"
    ),
    "雨后": (
        "雨后的茶园最忙，新芽一夜之间长出半寸。采茶人穿着蓑衣上山，山路滑，背着竹篓要走得很慢。雨水多的年份茶"
        "的产量高，味道却淡，村里的老人说，好茶要七分雾三分晴。"
    ),
}
"""Of one text: they speak of the same."""


@pytest.mark.parametrize(
    "inner",
    [
        f"<nav>{{list}}</nav><header><h1>雾里的茶园</h1></header><article>{TEXT}{{texts}}</article>",
        "<nav>{list}</nav><div><h1>雾里的茶园</h1></div><article>{texts}</article>",
        f"<aside>{{list}}</aside><article><h1>雾里的茶园</h1>{TEXT}{{texts}}</article>",
        f"<header><h1>雾里的茶园</h1></header><main><article><div>{TEXT}{{texts}}</div></article></main>",
    ],
    ids=["title outside, text before", "title outside", "title inside", "each heading leads to itself"],
)
def test_a_list_of_the_sections_beside_an_article_makes_no_articles_of_them(inner: str, tmp_path: Path) -> None:
    """Themes of blogs list the headings of a post at its side; its title may stand in the head of the page alone."""
    names = list(_SECTIONS)
    listed = "".join(f'<li><a href="#{n}">{name}</a></li>' for n, name in enumerate(names))
    texts = "".join(
        f'<h2 id="{n}"><a href="#{n}"></a>{name}</h2><p>{said}</p>' for n, (name, said) in enumerate(_SECTIONS.items())
    )
    found = _only(
        "<title>雾里的茶园 | 老陈的家</title>", inner.format(list=f"<ul>{listed}</ul>", texts=texts), tmp_path
    )
    assert found.title == "雾里的茶园"
    assert [one.heading for one in found.sections if one.heading] == names
