"""What makers put around a text: title pages, imprints, contents, also in traditional characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from audiobook.source.matter import is_matter, is_unread_part
from tests.source.page_file import SENTENCE, book, point


@pytest.mark.parametrize("name", ["版權頁", "版權頁 Imprint", "目錄 Contents", "目　錄", "Copyright Page", "封面"])
def test_parts_of_a_book_are_known_by_their_names(name: str) -> None:
    """Whatever characters they are written in, and if they are said twice."""
    assert is_unread_part(name)


@pytest.mark.parametrize("name", ["版权的故事", "Contents of a Pocket", "目录学", "Imprinted"])
def test_a_text_about_such_a_part_is_read(name: str) -> None:
    """Only the whole name says so."""
    assert not is_unread_part(name)
    assert not is_matter(name)


def test_what_a_maker_puts_before_the_chapters_is_set_aside(tmp_path: Path) -> None:
    """A page with the book's name and nothing said, and a page with the imprint in two languages."""
    told = f"<p>{SENTENCE}</p>" * 9
    file = book(
        tmp_path,
        {
            "t": "<h1>渡口</h1><p>The Ferry</p><p>沈渡舟 著</p><p>青橋電子書坊 2018</p>",
            "i": "<h1>版權頁 Imprint</h1><p>本書由志願者製作，請勿銷售。</p>",
            "a": f"<h1>始計第一</h1>{told}",
            "b": f"<h1>作戰第二</h1>{told}",
        },
        contents=point("a.xhtml", "始計第一") + point("b.xhtml", "作戰第二"),
        title="渡口 The Ferry",
    )
    document = read(file)
    assert [a.title for a in document.articles] == ["始計第一", "作戰第二"]
    assert document.ledger is not None and document.ledger.lost == 0
