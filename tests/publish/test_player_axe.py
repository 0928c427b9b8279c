"""What a page denies to people with disabilities, as axe-core finds it: nothing, whatever is open, light and dark."""

from __future__ import annotations

import re
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
    "word": lambda page: (
        page.evaluate("(audio.pause(), audio.currentTime = 2.1)"),
        page.wait_for_function("CSS.highlights.get('word').size === 1"),
    ),
    "large": lambda page: page.click("#large-open"),
    "search": lambda page: (page.keyboard.press("/"), page.fill("#wanted", "水"), page.wait_for_selector(".hit")),
    "notebook": lambda page: (
        page.keyboard.press("b"),
        page.evaluate("document.getElementById('notebook-open').click()"),
    ),
    "quiz": lambda page: (page.keyboard.press("q"), page.wait_for_selector("#quiz[open]")),
    "quiz, answered": lambda page: (page.keyboard.press("q"), page.click("#quiz-reveal")),
    "misread": lambda page: page.keyboard.press("m"),
    "display": lambda page: page.click("#settings-open"),
    "keys": lambda page: page.keyboard.press("?"),
    "subscribe": lambda page: page.evaluate("document.getElementById('feed').click()"),
}
"""What of the page of a book is open -> how it is opened."""


LIT = """() => ['', '::highlight(word)'].flatMap((part) => {
  const { color, backgroundColor } = getComputedStyle(document.querySelector('.s[aria-current=true]'), part || null);
  return [color, backgroundColor];
})"""
LEAST_CONTRAST = 4.5
"""Of WCAG 2.2, 1.4.3, for text."""


def contrast(one: str, other: str) -> float:
    """Between two opaque colours as a browser names them: rgb(11, 92, 99)."""

    def luminance(name: str) -> float:
        shares = [int(part) / 255 for part in re.findall(r"\d+", name)[:3]]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lit_word_can_be_read(browser: Any, web: Running, scheme: str) -> None:
    """axe-core does not see what the browser paints over the text: the word and its sentence have contrast enough."""
    with opened(browser, book(web), color_scheme=scheme) as page:
        ready(page)
        page.click(".s[data-at='2']")
        STATES["word"](page)
        sentence, ground, word, under = page.evaluate(LIT)
        assert contrast(sentence, ground) >= LEAST_CONTRAST
        assert contrast(word, under) >= LEAST_CONTRAST
        assert under != ground
