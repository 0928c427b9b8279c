"""A server of ours in a thread, and a library to serve."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.config import PublishSettings
from audiobook.publish import publish
from audiobook.publish.guard import Limits
from audiobook.publish.index import reconcile
from audiobook.publish.server import Running, running
from audiobook.publish.site import Site
from tests.publish import samples


@contextlib.contextmanager
def serving(directory: Path, *, token: str | None = None, limits: Limits | None = None) -> Iterator[Running]:
    """`directory` on a free port of the loopback for as long as the block runs."""
    started, stop = threading.Event(), asyncio.Event()
    found: list[Running] = []
    loop = asyncio.new_event_loop()

    async def run() -> None:
        async with running(Site(directory, PublishSettings()), token=token, limits=limits) as server:
            found.append(server)
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    assert started.wait(10), "the server did not start"
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with two books of real MP3s: 河流 and one of hard titles."""
    output = tmp_path_factory.mktemp("output")
    audio = samples.mp3(6.5)
    for name, titles in (("河流", ("水车", "轴承", "傍晚")), ("难 题", samples.HARD_TITLES)):
        book = samples.book(output / name, *titles, title=name)
        for track in book.tracks:
            track.path.write_bytes(audio)
        publish(reconcile(book, None, date=None), output / name, settings=PublishSettings())
    return output
