"""What happens, told to every window that is open (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

MOST_WAITING = 100
"""A window that does not take what it is told asks for everything when it is back."""


class Events:
    """Tells windows; `tell` may be called from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._windows: set[asyncio.Queue[str | None]] = set()

    def tell(self, what: str, facts: dict[str, Any]) -> None:
        """`what` has happened."""
        line = f"event: {what}\ndata: {json.dumps(facts, ensure_ascii=False)}\n\n"
        # nobody is told when the server has ended
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, line)

    def _put(self, line: str) -> None:
        for window in self._windows:
            if window.qsize() < MOST_WAITING:
                window.put_nowait(line)

    def close(self) -> None:
        """No more."""
        for window in self._windows:
            window.put_nowait(None)

    async def listen(self, alive_s: float) -> AsyncGenerator[str, None]:
        """What one window is sent from now on; a sign of life where nothing happens for `alive_s`."""
        window: asyncio.Queue[str | None] = asyncio.Queue()
        self._windows.add(window)
        try:
            yield "retry: 1000\n\n"
            while True:
                try:
                    line = await asyncio.wait_for(window.get(), alive_s)
                except TimeoutError:
                    line = ": alive\n\n"
                if line is None:
                    return
                yield line
        finally:
            self._windows.discard(window)
