# ruff: noqa: E501 - markup
"""Web pages: what browsers show of an article is read once, each kind as what it is; what is not read is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.errors import EmptySource
from audiobook.source import read
from tests.source.accounts import aside, difference, extract, texts
from tests.source.page_file import SENTENCE, article, page

KINDS = {
    "power": ("<p>面积10<sup>6</sup>平方米，5m<sup>3</sup>，x<sup>2</sup>+y<sup>2</sup>，e<sup>-kt</sup></p>", [("body", "面积10⁶平方米，5m³，x²+y²，e^(-kt)")]),
    "index": ("<p>CO<sub>2</sub>和x<sub>max</sub>，说明<sub>小字</sub></p>", [("body", "CO₂和x_(max)，说明小字")]),
    "raised by style": ('<p>10<span class="super">6</span>和5m<span style="vertical-align:super">3</span></p>', [("body", "10⁶和5m³")]),
    "mark on a word": ("<p>生于唐代<sup>2</sup>，the 5<sup>th</sup></p>", [("body", "生于唐代[2]，the 5th")]),
    "ruby": ("<p><ruby>仇<rp>(</rp><rt>qiú</rt><rp>)</rp></ruby>先生</p>", [("body", "仇（qiú）先生")]),
    "ruby first": ("<p><ruby><rt>qiú</rt>仇</ruby>先生</p>", [("body", "仇（qiú）先生")]),
    "ruby in groups": ("<p><ruby><rb>漢</rb><rb>字</rb><rt>かん</rt><rt>じ</rt></ruby></p>", [("body", "漢字（かんじ）")]),
    "numbers": ('<ol start="3"><li>甲</li><li value="7">乙</li></ol>', [("list", "3. 甲"), ("list", "7. 乙")]),
    "letters": ('<ol type="a"><li>甲</li><li>乙<ol type="I"><li>丙</li></ol></li></ol>', [("list", "a. 甲"), ("list", "b. 乙"), ("list", "I. 丙")]),
    "backwards": ("<ol reversed><li>甲</li><li>乙</li></ol>", [("list", "2. 甲"), ("list", "1. 乙")]),
    "own numbers": ("<ol><li>第一条 甲</li><li>（二）乙</li></ol>", [("list", "第一条 甲"), ("list", "（二）乙")]),
    "no numbers": ('<ol style="list-style: none"><li>甲</li></ol><ul><li>乙</li></ul>', [("list", "甲"), ("list", "乙")]),
    "item of two paragraphs": ("<ol><li><p>甲一</p><p>甲二</p></li></ol>", [("list", "1. 甲一"), ("list", "甲二")]),
    "terms": ("<dl><dt>术语</dt><dd>解释</dd></dl>", [("list", "术语"), ("list", "解释")]),
    "quotation": ("<blockquote><p>甲。</p><p>乙。</p><footer>— 丙</footer></blockquote>", [("quote", "甲。"), ("quote", "乙。"), ("quote", "— 丙")]),
    "verse": ('<div class="poem"><p>床前明月光，</p><p>疑是地上霜。</p></div>', [("verse", "床前明月光，\n疑是地上霜。")]),
    "stanzas": ('<div class="poem"><p>甲，<br>乙。</p><p>丙，<br>丁。</p></div>', [("verse", "甲，\n乙。"), ("verse", "丙，\n丁。")]),
    "verse by its lines": ("<p>床前明月光，<br>疑是地上霜。<br>举头望明月，<br>低头思故乡。</p>", [("verse", "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。")]),
    "code": ("<pre>def f(x):\n    return x\n\nprint(f(1))</pre>", [("code", "def f(x):\n    return x\n\nprint(f(1))")]),
    "a line of code": ("<p><code>make install</code></p><p>用<code>make</code>来装。</p>", [("code", "make install"), ("body", "用make来装。")]),
    "text in a pre": ("<pre>春天来了，柳树绿了。\n\n夏天也来了，蝉在叫。</pre>", [("body", "春天来了，柳树绿了。"), ("body", "夏天也来了，蝉在叫。")]),
    "formula": ("<p>即<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>。</p>", [("body", r"即\(a/2\)。")]),
    "formula alone": ("<p><math><msup><mi>x</mi><mn>2</mn></msup></math> (3)</p>", [("formula", "x² (3)")]),
    "formula in a line of its own": ('<p>由<math display="block"><mi>x</mi></math>得</p>', [("body", "由"), ("formula", "x"), ("body", "得")]),
    "latex": (r"<p>$$\frac{a}{b}$$</p><p>即$x^2$，从$5到$10。</p>", [("formula", r"\frac{a}{b}"), ("body", r"即\(x^2\)，从$5到$10。")]),
    "figure": ('<figure><img src="a.png" alt="风景"><figcaption>茶园</figcaption></figure>', [("caption", "茶园")]),
    "line under a picture": ('<p style="text-align:center"><img src="a.png"><br>改造后的巷子。</p>', [("caption", "改造后的巷子。")]),
    "initial": ('<p><img src="o.png" alt="O">nce upon a time.</p>', [("body", "Once upon a time.")]),
    "word of one letter": ('<p><img src="i.png" alt="I"> was there.</p>', [("body", "I was there.")]),
    "drop cap": ('<p><span class="dropcap">T</span>he fog. <big>春</big>天。</p>', [("body", "The fog. 春天。")]),
    "character as a picture": ('<p>这个<img class="gaiji" alt="㐂" src="x.png">字</p>', [("body", "这个㐂字")]),
    "note in a picture": ('<p>山<img class="qqreader-footnote" alt="这是弹出的注。">。</p>', [("body", "山[1]。"), ("note", "[1] 这是弹出的注。")]),
    "quoted words": ("<p>他说<q>好</q>。</p>", [("body", "他说“好”。")]),
    "what only looks like a tag": ("<p>当x<y=3时成立；a<b && c>d，<作者>。</p>", [("body", "当x<y=3时成立；a<b && c>d，<作者>。")]),
    "unclosed": ("<p>甲<hr>乙<p>丙<br>丁<li>戊", [("body", "甲"), ("body", "乙"), ("body", "丙\n丁"), ("list", "戊")]),
    "entities": ("<p>caf&eacute;&hellip;&#150;&nbsp;&foo; &amp;</p>", [("body", "café…– &foo; &")]),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS)
def test_each_kind_is_read_as_what_it_is(case: str, tmp_path: Path) -> None:
    """Kind and text of every block, and no letter lost or made up."""
    inner, expected = KINDS[case]
    file = article(f"<div>{inner}</div>", tmp_path)
    found = extract(file)
    assert [(block.kind, block.text) for block in found.blocks[1:-1]] == expected
    assert difference(file, found) == ("", "")


ROWS = {
    "headings": ("<caption>产量</caption><tr><th>年份<th>吨<tr><td>2022<td>1,234", ["产量", "年份\t吨", "2022\t1,234"]),
    "wide and high cells": (
        '<tr><th>年</th><th colspan="2">产量</th></tr><tr><td rowspan="2">2023</td><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr>',
        ["年\t产量", "2023\t3\t4", "\t5\t6"],
    ),
    "head last in the file": ("<tfoot><tr><td>计<td>9</tr></tfoot><tr><td>甲<td>9</tr><thead><tr><th>名<th>数</tr></thead>", ["名\t数", "甲\t9", "计\t9"]),
    "paragraphs in cells": ("<tr><td><p>甲</p><p>乙</p></td><td>m<sup>2</sup></td></tr>", ["甲 乙\tm²"]),
    "a table in a table": ("<tr><td><table><tr><td>内一<td>内二</table></td><td>外二</td></tr>", ["内一\t内二", "外二"]),
    "text between rows": ("<tr><td>甲<td>乙</tr>丢<tr><td>丙<td>丁", ["甲", "乙", "丢", "丙", "丁"]),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_tables(case: str, tmp_path: Path) -> None:
    """A row is a line, its cells parted by tabs and under their headings; a table that is none loses nothing."""
    inner, expected = ROWS[case]
    file = article(f"<table>{inner}</table>", tmp_path)
    found = extract(file)
    assert [text.strip("\n") for text in texts(found)[1:-1]] == expected
    assert difference(file, found) == ("", "")


NOTES = {
    "linked": ('<p>茶<sup><a href="#f1" id="r1">[1]</a></sup>。</p><section class="footnotes"><h2>注释</h2><ol><li id="f1">叶子。<a href="#r1">↩</a></li></ol></section>', ["茶[1]。", "[1] 叶子。"]),
    "with its own mark": ('<p>茶<a href="#f1" name="r1">①</a>。</p><p><a name="f1" href="#r1">①</a> 叶子。</p>', ["茶[1]。", "[1] 叶子。"]),
    "by a role": ('<p>茶<a href="#n" role="doc-noteref">2</a>。</p><aside id="n" role="doc-footnote"><p>叶子。</p><p>还有。</p></aside>', ["茶[2]。", "[2] 叶子。\n还有。"]),
    "an address of the page": ('<p>茶<sup class="reference"><a href="https://example.org/tea#c1"><span>[</span>1<span>]</span></a></sup>。</p><ol class="references"><li id="c1"><span class="mw-cite-backlink"><a href="#x">^ a</a></span> 叶子。</li></ol>', ["茶[1]。", "[1] 叶子。"]),
    "brackets around the link": ('<p>茶[<a href="#f1">1</a>]。</p><p id="f1">[1] 叶子。</p>', ["茶[1]。", "[1] 叶子。"]),
    "under a heading": ("<p>茶[1]。</p><h2>参考文献</h2><ol><li>叶子。</li></ol>", ["茶[1]。", "[1] 叶子。"]),
    "two at once": ('<p>茶<sup><a href="#a">1</a>,<a href="#b">2</a></sup>。</p><p id="a">1. 甲</p><p id="b">2. 乙</p>', ["茶[1][2]。", "[1] 甲", "[2] 乙"]),
}  # fmt: skip


@pytest.mark.parametrize("case", NOTES)
def test_notes_and_their_marks(case: str, tmp_path: Path) -> None:
    """A mark is [1] behind its word; the note is of the kind "note" and begins with it; headings over notes go."""
    inner, expected = NOTES[case]
    file = page(f"<article><h1>茶山</h1><p>{SENTENCE}</p>{inner}</article>", tmp_path)
    found = extract(file)
    assert texts(found)[2:] == expected
    assert all(block.kind == "note" for block in found.blocks[3:])
    assert difference(file, found) == ("", "")


def test_a_link_to_a_section_is_no_note(tmp_path: Path) -> None:
    """A figure that leads to a heading, a page or a paragraph far above stays in its sentence."""
    file = article('<h2 id="s">第二节</h2><p id="p">见<a href="#s">2</a>和<a href="#p">第1页</a>。</p>', tmp_path)
    assert "见2和第1页。" in texts(extract(file))


LAYOUTS = {
    "a form around all": "<form id='f'><div class='top'>登录</div><div><h1>茶山</h1>{0}{1}{2}</div></form>",
    "sections": "<h1>茶山</h1><section>{0}</section><div class='ad'>广告</div><section>{1}</section><section>{2}</section>",
    "several articles": "<div><h1>茶山</h1><article>{0}</article><article>{1}</article><article>{2}</article></div>",
    "an article with a part of it": "<h1>茶山</h1><article>{0}</article><div class='text'>{1}{2}</div>",
    "a main with a part of it": "<main><h1>茶山</h1>{0}</main><div>{1}{2}</div>",
    "cells": "<table><tr><td><a href=1>首页</a><a href=2>新闻</a><a href=3>图片</a></td><td><h1>茶山</h1>{0}{1}{2}</td></tr></table>",
    "a footer that never ends": "<footer><h1>茶山</h1>{0}{1}{2}",
    "no body": "</head><h1>茶山</h1><main>{0}{1}{2}</main>",
    "behind the body": "<h1>茶山</h1>{0}</body></html>{1}{2}",
}  # fmt: skip


@pytest.mark.parametrize("case", LAYOUTS)
def test_no_running_text_is_left_out(case: str, tmp_path: Path) -> None:
    """However an article is split over a page, all of its paragraphs are read."""
    paragraphs = [f"<p>{number}：{SENTENCE}</p>" for number in "甲乙丙"]
    file = page(LAYOUTS[case].format(*paragraphs), tmp_path)
    found = extract(file)
    assert [text[0] for text in texts(found) if SENTENCE in text] == ["甲", "乙", "丙"]
    assert difference(file, found) == ("", "")


@pytest.mark.parametrize(
    "inner",
    [
        "<nav>导航甲</nav>", "<p hidden>藏甲</p>", "<p style='display:none'>藏甲</p>", "<select><option>甲</select>",
        "<button>甲</button>", "<textarea>甲</textarea>", "<noscript><p>甲</p></noscript>", "<iframe><p>甲</p></iframe>",
        "<svg><title>甲</title><text>乙</text></svg>", "<template><p>甲</p></template>", "<aside>甲</aside>",
        "<div class='share'>甲</div>", "<p><a href=1>甲</a> | <a href=2>乙</a></p>", "<span class='pagenum'>[Pg 2]</span>",
        "<td class='linenos'>1 2</td>", "<math><mi>x</mi><annotation>x甲</annotation></math>", "<dialog>甲</dialog>",
    ],
)  # fmt: skip
def test_what_is_not_read_is_set_aside_whole(inner: str, tmp_path: Path) -> None:
    """Every letter of what browsers hide or put around an article stands in a finding."""
    file = article(inner, tmp_path)
    found = extract(file)
    assert "甲" not in "".join(texts(found))
    assert "Pg" not in "".join(texts(found))
    assert difference(file, found) == ("", "")
    assert aside(found).strip() != "茶山"


def test_a_title_in_the_head_is_read_where_the_page_has_none(tmp_path: Path) -> None:
    """Without the site's name, which is set aside."""
    file = page(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>", tmp_path, head="<title>茶山上的人们 - 山里网</title>")
    found = extract(file)
    assert found.blocks[0].text == "茶山上的人们"
    assert "山里网" in aside(found)
    assert difference(file, found) == ("", "")


def test_words_of_furniture_in_headings_and_listings(tmp_path: Path) -> None:
    """An id made of the words of a heading names a section, and comments in code are no comments of readers."""
    file = page(
        f'<h1>IDLE</h1><p>{SENTENCE}</p><section id="editing-and-navigation"><h2>Editing and navigation</h2>'
        f'<p>{SENTENCE}</p><pre>x = 1  <span class="comment"># one</span></pre></section>'
        f'<section id="page-navigation"><h2>Further</h2><p>{SENTENCE}</p></section>',
        tmp_path,
    )
    found = extract(file)
    assert texts(found) == ["IDLE", SENTENCE, "Editing and navigation", SENTENCE, "x = 1  # one"]
    assert difference(file, found) == ("", "")


def test_a_heading_over_links_goes_with_them(tmp_path: Path) -> None:
    """相关阅读 over a list of links that is not read is no section."""
    links = "".join(f'<li><a href="{i}">另一篇文章的题目{i}</a></li>' for i in range(4))
    file = page(f"<h1>茶山</h1><p>{SENTENCE}</p><div><h3>相关阅读</h3><ul>{links}</ul></div>", tmp_path)
    assert texts(extract(file)) == ["茶山", SENTENCE]


def test_a_contents_list_on_the_page_names_the_articles(tmp_path: Path) -> None:
    """Headings that links at the top of a page lead to are titles, where nothing stands over them."""
    names = ["春", "夏", "秋"]
    links = "<br>".join(f'<a href="#c{i}">{name}</a>' for i, name in enumerate(names))
    parts = "".join(
        f'<h2><a name="c{i}"></a>{n}</h2><p>{SENTENCE}</p><h3>小节</h3><p>{n}：{SENTENCE}</p>'
        for i, n in enumerate(names)
    )
    document = read(page(f"<p>{links}</p>{parts}", tmp_path))
    assert [one.title for one in document.articles] == names


def test_headings_over_several_lines(tmp_path: Path) -> None:
    """A line break in a heading parts number and name, a blank line title and subtitle, and a signature is a byline."""
    file = page(
        f"<h2>MERLE'S WAY<br><br><small>A TALE</small><br><br>By Rosa Carey</h2><h3>CHAPTER I.<br>The Valley</h3><p>{SENTENCE}</p>",
        tmp_path,
    )
    blocks = extract(file).blocks
    assert [(b.text, b.level, b.label) for b in blocks[:-1]] == [
        ("MERLE'S WAY", 2, None), ("A TALE", None, "subtitle"), ("By Rosa Carey", None, "byline"),
        ("CHAPTER I. The Valley", 3, None),
    ]  # fmt: skip


def test_a_page_declared_in_one_encoding_and_saved_with_a_torn_byte(tmp_path: Path) -> None:
    """A few damaged bytes do not make another encoding of a page."""
    file = tmp_path / "page.html"
    data = f'<html><head><meta charset="gb2312"></head><body><h1>茶山</h1><p>{SENTENCE * 9}朱镕基</p></body></html>'.encode(
        "gb18030"
    )
    file.write_bytes(data[:200] + b"\xff" + data[200:])
    assert "朱镕基" in texts(extract(file))[-1]


def test_a_page_of_scripts_is_empty(tmp_path: Path) -> None:
    """Scripts and styles are no text, closed or not."""
    with pytest.raises(EmptySource):
        read(page("<script>var a = '<p>x</p>';</script><style>p{}</style><script>b", tmp_path, head=""))
