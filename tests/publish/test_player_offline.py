"""The page without a network: the shell always, articles that were kept on the device, and what goes to make room."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image

from audiobook.config import PublishSettings
from audiobook.publish import index as indexes
from audiobook.publish import publish
from audiobook.publish.server.run import Running
from tests.publish import samples
from tests.publish.browsing import PHONE, SHOTS, book, frame_of, opened, ready, stop_at
from tests.publish.conftest import ask, published, serving
from tests.publish.line import Line, line

KEPT = "document.querySelectorAll('.keep')[{}].classList.contains('kept')"
CONTROLLED = "navigator.serviceWorker.controller !== null"
BOOK = "/" + quote("河流")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A book of three articles, served."""
    output = tmp_path_factory.mktemp("kept")
    published(output / "河流", "水车", "轴承", "傍晚", audio=samples.mp3(6.5))
    with serving(output) as found:
        yield found


@contextlib.contextmanager
def installed(browser: Any, web: Running, folder: str = "河流") -> Iterator[tuple[Any, Line]]:
    """A page whose worker is at work, at the end of a line of its own. Fails on any exception in it."""
    with line(web.port) as wire:
        context = browser.new_context(viewport=PHONE, locale="zh-CN", bypass_csp=True)
        page = context.new_page()
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto((book(web, folder) if folder else web.url).replace(f":{web.port}", f":{wire.port}"))
        page.wait_for_function(CONTROLLED)
        yield page, wire
        assert not trouble, trouble
        context.close()


def keep(page: Any, place: int) -> None:
    """Keep the article at `place`, from the open contents."""
    page.click(f".keep[data-keep='{place}']")
    page.wait_for_function(KEPT.format(place))


def test_a_kept_article_plays_without_a_network(browser: Any, three: Running) -> None:
    """Loaded again with the line cut, the page is there; a kept article plays and can be sought, others wait."""
    with installed(browser, three) as (page, wire):
        ready(page)
        page.click("#menu")
        keep(page, 1)
        assert "1 篇" in page.text_content("#kept-sum")
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / "kept-360.png")
        wire.cut()
        page.reload()
        page.click("#menu")
        page.wait_for_function(KEPT.format(1))
        page.click(".track[data-track='1']")
        ready(page)
        page.click(".s[data-at='3']")
        stop_at(page, 3.5)
        assert page.evaluate("audio.duration") == pytest.approx(6.5, abs=0.2)
        page.keyboard.press("n")
        page.click("#play")
        page.wait_for_function("document.getElementById('network').textContent === '没有网络，恢复后自动继续'")


def test_what_is_kept_can_go(browser: Any, three: Running) -> None:
    """Another press removes it, and one button removes all that was heard."""
    with installed(browser, three) as (page, _):
        ready(page)
        page.click("#menu")
        page.click("#keep-all")
        for place in range(3):
            page.wait_for_function(KEPT.format(place))
        assert not page.is_visible("#keep-all")
        page.click(".keep[data-keep='1']")
        page.wait_for_function(f"!{KEPT.format(1)}")
        page.keyboard.press("Escape")
        page.evaluate("audio.currentTime = 6.3")
        page.click("#play")
        page.wait_for_function("document.getElementById('now-title').textContent === '轴承'")
        page.evaluate("audio.pause()")
        page.reload()
        page.click("#menu")
        page.click("#unkeep-heard")
        page.wait_for_function(f"!{KEPT.format(0)}")
        urls = page.evaluate("caches.open('audiobook-audio').then(c => c.keys()).then(k => k.map(r => r.url))")
        assert len(urls) == 1 and quote("03-傍晚.mp3") in urls[0]


FULL = "navigator.storage.estimate = async () => ({ quota: 1e6, usage: 1e6 - 1 })"
OTHER = """caches.open('audiobook-audio').then((cache) => cache.put('/other/01.mp3?1', new Response('x'.repeat(60000), {
  headers: { 'X-Audiobook': 'other', 'X-Audiobook-Part': 'one', 'Content-Length': '60000' } })))
  .then(() => localStorage.setItem('audiobook:other', JSON.stringify({ places: { one: { at: 0, done: true } } })))"""
"""An article of another book that was kept and heard."""


def test_what_was_heard_makes_room(browser: Any, three: Running) -> None:
    """Where there is no room, what was heard goes, of any book, kept longest first, no more than it takes; not what is
    open."""
    with installed(browser, three) as (page, _):
        ready(page)
        page.evaluate(OTHER)
        page.click("#menu")
        keep(page, 0)
        keep(page, 1)
        page.evaluate(FULL)
        keep(page, 2)
        assert page.evaluate("caches.match('/other/01.mp3?1').then((found) => !found)")
        assert page.evaluate(f"{KEPT.format(0)} && {KEPT.format(1)}")
        page.evaluate(
            "localStorage.setItem('audiobook:' + AUDIOBOOK.id, JSON.stringify({places: Object.fromEntries("
            "AUDIOBOOK.tracks.slice(0, 2).map(one => [one.guid, {at: 0, done: true}]))}))"
        )
        page.click(".keep[data-keep='2']")
        page.wait_for_function(f"!{KEPT.format(2)}")
        keep(page, 2)
        page.wait_for_function(f"!{KEPT.format(1)}")
        assert page.evaluate(KEPT.format(0)), "it is open"


