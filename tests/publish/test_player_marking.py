"""Marked moments and their notes, what they become for other programs, a sentence repeated, and a place to share."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from audiobook.publish.server.run import Running
from tests.publish import samples
from tests.publish.browsing import PHONE, book, opened, ready, stop_at, watched

MOMENTS = "JSON.parse(localStorage.getItem('audiobook-moments:' + AUDIOBOOK.id) ?? '[]')"


def moments(page: Any) -> list[tuple[float, str, str]]:
    """Second, sentence and note of every moment that is kept."""
    return [(one["at"], one["sentence"], one["note"]) for one in page.evaluate(MOMENTS)]


def saved(page: Any, button: str) -> str:
    """What the file that `button` saves has in it."""
    with page.expect_download() as found:
        page.click(button)
    return Path(found.value.path()).read_text("utf-8")


def test_a_moment_is_the_sentence_that_is_heard(browser: Any, web: Running) -> None:
    """Marked once however often it is pressed, seen in the text, there after a reload, and gone when removed."""
    with opened(browser, book(web), viewport=PHONE) as page:
        ready(page)
        page.evaluate("audio.currentTime = 2.4")
        page.wait_for_selector(".s[data-at='2'][aria-current=true]")
        page.click("#mark")
        page.click("#mark")
        assert moments(page) == [(2, samples.SENTENCES[1], "")]
        page.reload()
        ready(page)
        assert page.locator(".s.marked").text_content() == samples.SENTENCES[1]
        page.click("#menu")
        page.click("#notebook-open")
        page.fill("#moments textarea", "轴承为什么耐用？")
        assert moments(page) == [(2, samples.SENTENCES[1], "轴承为什么耐用？")]
        page.click("#moments .play-moment")
        stop_at(page, 2)
        page.click("#menu")
        page.click("#notebook-open")
        page.click("#moments li button:last-child")
        assert moments(page) == []
        assert page.is_visible("#no-moments")
        assert page.locator(".s.marked").count() == 0


def test_who_presses_late_means_the_sentence_before(browser: Any, web: Running) -> None:
    """A press just after the voice has gone on to the next sentence marks the one it came from; not after a jump."""
    with opened(browser, book(web)) as page:
        ready(page)
        page.click(".s[data-at='3']")
        page.keyboard.press("b")
        assert moments(page) == [(3.5, samples.SENTENCES[2], "")]
        page.evaluate("audio.currentTime = 1.2; audio.dispatchEvent(new Event('place'))")
        page.wait_for_selector(".s[data-at='1'][aria-current=true]")
        page.wait_for_selector(".s[data-at='2'][aria-current=true]")
        page.keyboard.press("b")
        assert moments(page)[1:] == [(0.5, samples.SENTENCES[0], "")]


def test_a_headset_key_marks(browser: Any, web: Running) -> None:
    """If the listener wants it, the key for the part before marks the moment; otherwise it turns back."""
    take = "navigator.mediaSession.setActionHandler = (name, action) => { (window.keys ??= {})[name] = action; }"
    context = browser.new_context(viewport=PHONE, locale="zh-CN", bypass_csp=True)
    page = context.new_page()
    page.add_init_script(take)
    page.goto(book(web))
    ready(page)
    page.click("#settings-open")
    page.check("#headset-marks")
    page.keyboard.press("Escape")
    page.evaluate("audio.currentTime = 2.4")
    page.wait_for_selector(".s[data-at='2'][aria-current=true]")
    page.evaluate("keys.previoustrack()")
    assert [at for at, *_ in moments(page)] == [2]
    assert page.text_content("#now-title") == "水车"
    context.close()


def test_notes_for_other_programs(browser: Any, web: Running) -> None:
    """Markdown with links to the places and nothing that a text could turn into markup; cards that Anki imports."""
    with opened(browser, book(web, "难 题"), viewport=PHONE) as page:
        ready(page)
        page.evaluate("audio.currentTime = 0.1")
        page.wait_for_selector(".s[data-at='0'][aria-current=true]")
        page.click("#mark")
        page.evaluate("audio.currentTime = 2.4")
        page.wait_for_selector(".s[data-at='2'][aria-current=true]")
        page.click("#mark")
        page.click("#menu")
        page.click("#notebook-open")
        page.fill("#moments li:last-child textarea", "两行\n\t笔记")
        text = saved(page, "#save-markdown")
        address = f"{book(web, '难 题')}#{quote(page.evaluate('AUDIOBOOK.tracks[0].guid'), safe='')},2"
        assert text.splitlines()[0] == "# 难 题"
        assert f"- [0:02]({address}) {samples.SENTENCES[1]}\n  > 两行 笔记\n" in text
        assert "<script>" not in text.replace("\\<", "")
        head, cards = saved(page, "#save-cards").split("#columns:Front\tBack\tSource\n")
        assert head.splitlines() == ["#separator:tab", "#html:false", "#deck:难 题"]
        rows = [line.split("\t") for line in cards.splitlines()]
        assert [len(row) for row in rows] == [3, 3]
        assert rows[1][:2] == ["两行 笔记", samples.SENTENCES[1]]
        assert rows[1][2].endswith(address)


def test_a_sentence_again_and_again(browser: Any, web: Running) -> None:
    """It begins anew at its end until the key is pressed again; a jump takes another one, and the last is no end."""
    with opened(browser, book(web)) as page:
        ready(page)
        page.click(".s[data-at='2']")
        page.keyboard.press("l")
        assert page.get_attribute("#loop", "aria-pressed") == "true"
        page.wait_for_function("seeks.filter((place) => Math.abs(place - 2) < 0.01).length >= 3")
        page.click(".s[data-at='4']")
        page.wait_for_function("seeks.filter((place) => Math.abs(place - 5) < 0.01).length >= 2")
        assert page.text_content("#now-title") == "水车"
        page.keyboard.press("l")
        page.wait_for_function("document.getElementById('now-title').textContent === '轴承'")


def test_a_place_to_share(browser: Any, web: Running) -> None:
    """The device's own sheet gets an address that leads there; without one it is copied, and says so."""
    with opened(browser, f"{book(web)}index.html?library") as page:
        ready(page)
        page.evaluate("audio.currentTime = 3.6")
        page.wait_for_selector(".s[data-at='3'][aria-current=true]")
        wanted = f"{book(web)}index.html#{quote(page.evaluate('AUDIOBOOK.tracks[0].guid'), safe='')},3.6"
        page.evaluate("document.execCommand = () => { window.copied = String(getSelection()); return true; }")
        page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
        page.click("#share")
        page.wait_for_function("document.getElementById('status').textContent === '已复制'")
        assert page.evaluate("copied") == wanted
    with opened(browser, wanted) as page:
        ready(page)
        page.wait_for_selector(".s[data-at='3'][aria-current=true]")


@pytest.mark.parametrize("shares", [True, False])
def test_a_correction_goes_where_the_listener_sends_it(browser: Any, web: Running, shares: bool) -> None:
    """Nothing is offered before the reading was changed; then the line can be copied, and sent where the device can."""
    context = browser.new_context(locale="zh-CN", bypass_csp=True)
    share = "async (what) => { window.sent = what; }" if shares else "undefined"
    context.add_init_script(f"Object.defineProperty(navigator, 'share', {{ value: {share} }})")
    with watched(context, book(web)) as page:
        ready(page)
        page.evaluate("audio.currentTime = 2.2")
        page.wait_for_selector(".s[data-at='2'][aria-current=true]")
        page.click("#misread")
        assert page.is_disabled("#copy")
        page.fill("#written", "轴承")
        assert page.is_disabled("#copy"), "the reading is still that of the sentence"
        page.fill("#read-as", "zhou2 cheng2")
        assert page.is_enabled("#copy")
        assert page.is_visible("#send") is shares
        if shares:
            page.click("#send")
            assert page.evaluate("sent.text").splitlines()[1:] == ["轴承\tzhou2 cheng2"]
    context.close()
