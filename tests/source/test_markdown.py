# ruff: noqa: E501 - tables of examples
"""Markdown: what is shown is read, what is for machines is set aside, and each letter is one of the two."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiobook.errors import EmptySource
from audiobook.source import read
from audiobook.source.aside import Aside
from audiobook.source.readers.markdown.blocks import Blocks
from audiobook.source.readers.markdown.inline import Inline
from tests.source.accounts import aside, difference, extract, texts


def markdown(folder: Path, text: str) -> Path:
    """A file with this text."""
    path = folder / "a.md"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("source", "text", "kind"),
    [
        ("看[这里](http://example.com/a?b=1 \"题目\")的说明。", "看这里的说明。", "body"),
        ("看[这里][ref]与[ref]。\n\n[ref]: http://example.com/x \"题\"", "看这里与ref。", "body"),
        ("看[甲](a](b)/c)。", "看甲。", "body"),
        ("看[![图](a.png)甲](http://example.com)。", "看甲。", "body"),
        ("看<http://example.com>。", "看http://example.com。", "body"),
        ("图![水闸](a.png)后。", "图后。", "body"),
        ("咖啡是caf&eacute;，&nbsp;价&yen;5，&#x4E2D;。", "咖啡是café， 价¥5，中。", "body"),
        ("面积10<sup>6</sup>平方米，H<sub>2</sub>O。", "面积10⁶平方米，H₂O。", "body"),
        ("<ruby>仇<rp>(</rp><rt>qiú</rt><rp>)</rp></ruby>先生", "仇（qiú）先生", "body"),
        ("类型List<T>和<span class=\"x\">字</span><!-- 记 -->。", "类型List<T>和字。", "body"),
        ("第一行<br>第二行", "第一行\n第二行", "body"),
        ("设$x_1 = 2$，价$5和$10。", r"设\(x_1 = 2\)，价$5和$10。", "body"),
        ("设 \\(a^2\\) 和 $\\mathbf{w}^*, b^*$。", r"设 \(a^2\) 和 \(\mathbf{w}^*, b^*\)。", "body"),
        ("$$\nx = \\frac{1}{2}\n$$", r"x = \frac{1}{2}", "formula"),
        ("如下\n$$x_*y_*$$ (3-1)\n其中", "如下", "body"),
        ("$E=mc^2$", "E=mc^2", "formula"),
        ("\\[\n\\alpha\n\\]", r"\alpha", "formula"),
        ("\\begin{equation}\na=b\n\\end{equation}", r"\begin{equation} a=b \end{equation}", "formula"),
        ("```python\nx = 1\n```", "x = 1", "code"),
        ("    x = 缩进(代码)", "x = 缩进(代码)", "code"),
        ("    make install", "make install", "code"),
        ("    缩进的话写得完整。", "缩进的话写得完整。", "body"),
        ("    It was late and the gate of the harbour was open.", "It was late and the gate of the harbour was open.", "body"),
        ("    * 水位在前", "水位在前", "list"),
        ("这是==重点==和==**要点**==。", "这是重点和要点。", "body"),
        ("当`a == b`或a==b且c==d时。", "当a == b或a==b且c==d时。", "body"),
        ("3. 打开电源", "3. 打开电源", "list"),
        ("2) 关", "2) 关", "list"),
        ("- [x] 做完了", "做完了", "list"),
        ("> 引用的话。", "引用的话。", "quote"),
        ("床前明月光  \n疑是地上霜  \n举头望明月", "床前明月光\n疑是地上霜\n举头望明月", "verse"),
        ("![](a.png)\n图1 水位", "图1 水位", "caption"),
        ("![](a.png)\n*两站的水位*", "两站的水位", "caption"),
        ("删~~去~~了", "删去了", "body"),
        ("<div>块里的字&mdash;是字</div>", "块里的字—是字", "body"),
        ("题 {% include a.html %}完", "题完", "body"),
    ],
)  # fmt: skip
def test_what_a_paragraph_becomes(source: str, text: str, kind: str, tmp_path: Path) -> None:
    """Links, pictures, named characters, formulas, code, lists and verse."""
    path = markdown(tmp_path, f"{source}\n\n末段。\n")
    found = extract(path)
    assert (found.blocks[0].text, found.blocks[0].kind) == (text, kind)
    assert difference(path, found) == ("", "")


def test_each_reason_is_one_finding_with_all_its_text(tmp_path: Path) -> None:
    """Addresses, descriptions, mark-up and languages of code are named once each, whole."""
    source = '看[甲](http://a.cn)和[乙](http://b.cn "题")。\n\n![图一](a.png) ![图二](b.png)\n\n<!-- 注 --><b>丙</b>\n\n```py\nx\n```\n'
    messages = [finding.message for finding in extract(markdown(tmp_path, source)).findings]
    assert messages == [
        'Not read (addresses of links): http://a.cn http://b.cn "题"',
        "Not read (descriptions of pictures): 图一 图二",
        "Not read (addresses of pictures): a.png b.png",
        "Not read (mark-up): <!-- 注 --> <b> </b>",
        "Not read (languages of code): py",
    ]


FRONT = """---
layout: post
title: "河边散步一年记"
subtitle:   从春天走到冬天
author: "Luo"
date: 2031-03-15 12:00:00
tags:
    - 散文
