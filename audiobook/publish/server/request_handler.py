"""Requests in, responses out: conditions, byte ranges, types and tokens as RFC 9110 has them."""

from __future__ import annotations

import asyncio
import hmac
import os
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from aiohttp import web

from audiobook.errors import AudiobookError
from audiobook.publish.server import compression
from audiobook.publish.server.connection_limiter import ConnectionLimiter
from audiobook.publish.server.host_names import HostNames, well_formed
from audiobook.publish.server.site import CROSS_ORIGIN, GeneratedFile, OpenFile, Redirect, Site, media_type_of

# no markup in a title can bring a script
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'self'; frame-ancestors 'self'"
)

ALLOWED = "GET, HEAD, OPTIONS"
CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Range, If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since",
    "Access-Control-Expose-Headers": "Content-Length, Content-Range, ETag",
}

WHOLE_ADDRESS = re.compile(r"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
"""The absolute form of a request's target, as proxies are sent it; its authority counts, not the Host beside it."""


@dataclass(slots=True)
class Sent:
    """How much of an answer's body has gone out."""

    count: int = 0
    """Bytes."""


class RequestHandler:
    """Answers the requests to one site, for `aiohttp.web.Server`."""

    def __init__(
        self,
        site: Site,
        limiter: ConnectionLimiter,
        *,
        token: str | None,
        hosts: HostNames,
        report: Callable[[str], None] | None,
        post: Callable[[web.BaseRequest], Awaitable[web.Response]] | None = None,
    ) -> None:
        """`hosts` are what requests may call this server, unless a `token` guards it; `report` is told each request in
        one line: method, path, status, bytes of the body that were sent; `post` answers those that change something,
        which nobody else may."""
        self.site, self.limiter, self.token, self.hosts, self.report = site, limiter, token, hosts, report
        self.post = post

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request; never raises for what a client did."""
        transport = request.transport
        self.limiter.set_busy(transport, True)
        status = 499
        sent = Sent()
        try:
            response = await self._respond(request, sent)
            status = response.status
            if isinstance(response, web.Response) and request.method != "HEAD":
                sent.count = len(response.body or b"")  # type: ignore[arg-type]  # ours are bytes
            return response
        finally:
            self.limiter.set_busy(transport, False)
            if self.report is not None:
                path = request.raw_path.replace(self.token, "…") if self.token else request.raw_path
                self.report(f"{request.method} {path} {status} {sent.count}")

    async def _respond(self, request: web.BaseRequest, sent: Sent) -> web.StreamResponse:
        if request.method == "POST" and self.post is not None:
            return await self.post(request)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return web.Response(status=405, headers={"Allow": ALLOWED})
        let_in = admitted(request, self.token, self.hosts)
        if isinstance(let_in, web.Response):
            return let_in
        return await self.show(request, *let_in, sent)

    async def show(self, request: web.BaseRequest, path: str, base_url: str, sent: Sent) -> web.StreamResponse:
        """What stands at `path` of the site, for someone who is let in and to whom the site is `base_url`."""
        if request.method == "OPTIONS":
            shared = _cross_origin(media_type_of(path) or "", guarded=self.token is not None)
            more = {"Access-Control-Max-Age": "86400"} if shared else {}
            return web.Response(status=204, headers={"Allow": ALLOWED, **shared, **more})
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
                return await self._send_text(request, found.data, found, "Host, X-Forwarded-Proto, ")
            case OpenFile():
                with found.file:
                    # a range is of the file as it lies there
                    if _compressed(request, found.media_type, found.size) and "Range" not in request.headers:
                        return await self._send_text(request, await asyncio.to_thread(found.file.read), found)
                    return await self._send_file(request, found, sent)

    # not aiohttp's FileResponse: it opens the path a second time, after our check (a link may stand there by then),
    # takes an ETag in If-Range for none, so that a resumed download mixes two states of a file, and waits for ever
    # for a client that reads nothing
    async def _send_file(self, request: web.BaseRequest, found: OpenFile, sent: Sent) -> web.StreamResponse:
        """A file, or the range of it that was asked for."""
        headers = {
            "Accept-Ranges": "bytes",
            "Last-Modified": found.modified,
            **self._headers(found.media_type, found.etag),
        }
        if _failed_precondition(request, found.etag, found.modified_s):
            return _message(412, "the file is another one by now")
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
                await self._send_bytes(response, found, start, stop, sent)
            except (TimeoutError, ConnectionError, EOFError):
                # gone, too slow, or the file became shorter: whoever is there must not take it for whole
                if request.transport is not None:
                    request.transport.abort()
        return response

    async def _send_bytes(
        self, response: web.StreamResponse, found: OpenFile, start: int, stop: int, sent: Sent
    ) -> None:
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
            sent.count += len(chunk)
            left -= len(chunk)

    async def _send_text(
        self, request: web.BaseRequest, data: bytes, found: GeneratedFile | OpenFile, vary: str = ""
    ) -> web.Response:
        """A whole file from memory, compressed where the client takes it: that is a state with a tag of its own."""
        compressed = _compressed(request, found.media_type, len(data))
        etag = f"{found.etag}-gzip" if compressed else found.etag
        headers = {**self._headers(found.media_type, etag), "Vary": f"{vary}Accept-Encoding"}
        if isinstance(found, GeneratedFile) and found.own:
            headers = {name: value for name, value in headers.items() if name not in CORS_HEADERS}
        modified_s = None
        if isinstance(found, OpenFile):
            headers |= {"Accept-Ranges": "bytes", "Last-Modified": found.modified}
            modified_s = found.modified_s
        if _failed_precondition(request, etag, modified_s):
            return _message(412, "the file is another one by now")
        if _not_modified(request, etag, modified_s):
            return web.Response(status=304, headers=headers)
        if compressed:
            data = await asyncio.to_thread(compression.compress, data)
            headers["Content-Encoding"] = "gzip"
        return web.Response(body=data, headers={**headers, "Content-Type": found.media_type})

    def _headers(self, media_type: str, etag: str) -> dict[str, str]:
        """Headers of everything that is found, whether it is sent or the client has it."""
        headers = {
            "ETag": f'"{etag}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-cache",
            "Referrer-Policy": "no-referrer",
        }
        if compression.compressible(media_type):
            headers["Vary"] = "Accept-Encoding"
        if media_type.startswith(("text/html", "text/javascript")):  # a worker has a policy of its own
            headers["Content-Security-Policy"] = CONTENT_POLICY
        return headers | _cross_origin(media_type, guarded=self.token is not None)


def admitted(request: web.BaseRequest, token: str | None, hosts: HostNames) -> web.Response | tuple[str, str]:
    """The path that is asked for, behind the `token`, and the address that the site has for whoever asks; or the answer
    to somebody who is not let in: by a name that is none of `hosts`, or without the token."""
    host, path = _target(request)
    host = host or _own_address(request)
    if not well_formed(host):
        return _message(400, "the request names no host")
    # behind a path that nobody guesses, a page of somebody else's cannot ask for anything
    if token is None and not hosts.include(host, request.transport):
        return _message(421, "this server is not called so here; --allow-host names what else it is called")
    if token is not None:
        first, _, rest = path.removeprefix("/").partition("/")
        if not hmac.compare_digest(first.encode(), token.encode()):
            return _message(404, "not found")
        if not path.startswith(f"/{first}/"):
            return web.Response(status=308, headers={"Location": f"/{token}/"})
        path = "/" + rest
    scheme = "https" if request.headers.get("X-Forwarded-Proto") == "https" else "http"
    return path, f"{scheme}://{host}/" + (f"{token}/" if token else "")


def _compressed(request: web.BaseRequest, media_type: str, size: int) -> bool:
    """Whether a file of so many bytes is to go out compressed."""
    fits = compression.LEAST_BYTES <= size <= compression.MOST_BYTES and compression.compressible(media_type)
    return fits and compression.accepts_gzip(request.headers.get("Accept-Encoding", ""))


def byte_range(request: web.BaseRequest, size: int) -> tuple[int, int] | None:
    """First and one past the last byte that are asked for of a file of `size` bytes, equal when there are none such
    (416); None when the whole file is to be sent: no range, one that makes no sense, or several, which RFC 9110
    (section 14.2) lets a server ignore and no podcast app asks for."""
    try:
        wanted = request.http_range
    except ValueError:
        return None
    return None if wanted.start is None else wanted.indices(size)[:2]


def _target(request: web.BaseRequest) -> tuple[str, str]:
    """The host that is asked, empty where none is named, and the path, without its query."""
    host, target = request.headers.get("Host", ""), request.raw_path
    if whole := WHOLE_ADDRESS.fullmatch(target):
        host, target = whole[1], whole[2]
    path = target.partition("?")[0].partition("#")[0]
    return host, path or "/"


def _own_address(request: web.BaseRequest) -> str:
    """Where a client of HTTP 1.0, which need not say, has reached us; nothing for all others, who must."""
    transport = request.transport
    if transport is None or request.version >= (1, 1):
        return ""
    name, port = transport.get_extra_info("sockname")[:2]
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def _message(status: int, text: str) -> web.Response:
    return web.Response(status=status, text=text + "\n", headers={"X-Content-Type-Options": "nosniff"})


def _cross_origin(media_type: str, *, guarded: bool) -> dict[str, str]:
    """What lets pages of other sites read a file: transcripts and chapters, which web players fetch; everything for
    those who know a guarded path."""
    return CORS_HEADERS if guarded or media_type.startswith(CROSS_ORIGIN) else {}


def _failed_precondition(request: web.BaseRequest, etag: str, modified_s: int | None) -> bool:
    """True when the client wants only what it once saw, and that is gone (RFC 9110, section 13.2.2)."""
    if request.if_match is not None:
        return not any(tag.value in (etag, "*") and not tag.is_weak for tag in request.if_match)
    since = _http_date(request.headers.get("If-Unmodified-Since"))
    return since is not None and modified_s is not None and modified_s > since


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
