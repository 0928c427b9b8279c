"""A page of the player in headless Chromium: opened, watched, waited for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from audiobook.publish.server.run import Running

SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
"""Looked at by people; not compared."""

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
SEEKS = "window.seeks = []; document.addEventListener('seeking', (e) => seeks.push(e.target.currentTime), true)"
"""Notes every place (s) that is sought: it is the same on any machine, other than the place a moment later."""

NO_WORKER = "Object.defineProperty(navigator, 'serviceWorker', { value: undefined })"
"""As at an address that is not secure; the worker is looked at in a module of its own."""


@contextlib.contextmanager
def opened(browser: Any, url: str, **options: Any) -> Iterator[Any]:
    """A page in a profile of its own. Fails on any console error, exception or request elsewhere.

    The page's policy forbids eval, by which the browser's driver asks the page; tests that only look and click do with
    `bypass_csp` off.
    """
    options = {"viewport": DESKTOP, "locale": "zh-CN", "bypass_csp": True, **options}
    context = browser.new_context(**options)
    with watched(context, url) as page:
        yield page
    context.close()


@contextlib.contextmanager
def watched(context: Any, url: str) -> Iterator[Any]:
    """A page in `context`, with all that goes wrong in it."""
    page = context.new_page()
    trouble: list[str] = []
    here = urlsplit(url)

    def request(found: Any) -> None:
        there = urlsplit(found.url)
        if (there.scheme, there.netloc) != (here.scheme, here.netloc) and there.scheme not in ("data", "blob"):
            trouble.append(f"request to {found.url}")

    def failed(found: Any) -> None:
        # the browser itself drops what is under way when the page is left: its icon, a cover, the next text, what it
        # asks the computer that serves it; a server that fails or is missing has other names
        if "mp3" not in found.url and found.failure != "net::ERR_ABORTED":
            trouble.append(f"{found.url} {found.failure}")

    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: (trouble.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", request)
    page.on("requestfailed", failed)
    page.add_init_script(SEEKS)
    page.add_init_script(NO_WORKER)
    page.goto(url)
    yield page
    assert not trouble, trouble
    page.close()


def ready(page: Any) -> None:
    """Wait until the text is there and the audio can be played and sought."""
    page.wait_for_function("window.audio && audio.readyState >= 1 && !audio.seeking && document.querySelector('.s')")


def book(web: Running, name: str = "河流") -> str:
    """Address of a book's page."""
    return web.url + quote(name) + "/"


def wait_lit(page: Any, number: int) -> None:
    """Wait until the sentence `number` is the one that is lit: the page lights it behind the event that moved it."""
    page.wait_for_selector(f".s[data-at='{number}'][aria-current=true]")


def stop_at(page: Any, least_s: float) -> None:
    """Wait until it plays at `least_s` or later, and stop it in the same frame.

    What it played on while the page stood still on a busy machine is taken back, so that the same sentence is lit.
    """
    back = f"audio.currentTime > {least_s} + 0.3 && (audio.currentTime = {least_s})"
    page.wait_for_function(f"!audio.paused && audio.currentTime >= {least_s} && (audio.pause(), {back}, true)")


def frame_of(page: Any, name: str) -> Any:
    """The frame in which the book `name` is open over the shelf, when it is ready."""
    element = page.wait_for_selector(f".open-book[src*='{quote(name)}']", state="attached")
    found = element.content_frame()
    found.wait_for_url(lambda url: quote(name) in url)  # at first it holds nothing
    ready(found)
    return found