---

春天的时候，河边只有钓鱼的人。
"""


def test_fields_above_the_text(tmp_path: Path) -> None:
    """Title, subtitle and author are the article's, the rest of the fields is set aside; so with TOML."""
    path = markdown(tmp_path, FRONT)
    document = read(path)
    (article,) = document.articles
    assert (article.title, article.subtitle, article.authors) == ("河边散步一年记", "从春天走到冬天", ("Luo",))
    assert (document.date, document.ledger and document.ledger.lost) == ("2031-03-15", 0)
    assert "散文" in aside(extract(path))
    assert difference(path, extract(path)) == ("", "")
    path = markdown(tmp_path, '+++\ntitle = "山路"\nauthors = ["甲乙", "丙丁"]\nweight = 3\n+++\n正文一段话。\n')
    assert [(block.text, block.label) for block in extract(path).blocks] == [
        ("山路", None),
        ("甲乙、丙丁", "byline"),
        ("正文一段话。", None),
    ]
    assert difference(path, extract(path)) == ("", "")


def test_rows_of_tables(tmp_path: Path) -> None:
    """The head first, cells parted by tabs; a cell beyond the head's columns is kept; tables of HTML are rows, too."""
    source = "| 年份 | 产量 |\n|---|---|\n| 2023 | 1 | 注 |\n| | 2 |\n\n<table>\n<tr><td>甲</td>\n\n<td>$x_1$</td></tr></table>\n"
    path = markdown(tmp_path, source)
    found = extract(path)
    assert texts(found)[:3] == ["年份\t产量", "2023\t1\t注", "\t2"]
    assert [block.text.split("\t") for block in found.blocks[3:]] == [["甲", r"\(x_1\)"]]
    assert {block.kind for block in found.blocks} == {"table"}
    assert difference(path, found) == ("", "")


def test_footnotes(tmp_path: Path) -> None:
    """Marks stand in the text, notes at the end of their section; a name gets the next free number."""
    source = "# 甲\n\n引[^2]文[^书]。\n\n[^书]: 书名。\n[^2]: 第二条，\n    续行。\n\n正文。\n\n# 乙\n\n末段。\n"
    path = markdown(tmp_path, source)
    found = extract(path)
    assert [(block.text, block.kind) for block in found.blocks] == [
        ("甲", "body"), ("引[2]文[1]。", "body"), ("正文。", "body"), ("[2] 第二条，续行。", "note"), ("[1] 书名。", "note"),
        ("乙", "body"), ("末段。", "body"),
    ]  # fmt: skip
    assert difference(path, found) == ("", "")


def test_numbers_of_lists_are_kept(tmp_path: Path) -> None:
    """Each item has the number of the file, in whatever it begins with; an empty item's is set aside."""
    path = markdown(tmp_path, "3. 甲\n\n   续。\n4. ```\n   x\n   ```\n5. 1. 乙\n6.\n")
    found = extract(path)
    assert texts(found) == ["3. 甲", "续。", "4. x", "5. 1. 乙"]
    assert "6." in aside(found)
    assert difference(path, found) == ("", "")


