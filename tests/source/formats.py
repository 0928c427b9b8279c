# ruff: noqa: E501 - templates of markup
"""The same articles as Markdown, HTML, Word, EPUB and PDF files, made with the libraries people use."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.source.pieces import Piece


def signed(piece: Piece) -> str:
    """Its authors in one line."""
    return (", " if piece.title.isascii() else " ").join(piece.authors)


def markdown(pieces: Sequence[Piece], *, book: str | None = None) -> str:
    """`book` as #, articles as ##; without it articles are #."""
    lines = [f"# {book}", ""] if book else []
    top = "##" if book else "#"
    for piece in pieces:
        lines += [f"{top} {piece.title}", ""]
        if piece.subtitle:
            lines += [f"——{piece.subtitle}", ""]
        lines += [f"**{signed(piece)}**", ""]
        for kind, text in piece.parts:
            lines += [f"{top}# {text}" if kind == "heading" else text, ""]
        lines += [f"*（作者系{piece.post}）*", ""]
    return "\n".join(lines)


def web_page(piece: Piece, *, layout: str) -> str:
    """A page as news sites have them: "article" (HTML 5), "divs" (title outside the text), "table", "breaks"."""
    body = [(kind, html.escape(text)) for kind, text in piece.parts]
    names = html.escape(signed(piece))
    subtitle = f"<p>——{html.escape(piece.subtitle)}</p>" if piece.subtitle else ""
    if layout == "breaks":
        inner = "<br><br>\n".join(f"　　<strong>{t}</strong>" if k == "heading" else f"　　{t}" for k, t in body)
        inner = f"<p>{inner}</p>"
    else:
        tag = {"article": "h2", "divs": "strong", "table": "b"}[layout]
        shown = {"h2": "<h2>{}</h2>", "strong": "<p><strong>{}</strong></p>", "b": "<p align=center><b>{}</b></p>"}[tag]
        inner = "\n".join(shown.format(t) if k == "heading" else f"<p>{t}</p>" for k, t in body)
    menu = "".join(f'<li><a href="/{i}">频道{i}</a></li>' for i in range(8))
    related = "".join(f'<li><a href="/r{i}">相关新闻：某地举行第{i}届活动</a></li>' for i in range(6))
    head = f"<title>{html.escape(piece.title)}--理论--江城网</title><script>var a='<p>广告</p>';</script>"
    title = f"<h1>{html.escape(piece.title)}</h1>{subtitle}"
    if layout == "article":
        main = f"<article><header>{title}<p class='byline'>{names}</p></header>{inner}</article>"
        around = f"<nav><ul>{menu}</ul></nav><main>{main}<aside>热门排行 一 二 三</aside></main><footer>版权所有 江城网</footer>"
    elif layout == "table":
        around = f"<table><tr><td><ul>{menu}</ul></td></tr><tr><td>{title}<p>{names}</p>{inner}</td><td><ul>{related}</ul></td></tr></table>"
    else:
        around = (
            f"<div class='nav'><ul>{menu}</ul></div><div class='wrap'>{title}<div class='info'>作者：{names}</div>"
            f"<div id='content'>{inner}</div><div class='related'><h3>相关阅读</h3><ul>{related}</ul></div></div>"
            "<div class='footer'>关于我们 | 联系我们</div>"
        )
    return f"<!DOCTYPE html><html lang='zh'><head><meta charset='utf-8'>{head}</head><body>{around}</body></html>"


