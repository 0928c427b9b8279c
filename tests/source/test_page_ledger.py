# ruff: noqa: E501 - markup
"""The law for web pages and e-books: each letter between the tags is read or set aside, and a broken reader is seen."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import SourceError
from audiobook.model import Document
from audiobook.source import read
from audiobook.source.ledger import page as look
from audiobook.source.readers import dom, lines, mathml, page_parts, tables
from tests.source.accounts import difference, extract
from tests.source.page_file import SENTENCE, book, page, point

SHARED = Path(__file__).parents[3] / "shared"
RICH = f"""
<nav><ul><li><a href="/">首页</a></li><li><a href="/b">新闻</a></li></ul></nav>
<article><header><h1>茶山笔记</h1><p class="byline">作者：张三</p></header>
<p>{SENTENCE}<sup><a href="#f1" id="r1">[1]</a></sup>3<sup>2</sup>公里，H<sub>2</sub>O&mdash;&nbsp;caf&eacute;。</p>
<p>公式<math><mfrac><mi>a</mi><mn>2</mn></mfrac><annotation>a/2</annotation></math>。</p><math display="block"><msup><mi>E</mi><mn>2</mn></msup></math>
<p><ruby>仇<rp>(</rp><rt>qiú</rt><rp>)</rp></ruby>先生</p><ol start="3"><li>第三件事<ol type="a"><li>小事一</li></ol></li><li><p>第四件事</p></li></ol>
<dl><dt>术语</dt><dd>解释</dd></dl><blockquote><p>引文。</p><footer>— 某人</footer></blockquote><div class="poem"><p>床前明月光，<br>疑是地上霜。</p></div>
<table><caption>表1</caption><thead><tr><th>年份</th><th colspan="2">产量</th></tr></thead><tbody><tr><td>2022</td><td>1</td><td>2</td></tr><tr><td rowspan=2>2023</td><td>3</td><td>4</td></tr></tbody></table>
<table><tr><td><table><tr><td>内一</td><td>内二</td></tr></table></td><td>外二</td></tr></table>
<figure><img src="a.png" alt="风景"><figcaption>图1 茶园</figcaption></figure><pre><code>def f(x):
    return x</code></pre>
<p><img src="t.jpg" alt="O">nce upon a time. <q>Hi</q> <span style="display:none">藏起来</span><span hidden>也藏</span></p>
<select><option>甲</option></select><button>点赞</button><textarea>写</textarea><noscript>请打开</noscript><iframe><p>框</p></iframe>
<svg><title>图形</title><text>字</text></svg><template><p>模板</p></template><h2>第二节</h2><p>x<y=3时成立。</p><aside>旁边的话</aside>
<section class="footnotes"><h2>注释</h2><ol><li id="f1"><p>茶名。<a href="#r1">↩</a></p></li></ol></section></article><footer>版权所有</footer><!-- 注 -->
"""
TEXTS = {
    "<p>甲<b>乙</b></p>丙": ["甲乙", "丙"],
    "a&eacute;&hellip;&foo;&#20013;": ["aé…&foo;中"],
    "<!-- 甲 > --><!DOCTYPE html>乙<?xml?>": ["乙"],
    "<script>甲</script><STYLE>乙</style >丙<script>丁": ["丙"],
    "<script src='x'/>甲<script src='y'></script>": ["甲"],
    "x<y=3, <作者>, a < b && c > d": ["x<y=3, <作者>, a < b && c > d"],
    '<p class="a>甲</p><p class="b">乙</p>': ["甲", "乙"],
    "<![CDATA[甲<乙]]><title>丙</title><option>丁": ["甲<乙", "丙", "丁"],
    "<a title='1 > 2' href=x?a=1&b=2>甲</a><br/>乙": ["甲", "乙"],
}


@pytest.mark.parametrize("markup", TEXTS)
def test_the_second_look_sees_text_between_tags(markup: str) -> None:
    """Entities resolved, scripts and comments skipped, and what is no tag is text."""
    assert [text for text, _ in look.texts(markup) if text.strip()] == TEXTS[markup]


@pytest.mark.parametrize("kind", ["page", "book"])
def test_damaged_files_lose_nothing(kind: str, tmp_path: Path) -> None:
    """Signs put in, bytes taken out, stretches doubled: what is left is read or set aside, or the file is refused."""
    edit = st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.sampled_from(["", "<", ">", '"', "&", "</", "<p", "<td>", "</table>", "<table>", "<!--", "<title>", "<li>",
                         "<h2>", "<math>", "<sup>", "</div>", "=", "<a href='#f1'>", "<ruby>", "<rt>", "\x00", "\xff"]),
    )  # fmt: skip

    @given(edits=st.lists(edit, min_size=1, max_size=5))
    def damage(edits: list[tuple[float, int, str]]) -> None:
        text = RICH
        for where, out, put in edits:
            at = int(where * len(text))
            text = text[:at] + put + text[at + out :]
        file = (
            page(text, tmp_path)
            if kind == "page"
            else book(tmp_path, {"a": text}, contents=point("a.xhtml", "茶山笔记"))
        )
        try:
            found = extract(file)
        except SourceError:
            return
        assert difference(file, found) == ("", "")

    damage()


def _without(module: Any, name: str, value: Any) -> Any:
    def use(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(module, name, value)

    return use


TABLE = tables.lines
BREAKS = {
    "a tail": (_without(dom.Gathering, "add", lambda self, text, around: self.put(text[:-1])), ""),
    "a column": (_without(tables, "lines", lambda table, cell: ((text.rpartition("\t")[0], row) for text, row in TABLE(table, cell))), "产量"),
    "the readings": (_without(lines, "ruby", lambda element: "仇"), "qiú"),
    "formulas": (_without(mathml, "linear", lambda element: ""), "a2"),
    "what is outside": (_without(page_parts, "outside", lambda root, top: iter(())), "版权所有"),
    "findings": (_without(dom.Walker, "skipped", lambda self, element, reason: None), "旁边的话"),
}  # fmt: skip


@pytest.mark.parametrize("broken", BREAKS)
def test_a_broken_reader_is_noticed(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that drops a tail, a column, a finding gives findings of the kind "lost" that name what is missing."""
    break_it, word = BREAKS[broken]
    file = page(RICH, tmp_path)
    assert _lost(read(file)) == (0, "")
    break_it(monkeypatch)
    if broken == "what is outside":
        from audiobook.source.readers import html

        monkeypatch.setattr(html, "outside", page_parts.outside)
    count, said = _lost(read(file))
    assert count > 0
    assert word in said or count < 12


