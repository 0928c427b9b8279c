"""What a listener of many days wants: what is heard stays heard, reading ahead is let be, reviews keep aside."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from audiobook.config import PublishSettings
from audiobook.publish import publish
from audiobook.publish.index import reconcile
from audiobook.publish.server.run import Running
from tests.publish import samples
from tests.publish.browsing import DESKTOP, PHONE, SHOTS, book, frame_of, opened, ready, stop_at, watched
from tests.publish.conftest import serving

LANDSCAPE, SMALL = {"width": 740, "height": 360}, {"width": 320, "height": 568}
TARGET_PX = 44


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A book with two articles, two reviews between them, and a text longer than a screen; served."""
    folder = tmp_path_factory.mktemp("studied") / "河流"
    index = samples.book(folder, "水车", "复习一", "复习二", "轴承")
    tracks = []
    for track in index.tracks:
        track.path.write_bytes(samples.mp3(6.5))
        cues = tuple(dataclasses.replace(cue, written=cue.written * 12) if cue.paragraph else cue for cue in track.cues)
        kind = "review" if "复习" in track.title else "article"
        tracks.append(dataclasses.replace(track, cues=cues, kind=kind))
    publish(
        reconcile(dataclasses.replace(index, tracks=tuple(tracks)), None, date=None), folder, settings=PublishSettings()
    )
    with serving(folder.parent) as found:
        yield found


def test_heard_stays_heard(browser: Any, studied: Running) -> None:
    """An article played to its end is heard also when it is begun again, and says how much of it is left then."""
    with opened(browser, book(studied)) as page:
        ready(page)
        page.evaluate("audio.currentTime = 6.2")
        page.click("#play")
        page.wait_for_function("document.getElementById('now-title').textContent !== '水车'")
        page.evaluate("audio.pause()")
        page.click(".track[data-track='0']")
        ready(page)
        assert page.evaluate("audio.currentTime") == 0
        page.click(".s[data-at='2']")
        stop_at(page, 2)
        page.wait_for_function("document.querySelector('.track[data-track=\"0\"] progress').value >= 2")
        place = page.evaluate("audio.currentTime")
        facts = page.text_content(".track[data-track='0'] .facts")
        assert "已听完" in facts
        assert "剩 1 分钟" in facts
        page.reload()
        ready(page)
        assert "已听完" in page.text_content(".track[data-track='0'] .facts")
        assert page.evaluate("audio.currentTime") == pytest.approx(place, abs=0.3)


def test_reading_ahead_is_let_be(browser: Any, studied: Running) -> None:
    """Who scrolls away stays there while the voice goes on; one press leads back to the sentence that is read."""
    with opened(browser, book(studied), viewport=PHONE) as page:
        ready(page)
        page.click("#play")
        page.mouse.move(180, 300)
        page.mouse.wheel(0, 3000)
        page.wait_for_selector("#to-voice", state="visible")
        stop_at(page, 2.1)
        assert page.is_visible("#to-voice")
        assert page.evaluate("scrollY") > 1000
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / "ahead-360.png")
        page.click("#to-voice")
        page.wait_for_function(
            "(b => b.top >= 0 && b.top < innerHeight / 2)"
            "(document.querySelector('.s[aria-current=true]').getBoundingClientRect())"
        )
        assert not page.is_visible("#to-voice")


def test_reviews_lie_folded_and_can_be_skipped(browser: Any, studied: Running) -> None:
    """They stand under the article they follow, closed, and are left out of playing when the listener wants so."""
    with opened(browser, book(studied)) as page:
        ready(page)
        assert page.locator("#tracks > li").count() == 2
        assert not page.is_visible(".track[data-track='1']")
        page.click(".reviews summary")
        assert page.is_visible(".track[data-track='2']")
        page.click("#settings-open")
        page.check("#skip-reviews")
        page.keyboard.press("Escape")
        page.evaluate("audio.currentTime = 6.2")
        page.click("#play")
        page.wait_for_function("document.getElementById('now-title').textContent === '轴承' && !audio.paused")


