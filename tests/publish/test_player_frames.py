"""From book to shelf and back while the voice goes on, with a small player below the shelf."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from audiobook.config import PublishSettings
from audiobook.publish import library
from audiobook.publish.server.run import Running
from tests.publish.browsing import PHONE, SHOTS, frame_of, opened
from tests.publish.conftest import published

PLAYING = "!audio.paused && audio.currentTime > 0"


def test_the_voice_goes_on_over_the_shelf(browser: Any, web: Running) -> None:
    """Back leaves the book, not the voice: below the shelf stands what plays, to be paused and opened again."""
    with opened(browser, web.url, viewport=PHONE) as page:
        page.click(f"#books a[href*='{quote('河流')}']")
        river = frame_of(page, "河流")
        river.evaluate("audio.loop = true")
        river.click("#play")
        river.wait_for_function(PLAYING)
        page.go_back()
        page.wait_for_selector("#mini", state="visible")
        assert page.text_content("#mini-title") == "水车"
        assert page.is_visible("#books")
        assert not page.is_visible("#go-on"), "it stands below already"
        assert river.evaluate("!audio.paused")
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / "mini-360.png")
        page.click("#mini-toggle")
        river.wait_for_function("audio.paused")
        page.wait_for_selector("#mini-toggle[aria-label='播放']")
        page.click("#mini-open")
        page.wait_for_selector("#mini", state="hidden")
        river.click("#back")
        page.wait_for_selector("#mini", state="visible")


def test_another_book_is_looked_at_while_one_plays(browser: Any, web: Running) -> None:
    """The first goes on and can be paused below the second; when the second plays, the first stops."""
    with opened(browser, web.url, viewport=PHONE) as page:
        page.click(f"#books a[href*='{quote('河流')}']")
        river = frame_of(page, "河流")
        river.evaluate("audio.loop = true")
        river.click("#play")
        river.wait_for_function(PLAYING)
        river.click("#back")
        page.click(f"#books a[href*='{quote('难 题')}']")
        other = frame_of(page, "难 题")
        assert page.text_content("#mini-book") == "河流"
        assert river.evaluate("!audio.paused")
        other.click("#play")
        other.wait_for_function(PLAYING)
        river.wait_for_function("audio.paused")
        page.wait_for_selector("#mini", state="hidden")


def test_the_address_names_the_open_book(browser: Any, web: Running) -> None:
    """Loaded again, the page shows the book that was open, and "all books" leads out of it."""
    with opened(browser, f"{web.url}#book/{quote('河流')}", viewport=PHONE) as page:
        river = frame_of(page, "河流")
        assert not page.is_visible("#books") or page.evaluate("document.querySelector('main').inert")
        river.click("#back")
        page.wait_for_selector(".open-book", state="hidden")
        assert not page.evaluate("document.querySelector('main').inert")


def test_an_address_cannot_open_anything_else(browser: Any, web: Running) -> None:
    """Only books of the shelf are opened: no page of somebody else's in a frame of ours."""
    with opened(browser, f"{web.url}#book/https://example.org", viewport=PHONE) as page:
        assert page.locator("iframe").count() == 0


def test_from_a_folder(browser: Any, tmp_path: Path) -> None:
    """Without a server, too."""
    published(tmp_path / "河流", "水车")
    library.write(tmp_path, settings=PublishSettings(), base_url=None)
    with opened(browser, (tmp_path / "index.html").as_uri(), viewport=PHONE) as page:
        page.click("#books a")
        river = frame_of(page, "河流")
        river.click("#play")
        river.wait_for_function(PLAYING)
        page.go_back()
        page.wait_for_selector("#mini", state="visible")