def test_a_bibliography_has_an_entry_a_line(tmp_path: Path) -> None:
    """Lines that begin with [1], [2] are not joined."""
    found = extract(markdown(tmp_path, "[1] 甲. 书[M].\n[2] 乙. 文[J].\n"))
    assert texts(found) == ["[1] 甲. 书[M].\n[2] 乙. 文[J]."]


def test_long_files_take_time_linear_in_their_length(tmp_path: Path) -> None:
    """Comments without an end, one paragraph of many lines, dollars without a formula: as many steps as letters."""
    for text in (
        "<!-- " * 20_000,
        "修水管的工程分三期进行。\n" * 20_000,
        "$a " * 20_000,
        "\\(a=" * 20_000,
        "[^" * 20_000,
    ):
        found = extract(markdown(tmp_path, f"# 题\n\n正文。\n\n{text}\n"))
        assert found.blocks[0].text == "题"


PIECES = st.sampled_from(
    [
        "甲乙丙", "abc 12", " ", "\n", "\n\n", "# ", "## ", "- ", "1. ", "12) ", "> ", "    ", "`", "```", "```py\n", "$", "$$", "\\", "*", "**", "_", "~~",
        "[", "](http://a.b/c?d=1 \"t\")", "][ref]", "]", "![", "[ref]: http://x.y 'z'\n", "[^1]", "[^1]: ", "[^ab]", "<b>", "</b>", "<br>", "<!-- c -->", "<div>\n",
        "</div>\n", "<table><tr><td>", "</td></tr></table>", "<sup>", "</sup>", "&eacute;", "&nbsp;", "&amp;", "&x;", "|", "| a | b |\n|--|--|\n| 1 | 2 | 3 |\n", "---\n",
        "title: 题\n", "+++\n", "{#id .x}", "{% raw %}", "\\(", "\\)", "\\[", "x_1^2", "\\begin{align}", "\\end{align}", "<http://q.r>", "[x] ", "\t", "。", "——",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, min_size=1, max_size=14))
def test_every_letter_of_markdown_is_accounted_for(pieces: list[str], tmp_path: Path) -> None:
    """Signs of Markdown in any order: each letter is read or set aside, and none is made up."""
    path = markdown(tmp_path, "".join(pieces))
    try:
        found = extract(path)
    except EmptySource:
        return
    assert difference(path, found) == ("", "")


