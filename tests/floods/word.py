"""Word files: crowds and nests of everything that stands in a paragraph, a table, a list of styles."""
# ruff: noqa: E501 - templates of mark-up

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.floods.text import SENTENCE
from tests.source import word_file as w

Made = Callable[[Path, int], object]
_WIDE = "<w:gridSpan w:val='200000000'/>"
_FREE = "<w:trPr><w:gridBefore w:val='200000000'/></w:trPr>"
DEEP = 200
"""Elements in each other; XML parsers give up at 256."""
_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def _body(inner: Callable[[int], str]) -> Made:
    return lambda path, count: w.write(path, w.p("水管", '<w:pStyle w:val="Title"/>') + w.p(SENTENCE) + inner(count))


def _styled(style: Callable[[int, int], str]) -> Made:
    """Paragraphs of `count` styles, each as `style` of its number (and the count) makes it."""

    def made(path: Path, count: int) -> None:
        styles = "".join(style(i, count) for i in range(count))
        body = "".join(w.p(f"第{i}段说，{SENTENCE}", f'<w:pStyle w:val="s{i}"/>') for i in range(count))
        w.write(path, body, styles=styles)

    return made


def _style(name: int, base: int, kind: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="s{name}"><w:name w:val="s{name}"/><w:basedOn w:val="s{base}"/></w:style>'
    )


def _character_styles(path: Path, count: int) -> None:
    styles = "".join(_style(i, (i + 1) % count, "character") for i in range(count))
    runs = "".join(w.r("水管", f'<w:rStyle w:val="s{i}"/>') for i in range(count))
    w.write(path, w.p(SENTENCE) + w.p(runs), styles=styles)


def _notes(kind: str) -> Made:
    def made(path: Path, count: int) -> None:
        mark = f'<w:r><w:{kind}Reference w:id="{{}}"/></w:r>'
        body = "".join(w.p(w.r("水管的工程") + mark.format(i)) for i in range(1, count + 1))
        w.write(path, body, **{f"{kind}s": w.notes(kind, *["见《水管年鉴》。"] * count)})

    return made


def _lists(path: Path, count: int) -> None:
    form = w.levels(("decimal", "%1."), ("lowerLetter", "%2)"))
    body = "".join(w.p("水管", w.listed(i)) for i in range(1, count + 1))
    w.write(path, w.p(SENTENCE) + body, numbering=w.lists(*[form] * count))


def _list(path: Path, count: int) -> None:
    form = w.levels(("upperRoman", "%1."))
    w.write(path, w.p(SENTENCE) + w.p("水管", w.listed(1)) * count, numbering=w.lists(form))


def _comments(path: Path, count: int) -> None:
    w.write(
        path, w.p(SENTENCE), comments="".join(f'<w:comment w:id="{i}">{w.p("水")}</w:comment>' for i in range(count))
    )


