"""The player in Firefox: what differs between browsers is tried here, the rest in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from audiobook.publish.server.run import Running
from tests.publish import samples
from tests.publish.browsing import PHONE, SHOTS, book
from tests.publish.firefox import Page, firefox
from tests.publish.line import line
from tests.tools import axe
from tests.waiting import until

READY = "window.audio?.readyState >= 1 && !audio.seeking && document.querySelector('.s')"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the size of a phone; nothing may go wrong in it."""
    with firefox(tmp_path_factory.mktemp("firefox")) as found:
        found.resize(**PHONE)
        yield found
        assert found.trouble == []


def test_it_reads_along_under_its_policy(page: Page, web: Running) -> None:
    """A press on a sentence plays it and lights it; loaded again, the page goes on there; the next text comes, too."""
    page.goto(book(web))
    page.until(READY)
    page.click(".s[data-at='3']")
    page.until("!audio.paused && audio.currentTime >= 3.5 && (audio.pause(), true)")
    assert page.evaluate("document.querySelector('.s[aria-current=true]').dataset.at") == "3"
    page.screenshot(SHOTS / "firefox-360.png")
    page.reload()
    page.until(READY)
    assert page.evaluate("audio.currentTime") >= 3.4
    page.evaluate("document.activeElement.blur()")
    page.press("n")
    page.until(f"document.getElementById('now-title').textContent === '轴承' && {READY}")


def test_a_kept_article_plays_without_a_network(page: Page, web: Running) -> None:
    """The worker gives the page and the audio, and the place that is sought in it."""
    with line(web.port) as wire:
        page.goto(book(web).replace(f":{web.port}", f":{wire.port}"))
        page.until("navigator.serviceWorker.controller !== null")
        page.until(READY)
        page.click("#menu")
        page.click(".keep[data-keep='1']")
        page.until("document.querySelector('.keep[data-keep=\"1\"]').classList.contains('kept')")
        wire.cut()
        page.reload()
        page.click("#menu")
        page.click(".track[data-track='1']")
        page.until(READY)
        page.click(".s[data-at='3']")
        page.until("!audio.paused && audio.currentTime >= 3.5 && (audio.pause(), true)")
        page.goto("about:blank")
        page.trouble.clear()  # what the cut line answers is an error of the console


def test_marking_and_searching(page: Page, web: Running) -> None:
    """A marked sentence is seen in the text, and a word of an article that was not opened is found."""
    page.goto(book(web))
    page.until(READY)
    page.evaluate("audio.currentTime = 2.4")
    page.until("document.querySelector('.s[data-at=\"2\"][aria-current=true]')")
    page.click("#mark")
    assert page.evaluate("document.querySelector('.s.marked').textContent") == samples.SENTENCES[1]
    page.click("#search-open")
    page.press("木叶")
    page.until("document.getElementById('found').textContent === '3 处'")


def test_the_voice_goes_on_over_the_shelf(page: Page, web: Running) -> None:
    """Back leads to the shelf, and the book plays on below it."""
    page.goto(web.url)
    page.click("#books a[href*='%E6%B2%B3']")
    frame = "document.querySelector('.open-book').contentWindow"
    page.until(f"{frame}.document.querySelector('.s')")
    page.evaluate(f"({frame}.audio.loop = true, {frame}.document.getElementById('play').click())")
    page.until(f"{frame}.audio.currentTime > 0")
    page.back()
    page.until("!document.getElementById('mini').hidden")
    assert page.evaluate(f"{frame}.audio.paused") is False
    page.click("#mini-toggle")
    page.until(f"{frame}.audio.paused")


def test_nobody_is_denied_anything(page: Page, web: Running) -> None:
    """axe-core finds nothing in the text and in the contents, in this browser either."""
    page.goto(book(web))
    page.until(READY)
    page.evaluate(f"(() => {{ {axe()} }})()")
    found = "axe.run(document, { resultTypes: ['violations'] }).then((one) => one.violations.map(({ id }) => id))"
    assert page.evaluate(found) == []
    page.click("#menu")
    page.until("!document.getAnimations().length")
    assert page.evaluate(found) == []


def test_back_closes_what_lies_on_top(page: Page, web: Running) -> None:
    """The drawer, a sheet, the large player; and what was closed by hand does not hold Back up."""
    page.goto(web.url)
    page.goto(book(web))
    page.until(READY)
    address = page.evaluate("location.href")
    for opener, layer in (("#menu", "#contents.open"), ("#search-open", "#search[open]"), ("#large-open", ".large")):
        page.click(opener)
        page.until(f"document.querySelector('{layer}')")
        page.back()
        page.until(f"!document.querySelector('{layer}')")
    page.click("#menu")
    page.click("#menu-close")
    assert page.evaluate("location.href") == address
    page.back()
    until(lambda: page.address() == web.url)
    page.until("document.readyState === 'complete'")


def test_the_quiz_asks_and_keeps_what_was_answered(page: Page, web: Running) -> None:
    """Asked, shown, graded by key; the file that the terminal reads can be made of it; Back closes it."""
    page.goto(book(web))
    page.until(READY)
    page.evaluate("(localStorage.removeItem('audiobook-quiz:' + AUDIOBOOK.id), document.activeElement.blur())")
    page.press("q")
    page.until("document.querySelector('#quiz[open]')")
    assert page.evaluate("document.getElementById('quiz-asked').textContent") == samples.QUESTION.asked
    page.click("#quiz-reveal")
    page.press("y")
    page.until("document.getElementById('quiz-sum').textContent.startsWith('1 题里 1 题')")
    page.back()
    page.until("!document.querySelector('#quiz[open]')")
    kept = page.evaluate("JSON.parse(localStorage.getItem('audiobook-quiz:' + AUDIOBOOK.id)).cards")
    assert list(kept) == [samples.QUESTION.id]
