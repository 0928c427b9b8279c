"""Who may change something here: who comes by our name, by the unguessable path, and from our own page.

Each of the three would do against a page elsewhere that has a browser here ask for things (cross-site request forgery,
DNS rebinding); the path also keeps other users of this machine out.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from audiobook.publish.server.host_names import HostNames
from audiobook.publish.server.request_handler import admitted

HEADER = "X-Audiobook"
"""Carries `page_key`; a page elsewhere can neither read the key nor send the header without being asked about it."""
MOST_BYTES = 2_000_000
"""Of a JSON body."""


class Refused(Exception):
    """A request that is not let in."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def page_key(token: str) -> str:
    """What our page sends with everything that changes something: the same after a restart, and not the path itself."""
    return hmac.new(token.encode(), b"page", hashlib.sha256).hexdigest()[:32]


def let_in(request: web.BaseRequest, token: str, hosts: HostNames) -> web.Response | tuple[str, str]:
    """The path behind the token, and where the site is; or the answer to somebody who is not let in."""
    by_name = admitted(request, None, hosts)
    return by_name if isinstance(by_name, web.Response) else admitted(request, token, hosts)


def from_our_page(request: web.BaseRequest, token: str) -> None:
    """Raises `Refused` unless the request was sent by our own page."""
    key = request.headers.get(HEADER, "")
    if not hmac.compare_digest(key.encode(), page_key(token).encode()):
        raise Refused(403, "this page is of an older state of the server; load it again")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if site != "same-origin" or (origin is not None and urlsplit(origin).netloc != request.headers.get("Host")):
        raise Refused(403, "asked for by another site")


async def asked(request: web.BaseRequest, most_bytes: int = MOST_BYTES) -> dict[str, Any]:
    """The JSON object in the body of a request. Raises `Refused`."""
    if request.content_type != "application/json":
        raise Refused(415, "send application/json")
    data = bytearray()
    async for chunk in request.content.iter_any():
        data += chunk
        if len(data) > most_bytes:
            raise Refused(413, f"more than {most_bytes} bytes")
    try:
        found = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refused(400, "no JSON") from error
    if not isinstance(found, dict):
        raise Refused(400, "no JSON object")
    return found
