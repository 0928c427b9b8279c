"""Back and Escape: each closes what lies on top, Back with nothing on top leaves, and the history stays short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from audiobook.publish.server.run import Running
from tests.publish.browsing import PHONE, book, frame_of, opened, ready

LAYERS: dict[str, tuple[Callable[[Any], None], str]] = {
    "contents": (lambda page: page.click("#menu"), "#contents.open"),
    "large": (lambda page: page.click("#large-open"), ".large"),
    "search": (lambda page: page.click("#search-open"), "#search[open]"),
    "display": (lambda page: page.click("#settings-open"), "#settings[open]"),
    "misread": (lambda page: page.keyboard.press("m"), "#correct[open]"),
    "keys": (lambda page: page.keyboard.press("?"), "#help[open]"),
    "quiz": (lambda page: page.keyboard.press("q"), "#quiz[open]"),
    "notebook": (lambda page: (page.click("#menu"), page.click("#notebook-open")), "#notebook[open]"),
    "subscribe": (lambda page: (page.click("#menu"), page.click("#feed")), ".subscribe[open]"),
}
"""Everything that can lie over the page of a book -> how it is opened, and by what it is known."""
OPEN = "document.querySelectorAll('dialog[open], #contents.open, body.large').length"


@pytest.mark.parametrize("name", LAYERS)
def test_back_closes_what_lies_on_top(browser: Any, web: Running, name: str) -> None:
    """One at a time; article, place and address stay; with nothing open it leads to the page before, the empty one."""
    enter, layer = LAYERS[name]
    with opened(browser, book(web), viewport=PHONE) as page:
        ready(page)
        address = page.url
        enter(page)
        page.wait_for_selector(layer)
        for left in range(page.evaluate(OPEN) - 1, -1, -1):
            page.evaluate("history.back()")
            page.wait_for_function(f"{OPEN} === {left}")
        assert page.url == address
        assert page.text_content("#now-title") == "水车"
        page.evaluate("void setTimeout(() => history.back())")  # the page is gone before it could answer
        page.wait_for_url("about:blank")


@pytest.mark.parametrize("name", LAYERS)
def test_escape_closes_it_too(browser: Any, web: Running, name: str) -> None:
    """Wherever the focus is; and Back then leads to the page before, however often something was opened."""
    enter, layer = LAYERS[name]
    with opened(browser, book(web), viewport=PHONE) as page:
        ready(page)
        entries = page.evaluate("history.length")
        for _ in range(3):
            enter(page)
            page.wait_for_selector(layer)
            while page.evaluate(OPEN):
                page.keyboard.press("Escape")
            # a field that was closed loses the focus with the next picture; until then keys are for it
            page.wait_for_function("!document.activeElement.matches('input, textarea, select')")
        assert page.evaluate("history.length") <= entries + 2
        page.evaluate("void setTimeout(() => history.back())")  # the page is gone before it could answer
        page.wait_for_url("about:blank")


def test_back_after_another_article_was_chosen(browser: Any, web: Running) -> None:
    """The drawer closes by itself when an article is chosen: the address is that article's, before Back and after."""
    with opened(browser, book(web), viewport=PHONE) as page:
        ready(page)
        page.click("#menu")
        page.click(".track[data-track='1']")
        ready(page)
        chosen = page.url
        page.click("#large-open")
        page.evaluate("history.back()")
        page.wait_for_function(f"{OPEN} === 0")
        assert page.url == chosen
        assert page.text_content("#now-title") == "轴承"
        page.reload()
        ready(page)
        assert page.text_content("#now-title") == "轴承"


def test_a_sheet_over_the_large_player(browser: Any, web: Running) -> None:
    """Back closes the sheet, then the large player; closed by its button, the sheet leaves one Back for the other."""
    with opened(browser, book(web), viewport=PHONE) as page:
        ready(page)
        page.click("#large-open")
        page.click("#misread")
        page.evaluate("history.back()")
        page.wait_for_function(f"{OPEN} === 1")
        page.click("#misread")
        page.click("#correct form button:last-child")
        page.evaluate("history.back()")
        page.wait_for_function(f"{OPEN} === 0")
        assert page.evaluate("document.activeElement.id") == "large-open"


def test_back_before_a_sheet_has_told_that_it_closed(browser: Any, web: Running) -> None:
    """The browser tells a moment later; Back pressed by then closes the large player below, and a sheet opened anew."""
    unheard = "document.getElementById('correct').addEventListener('close', (e) => e.stopImmediatePropagation(), true)"
    with opened(browser, book(web), viewport=PHONE) as page:
        ready(page)
        page.evaluate(unheard)
        page.click("#large-open")
        for left in (1, 0):
            page.click("#misread")
            page.click("#correct form button:last-child")
            page.click("#misread")
            if left == 0:
                page.click("#correct form button:last-child")
            page.evaluate("history.back()")
            page.wait_for_function(f"{OPEN} === {left}")


def test_back_from_a_book_over_the_shelf(browser: Any, web: Running) -> None:
    """A drawer in the book closes first; whether by Back or by hand, the next Back or ‹ leads to the shelf."""
    with opened(browser, web.url, viewport=PHONE) as page:
        for leave in (lambda frame: page.evaluate("history.back()"), lambda frame: frame.click("#back")):
            page.click("#books a[href*='%E6%B2%B3']")
            river = frame_of(page, "河流")
            river.click("#menu")
            page.evaluate("history.back()")
            river.wait_for_function(f"{OPEN} === 0")
            river.click("#menu")
            river.click("#menu-close")
            leave(river)
            page.wait_for_function("!document.body.classList.contains('reading')")