def _cells(properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{w.p('城')}</w:tc>"


def _nested(opening: str, inner: str, closing: str) -> Made:
    return _body(
        lambda count: opening * (DEEP // opening.count("<")) + inner * count + closing * (DEEP // opening.count("<"))
    )


def _powers(count: int) -> str:
    base = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup>"
    return w.p(w.math(f"{base * 50}{w.mr('y')}{'</m:sup></m:sSup>' * 50}") * count)


WORD: dict[str, Made] = {
    "paragraphs": _body(lambda count: w.p(SENTENCE) * count),
    "different paragraphs": _body(lambda count: "".join(w.p(f"第{i}段说，{SENTENCE}") for i in range(count))),
    "empty paragraphs": _body(lambda count: w.p(" ") * count),
    "runs": _body(lambda count: w.p(w.r("水管") * count)),
    "raised runs": _body(lambda count: w.p((w.r("水") + w.sup("2")) * count)),
    "lowered runs": _body(lambda count: w.p((w.r("H") + w.sub("2")) * count)),
    "bold runs": _body(lambda count: w.p((w.r("水", "<w:b/>") + w.r("管")) * count)),
    "tabs": _body(lambda count: w.p("<w:r>" + "<w:tab/>" * count + "</w:r>")),
    "breaks": _body(lambda count: w.p("<w:r>" + (w.t(SENTENCE) + "<w:br/>") * count + "</w:r>")),
    "page breaks": _body(lambda count: w.p('<w:r><w:br w:type="page"/></w:r>' + w.r("水")) * count),
    "long text": _body(lambda count: w.p(SENTENCE * count)),
    "headings": _body(lambda count: (w.p("水管", '<w:outlineLvl w:val="1"/>') + w.p(SENTENCE)) * count),
    "titles": _body(lambda count: (w.p("水管", '<w:outlineLvl w:val="0"/>') + w.p(SENTENCE)) * count),
    "centred": _body(lambda count: (w.p("水管", '<w:jc w:val="center"/>') + w.p(SENTENCE)) * count),
    "chain of styles": _styled(lambda i, count: _style(i, (i + 1) % count)),
    "styles in pairs": _styled(lambda i, count: _style(i, i ^ 1)),
    "character styles": _character_styles,
    "tables": _body(lambda count: w.table(["城", "管"], ["南", "三"]) * count),
    "rows": _body(lambda count: w.table(*[["城", "管"]] * count)),
    "columns": _body(lambda count: w.table(["城"] * count)),
    "wide cells": _body(lambda count: f"<w:tbl><w:tr>{_cells(_WIDE) * 2}</w:tr></w:tbl>" * count),
    "wide cells in a row": _body(lambda count: f"<w:tbl><w:tr>{_cells(_WIDE) * count}</w:tr></w:tbl>"),
    "free columns": _body(lambda count: f"<w:tbl><w:tr>{_FREE}{_cells('') * 2}</w:tr></w:tbl>" * count),
    "cells over rows": _body(lambda count: f"<w:tbl>{('<w:tr>' + _cells('<w:vMerge/>') * 2 + '</w:tr>') * count}</w:tbl>"),
    "cells of paragraphs": _body(lambda count: w.table([w.p("水管") * count, "城"])),
    "nested tables": _nested("<w:tbl><w:tr><w:tc>", w.p("水"), "<w:p/></w:tc></w:tr></w:tbl>"),
    "nested controls": _nested("<w:sdt><w:sdtContent>", w.p("水"), "</w:sdtContent></w:sdt>"),
    "nested insertions": _body(lambda count: w.p("<w:ins>" * DEEP + w.r("水") * count + "</w:ins>" * DEEP)),
    "text boxes": _body(lambda count: w.p(w.box(w.p("水管")) * count)),
    "text boxes one by one": _body(lambda count: w.p(w.r("水") + w.box(w.p("水管"))) * count),
    "nested text boxes": _body(lambda count: w.p(_boxes(8)) * (count // 256)),
    "fields": _body(lambda count: w.p(w.field("PAGE", w.r("1")) * count)),
    "fields that do not end": _body(lambda count: w.p(_MARK.format("begin") * count + w.r("水"))),
    "fields in fields": _body(lambda count: w.p(_MARK.format("begin") * count + w.r("水") + _MARK.format("end") * count)),
    "results in results": _body(
        lambda count: w.p((_MARK.format("begin") + _MARK.format("separate")) * count + w.r("水") + _MARK.format("end") * count)
    ),
    "fields over paragraphs": _body(
        lambda count: w.p(_MARK.format("begin") + _MARK.format("separate")) + w.p("水") * count + w.p(_MARK.format("end"))
    ),
    "ends of fields": _body(lambda count: w.p(_MARK.format("end") * count + w.r("水"))),
    "code of fields": _body(lambda count: w.p(_MARK.format("begin") + "<w:r><w:instrText>TOC </w:instrText></w:r>" * count)),
    "contents": _body(
        lambda count: w.p(_MARK.format("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + _MARK.format("separate"))
        + w.p("水管…………1") * count + w.p(_MARK.format("end"))
    ),
    "footnotes": _notes("footnote"),
    "endnotes": _notes("endnote"),
    "comments": _comments,
    "lists": _lists,
    "list": _list,
    "formulas": _body(lambda count: w.p(w.math(w.mr("x")) * count)),
    "long formula": _body(lambda count: w.p(w.math(w.mr("x") * count))),
    "powers of powers": _body(_powers),
    "bookmarks": _body(lambda count: "".join(w.p(f'<w:bookmarkStart w:id="{i}" w:name="a{i}"/>' + w.r("水")) for i in range(count))),
    "properties": _body(lambda count: w.p(w.r("水", "<w:b/>" * count))),
    "figures": _body(lambda count: (w.p("图1 水管") + w.p(SENTENCE)) * count),
    "one line of names": _body(lambda count: w.p("张三 李四 " * count)),
}  # fmt: skip


def _boxes(deep: int) -> str:
    """Each box stands twice, as Word writes it, so that the text grows by doubling; a file so deep has 256 of it."""
    return w.box(w.p(w.r("水") + (_boxes(deep - 1) if deep > 1 else "")))