def test_the_shelf_goes_on_listening(browser: Any, web: Running) -> None:
    """On top stands the book that was listened to last, with how much is left; a click goes on in it."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", bypass_csp=True)
    with watched(context, web.url) as page:
        assert not page.is_visible("#go-on")
    with watched(context, book(web)) as page:
        ready(page)
        page.click(".s[data-at='2']")
        stop_at(page, 2)
    with watched(context, web.url) as page:
        assert "河流" in page.text_content("#go-on")
        page.wait_for_function("document.querySelector('#go-on img').naturalWidth > 0")
        page.screenshot(path=SHOTS / "shelf-360.png")
        page.click("#go-on")
        assert frame_of(page, "河流").evaluate("audio.currentTime") >= 2
    context.close()


def test_the_address_follows_the_voice(browser: Any, web: Running) -> None:
    """The address that is copied leads to the article and the place, and Back is not filled with places."""
    with opened(browser, book(web)) as page:
        ready(page)
        entries = page.evaluate("history.length")
        page.click(".track[data-track='1']")
        ready(page)
        page.click(".s[data-at='3']")
        page.wait_for_function("location.hash && !location.hash.includes(',')")
        stop_at(page, 3.5)
        page.wait_for_function("Number(location.hash.split(',').at(-1)) >= 3.5")
        guid = page.evaluate("AUDIOBOOK.tracks[1].guid")
        assert unquote(page.url).partition("#")[2].startswith(f"{guid},3.")
        assert page.evaluate("history.length") == entries


def test_the_focus_stays_in_the_open_drawer(browser: Any, web: Running) -> None:
    """Tab goes round within the contents, Escape closes them and the focus is where it was."""
    with opened(browser, book(web), viewport=PHONE) as page:
        ready(page)
        page.click("#menu")
        page.wait_for_selector("#contents.open")
        where = "document.activeElement === document.body || document.activeElement.closest('nav') !== null"
        for _ in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate(where)
        page.keyboard.press("Escape")
        page.wait_for_selector("#contents.open", state="detached")
        assert page.evaluate("document.activeElement.id") == "menu"


@pytest.mark.parametrize("view", [LANDSCAPE, SMALL, PHONE, DESKTOP])
def test_the_text_has_most_of_the_height(browser: Any, studied: Running, view: dict[str, int]) -> None:
    """On its side and on a small phone, too, three fifths of the height are for the text; targets fit a thumb."""
    with opened(browser, book(studied), viewport=view) as page:
        ready(page)
        taken = page.evaluate(
            "document.querySelector('.top').offsetHeight + document.getElementById('bar').offsetHeight"
        )
        assert taken <= 0.4 * view["height"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.screenshot(path=SHOTS / f"listening-{view['width']}x{view['height']}.png")
        if page.is_visible("#menu"):
            page.click("#menu")
            page.wait_for_selector("#contents.open")
        page.click(".reviews summary")
        small = page.eval_on_selector_all(
            "button, select, summary, #seek",
            f"all => all.filter(e => e.offsetParent && (e.offsetHeight < {TARGET_PX} || e.offsetWidth < {TARGET_PX}))"
            ".map(e => [e.id || e.textContent, e.offsetWidth, e.offsetHeight])",
        )
        assert small == []
        page.screenshot(path=SHOTS / f"contents-{view['width']}x{view['height']}.png")


@pytest.mark.parametrize("view", [LANDSCAPE, SMALL, PHONE, DESKTOP])
def test_the_player_in_large(browser: Any, studied: Running, view: dict[str, int]) -> None:
    """Every control is there and fits a thumb, the cover is shown, and Escape leads back to the text and the button."""
    with opened(browser, book(studied), viewport=view) as page:
        ready(page)
        page.click("#large-open")
        page.wait_for_function("document.getElementById('large-cover').naturalWidth > 0")
        assert page.evaluate("document.activeElement.id") == "large-close"
        for name in ("play", "back15", "next", "rate", "sleep", "mark", "loop", "share", "misread"):
            box = page.locator(f"#{name}").bounding_box()
            assert box and min(box["width"], box["height"]) >= TARGET_PX, name
            assert 0 <= box["x"] <= view["width"] - box["width"], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.screenshot(path=SHOTS / f"large-{view['width']}x{view['height']}.png")
        where = "document.activeElement === document.body || document.activeElement.closest('#bar') !== null"
        for _ in range(16):
            page.keyboard.press("Tab")
            assert page.evaluate(where)
        page.keyboard.press("Escape")
        assert not page.is_visible("#large-cover")
        assert page.evaluate("document.activeElement.id") == "large-open"
