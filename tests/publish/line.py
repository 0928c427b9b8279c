"""A line to a server that can be cut, that can hang, and that can be mended."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator

from tests.waiting import GUARD_S

CHUNK_BYTES = 4096


class Line:
    """Relays connections on a port of the loopback to another one."""

    def __init__(self, loop: asyncio.AbstractEventLoop, to: int) -> None:
        self.port = 0
        self._loop, self._to = loop, to
        self._whole, self._hangs = True, False
        self._budget: int | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._deaf: set[asyncio.StreamWriter] = set()

    def cut(self) -> None:
        """End every connection, and every new one at once."""
        self._do(self._cut)

    def cut_behind(self, count: int) -> None:
        """Cut the line when `count` more bytes have come from the server."""

        def arm() -> None:
            self._budget = count

        self._do(arm)

    def hang(self) -> None:
        """Let no byte through any more, and say nothing; connections of this time stay deaf when it is mended."""

        def hang() -> None:
            self._hangs = True
            self._deaf.update(self._writers)

        self._do(hang)

    def mend(self) -> None:
        """Let new connections through."""

        def mend() -> None:
            self._whole, self._hangs, self._budget = True, False, None

        self._do(mend)

    @property
    def whole(self) -> bool:
        """Whether it is not cut."""
        return self._whole

    def _do(self, what: Callable[[], None]) -> None:
        async def run() -> None:
            what()

        asyncio.run_coroutine_threadsafe(run(), self._loop).result(GUARD_S)

    def _cut(self) -> None:
        self._whole = False
        for writer in self._writers:
            writer.transport.abort()

    async def relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if not self._whole:
            writer.transport.abort()
            return
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self._to)
        self._writers |= {writer, to_server}
        if self._hangs:
            self._deaf |= {writer, to_server}
        await asyncio.gather(self._pump(reader, to_server, 0), self._pump(from_server, writer, 1))
        self._writers -= {writer, to_server}
        self._deaf -= {writer, to_server}

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, counts: int) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(CHUNK_BYTES):
                if writer in self._deaf:
                    continue
                writer.write(data)
                await writer.drain()
                if self._budget is not None:
                    self._budget -= counts * len(data)
                    if self._budget < 0:
                        self._whole = False
                        for each in self._writers:
                            each.close()  # what is on its way arrives: an abort would take it back
        writer.close()


@contextlib.contextmanager
def line(to: int) -> Iterator[Line]:
    """A line to port `to` of the loopback for as long as the block runs."""
    loop = asyncio.new_event_loop()
    found = Line(loop, to)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> asyncio.Server:
        return await asyncio.start_server(found.relay, "127.0.0.1", 0)

    async def close(server: asyncio.Server) -> None:
        found._cut()
        server.close()
        relays = asyncio.all_tasks() - {asyncio.current_task()}
        for relay in relays:
            relay.cancel()
        await asyncio.gather(*relays, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(GUARD_S)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        asyncio.run_coroutine_threadsafe(close(server), loop).result(GUARD_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(GUARD_S)
        loop.close()
