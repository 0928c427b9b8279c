# ruff: noqa: E501 - markup
"""What of a page only leads elsewhere or tells when it was made is not read, and stands in the findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from audiobook.source.readers.page_dates import is_stamp
from tests.source.accounts import aside
from tests.source.page_file import page

RUN = "The road climbs through the tea gardens before the mist has lifted from them, and nobody says a word. "
ENGLISH = f"<p>{RUN * 3}</p>" * 4
TITLE = "<h1>Tea in the Mist of the Hills</h1>"
CARD = '<div class="card"><div class="t"><a href="/{0}">{0} in the lower valley</a></div><div>Nobody had thought that {0} would come so early.</div></div>'
DATED = '<div><div><span class="go">没有散去的{0}，还是去年的那一场</span></div><div>2019-09-08</div></div>'
TEASER = '<div><h3><a href="/{0}">{0} in the lower valley</a></h3><p>May 5</p><p>Nobody had thought that {0} would come so early.</p></div>'


def _heard_and_aside(inner: str, folder: Path) -> tuple[str, str]:
    document = read(page(inner, folder, head="<title>Tea in the Mist of the Hills</title>"))
    assert document.ledger is not None
    assert document.ledger.lost == 0
    heard = [article.title or "" for article in document.articles]
    heard += [
        text
        for article in document.articles
        for section in article.sections
        for text in (section.heading or "", *(paragraph.text for paragraph in section.paragraphs))
    ]
    return "\n".join(heard), "".join(aside(document))


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f'{ENGLISH}<p><a href="/rain">The rain of the year before</a></p>{ENGLISH}', "rain of the year"),
        (f'{ENGLISH}<div><p><b><a href="/rain">Rain on the pass</a></b></p></div>', "Rain on the pass"),
        (f"{ENGLISH}<section><h2>More of it</h2>{''.join(map(TEASER.format, ('Rain', 'Snow', 'Fog')))}</section>", "would come so early"),
        (f"{ENGLISH}<div>{''.join(map(CARD.format, ('Rain', 'Snow', 'Fog')))}</div>", "would come so early"),
        (f"{ENGLISH}<div>{''.join(map(DATED.format, '雨雪雾'))}</div>", "去年的那一场"),
        (f"{ENGLISH}<p>Read more: The rain of the year before</p>", "rain of the year"),
        (f"{ENGLISH}<h2>About the author</h2><p>Ana Holt lives in the hills and picks tea in spring.</p>", "picks tea"),
        (f"<p>Updated 1:39 am EST, Wednesday, November 20, 2019</p>{ENGLISH}", "November"),
        (f"<p>{RUN}</p><p>19.10.19, 08:16 Uhr</p>{ENGLISH}", "08:16"),
        (f"{ENGLISH}<p>This page last modified on 2023-05-04 at noon</p>", "last modified"),
        (f"{ENGLISH}<p>阅读时长 ≈ 5 分钟</p>", "阅读时长"),
        (f"<div>发表于 2019-03-08 更新于 2019-03-09 分类于 茶 本文字数： 3.2k 阅读时长 ≈ 11 分钟</div>{ENGLISH}", "本文字数"),
        (f"{ENGLISH}<p>Topics: Gardens, Rain</p>", "Gardens"),
    ],
)  # fmt: skip
def test_what_leads_elsewhere_is_set_aside(inner: str, words: str, tmp_path: Path) -> None:
    """A paragraph that is one link, teasers with their words, see also, who the author is, dates and notices."""
    heard, left = _heard_and_aside(TITLE + inner, tmp_path)
    assert words not in heard
    assert "".join(filter(str.isalnum, words)) in "".join(filter(str.isalnum, left))
    assert RUN.strip() in heard


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f'<p><a href="/rain">Rain</a> had fallen, says <a href="/ana">Ana</a>.</p>{ENGLISH}', "Rain had fallen, says Ana."),
        ("".join(f'<p><a href="/{n}">Basket {n} of the long year</a></p><p>{RUN}</p>' for n in range(9)), "Basket 3 of"),
        (f'<h2><a href="/a">The pass</a></h2>{ENGLISH}<h2><a href="/b">The ford</a></h2>{ENGLISH}', "The ford"),
        (f'{ENGLISH}<ul><li><a href="/a">A kettle of clay</a></li><li>two bowls</li></ul>', "A kettle of clay"),
        (f'{ENGLISH}<ul>{"".join(f"<li><p><a href=/{n}>Kettle {n} of clay</a></p><p>for {n} guests</p></li>" for n in range(3, 7))}</ul>{ENGLISH}', "Kettle 4 of clay"),
        (f"{ENGLISH}<p>On November 20, 2019, the first frost came.</p>", "November 20"),
        (f'{ENGLISH}<p><a href="#below">The figures are below</a></p>', "The figures are below"),
    ],
)  # fmt: skip
def test_what_is_text_with_links_is_read(inner: str, words: str, tmp_path: Path) -> None:
    """Sentences with links, a page that is a list of links with remarks, headings that are links over long sections,
    items of a list, dates in sentences."""
    heard, _ = _heard_and_aside(TITLE + inner, tmp_path)
    assert words in heard


def test_names_of_a_date_are_no_other_words() -> None:
    """A line with any other word is no date."""
    assert is_stamp("PUBLISHED: November 8, 2023 at 4:56 p.m. | UPDATED: November 8, 2023 at 6:00 p.m.")
    assert not is_stamp("November 20, 2019: frost")


def test_a_page_that_says_it_is_one_article_is_one(tmp_path: Path) -> None:
    """Whatever a contents list on it leads to."""
    parts = "".join(f'<h2 id="p{n}">Part {n} of the way</h2>{ENGLISH * 3}' for n in range(1, 5))
    contents = "".join(f'<li><a href="#p{n}">Part {n} of the way</a></li>' for n in range(1, 5))
    head = '<title>Tea in the Mist of the Hills</title><meta property="og:type" content="article">'
    found = read(page(f"{TITLE}<ul>{contents}</ul>{parts}", tmp_path, head=head))
    assert [article.title for article in found.articles] == ["Tea in the Mist of the Hills"]
    assert len(found.articles[0].sections) == 4
