"""`audiobook serve`: the books of a folder for phones and browsers nearby. Reads only that folder; writes nothing."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.publish.server.access_token import access_token
from audiobook.publish.server.connection_limiter import ConnectionLimiter, LimitedConnection, Limits
from audiobook.publish.server.corrections import Corrections, Keep
from audiobook.publish.server.host_names import HostNames
from audiobook.publish.server.local_name import announced, local_name, renamed
from audiobook.publish.server.request_handler import RequestHandler
from audiobook.publish.server.site import Site

REMEDIES = {
    errno.EADDRINUSE: "choose another with --port, or end what uses it",
    errno.EACCES: "choose a port from 1024 up with --port",
}


@dataclass(frozen=True, slots=True)
class Running:
    """A server that is answering."""

    url: str
    """Where a browser on this machine finds it; with its token."""
    port: int
    limiter: ConnectionLimiter


def serve(
    directory: Path,
    *,
    ready: Callable[[str, str], None],
    report: Callable[[str], None] | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    lan: bool = False,
    others: Sequence[str] = (),
    settings: PublishSettings | None = None,
    token_file: Path | None = None,
    keep: Keep | None = None,
) -> None:
    """Serve `directory` (an output folder or one book) until interrupted.

    `ready` is called with the address when it answers, and with the same under the name that stays when the network
    gives this machine another number ("" where there is none); `report` with one line for each request. `others`: what
    it is called beside the address it listens at. `keep` takes
    corrections of misread words from the player. With `lan` or `keep`, everything lies behind an unguessable path, kept
    in `token_file` (default: the user's data folder) so that subscriptions outlive a restart.
    Raises `PublishError` when the port is taken, the folder cannot be read or a book is damaged.
    """

    async def run() -> None:
        token = access_token(token_file) if lan or keep else None
        bind, seen = where(host, lan=lan)
        stop = stopped()
        site = Site(directory, settings or PublishSettings())
        await asyncio.to_thread(site.warm)
        name = local_name()
        known = [*others, name] if lan else others
        async with (
            running(
                site, host=bind, port=port, token=token, seen=seen, others=known, report=report, keep=keep
            ) as server,
            announced(name, seen if lan else "", server.port) as answers,
        ):
            site.local_name = name if answers else None
            ready(server.url, renamed(server.url, name) if answers else "")
            await stop.wait()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())


def where(host: str, *, lan: bool) -> tuple[str, str]:
    """The address to listen at, and the one at which others find this machine."""
    bind = "0.0.0.0" if lan and host == "127.0.0.1" else host
    return bind, _lan_address() if bind in ("0.0.0.0", "::") else host


def stopped() -> asyncio.Event:
    """Set when somebody asks this process to end."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


@contextlib.asynccontextmanager
async def running(
    site: Site,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    token: str | None = None,
    seen: str | None = None,
    others: Sequence[str] = (),
    report: Callable[[str], None] | None = None,
    limits: Limits | None = None,
    keep: Keep | None = None,
) -> AsyncIterator[Running]:
    """A server for as long as the block runs; `port` 0 takes any free one, `seen` and `others` are what it is called
    beside `host`; `keep` takes corrections, behind a `token` only. Raises `PublishError`."""
    limiter = ConnectionLimiter(limits or Limits())
    hosts = HostNames.of(host, *([seen] if seen else []), others=others, base_url=site.settings.base_url)
    post = Corrections(site, token=token, hosts=hosts, keep=keep) if keep and token else None
    handler = RequestHandler(site, limiter, token=token, hosts=hosts, report=report, post=post)
    async with listening(handler, limiter, host=host, port=port, loud=report is not None) as taken:
        yield Running(address(seen or host, taken, token), taken, limiter)


def address(name: str, port: int, token: str | None) -> str:
    """Where a browser finds a server.

    >>> address("::1", 8000, "secret")
    'http://[::1]:8000/secret/'
    """
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/" + (f"{token}/" if token else "")


@contextlib.asynccontextmanager
async def listening(
    handler: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]],
    limiter: ConnectionLimiter,
    *,
    host: str,
    port: int,
    loud: bool = False,
) -> AsyncIterator[int]:
    """Has `handler` answer what comes to `host` for as long as the block runs; gives the port. Raises
    `PublishError`."""
    limits = limiter.limits
    http_server = web.Server(
        handler,
        access_log=None, keepalive_timeout=limits.head_seconds, max_line_size=limits.head_bytes,
        max_field_size=limits.head_bytes, lingering_time=1.0,
        logger=logging.getLogger("aiohttp.server") if loud else _quiet(),
    )  # fmt: skip
    loop = asyncio.get_running_loop()
    try:
        open_port = await loop.create_server(lambda: LimitedConnection(http_server(), limiter), host, port, backlog=256)
    except (OSError, OverflowError) as error:
        number = error.errno if isinstance(error, OSError) else None
        remedy = REMEDIES.get(number or 0, "choose an address of this machine with --host")
        reason = os.strerror(number) if number and number > 0 else str(error)
        raise PublishError(f"cannot listen at {host}:{port} ({reason}); {remedy}") from error
    try:
        yield open_port.sockets[0].getsockname()[1]
    finally:
        open_port.close()
        await http_server.shutdown(1.0)
        for connection in list(limiter.connections.values()):
            connection.abort()


def _quiet() -> logging.Logger:
    """Garbled requests are answered with 400 and are no news; the library would print a traceback for each."""
    logger = logging.Logger("audiobook.serve")
    logger.addHandler(logging.NullHandler())
    return logger


def _lan_address() -> str:
    """This machine's address in the local network; nothing is sent, a datagram socket only picks its route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address reserved for documentation
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()
