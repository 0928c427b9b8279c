"""The book in one file, from the page on the phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.publish.browsing import PHONE, book, opened
from tests.publish.conftest import ask, published, serving


def test_the_page_offers_what_has_the_whole_book(browser: Any, tmp_path: Path) -> None:
    """EPUB and M4B, where they were made, as links to save; large enough to touch; the server knows their kinds."""
    folder = published(tmp_path / "河流", epub="河 流.epub", m4b="河 流.m4b")
    (folder / "河 流.epub").write_bytes(b"PK")
    with serving(tmp_path) as web, opened(browser, book(web), viewport=PHONE) as page:
        page.click("#menu")
        page.locator(".links a[download]").first.wait_for()  # until the menu is open nothing in it has a text
        links = page.locator(".links a[download]").all()
        found = {link.inner_text(): link.get_attribute("href") for link in links}
        assert list(found) == ["EPUB", "M4B"]
        assert found == {"EPUB": quote("河 流.epub"), "M4B": quote("河 流.m4b")}
        assert all(link.bounding_box()["height"] >= 44 for link in links)
        status, headers, body = ask(web, f"/{quote('河流')}/{found['EPUB']}")
    assert (status, headers["content-type"], body) == (200, "application/epub+zip", b"PK")


def test_a_book_without_them_offers_nothing(browser: Any, tmp_path: Path) -> None:
    """No empty row and no dead link."""
    published(tmp_path / "河流")
    with serving(tmp_path) as web, opened(browser, book(web)) as page:
        assert page.locator(".links a[download]").count() == 0
