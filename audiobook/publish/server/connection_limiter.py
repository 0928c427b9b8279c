"""Connections of a server that strangers' phones reach: how many, how long they may say nothing, how slowly read."""

from __future__ import annotations

import asyncio
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
class ConnectionLimiter:
    """All open connections of a server; when it is full, the one that has been idle longest makes room."""

    limits: Limits
    connections: dict[asyncio.BaseTransport, LimitedConnection] = field(default_factory=dict)

    def admit(self, connection: LimitedConnection, transport: asyncio.BaseTransport) -> None:
        """Count a new connection, or hang up on it where all others are being answered."""
        if len(self.connections) >= self.limits.connections:
            idle = next((at for at, one in self.connections.items() if not one.busy), None)
            if idle is None:
                connection.abort()
                return
            self.connections.pop(idle).abort()
        self.connections[transport] = connection

    def set_busy(self, transport: asyncio.BaseTransport | None, busy: bool) -> None:
        """A request of this connection is being answered now, or no longer."""
        connection = self.connections.get(transport) if transport is not None else None
        if connection is not None:
            connection.set_busy(busy)


class LimitedConnection(asyncio.Protocol):
    """Passes everything on to an HTTP protocol and hangs up when a request does not arrive in time."""

    def __init__(self, http: Any, limiter: ConnectionLimiter) -> None:
        self.http: Any = http
        self.limiter = limiter
        self.busy = False
        self.transport: asyncio.Transport | None = None
        self.timer: asyncio.TimerHandle | None = None
        self.head_since: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Part of `asyncio.Protocol`."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.set_write_buffer_limits(high=self.limiter.limits.chunk_bytes)
        self.set_busy(False)
        self.http.connection_made(transport)
        self.limiter.admit(self, transport)

    def set_busy(self, busy: bool) -> None:
        """Stop the clock while an answer is under way; start it anew afterwards."""
        self.busy = busy
        self.head_since = None
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        if not busy:
            self._abort_after(self.limiter.limits.idle_seconds)

    def _abort_after(self, seconds: float) -> None:
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
            self.limiter.connections.pop(self.transport, None)
        self.http.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Part of `asyncio.Protocol`."""
        if not self.busy:
            now, limits = asyncio.get_running_loop().time(), self.limiter.limits
            if self.head_since is None:
                self.head_since = now
            self._abort_after(min(limits.idle_seconds, self.head_since + limits.head_seconds - now))
        self.http.data_received(data)

    def eof_received(self) -> Any:
        """Part of `asyncio.Protocol`."""
        return self.http.eof_received()

    def pause_writing(self) -> None:
        """Part of `asyncio.Protocol`."""
        self.http.pause_writing()

    def resume_writing(self) -> None:
        """Part of `asyncio.Protocol`."""
        self.http.resume_writing()