BROKEN = {
    "the tail of a table": (Blocks, "_beyond", lambda self, count, lines: []),
    "named characters": (Aside, "entities", lambda self, text, lines=None: text.replace("&eacute;", "")),
    "addresses": (Inline, "_address", lambda self, why, token: None),
    "blocks of HTML": (Blocks, "_html", lambda self, content, lines: iter(())),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_the_law_notices_a_broken_reader(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that drops something is found out by the second look."""
    source = (
        "# 题\n\n正文caf&eacute;，看[这里](http://example.com)。\n\n|甲|\n|--|\n|乙|丙|\n\n<div>块里的字是字。</div>\n"
    )
    path = markdown(tmp_path, source)
    assert difference(path, extract(path)) == ("", "")
    owner, name, broken = BROKEN[what]
    monkeypatch.setattr(owner, name, broken)
    ledger = read(path).ledger
    assert ledger is not None
    assert ledger.lost > 0


ARTICLE = "河水涨了三尺，他在闸上守了一夜，天亮才回家。"


def sections(path: Path) -> list[tuple[str | None, int]]:
    """Headings of the only article, and how many paragraphs each has."""
    (article,) = read(path).articles
    return [(section.heading, len(section.paragraphs)) for section in article.sections]


@pytest.mark.parametrize("heading", ["###测试金字塔", "##“水闸”怎么开", "####1.准备"])
def test_a_heading_without_a_blank_behind_its_marks(heading: str, tmp_path: Path) -> None:
    """The blank that Chinese writers leave out is no part of what they mean; tags of a post and sentences stay."""
    path = markdown(
        tmp_path, f"# 水闸\n\n{ARTICLE}\n\n{heading}\n\n{ARTICLE}\n\n#夜班 #水闸\n\n#水位涨了，他没有睡。\n"
    )
    assert sections(path) == [(None, 1), (heading.lstrip("#"), 3)]


@pytest.mark.parametrize("name", ["契诃夫", "Anton Chekhov", "威廉·莎士比亚"])
def test_a_name_in_italics_under_the_title(name: str, tmp_path: Path) -> None:
    """Who wrote it, though no list has the name; a word in italics elsewhere is a word."""
    path = markdown(tmp_path, f"# 捉迷藏\n\n*{name}*\n\n{ARTICLE}\n\n*真的。*\n\n{ARTICLE}\n")
    (article,) = read(path).articles
    assert article.authors == (name,)
    assert "真的。" in [paragraph.text for paragraph in article.sections[0].paragraphs]


def test_a_heading_over_notes_alone(tmp_path: Path) -> None:
    """注释 announces nothing where notes are skipped; over text of the author it stays."""
    notes = "注释\n\n[1] 指去年的工程。\n\n[2] 见上一篇。\n"
    path = markdown(tmp_path, f"# 水闸\n\n{ARTICLE[:-1]}[1]。\n\n{ARTICLE[:-1]}[2]。\n\n{notes}")
    assert [heading for heading, _ in sections(path)] == [None]
    assert "注释" in aside(extract(path)) or "注释" in " ".join(finding.text for finding in read(path).findings)


def test_the_title_once_more_as_the_first_line(tmp_path: Path) -> None:
    """A title in the fields, and again above the text with the mark of a note, is one title."""
    path = markdown(tmp_path, f"---\ntitle: 造人\n---\n\n造人[^1-a]\n\n{ARTICLE}\n\n[^1-a]: 选自《新编》。略有改动。\n")
    (article,) = read(path).articles
    assert article.title == "造人"
    assert [p.text for p in article.sections[0].paragraphs if p.kind == "body"] == [ARTICLE]
    ledger = read(path).ledger
    assert ledger is not None
    assert ledger.lost == 0


POST = """\
---
title: 老闸口的一天
author:
  - 许望之
---

这是一篇记下来的谈话。

# 早上

天还没有亮，看闸的人已经起来了，先看水尺，再看天色，然后才生火做饭。

# 晚上

关了闸，点一盏灯，把这一天的水位写在本子上，写完了才睡，一天也没有少过。
"""
BOOK = (
    POST.replace("# 早上", "# 第一章 早上").replace("# 晚上", "# 第二章 晚上").replace("这是一篇记下来的谈话。\n\n", "")
)


def test_a_title_in_the_fields_stands_over_headings_of_the_first_level(tmp_path: Path) -> None:
    """Posts have their title in the fields and their sections as #: one article with a title and an author."""
    document = read(markdown(tmp_path, POST))
    (article,) = document.articles
    assert (article.title, article.authors) == ("老闸口的一天", ("许望之",))
    assert [section.heading for section in article.sections] == [None, "早上", "晚上"]


def test_a_title_in_the_fields_over_chapters_is_the_books(tmp_path: Path) -> None:
    """Where the headings are chapters, each is an article and the fields name the book."""
    document = read(markdown(tmp_path, BOOK.replace("。\n", "。" * 1 + "水涨的时候要快，水落的时候要慢。" * 30 + "\n")))
    assert document.title == "老闸口的一天"
    assert [article.title for article in document.articles] == ["第一章\u3000早上", "第二章\u3000晚上"]


def test_a_heading_that_says_the_title_again_is_the_title(tmp_path: Path) -> None:
    """No title stands twice: where the text begins with it, the fields add none."""
    source = (
        POST.replace("这是一篇", "# 老闸口的一天\n\n这是一篇").replace("# 早上", "## 早上").replace("# 晚上", "## 晚上")
    )
    (article,) = read(markdown(tmp_path, source)).articles
    assert article.title == "老闸口的一天"
    assert [section.heading for section in article.sections] == [None, "早上", "晚上"]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["水退了", "闸门还开着", "没有人去关它，那一夜", "镇上很静"], "verse"),
        (["The river fell", "And nobody closed the gate", "That night", "The town was quiet"], "verse"),
        (["水退了，闸门还开着，谁也没有去关，那一夜镇", "上很静，只有看闸的人坐在灯下，把水位一笔一", "画地写在本子上。"], "body"),
        (["水退了，", "闸门还开着，", "没有人去关它，", "镇上很静。"], "body"),
    ],
)  # fmt: skip
def test_lines_that_the_author_parted_are_verse(lines: list[str], kind: str, tmp_path: Path) -> None:
    """Short lines of uneven length are verse also without two blanks at their ends; full lines are a paragraph."""
    found = extract(markdown(tmp_path, "\n".join(lines) + "\n\n末段。\n"))
    assert found.blocks[0].kind == kind
    assert ("\n" in found.blocks[0].text) == (kind == "verse")


