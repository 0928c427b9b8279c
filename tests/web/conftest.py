"""A site on loopback that says whatever a test wants, and a desk that may read from it."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

Headers = dict[str, str]
Handler = Callable[[http.server.BaseHTTPRequestHandler], None]

PAGE = """\
<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>桥上的灯 - 清河晚报</title></head><body>
<nav><a href="/">首页</a> <a href="/n">新闻</a></nav>
<article><h1>桥上的灯</h1>
<p>入冬以后，天黑得早，老桥两头的灯五点半就亮了。守桥的人说，灯一共有二十四盏，去年换过一次灯泡，今年还没有坏的。</p>
<figure><img src="lamp.jpg" alt="灯"><figcaption>傍晚的老桥，摄于河边。</figcaption></figure>
<p>过桥的人不多，多半是放学的孩子和收摊的商贩。他们走得慢，影子被灯拉得很长，一直伸到桥的那一头去。</p>
</article><footer>清河晚报社</footer></body></html>
"""


@dataclass
class Site:
    """What is at each path: (status, headers, body) or a function that answers by itself; all else is 404."""

    url: str = ""
    paths: dict[str, tuple[int, Headers, bytes] | Handler] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Paths of all requests, in order."""
    headers: list[Headers] = field(default_factory=list)
    """Of the requests, by name in small letters."""

    def put(self, path: str, body: str | bytes = PAGE, type_: str = "text/html; charset=utf-8", **more: str) -> str:
        """`body` at `path`; headers by name, their dashes as underscores. Returns its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in more.items()}
        self.paths[path] = (200, {"Content-Type": type_, **named}, data)
        return self.url + path

    def lead(self, path: str, there: str, status: int = 302) -> str:
        """A redirection at `path`."""
        self.paths[path] = (status, {"Location": there}, b"")
        return self.url + path

    def count(self, path: str) -> int:
        """How often it was asked for."""
        return self.asked.count(path)


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site."""
    found = Site()

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            found.headers.append({name.lower(): value for name, value in self.headers.items()})
            there = found.paths.get(self.path, (404, {}, b""))
            if callable(there):
                there(self)
                return
            status, headers, body = there
            etag = headers.get("ETag")
            if status == 200 and etag and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def reader(desk: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The desk of somebody whose own site this is: it may be read from, and need not be spared."""
    monkeypatch.setenv("AUDIOBOOK_WEB_PRIVATE_HOSTS", site.url.removeprefix("http://"))
    monkeypatch.setenv("AUDIOBOOK_WEB_PAUSE_MS", "0")
    return desk
