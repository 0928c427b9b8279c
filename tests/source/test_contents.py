"""Contents pages are known for what they are, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from audiobook.source.blocks import Block
from audiobook.source.outline import contents

_GAUGES = ("brass", "copper", "glass", "long", "short", "old")

_PARAGRAPH = "渡口的老人每天清早把船划到对岸，等第一班车到站，再把进城的人一个一个接过来，从来不曾误过时辰。"


def _titles(name: str, text: str, folder: Path) -> list[str | None]:
    file = folder / name
    file.write_text(text, "utf-8")
    return [article.title for article in read(file).articles]


def test_described_entries_over_a_page_of_chapters_are_its_contents(tmp_path: Path) -> None:
    """Entries with a description under each are contents where the chapters' names stand again over the text."""
    names = {"CHAPTER IV.": "A Wet Night.—The Ferry.", "CHAPTER V.": "Lost Oars.", "CHAPTER VI.": "The Other Bank."}
    entries = "".join(f'<p><a href="#c{i}">{n}</a><br>{said}</p>' for i, (n, said) in enumerate(names.items()))
    prose = "<p>We took the boat over before it was light, and nobody on the landing said a word to us.</p>" * 6
    chapters = "".join(f'<a name="c{i}"></a><p>{n}</p>{prose}' for i, n in enumerate(names))
    page = f"<html><body><h1>FERRY TALES</h1><h2>CONTENTS.</h2>{entries}{chapters}</body></html>"
    assert _titles("tales.html", page, tmp_path)[-3:] == list(names)


@pytest.mark.parametrize("lacking", [None, "一、船工"])
def test_contents_without_a_heading_end_where_the_text_begins(lacking: str | None, tmp_path: Path) -> None:
    """Lines that stand again over the text are contents, also if a preamble follows them and one entry is lacking."""
    names = ["一、船工", "二、渡船", "三、渡费", "四、渡口的管理", "五、附则"]
    listed = "\n\n".join(f"## {name}" for name in names if name != lacking)
    body = "\n\n".join(f"## {name}\n\n{_PARAGRAPH * 4}\n\n{_PARAGRAPH * 3}" for name in names)
    text = f"# 渡口条例\n\n2031年3月1日 县人民政府发布\n\n{listed}\n\n{_PARAGRAPH}\n\n{body}\n"
    file = tmp_path / "ordinance.md"
    file.write_text(text, "utf-8")
    (article,) = read(file).articles
    assert article.title == "渡口条例"
    assert [section.heading for section in article.sections if section.heading] == names


def test_words_that_come_back_are_no_contents(tmp_path: Path) -> None:
    """Speakers whose names stand again and again over what they say are not taken for entries of contents."""
    talk = "\n\n".join(f"{who}：\n\n{_PARAGRAPH}" for _ in range(4) for who in ("船工", "乘客", "站长"))
    file = tmp_path / "talk.txt"
    file.write_text(f"渡口的一天\n\n{talk}\n", "utf-8")
    assert not [finding for finding in read(file).findings if finding.kind == "contents"]


def test_a_list_that_ends_in_figures_is_no_contents(tmp_path: Path) -> None:
    """Lines that end in figures and answer no heading are a list, and what stands before them is read."""
    items = "\n".join(f"- {name} {number}" for number, name in enumerate(("斗笠", "蓑衣", "船桨", "竹篙"), 1))
    text = f"# 渡口的家当\n\n## 一只船\n\n{_PARAGRAPH}\n\n{items}\n\n## 两只船\n\n{_PARAGRAPH * 3}\n"
    file = tmp_path / "list.md"
    file.write_text(text, "utf-8")
    read_as = read(file)
    assert _PARAGRAPH in [p.text for a in read_as.articles for s in a.sections for p in s.paragraphs]
    assert not [finding for finding in read_as.findings if finding.kind == "contents"]


def test_one_preface_does_not_make_a_book(tmp_path: Path) -> None:
    """The only heading of the first level is the title, also over a section that is called 写在前面."""
    text = f"# 一只渡船\n\n## 写在前面\n\n{_PARAGRAPH}\n\n## 正文\n\n{_PARAGRAPH}\n"
    assert _titles("boat.md", text, tmp_path) == ["一只渡船"]


def test_the_deepest_headings_of_notes_are_no_articles(tmp_path: Path) -> None:
    """Notes under one title, with lists under headings of every level, are one article with all its headings."""
    items = "".join(
        f"- {word}之前要先看水，再看风，最后才看岸上有没有人等着过河\n" for word in ("撑船", "靠岸", "收缆") * 6
    )
    when = ("顺水", "逆水", "夜渡", "雨天", "雾天", "冬天", "涨水", "枯水")
    deep = [f"#### {where}的{what}" for where in ("上游", "中游", "下游") for what in when]
    deep += ["##### 看水", "##### 看风", "#### 摆渡理论"]
    heads = [
        "## 一、概述",
        "## 二、渡船",
        "### 一）船身",
        "### 二）船桨",
        "### 三）用法",
        *deep,
        "### 四）忌讳",
        "## 三、渡口",
    ]
    body = "\n".join(f"{head}\n\n{items}" for head in heads)
    file = tmp_path / "notes.md"
    file.write_text(f"# 第五课：渡船的用法\n\n{body}", "utf-8")
    (article,) = read(file).articles
    assert article.title == "第五课：渡船的用法"
    assert [section.heading for section in article.sections if section.heading] == [h.lstrip("# ") for h in heads]


def test_contents_go_on_over_the_heads_and_feet_of_their_pages() -> None:
    """What the page prints around its entries, and numbers set apart from theirs, end no contents."""
    entries = [Block(f"{number} The {name} gauge\t{number * 4}") for number, name in enumerate(_GAUGES, 1)]
    heads = [Block(text, edge=True) for text in ("THE LEDGER OF RAIN", "CONTENTS", "vi", "Printed at Millbrook", "vii")]
    text = [Block("The keeper writes what has fallen into the ledger, and signs it, every morning at nine.")] * 3
    page = contents.find([Block("Contents"), *entries[:3], *heads, Block("13"), Block("17"), *entries[3:], *text])
    assert page is not None
    assert [entry.page for entry in page.entries] == [number * 4 for number in range(1, len(entries) + 1)]
