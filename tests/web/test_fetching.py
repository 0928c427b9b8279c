"""What a page, a server or a name may try: each is one line, within bounds, and reaches nothing private."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from audiobook.config import WebSettings
from audiobook.errors import ConfigError, UnreadableSource
from audiobook.web import connecting, http, robots
from audiobook.web.address import parse
from audiobook.web.fetching import Fetcher
from tests.conftest import Run
from tests.web.conftest import PAGE, Site

PRIVATE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "017700000001", "0x7f.1", "localhost", "0.0.0.0",
    "0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]", "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fc00::1]", "[ff02::1]", "10.0.0.1", "172.16.0.1",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "[::ffff:a9fe:a9fe]", "[2001:db8::1]", "[2001:0:7f00:1::80ff:fffe]", "[100::1]",
]  # fmt: skip


def fetcher(site: Site | None = None, **settings: Any) -> Fetcher:
    """Without pauses; it may read from `site`."""
    hosts = (site.url.removeprefix("http://"),) if site else ()
    chosen = WebSettings(pause_ms=0, private_hosts=hosts, **settings)
    return Fetcher(parse(site.url) if site else None, chosen)


@pytest.fixture
def unconnected(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """No connection is made; where one would have been."""
    tried: list[Any] = []

    def connect(_: socket.socket, place: Any) -> None:
        tried.append(place)
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr("socket.socket.connect", connect)
    return tried


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses(host: str, unconnected: list[Any]) -> None:
    """However they are written, nothing is connected to."""
    with pytest.raises((UnreadableSource, ConfigError)) as error:
        fetcher().get(parse(f"http://{host}:8000/latest/meta-data"))
    assert host.strip("[]") in str(error.value)
    assert not unconnected


@pytest.mark.parametrize(
    "there", ["http://127.0.0.2:9/", "http://[::ffff:127.0.0.2]:9/", "http://2130706434:9/", "//127.0.0.2:9/"]
)
def test_every_hop_is_judged(site: Site, there: str) -> None:
    """A page that leads to a private address leads nowhere, not even to its robots.txt."""
    with pytest.raises(UnreadableSource, match="private network"):
        fetcher(site).get(parse(site.lead("/go", there)))


@pytest.mark.parametrize(
    "there",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://127.0.0.1:70/",
        "data:text/html,hi",
        "http://",
        "",
        "http://a b/",
    ],
)
def test_redirections_off_the_web(site: Site, there: str) -> None:
    """Only http and https are followed."""
    address = site.lead("/go", there)
    with pytest.raises(UnreadableSource) as error:
        fetcher(site).get(parse(address))
    assert address in str(error.value)
    assert site.asked.count("/go") <= 10


def test_hosts_of_ones_own_are_not_for_others(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """web.private_hosts may be read from if the user names one of them, not if a page from outside leads there."""
    hosts = (site.url.removeprefix("http://"),)
    stranger = Fetcher(parse("https://example.org/"), WebSettings(pause_ms=0, private_hosts=hosts))
    site.put("/secret.html")
    with pytest.raises(UnreadableSource, match="private network"):
        stranger.get(parse(f"{site.url}/secret.html"))
    assert not site.asked


def test_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch, unconnected: list[Any]) -> None:
    """What was judged is what is connected to, whatever the name leads to a moment later; of several addresses only
    the public ones are tried."""
    answers = [["93.184.216.34", "127.0.0.1"], ["127.0.0.1"]]
    looked_up: list[str] = []

    def look(host: str, port: int, **_: Any) -> list[Any]:
        looked_up.append(host)
        found = answers[min(len(looked_up), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr("socket.getaddrinfo", look)
    with pytest.raises(UnreadableSource, match="cannot be reached"):
        http.get(parse("http://rebind.example/"), http.Bounds(5, 1), {})
    assert looked_up == ["rebind.example"]
    assert unconnected == [("93.184.216.34", 80)]
    with pytest.raises(UnreadableSource, match="private network"):
        http.get(parse("http://rebind.example/"), http.Bounds(5, 1), {})
    assert unconnected == [("93.184.216.34", 80)]


def test_public_addresses_are_public() -> None:
    """What is held off is no more than what is private."""
    assert all(
        map(connecting.is_public, ("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"))
    )


@pytest.mark.parametrize(
    "text",
    ["https://me:secret@example.org/", "https://exa mple.org/", "https://example.org:99999/", "https://[::1/", "https://-/",
     "https://example.org/\r\nX-Evil: 1", "https://" + "a" * 5000],
)  # fmt: skip
def test_what_is_no_address(text: str, audiobook: Run, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong use, in one line; a password is not repeated."""
    assert audiobook("inspect", text) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "secret" not in said


def test_endless_redirections(site: Site) -> None:
    """A loop ends after ten."""
    site.lead("/a", "/b")
    site.lead("/b", "/a")
    with pytest.raises(UnreadableSource, match="without end"):
        fetcher(site).get(parse(f"{site.url}/a"))
    assert len(site.asked) == 11


def said_of(site: Site, address: str, **settings: Any) -> str:
    """The line that comes of asking for it."""
    with pytest.raises(UnreadableSource) as error:
        fetcher(site, **settings).get(parse(address))
    assert address in str(error.value)
    return str(error.value)


