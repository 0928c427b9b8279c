"""One request over HTTP, with an end: whatever the server does, it is over after so many seconds and bytes."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from audiobook.errors import UnreadableSource
from audiobook.web.address import Address
from audiobook.web.connecting import connected

_PART = 1 << 16
_PACKED = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""Content coding -> window bits for zlib, which finds out which of the two it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    address: Address
    status: int
    headers: Mapping[str, str]
    """By name in small letters; the first of each."""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one answer."""

    seconds: float
    megabytes: float

    @property
    def bytes(self) -> int:
        """Unpacked."""
        return int(self.megabytes * 1_000_000)


class Late(Exception):
    """The time is over."""


def get(address: Address, bounds: Bounds, headers: Mapping[str, str], *, private: Collection[str] = ()) -> Answer:
    """What the server at `address` answers; redirections are not followed. The body is read of answers 200 only.

    Raises `UnreadableSource` naming the address and the remedy.
    """
    deadline = time.monotonic() + bounds.seconds
    try:
        with _answering(address, deadline, headers, private) as response:
            named = {name.lower(): value for name, value in reversed(response.getheaders())}
            body = b"".join(_body(address, response, named, bounds)) if response.status == 200 else b""
        return Answer(address, response.status, named, body)
    except Late:
        raise UnreadableSource(
            f"{address}: not there after {bounds.seconds:g} s; try again later, or raise web.seconds"
        ) from None
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or str(error)
        raise UnreadableSource(
            f"{address}: the connection is not safe ({reason}); check the address and the clock of this machine"
        ) from error
    except (http.client.HTTPException, zlib.error) as error:
        what = "broke off" if isinstance(error, http.client.IncompleteRead) else "answered with nonsense"
        raise UnreadableSource(
            f"{address}: the server {what} ({type(error).__name__}); try again, or save the page from a browser"
        ) from error
    except OSError as error:
        raise UnreadableSource(
            f"{address}: cannot be reached ({_reason(error)}); check the address and the network"
        ) from error


def _reason(error: OSError) -> str:
    # errors of name look-up have negative numbers and good texts of their own
    known = error.errno is not None and error.errno > 0
    return os.strerror(error.errno) if known and error.errno is not None else error.strerror or str(error)


@contextlib.contextmanager
def _answering(
    address: Address, deadline: float, headers: Mapping[str, str], private: Collection[str]
) -> Iterator[http.client.HTTPResponse]:
    """The head of the answer has been read; at the deadline the connection is cut, in whatever state it is."""
    late = threading.Event()
    try:
        link = connected(address, deadline, private)
    except TimeoutError as error:
        raise Late from error
    # a second handle for the other thread: TLS lets only one thread use the first
    twin = link.dup()

    def cut() -> None:
        late.set()
        with contextlib.suppress(OSError):
            twin.shutdown(socket.SHUT_RDWR)

    left = max(0.0, deadline - time.monotonic())
    timer = threading.Timer(left, cut)
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(address.host, address.port)
    try:
        link.settimeout(left + 1)
        if address.scheme == "https":
            link = _trust().wrap_socket(link, server_hostname=address.host)
        connection.sock = link
        connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
        for name, value in {
            "Host": address.named_host,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:  # which holds the connection open as long as it is
            yield response
        if late.is_set():
            raise Late
    except (OSError, http.client.HTTPException) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise Late from error
        raise
    finally:
        timer.cancel()
        connection.close()
        for one in (link, twin):
            with contextlib.suppress(OSError):
                one.close()


def _body(
    address: Address, response: http.client.HTTPResponse, headers: Mapping[str, str], bounds: Bounds
) -> Iterator[bytes]:
    """The body, unpacked. Raises what `http.client` and `zlib` raise, `UnreadableSource` for too much."""
    size = headers.get("content-length", "")
    if size.isdecimal() and len(size) < 16 and int(size) > bounds.bytes:
        raise _too_large(address, bounds)
    codings = [one.strip().lower() for one in headers.get("content-encoding", "").split(",") if one.strip()]
    codings = [one for one in codings if one != "identity"]
    if len(codings) > 1 or any(one not in _PACKED for one in codings):
        raise UnreadableSource(
            f"{address}: comes packed as {', '.join(codings)[:100]}, which nobody asked for; save it from a browser"
        )
    left = bounds.bytes
    for part in _unpacked(_parts(response), left + 1) if codings else _parts(response):
        left -= len(part)
        if left < 0:
            raise _too_large(address, bounds)
        yield part


def _parts(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while part := response.read1(_PART):
        yield part
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _unpacked(parts: Iterator[bytes], most: int) -> Iterator[bytes]:
    """What `parts` unpack to, never more than 64 kB at once; a gzip file may be several in a row."""
    unpacker, begun = zlib.decompressobj(47), False
    for part in parts:
        data = part
        while data:
            begun = True
            yield unpacker.decompress(data, min(most, _PART))
            data = unpacker.unconsumed_tail
            if unpacker.eof:
                data, unpacker, begun = unpacker.unused_data.lstrip(b"\0"), zlib.decompressobj(47), False
    yield unpacker.flush()
    if begun and not unpacker.eof:
        raise http.client.IncompleteRead(b"")


def _too_large(address: Address, bounds: Bounds) -> UnreadableSource:
    return UnreadableSource(
        f"{address}: is more than web.max_megabytes = {bounds.megabytes:g}; raise it, or save a part and give the file"
    )


@cache
def _trust() -> ssl.SSLContext:
    """The system's certificates."""
    return ssl.create_default_context()
