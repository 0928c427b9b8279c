"""The text that a feed has of an entry, as a page that readers of pages take like any other."""

from __future__ import annotations

import hashlib
import html
from pathlib import Path

from audiobook.errors import CacheError
from audiobook.system import files
from audiobook.web import keeping
from audiobook.web.feeds import Entry
from audiobook.web.keeping import File, Kept


def keep(entry: Entry, language: str, cache: Path) -> Kept:
    """`entry` kept as a page in the cache. Raises `CacheError`."""
    data = page(entry, language)
    folder = cache / "web" / hashlib.sha256(entry.id.encode("utf-8", "replace")).hexdigest()[:24] / "entry"
    name = "entry.html"
    files.write(folder / name, data, error=CacheError)
    kept = Kept(folder, entry.link or entry.id, (File(name, entry.link, sha256=hashlib.sha256(data).hexdigest()),))
    keeping.write(kept)
    return kept


def page(entry: Entry, language: str) -> bytes:
    """The bytes of it, in UTF-8.

    >>> print(page(Entry("1", "桥", content="<p>灯</p>"), "zh").decode())
    <!doctype html><html lang="zh"><head><meta charset="utf-8"><title>桥</title></head><body><article><h1>桥</h1>
    <p>灯</p>
    </article></body></html>
    <BLANKLINE>
    """
    title = html.escape(entry.title, quote=False)
    by = "".join(f'<meta name="author" content="{html.escape(name)}">' for name in entry.authors[:1])
    of = f' lang="{html.escape(language)}"' if language else ""
    heading = f"<h1>{title}</h1>" if title else ""
    head = f'<!doctype html><html{of}><head><meta charset="utf-8"><title>{title}</title>{by}</head><body><article>'
    return f"{head}{heading}\n{entry.content}\n</article></body></html>\n".encode("utf-8", "replace")