def test_too_large(site: Site) -> None:
    """Refused by what the server says of its size, by what comes, and by what that unpacks to."""
    said = site.put("/said", b"x", Content_Length="9000000000")
    assert "max_megabytes" in said_of(site, said, max_megabytes=1)
    real = site.put("/real", b"x" * 1_000_001)
    assert "max_megabytes" in said_of(site, real, max_megabytes=1)
    bomb = site.put("/bomb", gzip.compress(b"\0" * 300_000_000, 1), Content_Encoding="gzip")
    assert "max_megabytes" in said_of(site, bomb, max_megabytes=1)
    assert len(fetcher(site, max_megabytes=1).get(parse(site.put("/fits", b"x" * 1_000_000))).body) == 1_000_000


def test_an_endless_body(site: Site) -> None:
    """It is left where the bound is."""
    sent = threading.Event()

    def endless(request: http.server.BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"<p>" * 30_000)
        except OSError:
            sent.set()

    site.paths["/endless"] = endless
    assert "max_megabytes" in said_of(site, f"{site.url}/endless", max_megabytes=1)
    assert sent.wait(60)


@pytest.mark.parametrize("where", ["status", "headers", "body"])
def test_a_slow_server(site: Site, where: str) -> None:
    """One that sends a byte now and then, for ever, is left when the time is over."""
    gone = threading.Event()

    def slow(request: http.server.BaseHTTPRequestHandler) -> None:
        begin = {"status": b"HTTP/1.1 2", "headers": b"HTTP/1.1 200 OK\r\nX-A: ", "body": b"HTTP/1.1 200 OK\r\n\r\n<p>"}
        try:
            request.wfile.write(begin[where])
            while not gone.wait(0.05):
                request.wfile.write(b"0")
        except OSError:
            gone.set()

    site.paths["/slow"] = slow
    assert "web.seconds" in said_of(site, f"{site.url}/slow", seconds=1.0)
    gone.set()


def test_a_look_up_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's look-up has no time limit; ours does."""
    done = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: done.wait())
    with pytest.raises(UnreadableSource, match=r"web\.seconds"):
        http.get(parse("http://slow.example/"), http.Bounds(0.1, 1), {})
    done.set()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 999999 X\r\n\r\n",
        b"HTTP/1.1 301 X\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip at all",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>" * 1000)[:40],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxx",
    ],
    ids=range(12),
)
def test_nonsense(site: Site, answer: bytes) -> None:
    """What is no answer, or half of one, is an error in one line and never a page."""

    def nonsense(request: http.server.BaseHTTPRequestHandler) -> None:
        request.wfile.write(answer)

    site.paths["/page"] = nonsense
    assert "\n" not in said_of(site, f"{site.url}/page")


@pytest.mark.parametrize(
    ("status", "word"),
    [(401, "login"), (403, "browser"), (404, "nothing"), (410, "any more"), (429, "for 120 s"), (500, "500")],
)
def test_refusals(site: Site, status: int, word: str) -> None:
    """Each says what can be done."""
    site.paths["/page"] = (status, {"Retry-After": "120"}, b"")
    assert word in said_of(site, f"{site.url}/page")


def test_robots(site: Site) -> None:
    """A site that asks programs not to read a page is heeded, also where another page leads to it; one that is out of
    order is not asked further; one's own may be told apart."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    address = site.put("/private/a.html")
    assert "robots.txt" in said_of(site, address)
    site.lead("/open", "/private/a.html")
    with pytest.raises(UnreadableSource, match=r"robots\.txt"):
        fetcher(site).get(parse(f"{site.url}/open"))
    assert site.count("/private/a.html") == 0
    assert fetcher(site, robots=False).get(parse(address)).body == PAGE.encode()
    site.paths["/robots.txt"] = (500, {}, b"")
    assert "robots.txt" in said_of(site, address)


def test_robots_rules() -> None:
    """Our own group counts before that for all; the longest pattern decides; patterns cost what they are long."""
    rules = robots.read(
        "\ufeffUser-Agent: bad\nUser-agent: AudioBook/2 # us\nDisallow: /\nAllow: /a*z$\nCrawl-delay: 2.5\n\n"
        "User-agent: *\nDisallow:\n"
    )
    assert [rules.allows(path) for path in ("/", "/abcz", "/abczx", "/%E6%A1%A5")] == [False, True, False, False]
    assert rules.delay_s == 2.5
    assert robots.read("User-agent: *\nDisallow: /桥").allows("/%E6%A1%A5/") is False
    assert robots.read("").allows("/")
    assert robots.read("Disallow: /").allows("/")
    many = robots.read("User-agent: *\nDisallow: /" + "a*" * 900 + "b")
    assert many.allows("/" + "a" * 3000)


def test_pauses_between_requests(site: Site) -> None:
    """The same host is not asked again at once, and less often where it wishes so."""
    waited: list[float] = []
    settings = WebSettings(pause_ms=500, private_hosts=(site.url.removeprefix("http://"),))
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    polite = Fetcher(parse(site.url), settings, wait=waited.append)
    for _ in range(3):
        polite.get(parse(site.put("/lamps.html")))
    assert len(waited) == 2
    assert all(6 < one <= 7 for one in waited)
