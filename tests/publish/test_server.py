"""`audiobook serve`: right answers to phones, wrong hands and slow ones."""

from __future__ import annotations

import http.client
import io
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import podcastparser
import pytest

from audiobook.errors import PublishError
from audiobook.publish.server import run
from audiobook.publish.server.access_token import access_token
from audiobook.publish.server.run import Running
from tests.publish.conftest import MP3, ask, serving
from tests.waiting import GUARD_S, until


def test_a_file_comes_whole_and_typed(web: Running, shelf: Path) -> None:
    """GET and HEAD agree on everything but the body."""
    data = (shelf / "河流" / "01-水车.mp3").read_bytes()
    status, headers, body = ask(web, MP3)
    assert (status, body) == (200, data)
    assert headers["content-type"] == "audio/mpeg"
    assert headers["accept-ranges"] == "bytes"
    assert headers["content-length"] == str(len(data))
    again = ask(web, MP3, "HEAD", Range="bytes=0-9")
    assert (again[0], again[2]) == (200, b"")
    assert {k: v for k, v in again[1].items() if k != "date"} == {k: v for k, v in headers.items() if k != "date"}


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=100-", 100, None),
        ("bytes=-7", -7, None),
        ("bytes=5-99999999", 5, None),
    ],
)
def test_a_range(web: Running, shelf: Path, header: str, start: int, end: int | None) -> None:
    """206 with just those bytes and a Content-Range that says which."""
    data = (shelf / "河流" / "01-水车.mp3").read_bytes()
    status, headers, body = ask(web, MP3, Range=header)
    assert (status, body) == (206, data[start:end])
    at = data.index(body) if start >= 0 else len(data) - 7
    assert headers["content-range"] == f"bytes {at}-{at + len(body) - 1}/{len(data)}"


@pytest.mark.parametrize("header", ["bytes=99999999-", "bytes=99999999-99999999"])
def test_a_range_that_is_not_there(web: Running, shelf: Path, header: str) -> None:
    """416 says how long the file is."""
    status, headers, _ = ask(web, MP3, Range=header)
    assert status == 416
    assert headers["content-range"] == f"bytes */{(shelf / '河流' / '01-水车.mp3').stat().st_size}"


@pytest.mark.parametrize("header", ["bytes=9-1", "bytes=x", "lines=1-2", "bytes=0-9,90-99"])
def test_a_range_that_is_not_answered(web: Running, shelf: Path, header: str) -> None:
    """Nonsense, and several ranges at once: the whole file, as if none had been asked for."""
    status, _, body = ask(web, MP3, Range=header)
    assert (status, body) == (200, (shelf / "河流" / "01-水车.mp3").read_bytes())


def test_what_the_client_has_is_not_sent_again(web: Running) -> None:
    """304 for its ETag or its date; the whole file when its range is of another state."""
    _, headers, _ = ask(web, MP3)
    conditions = [{"If_None_Match": tags} for tags in (headers["etag"], f'"x", W/{headers["etag"]}', "*")]
    for condition in [*conditions, {"If_Modified_Since": headers["last-modified"]}]:
        status, found, body = ask(web, MP3, **condition)
        assert (status, body) == (304, b"")
        assert found["etag"] == headers["etag"]
    assert ask(web, MP3, If_None_Match='"x"', If_Modified_Since=headers["last-modified"])[0] == 200
    assert ask(web, MP3, If_Modified_Since="Mon, 01 Jan 1990 00:00:00 GMT")[0] == 200
    for date in ("yesterday", "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"):
        assert ask(web, MP3, If_Modified_Since=date)[0] == 200
    assert ask(web, MP3, Range="bytes=0-1", If_Range=headers["etag"])[0] == 206
    assert ask(web, MP3, Range="bytes=0-1", If_Range=headers["last-modified"])[0] == 206
    assert ask(web, MP3, Range="bytes=0-1", If_Range='"old"')[0] == 200


@pytest.mark.parametrize(
    ("name", "media", "shared"),
    [
        ("01-水车.vtt", "text/vtt; charset=utf-8", True),
        ("01-水车.srt", "application/x-subrip; charset=utf-8", True),
        ("01-水车.chapters.json", "application/json+chapters", True),
        ("index.json", "application/json", False),
        ("feed.xml", "application/xml; charset=utf-8", False),
        ("", "text/html; charset=utf-8", False),
        ("player/player.js", "text/javascript; charset=utf-8", False),
        ("worker.js", "text/javascript; charset=utf-8", False),
        ("manifest.webmanifest", "application/manifest+json", False),
        ("player/player.css", "text/css; charset=utf-8", False),
    ],
)
def test_types_and_sharing(web: Running, name: str, media: str, shared: bool) -> None:
    """Every kind has its type; transcripts and chapters may be read by players on other sites, the rest not."""
    status, headers, _ = ask(web, quote(f"/河流/{name}"))
    assert (status, headers["content-type"]) == (200, media)
    assert headers["x-content-type-options"] == "nosniff"
    assert (headers.get("access-control-allow-origin") == "*") is shared
    assert ("content-security-policy" in headers) is (name == "" or name.endswith(".js"))


