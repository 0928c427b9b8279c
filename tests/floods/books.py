"""E-books, PDFs and pictures that ask too much."""
# ruff: noqa: E501 - templates of mark-up

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.floods.text import SENTENCE
from tests.floods.web import WEB
from tests.source import page_file

Made = Callable[[Path, int], object]
_P = f"<p>{SENTENCE * 3}</p>"
_CHAPTER = f"<h1>水管</h1>{_P}"


def _book(path: Path, documents: dict[str, str], contents: str = "", **extra: str) -> None:
    """A book at `path`; `extra`: text put behind the part of the package called so."""
    page_file.book(path.parent, documents, contents=contents).rename(path)
    if not extra:
        return
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    package = parts["OEBPS/book.opf"].decode()
    for where, text in extra.items():
        package = package.replace(f"</{where}>", f"{text}</{where}>")
    with zipfile.ZipFile(path, "w") as after:
        for name, data in parts.items():
            after.writestr(name, package if name == "OEBPS/book.opf" else data)


def _chapters(path: Path, count: int) -> None:
    documents = {f"c{i}": f"<h1>第{i}章 水管</h1>{_P}" for i in range(count)}
    _book(path, documents, "".join(page_file.point(f"c{i}.xhtml", f"第{i}章 水管") for i in range(count)))


def _points(path: Path, count: int) -> None:
    body = "".join(f"<p id='a{i}'>第{i}节</p><p>{SENTENCE}</p>" for i in range(count))
    points = "".join(page_file.point(f"c.xhtml#a{i}", f"第{i}节") for i in range(count))
    _book(path, {"c": _CHAPTER + body}, points)


def _points_to_one(path: Path, count: int) -> None:
    _book(path, {"c": f"{_CHAPTER}<p id='a'>水</p>{_P}"}, page_file.point("c.xhtml#a", "水管") * count)


def _points_to_nothing(path: Path, count: int) -> None:
    points = "".join(page_file.point(f"x{i}.xhtml#a", "水管") for i in range(count))
    _book(path, {f"c{i}": _CHAPTER for i in range(count)}, points)


def _nested_points(path: Path, count: int) -> None:
    points = ""
    for _ in range(100):
        points = page_file.point("c.xhtml", "水管", points)
    _book(path, {"c": _CHAPTER + _P * count}, points)


def _spine(path: Path, count: int) -> None:
    _book(path, {"c": _CHAPTER}, spine='<itemref idref="c"/>' * count)


def _manifest(path: Path, count: int) -> None:
    items = "".join(f'<item id="i{i}" href="i{i}.xhtml" media-type="application/xhtml+xml"/>' for i in range(count))
    _book(path, {"c": _CHAPTER}, manifest=items, spine="".join(f'<itemref idref="i{i}"/>' for i in range(count)))


def _metadata(path: Path, count: int) -> None:
    _book(path, {"c": _CHAPTER}, metadata="<dc:creator>张三</dc:creator><dc:subject>水</dc:subject>" * count)


def _notes(path: Path, count: int) -> None:
    marks = "".join(f'<p>水管<a epub:type="noteref" href="n.xhtml#n{i}">{i}</a></p>' for i in range(count))
    notes = "".join(f'<aside epub:type="footnote" id="n{i}"><p>见年鉴。</p></aside>' for i in range(count))
    _book(path, {"c": _CHAPTER + marks, "n": notes})


def _notes_by_chapter(path: Path, count: int) -> None:
    documents = {
        f"c{i}": f'<h1>第{i}章</h1>{_P}<p>水<a epub:type="noteref" href="n.xhtml#n{i}">1</a></p>' for i in range(count)
    }
    documents["n"] = "".join(f'<aside epub:type="footnote" id="n{i}"><p>见年鉴。</p></aside>' for i in range(count))
    _book(path, documents)


def _bomb(path: Path, count: int) -> None:
    _book(path, {"c": _CHAPTER})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OEBPS/bomb.xhtml", b"a" * (count * 1000))


def _members(path: Path, count: int) -> None:
    _book(path, {"c": _CHAPTER})
    with zipfile.ZipFile(path, "a") as archive:
        for i in range(count):
            archive.writestr(f"a/{i}", b"")


def _of_page(name: str) -> Made:
    """A chapter with what the web page of this name has in its body."""

    def made(path: Path, count: int) -> None:
        body = WEB[name](count).partition("<body>")[2].rpartition("</body>")[0]
        _book(path, {"c": body})

    return made