def word(pieces: Sequence[Piece], path: Path, *, look: str) -> None:
    """A Word file: look is "styles", "bold" (bold and large), "centred"."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = docx.Document()

    def line(text: str, size: float, *, bold: bool = False, centred: bool = False) -> None:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.bold = bold or None
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    for piece in pieces:
        if look == "styles":
            document.add_heading(piece.title, 1)
        else:
            line(piece.title, 18 if look == "bold" else 16, bold=look == "bold", centred=look == "centred")
        if piece.subtitle:
            line(f"——{piece.subtitle}", 14, centred=True)
        line(signed(piece), 12, centred=True)
        for kind, text in piece.parts:
            if kind == "body":
                line(text, 12)
            elif look == "styles":
                document.add_heading(text, 2)
            else:
                line(text, 12, bold=True)
        line(f"（作者系{piece.post}）", 12)
    document.save(str(path))


CONTAINER = """<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def epub(pieces: Sequence[Piece], path: Path, *, version: int, heading: str = "h1") -> None:
    """An e-book, one file a chapter; `heading` "" leaves the titles to the navigation."""
    pages = {}
    for number, piece in enumerate(pieces, 1):
        lower = {"h1": "h2", "h2": "h3", "": "h2"}[heading]
        title = f"<{heading}>{html.escape(piece.title)}</{heading}>" if heading else ""
        parts = "".join(
            f"<{lower}>{html.escape(t)}</{lower}>" if k == "heading" else f"<p>{html.escape(t)}</p>"
            for k, t in piece.parts
        )
        subtitle = f"<p>——{html.escape(piece.subtitle)}</p>" if piece.subtitle else ""
        pages[f"c{number}.xhtml"] = (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
            f"<body>{title}{subtitle}<p>{html.escape(signed(piece))}</p>{parts}</body></html>"
        )
    points = [(name, piece.title) for name, piece in zip(pages, pieces, strict=True)]
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        extra, nav_ref = "", ""
        if version == 3:
            items = "".join(f'<li><a href="{name}">{html.escape(title)}</a></li>' for name, title in points)
            book.writestr(
                "OEBPS/nav.xhtml",
                '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
                f'<nav epub:type="toc"><h1>目录</h1><ol>{items}</ol></nav></body></html>',
            )
            extra = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            nav_ref = '<itemref idref="nav"/>'
        else:
            maps = "".join(
                f'<navPoint id="n{i}"><navLabel><text>{html.escape(title)}</text></navLabel><content src="{name}"/></navPoint>'
                for i, (name, title) in enumerate(points)
            )
            book.writestr(
                "OEBPS/toc.ncx", f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{maps}</navMap></ncx>'
            )
            extra = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        manifest = "".join(
            f'<item id="i{i}" href="{name}" media-type="application/xhtml+xml"/>' for i, name in enumerate(pages)
        )
        spine = nav_ref + "".join(f'<itemref idref="i{i}"/>' for i in range(len(pages)))
        book.writestr(
            "OEBPS/content.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf" version="{version}.0">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>南江文集</dc:title><dc:language>zh</dc:language>'
            "<dc:publisher>南江出版社</dc:publisher><dc:date>2023-05-01</dc:date></metadata>"
            f"<manifest>{extra}{manifest}</manifest><spine>{spine}</spine></package>",
        )
        for name, page in pages.items():
            book.writestr(f"OEBPS/{name}", page)


def pdf(pieces: Sequence[Piece], path: Path, *, columns: int, running_head: str | None = "求真学习参考") -> None:
    """A PDF set in one or two columns, with running heads and page numbers; titles span the columns."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    from tests.source.press import wrap
    from tests.source.typeset import know_chinese

    know_chinese()
    width, height = A4
    canvas = Canvas(str(path), pagesize=A4)
    margin, gap, size, leading = 60.0, 24.0, 10.5, 17.0
    column_width = (width - 2 * margin - gap * (columns - 1)) / columns
    measure = int(column_width / size)
    state = {"page": 0, "column": 0, "y": 0.0, "top": height - 80}

    def page() -> None:
        if state["page"]:
            canvas.showPage()
        state.update(page=state["page"] + 1, column=0, top=height - 80, y=height - 80)
        canvas.setFont("STSong-Light", 9)
        if running_head:
            canvas.drawCentredString(width / 2, height - 45, running_head)
        canvas.drawCentredString(width / 2, 35, f"— {int(state['page'])} —")

    def room(need: float) -> None:
        if state["y"] - need < 70:
            if state["column"] + 1 < columns:
                state.update(column=state["column"] + 1, y=state["top"])
            else:
                page()

    def put(text: str, font: float, *, centre: bool = False) -> None:
        room(font * 1.7)
        left = margin + state["column"] * (column_width + gap)
        canvas.setFont("STSong-Light", font)
        if centre:
            canvas.drawCentredString(left + column_width / 2, state["y"], text)
        else:
            canvas.drawString(left + (len(text) - len(text.lstrip("　"))) * font, state["y"], text.lstrip("　"))
        state["y"] -= leading if font == size else font * 1.9

    def across(text: str, font: float) -> None:
        canvas.setFont("STSong-Light", font)
        canvas.drawCentredString(width / 2, state["y"], text)
        state["y"] -= font * 2

    for piece in pieces:
        page()
        across(piece.title, 20)
        if piece.subtitle:
            across(f"——{piece.subtitle}", 14)
        across(signed(piece), 12)
        state["top"] = state["y"]
        for kind, text in piece.parts:
            if kind == "heading":
                put(text, 13, centre=columns == 1)
            else:
                for row in wrap(text, measure, "　　"):
                    put(row, size)
        put(f"（作者系{piece.post}）", size)
    canvas.save()
