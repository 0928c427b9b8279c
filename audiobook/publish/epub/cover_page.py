"""The page that shows the cover, first of all, as readers of books expect.

It has another use: foliate-js 1.0.1 lights nothing in the first document of a book.
"""

from __future__ import annotations

from audiobook.model import Index
from audiobook.publish.describing import shelf_title
from audiobook.publish.epub.xml import LANG, TYPE, E, data
from audiobook.publish.wording import locale


def cover_page(index: Index) -> bytes:
    """Its XHTML."""
    language, title = locale(index.language), shelf_title(index) or "…"
    picture = E.img({"src": "cover.jpg", "alt": title, "role": "doc-cover"})
    link = E.link({"rel": "stylesheet", "type": "text/css", "href": "style.css"})
    body = E.body(E.section({TYPE: "cover", "class": "cover"}, picture))
    return data(E.html({"lang": language, LANG: language}, E.head(E.title(title), link), body), page=True)