BOOKS: dict[str, Made] = {
    "chapters": _chapters,
    "points": _points,
    "points to one place": _points_to_one,
    "points to nothing": _points_to_nothing,
    "nested points": _nested_points,
    "one chapter again and again": _spine,
    "missing chapters": _manifest,
    "metadata": _metadata,
    "notes": _notes,
    "notes by chapter": _notes_by_chapter,
    "bomb": _bomb,
    "members": _members,
    **{f"page: {name}": _of_page(name) for name in ("nested parts", "stairs", "notes", "ruby", "paragraphs", "rows")},
}  # fmt: skip


def _pdf(content: Callable[[int], str], *, box: str = "0 0 595 842", pages: int = 1) -> Made:
    """A PDF whose pages, all alike, have this content stream; text is in the font F1."""
    return lambda path, count: path.write_bytes(_bytes(content(count), box, pages))


def _bytes(content: str, box: str, pages: int, extra: str = "") -> bytes:
    kids = " ".join(f"{4 + i} 0 R" for i in range(pages))
    stream = content.encode("latin-1")
    last = 4 + pages
    resources = f"/Resources << /Font << /F1 3 0 R >> {extra.format(last)} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {resources} /Contents {last} 0 R >>".encode()
            for _ in range(pages)
        ),
        f"<< /Type /XObject /Subtype /Form /BBox [{box}] {resources} /Length {len(stream)} >>\nstream\n".encode()
        + stream
        + b"\nendstream",
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.5\n")
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + one + b"\nendobj\n")
    begin = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{place:010} 00000 n \n".encode() for place in places))
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF".encode())
    return out.getvalue()


_LINE = "The pipes of the town are mended"


def _text(show: Callable[[int], str]) -> Callable[[int], str]:
    return lambda count: f"BT /F1 10 Tf {''.join(show(i) for i in range(count))} ET"


def _pages(path: Path, count: int) -> None:
    path.write_bytes(_bytes(f"BT /F1 10 Tf 50 700 Td ({_LINE}) Tj ET", "0 0 595 842", count))


PDF: dict[str, Made] = {
    "pages": _pages,
    "lines": _pdf(_text(lambda i: f"1 0 0 1 50 {800 - i % 700} Tm ({_LINE}) Tj ")),
    "lines in one place": _pdf(_text(lambda i: f"1 0 0 1 50 700 Tm ({_LINE}) Tj ")),
    "lines on a tall page": _pdf(_text(lambda i: f"1 0 0 1 50 {i * 12} Tm ({_LINE}) Tj "), box="0 0 595 14400"),
    "words": _pdf(_text(lambda i: f"1 0 0 1 {i * 7 % 500} {800 - i * 7 // 500 * 3} Tm (pipe) Tj ")),
    "one line": _pdf(_text(lambda i: f"({_LINE} ) Tj ")),
    "columns": _pdf(_text(lambda i: f"1 0 0 1 {i % 40 * 60} {800 - i // 40 % 70 * 11} Tm (pipe {i}) Tj ")),
    "turned": _pdf(_text(lambda i: f"0 1 -1 0 {i % 500} 50 Tm (pipe) Tj ")),
    "aslant": _pdf(_text(lambda i: f"0.7 0.7 -0.7 0.7 {i % 500} 50 Tm (pipe) Tj ")),
    "outside": _pdf(_text(lambda i: f"1 0 0 1 5000 {i} Tm (pipe) Tj ")),
    "sizes": _pdf(_text(lambda i: f"/F1 {1 + i % 97 / 10} Tf 1 0 0 1 50 {800 - i % 700} Tm (pipe {i}) Tj ")),
    "raised figures": _pdf(_text(lambda i: "/F1 10 Tf (x) Tj 4 Ts /F1 6 Tf (2) Tj 0 Ts ")),
    "numbers of notes": _pdf(_text(lambda i: f"1 0 0 1 50 {800 - i % 700} Tm ([{i}] See the book.) Tj ")),
    "rules": _pdf(lambda count: "0 0 m 500 500 l S " * count + f"BT /F1 10 Tf 50 700 Td ({_LINE}) Tj ET"),
    "saved states": _pdf(lambda count: "q " * count + f"BT /F1 10 Tf 50 700 Td ({_LINE}) Tj ET"),
    "huge page": lambda path, count: path.write_bytes(_bytes(f"BT /F1 10 Tf 50 700 Td ({_LINE}) Tj ET", f"0 0 {count} {count}", 1)),
}  # fmt: skip


def endless(path: Path) -> None:
    """A PDF whose page draws a form that draws itself twice, and so on: what reads PDFs goes down forty times."""
    line = f"BT /F1 10 Tf 50 700 Td ({_LINE}) Tj ET "
    path.write_bytes(_bytes(line + "/X Do " * 2, "0 0 595 842", 1, "/XObject << /X {0} 0 R >>"))
