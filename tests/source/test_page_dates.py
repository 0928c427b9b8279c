"""When a page appeared and how many have read it, under its title: set aside, and the author in it named."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from tests.source.accounts import aside, difference, extract, texts
from tests.source.page_file import SENTENCE, page

LINES = {
    "an account and a time": "<p>原创 山间日报 2024-03-05 16:01:46</p>",
    "a time and an account": "<div><span>2024-03-05 20:35</span> <span>茶山老陈</span></div>",
    "counts of readers": "<p>2024年03月05日01:53 山间科技 我有话说(1307人参与) 收藏本文</p>",
    "as an item of a list": "<ul><li>最后更新: 2024-03-05 15:14:21</li></ul>",
    "a time for machines": "<p>MayaHolt2024-03-05T17:27:31+02:00März 5th, 2024|Social Media|</p>",
}


@pytest.mark.parametrize("case", LINES)
def test_a_line_of_date_and_counts_is_set_aside(case: str, tmp_path: Path) -> None:
    """It is neither read nor lost."""
    file = page(f"<div><h1>雾里的茶园</h1>{LINES[case]}<p>{SENTENCE}</p></div>", tmp_path)
    found = extract(file)
    assert texts(found) == ["雾里的茶园", SENTENCE]
    assert difference(file, found) == ("", "")
    assert "2024" in "".join(aside(read(file)))


def test_the_author_in_such_a_line_is_named(tmp_path: Path) -> None:
    """Even where the line is marked as a heading; what stands beside the name is set aside."""
    line = "<h4>发表于2024-03-05 21:30| 1164次阅读| 来源山间| 0 条评论| 作者李明远</h4>"
    file = page(f"<div><h1>雾里的茶园一天</h1>{line}<p>{SENTENCE}</p></div>", tmp_path)
    document = read(file)
    assert [one.authors for one in document.articles] == [("李明远",)]
    assert [part.heading for part in document.articles[0].sections] == [None]
    assert document.ledger is not None
    assert document.ledger.lost == 0


@pytest.mark.parametrize(
    "line",
    ["2024年3月5日 16:01，山里下了第一场雨。", "2024年3月5日，晴", "会议定于2024年3月5日 16:01在山下的老屋里举行"],
)
def test_a_date_in_the_text_is_read(line: str, tmp_path: Path) -> None:
    """A sentence with a time, a day of a diary, right under the title or within the text."""
    for inner in (f"<p>{line}</p><p>{SENTENCE}</p>", f"<p>{SENTENCE}</p><p>{line}</p><p>{SENTENCE}</p>"):
        assert line in texts(extract(page(f"<div><h1>雾里的茶园</h1>{inner}</div>", tmp_path)))


def test_words_that_go_with_a_date_are_no_name(tmp_path: Path) -> None:
    """Of a page of news each item says when it was posted, and none of them by whom."""
    items = "".join(
        f"<article><h3>{title}</h3><p>Posted {day}, 2019</p><p>{SENTENCE}</p></article>"
        for title, day in (
            ("Low water at the quay", "May 3"),
            ("The weir is mended", "April 27"),
            ("A new bell", "March 9"),
        )
    )
    articles = read(page(f"<main><h2>News</h2>{items}</main>", tmp_path)).articles
    assert [one.authors for one in articles] == [()] * len(articles)
