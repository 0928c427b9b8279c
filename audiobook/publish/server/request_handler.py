"""Requests in, responses out: conditions, ranges, types and tokens as RFC 9110 has them."""

from __future__ import annotations

import asyncio
import hmac
import os
import re
import secrets
import sys
from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from audiobook.errors import AudiobookError
from audiobook.publish.server import ranges
from audiobook.publish.server.connection_limiter import Door, Limits
from audiobook.publish.server.site import OPEN, Moved, Page, Site, Stored

if TYPE_CHECKING:
    from aiohttp import web

# no markup in a title can bring a script; eval, which none of ours uses, is left to tools that drive browsers
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")


class Answers:
    """The handler of one server."""

    def __init__(self, site: Site, *, token: str | None, verbose: bool, limits: Limits) -> None:
        self.site, self.token, self.verbose, self.limits = site, token, verbose, limits
        self.door = Door(limits)

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request; never raises for what a client did."""
        transport = request.transport
        self.door.busy(transport, True)
        status, sent = 499, 0
        try:
            response = await self._answer(request)
            status, sent = response.status, response.body_length
            return response
        finally:
            self.door.busy(transport, False)
            if self.verbose:
                path = request.raw_path.replace(self.token, "…") if self.token else request.raw_path
                line = f"{request.method} {path} {status} {sent}"
                print(line.encode("ascii", "backslashreplace").decode(), file=sys.stderr, flush=True)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        from aiohttp import web

        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return web.Response(status=405, headers={"Allow": "GET, HEAD, OPTIONS"})
        host = request.headers.get("Host", "") or _own_address(request)
        if not HOST.fullmatch(host):
            return _plain(400, "the request names no host")
        raw = request.raw_path.partition("?")[0].partition("#")[0]
        if self.token is not None:
            first, _, rest = raw.removeprefix("/").partition("/")
            if not hmac.compare_digest(first.encode(), self.token.encode()):
                return _plain(404, "not found")
            if not raw.startswith(f"/{first}/"):
                return web.Response(status=308, headers={"Location": f"/{self.token}/"})
            raw = "/" + rest
        scheme = "https" if request.headers.get("X-Forwarded-Proto") == "https" else "http"
        base_url = f"{scheme}://{host}/" + (f"{self.token}/" if self.token else "")
        if request.method == "OPTIONS":
            return web.Response(status=204, headers={**_shared(), "Access-Control-Max-Age": "86400"})
        try:
            found = await asyncio.to_thread(self.site.find, raw, base_url)
        except AudiobookError as error:
            return _plain(500, str(error).replace(f"{self.site.root}{os.sep}", ""))
        if found is None:
            return _plain(404, "not found")
        if isinstance(found, Moved):
            return web.Response(status=308, headers={"Location": raw.rpartition("/")[2] + "/"})
        if isinstance(found, Page):
            return _page(request, found)
        try:
            return await self._file(request, found)
        finally:
            os.close(found.handle)

    async def _file(self, request: web.BaseRequest, file: Stored) -> web.StreamResponse:
        """A file, or the parts of it that were asked for."""
        from aiohttp import web

        headers = {
            "Content-Type": file.media,
            "Accept-Ranges": "bytes",
            "ETag": file.etag,
            "Last-Modified": file.modified,
            **_common(file.media),
        }
        if _fresh(request, file.etag, file.modified_s):
            del headers["Content-Type"]
            return web.Response(status=304, headers=headers)
        spans = None
        if request.method == "GET" and _if_range(request, file):
            spans = ranges.parse(request.headers.get("Range"), file.size)
        if spans is not None and not spans:
            return web.Response(status=416, headers={"Content-Range": f"bytes */{file.size}", "Accept-Ranges": "bytes"})
        pieces: list[bytes | tuple[int, int]]
        if spans is None:
            status, pieces = 200, [(0, file.size)]
        elif len(spans) == 1:
            status, pieces = 206, [spans[0]]
            headers["Content-Range"] = f"bytes {spans[0][0]}-{spans[0][1] - 1}/{file.size}"
        else:
            status, pieces = 206, _parts(spans, file, boundary := secrets.token_hex(12))
            headers["Content-Type"] = f"multipart/byteranges; boundary={boundary}"
        length = sum(len(piece) if isinstance(piece, bytes) else piece[1] - piece[0] for piece in pieces)
        response = web.StreamResponse(status=status, headers=headers)
        response.content_length = length
        await response.prepare(request)
        if request.method != "HEAD":
            try:
                for piece in pieces:
                    async for chunk in self._chunks(file.handle, piece):
                        async with asyncio.timeout(self.limits.stall_seconds):
                            await response.write(chunk)
            except (TimeoutError, ConnectionError, EOFError):
                # gone, too slow, or the file became shorter: whoever is there must not take it for whole
                if request.transport is not None:
                    request.transport.abort()
        return response

    async def _chunks(self, handle: int, piece: bytes | tuple[int, int]) -> AsyncIterator[bytes]:
        if isinstance(piece, bytes):
            yield piece
            return
        at, end = piece
        while at < end:
            chunk = await asyncio.to_thread(_read, handle, min(self.limits.chunk_bytes, end - at), at)
            if not chunk:
                raise EOFError
            yield chunk
            at += len(chunk)


def _own_address(request: web.BaseRequest) -> str:
    """Where a client of HTTP 1.0, which need not say, has reached us; nothing for all others, who must."""
    transport = request.transport
    if transport is None or request.version >= (1, 1):
        return ""
    name, port = transport.get_extra_info("sockname")[:2]
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def _read(handle: int, size: int, at: int) -> bytes:
    os.lseek(handle, at, os.SEEK_SET)
    return os.read(handle, size)


def _page(request: web.BaseRequest, page: Page) -> web.Response:
    from aiohttp import web

    headers = {"ETag": page.etag, "Vary": "Host, X-Forwarded-Proto", **_common(page.media)}
    if _fresh(request, page.etag, None):
        return web.Response(status=304, headers=headers)
    return web.Response(body=page.data, headers={**headers, "Content-Type": page.media})


def _plain(status: int, text: str) -> web.Response:
    from aiohttp import web

    return web.Response(status=status, text=text + "\n", headers={"X-Content-Type-Options": "nosniff"})


def _common(media: str) -> dict[str, str]:
    """Headers of everything that is found."""
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache", "Referrer-Policy": "no-referrer"}
    if media.startswith("text/html"):
        headers["Content-Security-Policy"] = CONTENT_POLICY
    if media.startswith(OPEN):
        headers |= _shared()
    return headers


def _shared() -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": "Range, If-None-Match, If-Modified-Since",
        "Access-Control-Expose-Headers": "Content-Length, Content-Range, ETag",
    }


def _fresh(request: web.BaseRequest, etag: str, modified_s: int | None) -> bool:
    """True when what the client has is what we have (RFC 9110, section 13.2.2)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return tags.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    since = _moment(request.headers.get("If-Modified-Since"))
    return since is not None and modified_s is not None and modified_s <= since


def _if_range(request: web.BaseRequest, file: Stored) -> bool:
    """False when the range belongs to an older state of the file."""
    wanted = request.headers.get("If-Range")
    if wanted is None or wanted.strip() == file.etag:
        return True
    return _moment(wanted) == file.modified_s


def _moment(text: str | None) -> int | None:
    try:
        return int(parsedate_to_datetime(text).timestamp()) if text else None
    except (ValueError, TypeError, OverflowError):
        return None


def _parts(spans: list[tuple[int, int]], file: Stored, boundary: str) -> list[bytes | tuple[int, int]]:
    """multipart/byteranges: heads as bytes, contents as spans."""
    pieces: list[bytes | tuple[int, int]] = []
    for start, end in spans:
        span = f"Content-Range: bytes {start}-{end - 1}/{file.size}"
        head = f"\r\n--{boundary}\r\nContent-Type: {file.media}\r\n{span}\r\n\r\n"
        pieces += [head.encode(), (start, end)]
    return [*pieces, f"\r\n--{boundary}--\r\n".encode()]
