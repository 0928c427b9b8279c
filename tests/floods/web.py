"""Web pages, and chapters of e-books with them: nests, crowds, and what never closes."""
# ruff: noqa: E501 - templates of mark-up

from __future__ import annotations

from collections.abc import Callable

from tests.floods.text import SENTENCE

Made = Callable[[int], str]
_P = f"<p>{SENTENCE * 3}</p>"
DEEP = 1_900
"""Elements in each other; with more than 2,000 the parser gives up."""


def _page(inner: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>水管</title>{head}</head><body>{inner}</body></html>"


def _repeated(piece: str, before: str = "", after: str = "") -> Made:
    """An article with `count` times `piece`."""
    return lambda count: _page(f"<article><h1>水管</h1>{_P}{before}{piece * count}{after}{_P}</article>")


def _numbered(*pieces: str, before: str = "", after: str = "") -> Made:
    """An article with each of `pieces` `count` times, with its number for {0}."""

    def made(count: int) -> str:
        inner = "".join(piece.format(i) for piece in pieces for i in range(1, count + 1))
        return _page(f"<article><h1>水管</h1>{_P}{before}{inner}{after}{_P}</article>")

    return made


def _nested(opening: str, crowd: str, closing: str = "", deep: int = DEEP) -> Made:
    """`deep` elements around `count` times `crowd`."""
    return lambda count: _page(f"<h1>水管</h1>{_P}{opening * deep}{crowd * count}{closing * deep}")


def _stairs(opening: str, step: str, closing: str) -> Made:
    """`count` elements in each other, each with text of its own: up to what a parser takes."""
    return lambda count: _page(f"<h1>水管</h1>{_P}{(opening + step) * count}{closing * count}")


CROWD = f"<p>{SENTENCE}</p><a href=x>链</a>"
WEB: dict[str, Made] = {
    "nested sidebars": _nested("<div class=sidebar>", CROWD),
    "nested parts": _nested("<div>", CROWD),
    "nested quotations": _nested("<blockquote>", CROWD),
    "nested lists": _nested("<ul><li>", CROWD, deep=DEEP // 2),
    "nested tables": _nested("<table><tr><td>", CROWD, deep=300),
    "nested articles": _nested("<article>", CROWD),
    "nested notes": _nested("<aside epub:type=footnote id=a>", CROWD),
    "nested bold": _nested("<b>", CROWD),
    "nested links": _nested("<span><a href=#a>", CROWD, deep=DEEP // 2),
    "nested hidden": _nested("<div hidden>", CROWD),
    "nested headings": _nested("<div><h2>", CROWD, deep=DEEP // 2),
    "nested raised": _nested("<sup>", "水"),
    "nested figures": _nested("<figure>", "<figcaption>水</figcaption><img alt=水>"),
    "nested verse": _nested("<div class=poem>", "城南修水管，<br>城北看月光。<br>"),
    "nested ruby": _nested("<ruby>", "水<rt>shuǐ</rt>"),
    "nested mathematics": _nested("<math><mrow>", "<mi>x</mi><mo>+</mo>", deep=DEEP // 2),
    "stairs": _stairs("<div>", f"<p>{SENTENCE}</p>", "</div>"),
    "stairs of sidebars": _stairs("<div class=sidebar>", f"<p>{SENTENCE}</p><a href=x>链</a>", "</div>"),
    "stairs of bold": _stairs("<b>", "水", "</b>"),
    "stairs of lists": _stairs("<ul><li>", "水管", "</li></ul>"),
    "stairs of quotations": _stairs("<blockquote>", SENTENCE, "</blockquote>"),
    "stairs of tables": _stairs("<table><tr><td>", "水管", "</td></tr></table>"),
    "stairs of fractions": lambda count: _page(
        f"<h1>水管</h1>{_P}<math>{'<mfrac><mi>x</mi>' * count}<mi>y</mi>{'</mfrac>' * count}</math>"
    ),
    "paragraphs": _repeated(f"<p>{SENTENCE}</p>"),
    "the same long paragraph": _repeated(f"<p>{SENTENCE * 8}</p>"),
    "soft lines": _repeated(f"{SENTENCE}\n"),
    "breaks": _repeated(f"{SENTENCE}<br>"),
    "breaks alone": _repeated("<br>"),
    "empty paragraphs": _repeated("<p></p>"),
    "words": _repeated("<span>水</span>"),
    "bold words": _repeated("<b>水</b>管"),
    "links": _repeated("<a href=x>水管</a> "),
    "lists of links": _repeated("<li><a href=x>水管</a></li>", "<ul>", "</ul>"),
    "open links": _repeated("<a href=x>水"),
    "open paragraphs": _repeated("<p>水"),
    "open parts": _repeated("<div>水"),
    "open comments": _repeated("<!-- "),
    "open tags": _repeated("<a "),
    "open tags of one kind": _repeated("<b"),
    "open attributes": _repeated('<a b="'),
    "open scripts": _repeated("<script>"),
    "open styles": _repeated("<style>a"),
    "open titles": _repeated("<title>水"),
    "open CDATA": _repeated("<![CDATA["),
    "open declarations": _repeated("<!a "),
    "open instructions": _repeated("<?a "),
    "comments": _repeated("<!-- a -->水"),
    "scripts": _repeated("<script>a<b</script>水"),
    "less than": _repeated("<"),
    "less than and letters": _repeated("x<y "),
    "greater than": _repeated(">"),
    "closing tags": _repeated("</b>"),
    "closing tags of nothing": _repeated("</q1></q2>"),
    "entities": _repeated("&amp;"),
    "entities of figures": _repeated("&#x6c34;"),
    "entities of nothing": _repeated("&水管;"),
    "ampersands": _repeated("&"),
    "quotation marks": _repeated('"'),
    "attributes": lambda count: _page(
        f"<h1>水管</h1><p {' '.join(f'a{i}=1' for i in range(count))}>{SENTENCE}</p>{_P}"
    ),
    "the same attribute": lambda count: _page(f"<h1>水管</h1><p {'a=1 ' * count}>{SENTENCE}</p>{_P}"),
    "attributes without a value": lambda count: _page(f"<h1>水管</h1><p {'a ' * count}>{SENTENCE}</p>{_P}"),
    "equal signs": lambda count: _page(f"<h1>水管</h1><p {'=' * count}>{SENTENCE}</p>{_P}"),
    "quotation marks in a tag": lambda count: _page("<h1>水管</h1><p a=" + '"' * count + f">{SENTENCE}</p>{_P}"),
    "a long attribute": lambda count: _page(f"<h1>水管</h1><p title='{'水' * count}'>{SENTENCE}</p>{_P}"),
    "a long name": lambda count: _page(f"<h1>水管</h1><p{'a' * count}>{SENTENCE}</p>{_P}"),
    "class names": lambda count: _page(f"<h1>水管</h1><p class='{'a ' * count}'>{SENTENCE}</p>{_P}"),
    "spaces in a tag": lambda count: _page(f"<h1>水管</h1><p{' ' * count}>{SENTENCE}</p>{_P}"),
    "spaces": _repeated(" "),
    "spaces and line ends": _repeated(" \n"),
    "hard spaces": _repeated("&nbsp;"),
    "entity declarations": lambda count: (
        "<!DOCTYPE html [" + '<!ENTITY a "水">' * count + f"]><html><body><h1>水管</h1>{_P}{'&a;' * count}</body></html>"
    ),
    "open document type": lambda count: f"<!DOCTYPE html [{'<!ENTITY ' * count}<html><h1>水管</h1>{_P}</html>",
    "comments in front": lambda count: f"{'<!-- a -->' * count}<html><h1>水管</h1>{_P}</html>",
    "open comments in front": lambda count: f"{'<!-- a ' * count}<html><h1>水管</h1>{_P}</html>",
    "entities of entities": lambda count: (
        '<?xml version="1.0"?><!DOCTYPE html ['
        + "".join(f'<!ENTITY a{i + 1} "' + f"&a{i};" * 10 + '">' for i in range(count))
        + f'<!ENTITY a0 "水">]><html xmlns="http://www.w3.org/1999/xhtml"><body>{_P}<p>&a{count};</p></body></html>'
    ),
    "headings": _repeated(f"<h2>水管</h2><p>{SENTENCE}</p>"),
    "headings alone": _repeated("<h2>水管</h2>"),
    "titles": _repeated(f"<h1>水管</h1><p>张三</p><p>{SENTENCE}</p>"),
    "articles": lambda count: _page(f"<article><h2>水管</h2><p>{SENTENCE * 3}</p></article>" * count),
    "meta": lambda count: _page(f"<h1>水管</h1>{_P}", "<meta name=a content=b>" * count),
    "rows": _repeated("<tr><td>城</td><td>管</td></tr>", "<table>", "</table>"),
    "columns": _repeated("<td>城</td>", "<table><tr>", "</tr></table>"),
    "square": lambda count: _page(
        f"<h1>水管</h1>{_P}<table>{('<tr>' + '<td>城' * int(count**0.5)) * int(count**0.5)}</table>{_P}"
    ),
    "heads of columns": lambda count: _page(
        f"<h1>水管</h1>{_P}<table><tr>{'<th>城' * int(count**0.5)}</tr>"
        f"{('<tr>' + '<td>城' * int(count**0.5)) * int(count**0.5)}</table>{_P}"
    ),
    "cells over many columns": _repeated("<tr><td colspan=200000000>城</td></tr>", "<table>", "</table>"),
    "cells over many rows": _repeated("<tr><td rowspan=200000000>城</td></tr>", "<table>", "</table>"),
    "cells over many of both": _repeated(
        "<tr><td rowspan=65534 colspan=1000>城</td><td>管</td></tr>", "<table>", "</table>"
    ),
    "one row of tall cells": _repeated("<td rowspan=65534>城</td>", "<table><tr>", "</tr></table>"),
    "tables": _repeated("<table><tr><td>城</td><td>管</td></tr></table>"),
    "list": _repeated("<li>水管</li>", "<ol>", "</ol>"),
    "list from a large number": _repeated("<li>水管</li>", "<ol start=2000000000 type=i>", "</ol>"),
    "list with values": _repeated("<li value=1999999999>水管</li>", "<ol type=a>", "</ol>"),
    "lists": _repeated("<ol><li>水管</li></ol>"),
    "definitions": _repeated("<dt>水<dd>管", "<dl>", "</dl>"),
    "notes": _numbered(
        "<p>水管<sup><a id=r{0} href=#n{0}>{0}</a></sup></p>", "<p id=n{0}><a href=#r{0}>[{0}]</a> 见《水管年鉴》。</p>"
    ),
    "notes one paragraph": _numbered(
        "水管<sup><a id=r{0} href=#n{0}>{0}</a></sup>", "<p id=n{0}><a href=#r{0}>[{0}]</a> 见年鉴。</p>"
    ),
    "notes as asides": _numbered(
        '<p>水管<a epub:type="noteref" href="#n{0}">{0}</a></p>',
        '<aside epub:type="footnote" id="n{0}">见《水管年鉴》。</aside>',
    ),
    "notes in a list": _numbered(
        "<p>水管<a href=#n{0} role=doc-noteref>{0}</a></p>", "<li id=n{0}>见《水管年鉴》。</li>"
    ),
    "one note": _numbered("<p>水管<sup><a href=#n>1</a></sup></p>", after="<p id=n>1 见《水管年鉴》。</p>"),
    "notes of notes": _numbered("<p id=n{0}>水管<sup><a href=#n{0}>{0}</a></sup></p>"),
    "raised": _repeated("x<sup>2</sup>"),
    "raised in one line": _repeated("<sup>2</sup>"),
    "lowered": _repeated("x<sub>2</sub>"),
    "ruby": _repeated("<ruby>水<rt>shuǐ</rt></ruby>"),
    "one ruby": _repeated("水<rt>shuǐ</rt>", "<ruby>", "</ruby>"),
    "pictures": _repeated("<img alt=水管>"),
    "pictures of letters": _repeated("<img alt=A>bc"),
    "pictures of letters alone": _repeated("<img alt=A>"),
    "pictures of formulas": _repeated("<img class=tex alt='x^2'>"),
    "captions": _repeated("<figure><img alt=a><figcaption>图1 水管</figcaption></figure>"),
    "hidden": _repeated("<p hidden>水</p>"),
    "sidebars": _repeated("<aside><p>水</p></aside>"),
    "menus": _repeated("<nav><a href=x>水</a></nav>"),
    "code": _repeated("<pre>a = 1</pre>"),
    "one code": _repeated("a = 1\n", "<pre>", "</pre>"),
    "inline code": _repeated("<code>a</code>水"),
    "mathematics": _repeated("<math><mi>x</mi></math>"),
    "long formula": _repeated("<mi>x</mi><mo>+</mo>", "<math><mrow>", "</mrow></math>"),
    "formulas in TeX": _repeated("\\(x^2\\)水"),
    "open formulas": _repeated("\\("),
    "dollars": _repeated("$$"),
    "poem": _repeated("城南修水管，<br>城北看月光。<br>", "<div class=poem><p>", "</p></div>"),
    "text areas": _repeated("<textarea>水"),
    "options": _repeated("<option>水"),
    "anchors": _numbered("<a id=a{0}></a><a name=a{0}></a>水"),
    "frames": _repeated("<iframe>水</iframe>"),
    "inserted and deleted": _repeated("<ins>水</ins><del>管</del>"),
    "forms": _repeated("<form>水"),
    "unknown elements": _repeated("<x-水管>水</x-水管>"),
    "namespaces": _repeated("<a:b>水</a:b>"),
}  # fmt: skip
