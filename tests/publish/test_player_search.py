"""Words are found in the whole book, in texts that were not loaded yet, and lead to where they are heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from audiobook.publish.server.run import Running
from tests.publish import samples
from tests.publish.browsing import PHONE, book, opened, ready, stop_at
from tests.publish.conftest import published, serving


def test_words_are_found_in_every_article(browser: Any, web: Running) -> None:
    """Each hit says where it is; a press plays it there, in an article that was never opened."""
    with opened(browser, book(web), viewport=PHONE) as page:
        ready(page)
        assert page.evaluate("AUDIOBOOK.tracks.map((one) => one.cues.length > 0)") == [True, False, False]
        page.click("#search-open")
        page.fill("#wanted", "木叶")
        page.wait_for_function("document.getElementById('found').textContent === '3 处'")
        assert page.locator(".hit mark").all_text_contents() == ["木叶"] * 3
        assert page.locator(".hit small").nth(2).text_content() == "傍晚 · 0:03"
        page.locator(".hit").nth(2).click()
        stop_at(page, 3.5)
        assert page.text_content("#now-title") == "傍晚"
        assert not page.is_visible("#search")


def test_what_is_not_there_is_said(browser: Any, web: Running) -> None:
    """No hit is a figure, too, and Latin letters are found whatever their case."""
    with opened(browser, book(web, "难 题")) as page:
        ready(page)
        page.keyboard.press("/")
        page.fill("#wanted", "风车")
        page.wait_for_function("document.getElementById('found').textContent === '0 处'")
        page.fill("#wanted", "ALERT(")
        page.wait_for_function("document.getElementById('found').textContent === '1 处'")
        assert page.locator(".hit mark").text_content() == "alert("


def test_a_text_that_cannot_be_had_is_named(browser: Any, tmp_path: Path) -> None:
    """The others are searched, and how many were not is said."""
    folder = published(tmp_path / "河流", "水车", "轴承", "傍晚", audio=samples.mp3(6.5))
    next((folder / "player").glob("02*.js")).unlink()
    with serving(tmp_path) as web:
        context = browser.new_context(viewport=PHONE, locale="zh-CN", bypass_csp=True)
        page = context.new_page()
        page.goto(book(web))
        ready(page)
        page.click("#search-open")
        page.fill("#wanted", "木叶")
        page.wait_for_function("document.getElementById('found').textContent === '2 处，1 篇没能载入'")
        context.close()
