"""What engines that wait on a network share: one event loop in the background, and a gate that learns.

Threads call `Loop.run`; all connections live in the one loop, so closing the engine ends every request at once,
however long a server would keep us waiting.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import os
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, Generic, Protocol, TypeVar

from audiobook.errors import EngineUnavailable

T = TypeVar("T")


def plain_reason(error: OSError) -> str:
    """The system's words for `error`; asyncio's own have addresses and Python in them.

    >>> plain_reason(OSError(111, "Connect call failed ('127.0.0.1', 9)"))
    'Connection refused'
    """
    # errors of name look-up have negative numbers and good texts of their own
    if error.errno is not None and error.errno > 0:
        return os.strerror(error.errno)
    return error.strerror or str(error)


class Loop:
    """An event loop in a daemon thread, started on first use; pickles as one not yet started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._last: Callable[[], Coroutine[Any, Any, None]] | None = None

    def __reduce__(self) -> tuple[type[Loop], tuple[()]]:
        return Loop, ()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`, awaited in the loop by the calling thread. Raises `EngineUnavailable` if `close` is
        called meanwhile."""
        return self.result(self.start(work))

    def start(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Have `work` awaited in the loop."""
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._serve, args=(self._loop,), daemon=True)
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)

    def result(self, future: concurrent.futures.Future[T]) -> T:
        """What came of it. Raises `EngineUnavailable` if `close` is called meanwhile."""
        try:
            return future.result()
        except concurrent.futures.CancelledError as error:
            raise EngineUnavailable("stopped") from error
        except BaseException:
            future.cancel()
            raise

    def close(self, last: Callable[[], Coroutine[Any, Any, None]] | None = None) -> None:
        """Cancel everything under way, await `last()` and end the thread; `run` starts another."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is not None and thread is not None:
            self._last = last
            loop.call_soon_threadsafe(loop.stop)
            thread.join(timeout=2)

    def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.run_forever()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            # a peer that never answers our goodbye must not keep us
            loop.run_until_complete(asyncio.wait(tasks, timeout=0.7))
        if self._last is not None:
            with contextlib.suppress(Exception):
                loop.run_until_complete(asyncio.wait_for(self._last(), 0.5))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


class Finishing(Protocol):
    """What keeps connections."""

    async def finish(self) -> None:
        """Close them."""


R = TypeVar("R", bound=Finishing)


class Residence(Generic[R]):
    """A loop and the one who lives in it: `make` is called when first something is asked, and again after `close`."""

    def __init__(self, make: Callable[[], R]) -> None:
        self._make = make
        # over both: who asks while another closes must not wake the old resident in a new loop, where nobody would
        # ever close its connections
        self._lock = threading.Lock()
        self._loop = Loop()
        self._resident: R | None = None

    def run(self, ask: Callable[[R], Coroutine[Any, Any, T]]) -> T:
        """What the resident answers. Raises `EngineUnavailable` if `close` is called meanwhile."""
        with self._lock:
            if self._resident is None:
                self._resident = self._make()
            future = self._loop.start(ask(self._resident))
        return self._loop.result(future)

    def close(self) -> None:
        """Cancel everything under way and finish the resident."""
        with self._lock:
            resident, self._resident = self._resident, None
            self._loop.close(resident.finish if resident else None)


class Gate:
    """How many requests may be under way: as many as come, until the service protests; half as many then, and one
    more after every `patience` good answers. Lives in one event loop."""

    def __init__(self, most: int, *, patience: int = 8) -> None:
        self.limit = most
        self._most = most
        self._patience = patience
        self._good = 0
        self._active = 0
        self._free = asyncio.Condition()

    @contextlib.asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        """Wait for a place and hold it."""
        async with self._free:
            await self._free.wait_for(lambda: self._active < self.limit)
            self._active += 1
        try:
            yield
        finally:
            # shielded: a cancelled request gives its place back all the same
            await asyncio.shield(self._leave())

    async def _leave(self) -> None:
        async with self._free:
            self._active -= 1
            self._free.notify_all()

    def protest(self) -> None:
        """The service is overloaded, or we are too much for it."""
        self.limit = max(1, min(self.limit, self._active) // 2)
        self._good = 0

    def success(self) -> None:
        """A whole answer came."""
        self._good += 1
        if self._good >= self._patience and self.limit < self._most:
            self.limit += 1
            self._good = 0
