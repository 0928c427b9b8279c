"""The player through a tunnel: the line is cut before, within and between articles, and mended."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiobook.publish.server.run import Running
from tests.publish import samples
from tests.publish.browsing import PHONE, SHOTS, book, ready
from tests.publish.conftest import published, serving
from tests.publish.line import Line, line

LONG_S = 120
"""Longer than what a browser fetches ahead at once."""
NO_NETWORK = "document.getElementById('network').textContent === '没有网络，恢复后自动继续'"
PLAYS = "!audio.paused && !audio.error && audio.readyState > 2"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A book of three long articles, served."""
    output = tmp_path_factory.mktemp("long")
    published(output / "河流", "水车", "轴承", "傍晚", audio=samples.mp3(LONG_S))
    with serving(output) as found:
        yield found


@contextlib.contextmanager
def ridden(browser: Any, web: Running) -> Iterator[tuple[Any, Line]]:
    """A page at the end of a line of its own, and the line; its clock can be moved on. Fails on any exception."""
    with line(web.port) as found:
        context = browser.new_context(viewport=PHONE, locale="zh-CN", bypass_csp=True)
        page = context.new_page()
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.clock.install()
        page.goto(book(web).replace(f":{web.port}", f":{found.port}"))
        ready(page)
        yield page, found
        assert not trouble, trouble
        context.close()


def test_cut_between_articles_it_goes_on_by_itself(browser: Any, long: Running) -> None:
    """The next article cannot be opened: that is said, and it plays from its start as soon as the line is back."""
    with ridden(browser, long) as (page, wire):
        page.evaluate(f"audio.currentTime = {LONG_S - 0.5}")
        ready(page)
        wire.cut()
        page.click("#play")
        page.wait_for_function(NO_NETWORK)
        assert page.text_content("#now-title") == "轴承"
        assert page.get_attribute("#play", "aria-label") == "暂停"
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / "no-network-360.png")
        wire.mend()
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_function(PLAYS)
        assert page.text_content("#network") == ""
        assert page.text_content("#now-title") == "轴承"
        assert page.evaluate("audio.currentTime") < 30


def test_cut_for_minutes_it_tries_again_by_the_clock(browser: Any, long: Running) -> None:
    """No `online` comes, many tries fail, and within half a minute of the line's return it plays."""
    with ridden(browser, long) as (page, wire):
        wire.cut()
        page.keyboard.press("n")
        page.click("#play")
        page.wait_for_function(NO_NETWORK)
        for _ in range(8):
            with page.expect_event("requestfailed"):
                page.clock.fast_forward(30_000)
        wire.mend()
        with page.expect_event("requestfinished"):
            page.clock.fast_forward(30_000)
        page.wait_for_function(PLAYS)


def test_cut_within_an_article_the_place_is_kept(browser: Any, long: Running) -> None:
    """Played up to what did not come any more: it waits there, and goes on there, not at the start."""
    with ridden(browser, long) as (page, wire):
        page.select_option("#rate", "3")
        wire.cut_behind(200_000)
        page.keyboard.press("n")
        page.click("#play")
        page.wait_for_function("audio.currentTime > 1")
        page.wait_for_function(NO_NETWORK)
        place = float(page.input_value("#seek"))
        assert not wire.whole
        wire.mend()
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_function(PLAYS)
        assert page.evaluate("audio.currentTime") >= place - 1
        assert page.text_content("#now-title") == "轴承"


def test_a_line_that_hangs_is_left(browser: Any, long: Running) -> None:
    """No byte comes and no error: after some seconds it is asked again on a new line, and plays."""
    with ridden(browser, long) as (page, wire):
        page.click("#play")
        page.wait_for_function("AUDIOBOOK.tracks[1].cues.length > 0")
        wire.hang()
        page.keyboard.press("n")
        page.click(".s[data-at='3']")
        page.wait_for_function("document.getElementById('network').textContent === '正在等网络……'")
        wire.mend()
        page.clock.run_for(10_000)
        page.wait_for_function(PLAYS)
        assert page.evaluate("audio.currentTime") >= 3.5


def test_pause_in_a_tunnel_is_a_pause(browser: Any, long: Running) -> None:
    """Whoever pauses while there is no network is not played to when it is back; the next press plays."""
    with ridden(browser, long) as (page, wire):
        wire.cut()
        page.keyboard.press("n")
        page.click("#play")
        page.wait_for_function(NO_NETWORK)
        page.click("#play")
        assert page.get_attribute("#play", "aria-label") == "播放"
        wire.mend()
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_function("audio.readyState > 0 && !audio.error")
        assert page.evaluate("audio.paused")
        page.click("#play")
        page.wait_for_function(PLAYS)


def test_audio_that_is_gone_is_no_lack_of_network(browser: Any, tmp_path: Path) -> None:
    """The server answers that it has no such file: that is said, and a press when it is there again plays it."""
    folder = published(tmp_path / "河流", "水车", "轴承", audio=samples.mp3(6.5))
    with serving(tmp_path) as web, ridden(browser, web) as (page, _):
        (mp3,) = folder.glob("02*.mp3")
        away = mp3.rename(mp3.with_suffix(".away"))
        page.keyboard.press("n")
        page.click("#play")
        page.wait_for_function("document.getElementById('status').textContent === '这一篇的音频放不出来'")
        assert page.get_attribute("#play", "aria-label") == "播放"
        away.rename(mp3)
        page.click("#play")
        page.wait_for_function(PLAYS)
