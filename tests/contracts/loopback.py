"""A web server on a loopback port, in a thread, for as long as it is entered."""

from __future__ import annotations

import asyncio
import ssl
import threading
from typing import Self

from aiohttp import web

GUARD_S = 60.0
"""Only what hangs is ended by it."""


async def stall() -> None:
    """Say nothing more, for as long as the client bears it."""
    await asyncio.Event().wait()


class Loopback:
    """Subclasses add routes; `url` is set on entering."""

    url: str = ""
    tls: ssl.SSLContext | None = None

    def routes(self, application: web.Application) -> None:
        """Add what is served."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        started = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(GUARD_S)
        return self

    def __exit__(self, *exception: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(GUARD_S)

    def _serve(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._main(started))
        self._loop.close()

    async def _main(self, started: threading.Event) -> None:
        self._stop = asyncio.Event()
        application = web.Application()
        self.routes(application)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self.tls).start()
        self.url = f"{'https' if self.tls else 'http'}://127.0.0.1:{runner.addresses[0][1]}"
        started.set()
        await self._stop.wait()
        await runner.cleanup()
        stalled = asyncio.all_tasks() - {asyncio.current_task()}
        for task in stalled:
            task.cancel()
        await asyncio.gather(*stalled, return_exceptions=True)
