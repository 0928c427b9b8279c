"""Requests in, responses out."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from audiobook.errors import AudiobookError
from audiobook.publish.server import gate
from audiobook.publish.server.connection_limiter import ConnectionLimiter
from audiobook.publish.server.host_names import HostNames
from audiobook.publish.server.request_handler import RequestHandler, Sent
from audiobook.publish.server.site import Site, media_type_of
from audiobook.studio.addresses import CHANGES, LOOKS, PAGES, heard
from audiobook.studio.bench import Bench
from audiobook.studio.events import Events
from audiobook.studio.texts import Outdated
from audiobook.studio.uploads import STALL_S, receive

ALIVE_S = 15.0
"""Between two signs of life where nothing happens."""
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Of our page; nobody frames it, not even a page of a book."""
GUARDED = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


class StudioHandler:
    """Answers the requests to a workbench, for `aiohttp.web.Server`."""

    def __init__(
        self, bench: Bench, events: Events, limiter: ConnectionLimiter, *, token: str, hosts: HostNames
    ) -> None:
        self.bench, self.events, self.limiter, self.token, self.hosts = bench, events, limiter, token, hosts
        site = Site(bench.settings.output, bench.settings.publish)
        self.books = RequestHandler(site, limiter, token=token, hosts=hosts, report=None)

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answers one request; never raises for what a client did."""
        self.limiter.set_busy(request.transport, True)
        try:
            found = gate.let_in(request, self.token, self.hosts)
            return found if isinstance(found, web.Response) else await self._answer(request, *found)
        except gate.Refused as refusal:
            return _json({"error": str(refusal)}, refusal.status)
        except Outdated as error:
            return _json({"error": str(error)}, 409)
        except AudiobookError as error:
            return _json({"error": str(error)}, 400)
        except TimeoutError:
            return _json({"error": "nothing was sent for too long"}, 408)
        except (ConnectionError, web.HTTPException):
            raise
        except Exception as error:  # one line for the page; the server goes on
            return _json({"error": f"unexpected {type(error).__name__}: {error}"}, 500)
        finally:
            self.limiter.set_busy(request.transport, False)

    async def _answer(self, request: web.BaseRequest, path: str, base_url: str) -> web.StreamResponse:
        first, _, rest = path.removeprefix("/").partition("/")
        if request.method == "POST":
            gate.from_our_page(request, self.token)
            if path == "/upload":
                return await self._upload(request)
            if first in CHANGES and not rest:
                asked = await gate.asked(request)
                return _json(await asyncio.to_thread(CHANGES[first], self.bench, asked))
        elif request.method in ("GET", "HEAD"):
            # a page or a script in a book may be somebody else's, and would be of our origin
            if first == "books" and (media_type_of(rest) or "").startswith("audio/"):
                return await self.books.show(request, f"/{rest}", f"{base_url}books/", Sent())
            if first in PAGES and not rest:
                return self._page(first)
            if path == "/events":
                return await self._events(request)
            if first == "heard":
                return await self._heard(rest)
            if path == "/picture":
                return await self._picture(request)
            if first in LOOKS and not rest:
                return _json(await asyncio.to_thread(LOOKS[first], self.bench, _query(request)))
        else:
            return web.Response(status=405, headers={"Allow": "GET, HEAD, POST", **GUARDED})
        return _json({"error": "not found"}, 404)

    def _page(self, name: str) -> web.Response:
        media_type, make = PAGES[name]
        headers = {**GUARDED, "Content-Type": media_type, "Content-Security-Policy": CONTENT_POLICY}
        return web.Response(body=make(gate.page_key(self.token)), headers=headers)

    async def _heard(self, name: str) -> web.Response:
        path = await asyncio.to_thread(heard, self.bench, name)
        if path is None:
            return _json({"error": "not found"}, 404)
        return web.Response(
            body=await asyncio.to_thread(path.read_bytes), headers={**GUARDED, "Content-Type": "audio/mpeg"}
        )

    async def _picture(self, request: web.BaseRequest) -> web.Response:
        """A page of what was dropped: drawn here, so that nothing of the file itself is shown."""
        body = await asyncio.to_thread(self.bench.pages.picture, _query(request))
        same = {"Cross-Origin-Resource-Policy": "same-origin"}
        return web.Response(body=body, headers={**GUARDED, **same, "Content-Type": "image/jpeg"})

    async def _upload(self, request: web.BaseRequest) -> web.Response:
        query = _query(request)
        chunks = _bounded(request.content.iter_any())
        work = await receive(
            self.bench.shelf, query.get("name", ""), query.get("work", ""), request.content_length, chunks
        )
        self.events.tell("works", {})
        return _json({"work": work.key})

    async def _events(self, request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers={**GUARDED, "Content-Type": "text/event-stream; charset=utf-8"})
        await response.prepare(request)
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with contextlib.aclosing(self.events.listen(ALIVE_S)) as lines:
                async for line in lines:
                    async with asyncio.timeout(STALL_S):
                        await response.write(line.encode())
        return response


async def _bounded(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """`chunks`, each within the time there is for it. Raises `TimeoutError`."""
    while True:
        async with asyncio.timeout(STALL_S):
            try:
                chunk = await anext(chunks)
            except StopAsyncIteration:
                return
        yield chunk


def _query(request: web.BaseRequest) -> dict[str, str]:
    """What is asked with: the last of several of a name counts."""
    pairs = (part.partition("=") for part in request.raw_path.partition("?")[2].partition("#")[0].split("&"))
    return {unquote(name): unquote(value) for name, _, value in pairs if name}


def _json(facts: Mapping[str, Any], status: int = 200) -> web.Response:
    body = json.dumps(facts, ensure_ascii=False).encode("utf-8", "replace")
    return web.Response(status=status, body=body, headers={**GUARDED, "Content-Type": "application/json"})