def test_an_entity_that_vanishes_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """café without its last letter."""
    from audiobook.source.readers import markup

    file = book(tmp_path, {"a": f"<h1>山</h1><p>caf&eacute; {SENTENCE}</p>"}, contents=point("a.xhtml", "山"))
    assert _lost(read(file)) == (0, "")
    monkeypatch.setattr(markup, "_numbered", lambda found, own: "")
    assert _lost(read(file))[0] == 1


def _lost(document: Document) -> tuple[int, str]:
    assert document.ledger is not None
    return document.ledger.lost, " ".join(f.message for f in document.findings if f.kind == "lost")


# (file, titles of its articles or None, what must stand in a paragraph, what must not be lost anywhere)
CASES: dict[str, tuple[list[str] | None, list[str]]] = {
    "documents/comparison.html": (["河边的树"], ["河边的老树", "结论不变", "夏天来得更早"]),
    "documents/dropcap-caps.epub": (["Chapter One"], ["The fog lifted.", "“It is late,”", "Once upon a time.", "春天来了。", "THE FIRST FEW WORDS are"]),
    "documents/entities.epub": (["Chapter One"], ["She met Renée at the café in Zürich—it was 5°C…", "圆周率π约为3.14，误差±0.1，5×6=30，“好”。"]),
    "documents/fragment-toc.epub": (["第一章　山路", "第二章　溪水", "第三章　白云"], ["讲的是白云。"]),
    "documents/heading-as-author.epub": (None, []),
    "documents/number-and-name.epub": (["01　山路", "第二章　归来的人", "3　雾"], []),
    "documents/sup-and-notes.epub": (["第一章　注"], ["陆羽[1]生于唐代[2]。他写了《茶经》[3]，共三卷[4]。面积是10⁶平方米，合9.6×10³亩，速度为3m/s²，二氧化碳CO₂"]),
    "documents/sup-math-notes.html": (["测试网页"], ["面积是10⁶平方米，体积5m³，CO₂排放，H₂O，x²+y²，E=mc²。陆羽[1]生于唐代[2]。1st and 2nd。", r"质能方程\(E=mc²\)十分著名。", "隐藏在折叠里的正文", "脚注[3]后面。", "I love emphasis and Word.", "[3] 这是脚注的内容。"]),
    "documents/table.epub": (["第一章　表"], ["表1 产量", "年份\t产量（吨）", "2022\t1,234.5", "2023\t1,300", "\t—", "表后的话。"]),
    "documents/unclosed-tags.epub": (["第一章　山", "第二章　水"], ["第一段话", "第二段话", "第三段话", "甲句。", "乙句。", "丙句。", "图后的话。", "末段。"]),
    "structure/code_in_page.html": (["第三章　配置文件"], ["第四行列出", "Section: science", "$ dpkg-checkbuilddeps"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_files_that_once_went_wrong(name: str, tmp_path: Path) -> None:
    """Each is read as its expectation beside it says, signed by nobody, and nothing of it is lost."""
    file = SHARED / "cases" / name
    if not file.exists():
        pytest.skip("the cases are kept beside the project, and are not here")
    titles, paragraphs = CASES[name]
    found = read(file)
    if titles is not None:
        assert [one.title for one in found.articles] == titles
    said = list(itertools.chain.from_iterable(s.paragraphs for a in found.articles for s in a.sections))
    assert [text for text in paragraphs if not any(text in one.text for one in said)] == []
    assert not any(one.authors for one in found.articles)
    assert _lost(found) == (0, "")
    assert difference(file, extract(file)) == ("", "")
    if name.endswith("code_in_page.html"):
        assert [one.kind for one in said] == ["body", "code", "body", "code", "body"]


@pytest.mark.parametrize("pattern", ["*.epub", "*.htm*"])
def test_real_pages_and_books_lose_nothing(pattern: str) -> None:
    """Every letter of the real ones beside the project is read or set aside."""
    files = sorted((SHARED / "real").glob(pattern))
    if not files:
        pytest.skip("the real files are kept beside the project, and are not here")
    assert [
        (file.name, difference(file, extract(file))) for file in files if difference(file, extract(file)) != ("", "")
    ] == []