def test_a_title_over_sections_called_as_parts_of_books_are_is_no_books(tmp_path: Path) -> None:
    """写在前面 and 写在后面 are sections of a text whose title the file marks over them."""
    source = "# 蓝色的船\n\n## 写在前面\n\n五百字。\n\n## 正文\n\n船在水上走了很久，岸上的人都看见了。\n\n## 写在后面\n\n写完了。\n"
    (article,) = read(markdown(tmp_path, source)).articles
    assert article.title == "蓝色的船"


def test_definitions_are_items_under_their_term(tmp_path: Path) -> None:
    """ ":   text" is an item, its colon goes, what is set in below belongs to it; the term leads into it."""
    path = markdown(
        tmp_path,
        "# 词\n\n**水尺**（木）\n:   量水位的尺\n    - 刻度清楚\n\nsluice\n: a gate for water\n\n比例是1 : 2。\n",
    )
    assert [(block.text, block.kind) for block in extract(path).blocks[1:]] == [
        ("水尺（木）：", "body"), ("量水位的尺", "list"), ("刻度清楚", "list"),
        ("sluice:", "body"), ("a gate for water", "list"), ("比例是1 : 2。", "body"),
    ]  # fmt: skip
    assert difference(path, extract(path)) == ("", "")


def test_markdown_within_html_is_markdown(tmp_path: Path) -> None:
    """What stands in an element with markdown="1" is read like the rest, headings and attributes behind them, too."""
    inner = '<figure>\n<figcaption>\n站前的水尺。\n</figcaption>\n![水尺](a.png){: #a-1}\n</figure>\n### 词汇\n{: data-type="x"}\n水尺是*木*的。\n'
    path = markdown(tmp_path, f'# 站\n\n<div class="note" markdown="1">\n{inner}</div>\n后来换了。\n')
    found = extract(path)
    assert [(block.text, block.level) for block in found.blocks] == [
        ("站", 1), ("站前的水尺。", None), ("词汇", 3), ("水尺是木的。", None), ("后来换了。", None),
    ]  # fmt: skip
    assert difference(path, found) == ("", "")


@pytest.mark.parametrize(
    "entries",
    [
        "Holt, Ana. 1998. *Tides and Gates*. Millbrook: Mill Press.\n\nMori, Al. “On Sluices.” 2005. Retrieved May 3, 2007.\n\nThe Gate Society. 2011. Report.",
        "* [水闸入门](http://example.com/a)\n* [河工手册](http://example.com/b)",
    ],
)
def test_works_under_a_heading_for_them_are_set_aside(entries: str, tmp_path: Path) -> None:
    """A list of works under a heading that says so is not read, whatever form its entries have; the finding keeps it."""
    heading = "参考文献" if entries[0] == "*" else "References"
    text = f"# 站\n\n{'水位每天早上六点记下来，晚上再看一遍。' * 6}\n\n## {heading}\n\n{entries}\n\n## 后记\n\n后来站拆了，2003年又建起来。\n"
    document = read(markdown(tmp_path, text))
    said = "".join(one.text for article in document.articles for part in article.sections for one in part.paragraphs)
    assert ("Holt" in said, "入门" in said, "后来站拆了" in said) == (False, False, True)
    assert any("references" in finding.message for finding in document.findings)
