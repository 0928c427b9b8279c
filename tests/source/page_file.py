"""Web pages and e-books of a few lines, for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SENTENCE = "这一段是正文，讲的是山里的茶园和采茶的人，清晨的雾还没有散，他们已经走在路上了。"
"""Running text, long enough to be taken for some."""
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def page(inner: str, folder: Path, *, head: str = "<title>茶山</title>", name: str = "page.html") -> Path:
    """A web page whose body holds `inner`."""
    file = folder / name
    file.write_text(
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">{head}</head><body>{inner}</body></html>'
    )
    return file


def article(inner: str, folder: Path) -> Path:
    """A page with one article under a heading, so that nothing of it is taken for furniture."""
    return page(f"<article><h1>茶山</h1>{inner}<p>{SENTENCE}</p></article>", folder)


def point(href: str, title: str, below: str = "") -> str:
    """An entry of a navigation document."""
    return f'<li><a href="{href}">{title}</a>{f"<ol>{below}</ol>" if below else ""}</li>'


def book(
    folder: Path,
    documents: Mapping[str, str],
    *,
    contents: str = "",
    title: str = "测试书",
    beside: Sequence[str] = (),
    guide: Mapping[str, str] | None = None,
) -> Path:
    """An e-book: name -> what stands in the body of NAME.xhtml, or a whole document; those in `beside` are listed with
    linear="no"."""
    file = folder / "book.epub"
    items = "".join(f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in documents)
    spine = "".join(f'<itemref idref="{n}" linear="{"no" if n in beside else "yes"}"/>' for n in documents)
    guided = "".join(f'<reference type="{kind}" href="{n}.xhtml"/>' for n, kind in (guide or {}).items())
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title></metadata><manifest>{items}"
            '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>'
            f"<spine>{spine}</spine><guide>{guided}</guide></package>",
        )
        archive.writestr("OEBPS/nav.xhtml", document(f'<nav epub:type="toc"><ol>{contents}</ol></nav>'))
        for name, body in documents.items():
            archive.writestr(f"OEBPS/{name}.xhtml", body if body.startswith("<?xml") else document(body))
    return file


def document(body: str) -> str:
    """A document of an e-book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{body}</body></html>'
    )
