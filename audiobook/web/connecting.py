"""Connections to public addresses only: what a name leads to is looked up once, judged, and that very address is
connected to, so that no second look-up can lead elsewhere (DNS rebinding).

However an address is written (decimal, octal, IPv6 that holds an IPv4, a name that leads there), it is judged as the
system takes it, at the last moment before it is connected to.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Collection, Sequence
from typing import Any

from audiobook.errors import UnreadableSource
from audiobook.web.address import Address

_ONE_TRY_S = 10.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Found = tuple[Any, Any, int, str, tuple[Any, ...]]
"""As `socket.getaddrinfo` gives it."""


def is_public(text: str) -> bool:
    """Whether an IP address belongs to the open internet, and what it may hold inside as well.

    >>> [is_public(one) for one in ("93.184.216.34", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False]
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address in _NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        else:
            tunnelled = [address.sixtofour, *(address.teredo or ())]
            if not all(is_public(str(one)) for one in tunnelled if one is not None):
                return False
    strange = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not strange


def connected(address: Address, deadline: float, private: Collection[str]) -> socket.socket:
    """A connection to `address`, before `deadline` (of `time.monotonic`). `private`: hosts ("wiki.lan", "10.0.0.7:80")
    that may be reached though they are not public.

    Raises `UnreadableSource` naming the address; `OSError` where nobody answers.
    """
    found = _looked_up(address, deadline)
    if address.host not in private and address.named_host not in private:
        public = [one for one in found if is_public(str(one[4][0]))]
        if not public:
            there = ", ".join(sorted({str(one[4][0]) for one in found}))
            raise UnreadableSource(
                f"{address}: leads to {there}, inside a private network, which is not read from; save the page and "
                "give the file, or name the host in [web] private_hosts if it is yours"
            )
        found = public
    refusal: OSError = TimeoutError("timed out")
    for family, kind, protocol, _, place in found:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        link = socket.socket(family, kind, protocol)
        try:
            link.settimeout(min(left, _ONE_TRY_S))
            link.connect(place)
        except OSError as error:
            link.close()
            refusal = error
        except BaseException:
            link.close()
            raise
        else:
            return link
    raise refusal


def _looked_up(address: Address, deadline: float) -> Sequence[Found]:
    """What the system takes the host for; in a thread, since look-ups have no time limit."""
    answers: queue.SimpleQueue[Sequence[Found] | Exception] = queue.SimpleQueue()

    def look() -> None:
        try:
            answers.put(socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=look, daemon=True, name="audiobook-look-up").start()
    try:
        answer = answers.get(timeout=max(0.0, deadline - time.monotonic()))
    except queue.Empty:
        raise TimeoutError("timed out") from None
    if isinstance(answer, OSError):
        raise answer
    if isinstance(answer, Exception):  # names that are none
        raise OSError(f"{address.host} is no name of a host") from answer
    return answer