@pytest.fixture(scope="module")
def named(shelf: Path) -> Iterator[Running]:
    """The shelf, served by a server that goes by further names."""
    with serving(shelf, others=("nas.local", "fe80::1", "Example.org")) as found:
        yield found


@pytest.mark.parametrize("host", ["127.0.0.1:1234", "localhost", "nas.local", "[fe80::1]:8000", "example.org.:8443"])
def test_feeds_fit_the_address_they_are_asked_at(named: Running, host: str) -> None:
    """A book's feed and the library's, with every address below the Host that asked."""
    web = named
    for path in (quote("/河流/feed.xml"), "/feed.xml"):
        status, _, body = ask(web, path, Host=host)
        parsed = podcastparser.parse("http://x/", io.BytesIO(body))
        assert status == 200
        assert b"audiobook.invalid" not in body
        assert parsed["episodes"]
        for episode in parsed["episodes"]:
            address = episode["enclosures"][0]["url"]
            assert address.startswith(f"http://{host}/")
            assert ask(web, address.removeprefix(f"http://{host}"), "HEAD")[0] == 200
    assert b"https://nas.local/feed.xml" in ask(web, "/feed.xml", Host="nas.local", X_Forwarded_Proto="https")[2]


def test_an_old_client_need_not_name_a_host(web: Running) -> None:
    """HTTP 1.0 without Host: the feed has the address of the socket it came in by."""
    with socket.create_connection(("127.0.0.1", web.port), timeout=GUARD_S) as connection:
        connection.sendall(b"GET /feed.xml HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.0 200")
    assert b"http://127.0.0.1:%d/feed.xml" % web.port in answer


@pytest.mark.parametrize("host", ["", "a b", "x/../", 'x"><script>', "evil\u00e9"])
def test_a_host_that_is_none_is_refused(web: Running, host: str) -> None:
    """Nothing of it reaches a feed."""
    assert ask(web, "/feed.xml", Host=host)[0] == 400


def test_the_library_is_there_without_having_been_written(web: Running, shelf: Path) -> None:
    """Page and feed of all books are made as they are asked for; the folder is not written to."""
    assert not (shelf / "index.html").exists()
    assert b"player/library.js" in ask(web, "/")[2]
    assert "河流".encode() in ask(web, "/player/library-data.js")[2]
    _, headers, body = ask(web, "/feed.xml")
    status, again, nothing = ask(web, "/feed.xml", "HEAD")
    assert (status, again["content-length"], nothing) == (200, str(len(body)), b"")
    assert ask(web, "/feed.xml", If_None_Match=headers["etag"])[0] == 304
    assert not (shelf / "library.json").exists()
    assert ask(web, quote("/河流"))[1]["location"] == quote("河流") + "/"


def test_a_single_book_also_after_it_was_renamed(shelf: Path, tmp_path: Path) -> None:
    """A book's own folder can be served, under another name than it was built with; its feed still fits."""
    shutil.copytree(shelf / "河流", tmp_path / "改名 &")
    for root, path in ((tmp_path / "改名 &", "/"), (tmp_path, "/" + quote("改名 &") + "/")):
        with serving(root, others=["phone"]) as web:
            assert ask(web, path)[0] == 200
            body = ask(web, f"{path}feed.xml", Host="phone")[2]
            assert b"audiobook.invalid" not in body
            address = podcastparser.parse("http://x/", io.BytesIO(body))["episodes"][0]["enclosures"][0]["url"]
            assert ask(web, address.removeprefix("http://phone"), "HEAD")[0] == 200


def test_a_browser_may_ask_first(web: Running, shelf: Path) -> None:
    """OPTIONS from another site: of a transcript ranges may be asked for, of anything else only behind a token."""
    status, headers, _ = ask(web, "/x.vtt", "OPTIONS", Origin="https://example.org")
    assert status == 204
    assert "Range" in headers["access-control-allow-headers"]
    for path in (MP3, "/feed.xml", "/", "*"):
        status, headers, _ = ask(web, path, "OPTIONS", Origin="https://example.org")
        assert (status, headers["allow"]) == (204, "GET, HEAD, OPTIONS")
        assert not [name for name in headers if name.startswith("access-control")]
    with serving(shelf, token="x" * 22) as guarded:
        headers = ask(guarded, f"/{'x' * 22}{MP3}", "OPTIONS", Origin="https://example.org")[1]
        assert headers["access-control-allow-origin"] == "*"
        assert ask(guarded, f"/{'x' * 22}/feed.xml")[1]["access-control-allow-origin"] == "*"


