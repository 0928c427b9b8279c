"""Connections of a server that strangers' phones reach: how many, how long they may say nothing, how slowly read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """What one server puts up with."""

    connections: int = 512
    idle_seconds: float = 15.0
    """To say something, also between two requests."""
    head_seconds: float = 60.0
    """To send a whole request, however slowly."""
    stall_seconds: float = 60.0
    """To take a chunk of `chunk_bytes`; apps come back with a range."""
    chunk_bytes: int = 64 * 1024
    head_bytes: int = 8190


@dataclass(slots=True)
class Door:
    """All open connections; lets a new one in, at the cost of the one that has been idle longest when it is full."""

    limits: Limits
    inside: dict[asyncio.BaseTransport, Guard] = field(default_factory=dict)

    def enter(self, guard: Guard, transport: asyncio.BaseTransport) -> None:
        """Admit a connection."""
        if len(self.inside) >= self.limits.connections:
            idle = next((at for at, one in self.inside.items() if not one.busy), None)
            if idle is None:
                guard.abort()
                return
            self.inside.pop(idle).abort()
        self.inside[transport] = guard

    def busy(self, transport: asyncio.BaseTransport | None, busy: bool) -> None:
        """A request of this connection is being answered now, or no longer."""
        guard = self.inside.get(transport) if transport is not None else None
        if guard is not None:
            guard.set_busy(busy)


class Guard(asyncio.Protocol):
    """Passes everything on to an HTTP protocol and hangs up when a request does not arrive in time."""

    def __init__(self, inner: Any, door: Door) -> None:
        self.inner: Any = inner
        self.door = door
        self.busy = False
        self.transport: asyncio.Transport | None = None
        self.timer: asyncio.TimerHandle | None = None
        self.head_since: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Part of `asyncio.Protocol`."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.set_write_buffer_limits(high=self.door.limits.chunk_bytes)
        self.set_busy(False)
        self.inner.connection_made(transport)
        self.door.enter(self, transport)

    def set_busy(self, busy: bool) -> None:
        """Stop the clock while an answer is under way; start it anew afterwards."""
        self.busy = busy
        self.head_since = None
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        if not busy:
            self._wait(self.door.limits.idle_seconds)

    def _wait(self, seconds: float) -> None:
        """Hang up in so many seconds unless something happens."""
        if self.timer is not None:
            self.timer.cancel()
        self.timer = asyncio.get_running_loop().call_later(max(0.0, seconds), self.abort)

    def abort(self) -> None:
        """Hang up at once."""
        if self.transport is not None:
            self.transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        """Part of `asyncio.Protocol`."""
        if self.timer is not None:
            self.timer.cancel()
        if self.transport is not None:
            self.door.inside.pop(self.transport, None)
        self.inner.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Part of `asyncio.Protocol`."""
        if not self.busy:
            now, limits = asyncio.get_running_loop().time(), self.door.limits
            if self.head_since is None:
                self.head_since = now
            self._wait(min(limits.idle_seconds, self.head_since + limits.head_seconds - now))
        self.inner.data_received(data)

    def eof_received(self) -> Any:
        """Part of `asyncio.Protocol`."""
        return self.inner.eof_received()

    def pause_writing(self) -> None:
        """Part of `asyncio.Protocol`."""
        self.inner.pause_writing()

    def resume_writing(self) -> None:
        """Part of `asyncio.Protocol`."""
        self.inner.resume_writing()


def guarded(factory: Callable[[], Any], limits: Limits) -> tuple[Callable[[], Guard], Door]:
    """`factory` with a guard in front of every protocol it makes, and the door they share."""
    door = Door(limits)
    return (lambda: Guard(factory(), door)), door
