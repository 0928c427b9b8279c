"""Requests in, responses out: conditions, byte ranges, types and tokens as RFC 9110 has them."""

from __future__ import annotations

import asyncio
import hmac
import os
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from aiohttp import web

from audiobook.errors import AudiobookError
from audiobook.publish.server.connection_limiter import ConnectionLimiter
from audiobook.publish.server.site import CROSS_ORIGIN, GeneratedFile, OpenFile, Redirect, Site

# no markup in a title can bring a script; eval, which none of ours uses, is left to tools that drive browsers
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Range, If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "Content-Length, Content-Range, ETag",
}

HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")


class RequestHandler:
    """Answers the requests to one site, for `aiohttp.web.Server`."""

    def __init__(
        self, site: Site, limiter: ConnectionLimiter, *, token: str | None, report: Callable[[str], None] | None
    ) -> None:
        """`report` is told each request in one line: method, path, status, bytes of the body that were sent."""
        self.site, self.limiter, self.token, self.report = site, limiter, token, report

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request; never raises for what a client did."""
        transport = request.transport
        self.limiter.set_busy(transport, True)
        status, sent = 499, 0
        try:
            response = await self._respond(request)
            status, sent = response.status, response.body_length
            return response
        finally:
            self.limiter.set_busy(transport, False)
            if self.report is not None:
                path = request.raw_path.replace(self.token, "…") if self.token else request.raw_path
                self.report(f"{request.method} {path} {status} {sent}")

    async def _respond(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return web.Response(status=405, headers={"Allow": "GET, HEAD, OPTIONS"})
        host = request.headers.get("Host", "") or _own_address(request)
        if not HOST.fullmatch(host):
            return _message(400, "the request names no host")
        path = request.raw_path.partition("?")[0].partition("#")[0]
        if self.token is not None:
            first, _, rest = path.removeprefix("/").partition("/")
            if not hmac.compare_digest(first.encode(), self.token.encode()):
                return _message(404, "not found")
            if not path.startswith(f"/{first}/"):
                return web.Response(status=308, headers={"Location": f"/{self.token}/"})
            path = "/" + rest
        scheme = "https" if request.headers.get("X-Forwarded-Proto") == "https" else "http"
        base_url = f"{scheme}://{host}/" + (f"{self.token}/" if self.token else "")
        if request.method == "OPTIONS":
            return web.Response(status=204, headers={**CORS_HEADERS, "Access-Control-Max-Age": "86400"})
        try:
            found = await asyncio.to_thread(self.site.find, path, base_url)
        except AudiobookError as error:
            return _message(500, str(error).replace(f"{self.site.root}{os.sep}", ""))
        match found:
            case None:
                return _message(404, "not found")
            case Redirect():
                return web.Response(status=308, headers={"Location": path.rpartition("/")[2] + "/"})
            case GeneratedFile():
                return _send_generated(request, found)
            case OpenFile():
                with found.file:
                    return await self._send_file(request, found)

    # not aiohttp's FileResponse: it opens the path a second time, after our check (a link may stand there by then),
    # takes an ETag in If-Range for none, so that a resumed download mixes two states of a file, and waits for ever
    # for a client that reads nothing
    async def _send_file(self, request: web.BaseRequest, found: OpenFile) -> web.StreamResponse:
        """A file, or the range of it that was asked for."""
        headers = {
            "Accept-Ranges": "bytes",
            "Last-Modified": found.modified,
            **_headers(found.media_type, found.etag),
        }
        if _not_modified(request, found.etag, found.modified_s):
            return web.Response(status=304, headers=headers)
        headers["Content-Type"] = found.media_type
        status, start, stop = 200, 0, found.size
        wanted = byte_range(request, found.size) if _range_applies(request, found) else None
        if wanted is not None:
            status, (start, stop) = 206, wanted
            if start >= stop:
                unsatisfied = {"Content-Range": f"bytes */{found.size}", "Accept-Ranges": "bytes"}
                return web.Response(status=416, headers=unsatisfied)
            headers["Content-Range"] = f"bytes {start}-{stop - 1}/{found.size}"
        response = web.StreamResponse(status=status, headers=headers)
        response.content_length = stop - start
        await response.prepare(request)
        if request.method != "HEAD":
            try:
                await self._send_bytes(response, found, start, stop)
            except (TimeoutError, ConnectionError, EOFError):
                # gone, too slow, or the file became shorter: whoever is there must not take it for whole
                if request.transport is not None:
                    request.transport.abort()
        return response

    async def _send_bytes(self, response: web.StreamResponse, found: OpenFile, start: int, stop: int) -> None:
        """Raises `TimeoutError` for a client that does not take a chunk in time, `EOFError` for a file cut short."""
        limits = self.limiter.limits
        await asyncio.to_thread(found.file.seek, start)
        left = stop - start
        while left:
            chunk = await asyncio.to_thread(found.file.read, min(limits.chunk_bytes, left))
            if not chunk:
                raise EOFError
            async with asyncio.timeout(limits.stall_seconds):
                await response.write(chunk)
            left -= len(chunk)


def byte_range(request: web.BaseRequest, size: int) -> tuple[int, int] | None:
    """First and one past the last byte that are asked for of a file of `size` bytes, equal when there are none such
    (416); None when the whole file is to be sent: no range, one that makes no sense, or several, which RFC 9110
    (section 14.2) lets a server ignore and no podcast app asks for."""
    try:
        wanted = request.http_range
    except ValueError:
        return None
    return None if wanted.start is None else wanted.indices(size)[:2]


def _own_address(request: web.BaseRequest) -> str:
    """Where a client of HTTP 1.0, which need not say, has reached us; nothing for all others, who must."""
    transport = request.transport
    if transport is None or request.version >= (1, 1):
        return ""
    name, port = transport.get_extra_info("sockname")[:2]
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def _send_generated(request: web.BaseRequest, found: GeneratedFile) -> web.Response:
    headers = {"Vary": "Host, X-Forwarded-Proto", **_headers(found.media_type, found.etag)}
    if _not_modified(request, found.etag, None):
        return web.Response(status=304, headers=headers)
    return web.Response(body=found.data, headers={**headers, "Content-Type": found.media_type})


def _message(status: int, text: str) -> web.Response:
    return web.Response(status=status, text=text + "\n", headers={"X-Content-Type-Options": "nosniff"})


def _headers(media_type: str, etag: str) -> dict[str, str]:
    """Headers of everything that is found, whether it is sent or the client has it."""
    headers = {
        "ETag": f'"{etag}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
        "Referrer-Policy": "no-referrer",
    }
    if media_type.startswith("text/html"):
        headers["Content-Security-Policy"] = CONTENT_POLICY
    return headers | CORS_HEADERS if media_type.startswith(CROSS_ORIGIN) else headers


def _not_modified(request: web.BaseRequest, etag: str, modified_s: int | None) -> bool:
    """True when what the client has is what we have (RFC 9110, section 13.2.2)."""
    if request.if_none_match is not None:
        return any(tag.value in (etag, "*") for tag in request.if_none_match)
    since = _http_date(request.headers.get("If-Modified-Since"))
    return since is not None and modified_s is not None and modified_s <= since


def _range_applies(request: web.BaseRequest, found: OpenFile) -> bool:
    """False for HEAD, and when the range is of an older state of the file (If-Range)."""
    state = request.headers.get("If-Range")
    same = state is None or state.strip() == f'"{found.etag}"' or _http_date(state) == found.modified_s
    return request.method == "GET" and same


def _http_date(text: str | None) -> int | None:
    """Unix seconds; None for what is no date. aiohttp's own parser raises for a year of many digits."""
    try:
        return int(parsedate_to_datetime(text).timestamp()) if text else None
    except (ValueError, TypeError, OverflowError):
        return None
