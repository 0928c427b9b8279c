# ruff: noqa: E501 - markup
"""What sites print behind an article and beside it: lists of titles, forms, buttons, counts; and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from tests.source.accounts import aside, difference, extract, texts
from tests.source.page_file import SENTENCE, page

DATED = "".join(
    f"<li><h4><a href='/{n}'>{title}</a></h4><span>2024-03-0{n} 11:20</span> 阅读 30{n}</li>"
    for n, title in enumerate(["春天的第一场雨", "山路上的老屋", "茶农的一天"], 1)
)
TAILS = {
    "titles with their dates": f"<div class='x1'><div>往期</div><ul>{DATED}</ul></div>",
    "in columns called fn": f"<ul><li><div class='right fn'>{DATED}</div></li></ul>",
    "a form of complaints": "<div id='uninterested'><a>不感兴趣</a><div><h4>为什么</h4><ul><li>广告软文</li><li>标题夸张</li></ul><p>感谢您的反馈，我们将会减少此类文章的推荐。</p></div></div>",
    "an application beside it": "<div class='widget_events'><div>Termine</div><ul><li>11.12.2019, Adventskonzert in der Kirche.</li></ul></div>",
    "key words": "<div class='key-word'><span>标签</span>茶</div><div class='news_keyword'>关键词 &gt;&gt; 茶山</div>",
    "counts": "<p>阅读数(15878）</p><p>推荐0</p><p>+1</p><p>1164次阅读</p>",
    "buttons": "<p>drucken</p><p>weiterempfehlen</p><p>Print this page</p><p>知道了</p><p>T + -</p><p>字号：A- A A+</p>",
    "a hot line": "<p>山间新闻报料：4000-20-4000 未经授权不得转载</p>",
}  # fmt: skip


@pytest.mark.parametrize("case", TAILS)
def test_what_stands_behind_an_article_is_set_aside(case: str, tmp_path: Path) -> None:
    """Only the article is read, and every letter of the rest is named."""
    text = f"<p>{SENTENCE}</p>" * 2
    file = page(f"<div><div><h1>茶山</h1>{text}{TAILS[case]}</div></div>", tmp_path)
    found = extract(file)
    assert texts(found) == ["茶山", SENTENCE, SENTENCE]
    assert difference(file, found) == ("", "")
    assert aside(read(file))


KEPT = {
    "a list of titles within the text": (f"<p>{SENTENCE}</p><ul>{DATED}</ul><p>{SENTENCE}</p>", "春天的第一场雨"),
    "items with a link each": (
        f"<p>{SENTENCE}</p><ul>"
        + "".join(
            f"<li><a href='/{n}'>老屋</a>在山路的第{n}个弯后面，屋前有一棵大树，树下有井。</li>" for n in range(3)
        )
        + "</ul>",
        "老屋在山路的第2个弯后面，屋前有一棵大树，树下有井。",
    ),
    "a sentence that counts readers": (f"<p>{SENTENCE}</p><p>这篇文章有1164次阅读。</p>", "这篇文章有1164次阅读。"),
    "a short list at the end": (f"<p>{SENTENCE}</p><ul><li>茶</li><li>雾</li></ul>", "雾"),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_belongs_to_the_text_is_read(case: str, tmp_path: Path) -> None:
    """Lists and short lines of an article stay, within it and at its end."""
    inner, told = KEPT[case]
    assert told in texts(extract(page(f"<div><h1>茶山</h1>{inner}</div>", tmp_path)))
