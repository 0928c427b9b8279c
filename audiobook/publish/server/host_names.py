"""What a request may call this server.

A page anywhere can have its name resolved to an address of yours (DNS rebinding) and then ask for whatever that
address serves, as far as a browser knows from its own site. Its name is in `Host`, and it is none of ours.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

_HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")


def well_formed(host: str) -> bool:
    """Whether `host` can be a name or address with or without a port.

    >>> well_formed("nas.local:8000"), well_formed("[fe80::1]"), well_formed("a b")
    (True, True, False)
    """
    return _HOST.fullmatch(host) is not None


@dataclass(frozen=True, slots=True)
class HostNames:
    """The names and addresses of a server, in lower case, without ports and brackets."""

    names: frozenset[str]

    @classmethod
    def of(cls, *listening: str, others: Iterable[str] = (), base_url: str | None = None) -> HostNames:
        """Those of a server that listens at the addresses or names `listening`: themselves, and this machine's name
        where anybody but the machine itself can reach them; `others` that it goes by; and where `base_url` is."""
        names = {*listening, *others}
        if not all(_is_loopback(name) for name in listening):
            machine = socket.gethostname().partition(".")[0]
            names |= {machine, f"{machine}.local", socket.gethostname()}
        if base_url and (named := urlsplit(base_url).hostname):
            names.add(named)
        # "any address" is none that anybody is asked by
        return cls(frozenset(_bare(name) for name in names if name and name not in ("0.0.0.0", "::")))

    def include(self, host: str, transport: asyncio.BaseTransport | None) -> bool:
        """Whether a request that reached us by `transport` may call us `host`: by a name of ours, or by the address
        that the connection was made to."""
        name = _bare(host)
        if name in self.names:
            return True
        own = transport.get_extra_info("sockname") if transport is not None else None
        if not own:
            return False
        if _is_loopback(own[0]):
            return _is_loopback(name)
        return _address(name) is not None and _address(name) == _address(own[0])


def _bare(host: str) -> str:
    """Without port, brackets and the dot that ends a whole name.

    >>> _bare("NAS.local.:8000"), _bare("[::1]:80"), _bare("::1")
    ('nas.local', '::1', '::1')
    """
    name = host.lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return (name.partition(":")[0] if name.count(":") == 1 else name).removesuffix(".")


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return None
    # how a socket for both kinds says an old address
    return getattr(found, "ipv4_mapped", None) or found


def _is_loopback(name: str) -> bool:
    address = _address(name)
    return name == "localhost" if address is None else address.is_loopback
