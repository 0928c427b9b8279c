"""What a page denies to people with disabilities, as axe-core finds it: nothing, whatever is open, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from audiobook.publish.server.run import Running
from tests.publish.browsing import DESKTOP, PHONE, book, opened, ready
from tests.tools import axe

FINDINGS = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(
  (one) => [one.id, one.nodes.map((node) => node.html.slice(0, 120) + ' ' + node.failureSummary.slice(0, 300))])"""

STATES: dict[str, Callable[[Any], None]] = {
    "text": lambda page: page.click(".s[data-at='2']"),
    "large": lambda page: page.click("#large-open"),
    "search": lambda page: (page.keyboard.press("/"), page.fill("#wanted", "水"), page.wait_for_selector(".hit")),
    "notebook": lambda page: (
        page.keyboard.press("b"),
        page.evaluate("document.getElementById('notebook-open').click()"),
    ),
    "misread": lambda page: page.keyboard.press("m"),
    "display": lambda page: page.click("#settings-open"),
    "keys": lambda page: page.keyboard.press("?"),
    "subscribe": lambda page: page.evaluate("document.getElementById('feed').click()"),
}
"""What of the page of a book is open -> how it is opened."""


def findings(page: Any) -> Any:
    """What axe-core finds in the page as it is now."""
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    page.evaluate(axe())
    return page.evaluate(FINDINGS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [PHONE, DESKTOP])
def test_the_page_of_a_book(browser: Any, web: Running, view: dict[str, int], scheme: str) -> None:
    """The text while it is read, every sheet over it, and the contents."""
    found = {}
    with opened(browser, book(web), viewport=view, color_scheme=scheme) as page:
        ready(page)
        for name, enter in STATES.items():
            enter(page)
            found[name] = findings(page)
            page.evaluate("for (const one of document.querySelectorAll('dialog[open]')) one.close()")
            page.keyboard.press("Escape")
        if page.is_visible("#menu"):
            page.click("#menu")
            found["contents"] = findings(page)
    assert "\n".join(f"{name}: {one}" for name, one in found.items() if one) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shelf(browser: Any, web: Running, scheme: str) -> None:
    """The page of all books, and with a book that plays below it."""
    with opened(browser, web.url, viewport=PHONE, color_scheme=scheme) as page:
        assert findings(page) == []
        page.click("#books a")
        frame = page.frame_locator(".open-book")
        frame.locator("#play").click()
        frame.locator("#back").click()
        page.wait_for_selector("#mini", state="visible")
        assert findings(page) == []