def test_what_was_not_heard_stays(browser: Any, three: Running) -> None:
    """Where there is no room and nothing that was heard, the browser may say so, and nothing goes."""
    with installed(browser, three) as (page, _):
        ready(page)
        page.click("#menu")
        keep(page, 0)
        page.evaluate(FULL)
        page.evaluate("void (Cache.prototype.put = () => Promise.reject(new DOMException('', 'QuotaExceededError')))")
        page.click(".keep[data-keep='1']")
        page.wait_for_function("document.getElementById('status').textContent === '本机空间不够，先移除几篇'")
        assert page.evaluate(KEPT.format(0))


def test_an_article_made_again_is_kept_again(browser: Any, tmp_path: Path) -> None:
    """When its text was corrected, the copy on the device is replaced at the next visit, not played to another text."""
    folder = published(tmp_path / "河流", "水车", audio=samples.mp3(6.5))
    with serving(tmp_path) as web, installed(browser, web) as (page, _):
        ready(page)
        page.click("#menu")
        keep(page, 0)
        (before,) = page.evaluate("caches.open('audiobook-audio').then(c => c.keys()).then(k => k.map(r => r.url))")
        index = indexes.read(folder)
        assert index is not None
        (track,) = index.tracks
        last = dataclasses.replace(track.cues[-1], written="到了傍晚，水声没响。", words=())
        index = dataclasses.replace(index, tracks=(dataclasses.replace(track, cues=(*track.cues[:-1], last)),))
        publish(index, folder, settings=PublishSettings())
        page.reload()
        page.wait_for_function(
            "before => caches.open('audiobook-audio').then(c => c.keys())"
            ".then(k => k.length === 1 && k[0].url !== before)",
            arg=before,
        )
        assert "水声没响" in page.text_content("#text")


def test_the_shelf_without_a_network(browser: Any, three: Running) -> None:
    """The page of all books is there, too, and a book that was opened over it, with what was kept of it."""
    with installed(browser, three, folder="") as (page, wire):
        page.click("#books a")
        river = frame_of(page, "河流")
        river.wait_for_function(CONTROLLED)
        river.click("#menu")
        keep(river, 0)
        wire.cut()
        page.goto(page.url.partition("#")[0])
        page.reload()
        assert page.locator("#books li").count() == 1
        assert page.locator("#books .here").text_content() == "✓ 本机已存 1 集"
        page.click("#books a")
        river = frame_of(page, "河流")
        river.click("#play")
        river.wait_for_function("!audio.paused && audio.currentTime > 0")


def test_a_download_where_nothing_can_be_kept(browser: Any, three: Running) -> None:
    """A page whose address is not secure has a link to each article's audio instead."""
    with opened(browser, book(three)) as page:
        ready(page)
        links = page.locator("a.keep[download]")
        assert links.count() == 3
        assert "下载" in links.first.get_attribute("aria-label")
        assert not page.is_visible("#kept")


def test_nothing_to_keep_in_a_folder(browser: Any, shelf: Path) -> None:
    """A page from a folder is on the device already: neither buttons nor links."""
    with opened(browser, (shelf / "河流" / "index.html").as_uri()) as page:
        ready(page)
        assert page.locator(".keep").count() == 0


@pytest.mark.parametrize("folder", ["", BOOK])
def test_the_manifest_and_its_icons(folder: str, web: Running) -> None:
    """Types are right, the worker has the pages' policy, and the icons are squares of the size that is said."""
    status, headers, body = ask(web, f"{folder}/manifest.webmanifest")
    assert (status, headers["content-type"]) == (200, "application/manifest+json")
    manifest = json.loads(body)
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512"]
    for icon in manifest["icons"]:
        status, headers, data = ask(web, f"{folder}/{icon['src']}")
        assert (status, headers["content-type"]) == (200, "image/png")
        size = Image.open(io.BytesIO(data)).size
        assert "x".join(map(str, size)) == icon["sizes"]
    status, headers, body = ask(web, f"{folder}/worker.js")
    assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert "connect-src 'self'" in headers["content-security-policy"]
    assert b"manifest.webmanifest" in body.splitlines()[0]


def test_the_quiz_asks_without_a_network(browser: Any, three: Running) -> None:
    """Its questions are part of the shell, whether it was opened before or not, and what is answered is kept."""
    with installed(browser, three) as (page, wire):
        wire.cut()
        page.reload()
        page.wait_for_selector("#menu")
        page.keyboard.press("q")
        page.wait_for_selector("#quiz[open]")
        page.click("#quiz-reveal")
        page.click("#quiz-grades [data-how=good]")
        page.reload()
        assert len(json.loads(page.evaluate("localStorage.getItem('audiobook-quiz:' + AUDIOBOOK.id)"))["cards"]) == 1
