"""`audiobook studio`: the server of the workbench, until it is interrupted."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import platformdirs

from audiobook.config import Settings
from audiobook.errors import PublishError
from audiobook.publish.server.access_token import access_token
from audiobook.publish.server.connection_limiter import ConnectionLimiter, Limits
from audiobook.publish.server.host_names import HostNames
from audiobook.publish.server.run import address, listening, stopped, where
from audiobook.studio.bench import Bench
from audiobook.studio.events import Events
from audiobook.studio.handler import StudioHandler


def serve(
    settings: Settings,
    *,
    ready: Callable[[str], None],
    host: str = "127.0.0.1",
    port: int = 8765,
    lan: bool = False,
    others: Sequence[str] = (),
    token_file: Path | None = None,
) -> None:
    """Opens the workbench on the output folder of `settings` until interrupted; `ready` is told the address.

    Everything lies behind an unguessable path, kept in `token_file` (default: the user's data folder) so that a page
    that is open goes on after a restart. With `lan` the network can reach it. Raises `PublishError` when the port is
    taken or the output folder cannot be made.
    """

    async def run() -> None:
        token = access_token(
            token_file or Path(platformdirs.user_data_dir("audiobook", appauthor=False)) / "studio-token"
        )
        bind, seen = where(host, lan=lan)
        stop = stopped()
        async with running(settings, token=token, host=bind, port=port, seen=seen, others=others) as url:
            ready(url)
            await stop.wait()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())


@contextlib.asynccontextmanager
async def running(
    settings: Settings,
    *,
    token: str,
    host: str = "127.0.0.1",
    port: int = 0,
    seen: str | None = None,
    others: Sequence[str] = (),
    limits: Limits | None = None,
) -> AsyncIterator[str]:
    """A workbench for as long as the block runs; gives its address. Raises `PublishError`."""
    try:
        settings.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"{settings.output}: cannot be made ({error.strerror or error})") from error
    limiter = ConnectionLimiter(limits or Limits())
    hosts = HostNames.of(host, *([seen] if seen else []), others=others)
    events = Events(asyncio.get_running_loop())
    bench = Bench(settings, events.tell)
    handler = StudioHandler(bench, events, limiter, token=token, hosts=hosts)
    async with listening(handler, limiter, host=host, port=port) as taken:
        bench.start()
        try:
            yield address(seen or host, taken, token)
        finally:
            events.close()
            await asyncio.to_thread(bench.close)
