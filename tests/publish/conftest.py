"""A server of ours in a thread, and a library to serve."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from audiobook.config import PublishSettings
from audiobook.publish import publish
from audiobook.publish.index import reconcile
from audiobook.publish.server.connection_limiter import Limits
from audiobook.publish.server.corrections import Keep
from audiobook.publish.server.run import Running, running
from audiobook.publish.server.site import Site
from tests.publish import samples
from tests.publish.browsing import FLAGS
from tests.tools import package, tool
from tests.waiting import GUARD_S

MP3 = "/" + quote("河流/01-水车.mp3")


class Clock(asyncio.SelectorEventLoop):
    """An event loop whose time can be moved on: what it would do in a minute it does now."""

    _ahead_s = 0.0

    def time(self) -> float:
        """Seconds, as timers count them."""
        return super().time() + self._ahead_s

    def advance(self, seconds: float) -> None:
        """Let so many seconds pass, from another thread."""

        def move() -> None:
            self._ahead_s += seconds

        self.call_soon_threadsafe(move)


@contextlib.contextmanager
def serving(
    directory: Path,
    *,
    token: str | None = None,
    others: Sequence[str] = (),
    report: Callable[[str], None] | None = None,
    limits: Limits | None = None,
    clock: Clock | None = None,
    local_name: str | None = None,
    keep: Keep | None = None,
) -> Iterator[Running]:
    """`directory` on a free port of the loopback for as long as the block runs; by a clock of the test's own."""
    started, stop = threading.Event(), asyncio.Event()
    found: list[Running] = []
    loop = clock or asyncio.new_event_loop()

    async def run() -> None:
        site = Site(directory, PublishSettings())
        site.local_name = local_name
        async with running(site, token=token, others=others, report=report, limits=limits, keep=keep) as server:
            found.append(server)
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    assert started.wait(GUARD_S), "the server did not start"
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(GUARD_S)
        loop.close()


def published(folder: Path, *titles: str, audio: bytes | None = None, **files: str) -> Path:
    """A book in `folder`, published; `files` are further companions that its index names, by kind."""
    index = samples.book(folder, *titles, title=folder.name, files=files)
    for track in index.tracks:
        track.path.write_bytes(samples.mp3(6.5) if audio is None else audio)
    publish(reconcile(index, None, date=None), folder, settings=PublishSettings())
    return folder


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with two books of real MP3s: 河流 and one of hard titles."""
    output = tmp_path_factory.mktemp("output")
    for name, titles in (("河流", ("水车", "轴承", "傍晚")), ("难 题", samples.HARD_TITLES)):
        published(output / name, *titles)
    return output


@pytest.fixture(scope="session")
def web(shelf: Path) -> Iterator[Running]:
    """The shelf, served."""
    with serving(shelf) as found:
        yield found


def ask(web: Running, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in lower case) and body of one request, its path sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=GUARD_S)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, body


@pytest.fixture(scope="module")  # while it runs, this thread has an event loop, and nothing else may start one
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a module."""
    with package("playwright.sync_api").sync_playwright() as api:
        found = api.chromium.launch(executable_path=tool("chromium"), args=FLAGS)
        yield found
        found.close()
