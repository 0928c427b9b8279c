"""A name of the local network that stays when the router gives this computer another number: audiobook-HOST.local.

Whoever knows multicast DNS asks the whole network who that is, and we answer. The unguessable path is not told.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import re
import socket
from collections.abc import AsyncIterator
from urllib.parse import urlsplit, urlunsplit

NAME = "subscribe.json"
"""Beside each page of a player, made by the server: the same folder under the name that stays."""
TYPE = "application/json"
_KIND = "_audiobook._tcp.local."
"""No kind of service that anybody lists: without the path there is nothing to see."""


def local_name(machine: str | None = None) -> str:
    """The name of a server on this machine, or on one that is called `machine`.

    >>> local_name("Lin's Mac.fritz.box"), local_name("书房")
    ('audiobook-lin-s-mac.local', 'audiobook.local')
    """
    host = (socket.gethostname() if machine is None else machine).partition(".")[0].lower()
    label = re.sub(r"[^a-z0-9]+", "-", f"audiobook-{host}").strip("-")
    return f"{label[:63].rstrip('-')}.local"


@contextlib.asynccontextmanager
async def announced(name: str, address: str, port: int) -> AsyncIterator[bool]:
    """Answers for `name` with `address` (IPv4) for as long as the block runs; false where the network lets nobody."""
    from zeroconf import Error, IPVersion, ServiceInfo
    from zeroconf.asyncio import AsyncZeroconf

    async with contextlib.AsyncExitStack() as held:
        answers = False
        with contextlib.suppress(OSError, Error, ValueError):
            ipaddress.IPv4Address(address)  # ValueError for a machine that has only its own name
            network = AsyncZeroconf(interfaces=[address], ip_version=IPVersion.V4Only)
            held.push_async_callback(network.async_close)
            service = ServiceInfo(
                _KIND, f"{name.partition('.')[0]}.{_KIND}", port=port, server=f"{name}.", parsed_addresses=[address]
            )
            await (await network.async_register_service(service, allow_name_change=True))
            answers = True
        yield answers


def renamed(url: str, name: str) -> str:
    """`url` under another name, its port and path as they are.

    >>> renamed("http://192.168.1.7:8000/secret/", "audiobook-nas.local")
    'http://audiobook-nas.local:8000/secret/'
    """
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit(parts._replace(netloc=f"{name}{port}"))


def stable(base_url: str, name: str | None) -> bytes:
    """JSON with the folder at `base_url` under `name`; an empty text where there is no other name."""
    other = renamed(base_url, name) if name else ""
    return json.dumps({"stable": "" if other == base_url else other}).encode()