def test_what_the_client_knows_must_still_be_there(web: Running) -> None:
    """412 where If-Match or If-Unmodified-Since want a state that is gone; If-Match counts before the date."""
    _, headers, _ = ask(web, MP3)
    tag, date, old = headers["etag"], headers["last-modified"], "Mon, 01 Jan 1990 00:00:00 GMT"
    for kept in ({"If_Match": tag}, {"If_Match": f'"x", {tag}'}, {"If_Match": "*"}, {"If_Unmodified_Since": date}):
        assert ask(web, MP3, **kept)[0] == 200, kept
        assert ask(web, MP3, Range="bytes=0-9", **kept)[0] == 206, kept
    for gone in ({"If_Match": '"x"'}, {"If_Match": f"W/{tag}"}, {"If_Unmodified_Since": old}):
        assert ask(web, MP3, **gone)[0] == 412, gone
        assert ask(web, MP3, If_None_Match=tag, **gone)[0] == 412, gone
    assert ask(web, MP3, If_Match=tag, If_Unmodified_Since=old)[0] == 200
    assert ask(web, MP3, If_Unmodified_Since="yesterday")[0] == 200
    assert ask(web, "/feed.xml", If_Match='"x"')[0] == 412


def test_a_whole_address_as_target(named: Running) -> None:
    """A request in absolute form, as proxies are sent it: its host counts, not the one in the header."""
    for target in (f"http://nas.local:{named.port}{MP3}", f"HTTP://NAS.LOCAL{MP3}?x"):
        assert ask(named, target, Host="elsewhere.example")[0] == 200
    assert ask(named, "http://nas.local")[0] == 200
    assert b"http://nas.local/feed.xml" in ask(named, "http://nas.local/feed.xml", Host="127.0.0.1")[2]
    assert ask(named, f"http://elsewhere.example{MP3}", Host="nas.local")[0] == 421
    assert ask(named, f"ftp://nas.local{MP3}", Host="nas.local")[0] in (400, 404)


def test_the_bytes_of_every_answer_are_told(shelf: Path) -> None:
    """-v has method, path, status and the bytes of the body that were sent, of files, ranges, pages and refusals."""
    size = (shelf / "河流" / "01-水车.mp3").stat().st_size
    lines: list[str] = []
    with serving(shelf, report=lines.append) as web:
        page = ask(web, "/")[2]
        ask(web, MP3)
        ask(web, MP3, Range="bytes=10-19")
        ask(web, MP3, "HEAD")
        ask(web, "/none")
        until(lambda: len(lines) == 5)
    assert lines == [
        f"GET / 200 {len(page)}",
        f"GET {MP3} 200 {size}",
        f"GET {MP3} 206 10",
        f"HEAD {MP3} 200 0",
        f"GET /none 404 {len('not found') + 1}",
    ]


def test_a_taken_port_is_named(shelf: Path, web: Running) -> None:
    """One line with the port and the remedy."""
    with pytest.raises(PublishError, match=rf"{web.port} .*--port"):
        run.serve(shelf, port=web.port, ready=print)


def test_the_token_is_kept_and_private(tmp_path: Path) -> None:
    """Subscriptions outlive a restart; nobody else reads the token; a spoilt one is replaced."""
    file = tmp_path / "data" / "token"
    token = access_token(file)
    assert len(token) >= 22
    assert access_token(file) == token
    assert file.stat().st_mode & 0o077 == 0
    file.write_text("short")
    assert access_token(file) != "short"
    (tmp_path / "no").write_text("")
    assert len(access_token(tmp_path / "no" / "token")) >= 22


def test_serve_prints_addresses_and_stops(shelf: Path, tmp_path: Path) -> None:
    """With --lan: address, feed, a QR code; requests are told of with -v and hide the token; Ctrl-C ends it with 0."""
    command = [sys.executable, "-m", "audiobook", "serve", str(shelf), "--port", "0", "--lan", "-v"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "XDG_DATA_HOME": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = process.stdout.readline().decode().strip()
        found = re.fullmatch(r"http://[^/]+:(\d+)/([A-Za-z0-9_-]{22,})/", url)
        assert found, url
        assert process.stdout.readline().decode().strip() == f"feed: {url}feed.xml"
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=GUARD_S)
        connection.request("GET", f"/{found[2]}/feed.xml")
        assert connection.getresponse().status == 200
        connection.close()
        assert process.stderr.readline().decode().startswith("GET /…/feed.xml 200 ")
        process.send_signal(2)
        rest, errors = process.communicate(timeout=GUARD_S)
    assert process.returncode == 0
    assert "█" in rest.decode() or "▀" in rest.decode()
    assert b"Traceback" not in errors
