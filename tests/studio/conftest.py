"""A workbench in a thread, with the engine that takes no time, and how to ask it."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from audiobook.config import Settings
from audiobook.config_file import load
from audiobook.publish.server.gate import HEADER, page_key
from audiobook.studio.run import running
from tests.conftest import ISSUE
from tests.publish.browsing import FLAGS
from tests.tools import package, tool
from tests.waiting import GUARD_S, until

TOKEN = "t0ken-that-nobody-guesses"


@dataclasses.dataclass(frozen=True)
class Open:
    """A workbench that answers."""

    url: str
    settings: Settings

    @property
    def port(self) -> int:
        """Of the loopback."""
        return int(self.url.split(":")[2].partition("/")[0])

    def raw(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body of one request, its path sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=GUARD_S)
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        if body is not None and "Content_Length" not in headers:
            connection.putheader("Content-Length", str(len(body)))
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may have said no before all was sent
            connection.send(body or b"")
        response = connection.getresponse()
        data = response.read()
        connection.close()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, data

    def look(self, address: str, **query: str) -> Any:
        """What stands at an address."""
        asked = "&".join(f"{name}={quote(value)}" for name, value in query.items())
        status, _, body = self.raw("GET", f"/{TOKEN}/{address}?{asked}")
        assert status == 200, body.decode()
        return json.loads(body)

    def change(self, where: str, expect: int = 200, **facts: Any) -> Any:
        """Changes something, as our page does."""
        headers = {"Content_Type": "application/json", HEADER.replace("-", "_"): page_key(TOKEN)}
        status, _, body = self.raw("POST", f"/{TOKEN}/{where}", json.dumps(facts).encode(), **headers)
        assert status == expect, body.decode()
        return json.loads(body)

    def upload(self, name: str, data: bytes, work: str = "", expect: int = 200) -> Any:
        """Drops a file."""
        path = f"/{TOKEN}/upload?name={quote(name, safe='')}&work={quote(work, safe='')}"
        status, _, body = self.raw("POST", path, data, **{HEADER.replace("-", "_"): page_key(TOKEN)})
        assert status == expect, body.decode()
        return json.loads(body)

    def built(self, work: str, **facts: Any) -> dict[str, Any]:
        """Builds a work and waits for its end."""
        number = self.change("build", work=work, **facts)["id"]

        def over() -> dict[str, Any] | None:
            job = next(job for job in self.look("state")["jobs"] if job["id"] == number)
            return job if job["state"] not in ("waiting", "running") else None

        return until(over)


@contextlib.contextmanager
def opened(settings: Settings, port: int = 0) -> Iterator[Open]:
    """A workbench for as long as the block runs; at any free port unless told."""
    started, stop = threading.Event(), asyncio.Event()
    found: list[str] = []
    loop = asyncio.new_event_loop()

    async def run() -> None:
        async with running(settings, token=TOKEN, port=port) as url:
            found.append(url)
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    assert started.wait(GUARD_S), "the workbench did not start"
    try:
        yield Open(found[0], settings)
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(GUARD_S)
        loop.close()


@pytest.fixture
def chosen(desk: Path) -> Settings:
    """Settings for a desk of its own."""
    return load(flags={"speech.engine": "silence", "study.enabled": False})


@pytest.fixture
def studio(chosen: Settings) -> Iterator[Open]:
    """An empty workbench."""
    with opened(chosen) as found:
        yield found


@pytest.fixture
def dropped(studio: Open) -> str:
    """The key of an issue of two articles, dropped on the workbench."""
    key: str = studio.upload("山中读书.txt", ISSUE.encode())["work"]
    return key


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a module."""
    with package("playwright.sync_api").sync_playwright() as api:
        found = api.chromium.launch(executable_path=tool("chromium"), args=FLAGS)
        yield found
        found.close()
