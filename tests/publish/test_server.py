"""`audiobook serve`: right answers to phones, wrong hands and slow ones."""

from __future__ import annotations

import concurrent.futures
import contextlib
import http.client
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import podcastparser
import pytest

from audiobook.errors import PublishError
from audiobook.publish import server
from audiobook.publish.guard import Limits
from audiobook.publish.server import Running
from tests.publish.conftest import serving

MP3 = "/" + quote("河流/01-水车.mp3")
DESCRIPTORS = Path("/proc/self/fd")
TOKEN = "t0ken-that-nobody-guesses"


@pytest.fixture(scope="module")
def web(shelf: Path) -> Iterator[Running]:
    """The shelf, served."""
    with serving(shelf) as found:
        yield found


def ask(web: Running, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in lower case) and body of one request, its path sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, body


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
        ("bytes=0-9,5-19", 0, 20),
    ],
)
def test_a_range(web: Running, shelf: Path, header: str, start: int, end: int | None) -> None:
    """206 with just those bytes and a Content-Range that says which; ranges that overlap are one."""
    data = (shelf / "河流" / "01-水车.mp3").read_bytes()
    status, headers, body = ask(web, MP3, Range=header)
    assert (status, body) == (206, data[start:end])
    at = data.index(body) if start >= 0 else len(data) - 7
    assert headers["content-range"] == f"bytes {at}-{at + len(body) - 1}/{len(data)}"


def test_ranges_apart_come_in_parts(web: Running, shelf: Path) -> None:
    """multipart/byteranges, each part with its own Content-Range, in order."""
    data = (shelf / "河流" / "01-水车.mp3").read_bytes()
    status, headers, body = ask(web, MP3, Range="bytes=90-99,0-9")
    assert status == 206
    boundary = headers["content-type"].partition("boundary=")[2].encode()
    parts = body.split(b"--" + boundary)
    assert parts[0] == b"\r\n"
    assert parts[3] == b"--\r\n"
    assert [part.partition(b"\r\n\r\n")[2] for part in parts[1:3]] == [data[0:10] + b"\r\n", data[90:100] + b"\r\n"]
    assert b"Content-Range: bytes 0-9/%d" % len(data) in parts[1]


@pytest.mark.parametrize("header", ["bytes=99999999-", "bytes=-0", "bytes=99999999-99999999,88888888-"])
def test_a_range_that_is_not_there(web: Running, shelf: Path, header: str) -> None:
    """416 says how long the file is."""
    status, headers, _ = ask(web, MP3, Range=header)
    assert status == 416
    assert headers["content-range"] == f"bytes */{(shelf / '河流' / '01-水车.mp3').stat().st_size}"


@pytest.mark.parametrize(
    "header", ["bytes=9-1", "bytes=x", "lines=1-2", "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 60, 2))]
)
def test_a_range_that_makes_no_sense(web: Running, header: str) -> None:
    """The whole file, as if it had not been asked."""
    assert ask(web, MP3, Range=header)[0] == 200


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
    assert ask(web, MP3, If_Modified_Since="yesterday")[0] == 200
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
        ("player/player.css", "text/css; charset=utf-8", False),
    ],
)
def test_types_and_sharing(web: Running, name: str, media: str, shared: bool) -> None:
    """Every kind has its type; transcripts and chapters may be read by players on other sites, the rest not."""
    status, headers, _ = ask(web, quote(f"/河流/{name}"))
    assert (status, headers["content-type"]) == (200, media)
    assert headers["x-content-type-options"] == "nosniff"
    assert (headers.get("access-control-allow-origin") == "*") is shared
    assert ("content-security-policy" in headers) is (name == "")


@pytest.mark.parametrize("host", ["127.0.0.1:1234", "nas.local", "[fe80::1]:8000", "example.org:8443"])
def test_feeds_fit_the_address_they_are_asked_at(web: Running, host: str) -> None:
    """A book's feed and the library's, with every address below the Host that asked."""
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
    with socket.create_connection(("127.0.0.1", web.port), timeout=10) as connection:
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
        with serving(root) as web:
            assert ask(web, path)[0] == 200
            body = ask(web, f"{path}feed.xml", Host="phone")[2]
            assert b"audiobook.invalid" not in body
            address = podcastparser.parse("http://x/", io.BytesIO(body))["episodes"][0]["enclosures"][0]["url"]
            assert ask(web, address.removeprefix("http://phone"), "HEAD")[0] == 200


OUTSIDE = """
/../secret.txt
/%2e%2e/secret.txt /..%2fsecret.txt /%2e%2e%2fsecret.txt /..%5csecret.txt /x/../../secret.txt //secret.txt
/%252e%252e/secret.txt /./../secret.txt /..;/secret.txt /%c0%ae%c0%ae/secret.txt /secret.txt%00.mp3 /linked.txt /linked/
/linked /linked/secret.txt /.hidden.txt /.git/config /pipe.mp3 /program.py /file:///etc/passwd /C:/Windows/win.ini
/%E2%80%AE.mp3 /%0d%0aX:y.mp3 /%ff.mp3
"""


def test_nothing_outside_can_be_read(tmp_path: Path) -> None:
    """Traversal in every spelling, links out, hidden files, pipes, kinds that are not ours: 404, never a byte."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("SECRET")
    (root / "fine.txt").write_text("fine")
    (root / ".hidden.txt").write_text("SECRET")
    (root / "program.py").write_text("SECRET")
    (root / "linked.txt").symlink_to(tmp_path / "secret.txt")
    (root / "linked").symlink_to(tmp_path)
    (root / "inside.txt").symlink_to(root / "fine.txt")
    os.mkfifo(root / "pipe.mp3")
    with serving(root) as web:
        assert ask(web, "/fine.txt")[2] == b"fine"
        assert ask(web, "/inside.txt")[2] == b"fine"
        for path in [*OUTSIDE.split(), "/" + "a" * 300 + ".mp3"]:
            status, _, body = ask(web, path)
            assert status in (400, 404), path
            assert b"SECRET" not in body, path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE"])
def test_nothing_is_written(web: Running, shelf: Path, method: str) -> None:
    """Only GET and HEAD do anything; the folder is as it was."""
    before = {path: path.stat().st_mtime_ns for path in shelf.rglob("*")}
    status, headers, _ = ask(web, MP3, method)
    assert (status, headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert {path: path.stat().st_mtime_ns for path in shelf.rglob("*")} == before


def test_a_browser_may_ask_first(web: Running) -> None:
    """OPTIONS from another site: ranges may be asked for."""
    status, headers, _ = ask(web, "/x.vtt", "OPTIONS", Origin="https://example.org")
    assert status == 204
    assert "Range" in headers["access-control-allow-headers"]


def test_behind_a_token_nothing_else_answers(shelf: Path) -> None:
    """Without it 404 for all there is; with it, pages, files and feeds whose addresses carry it."""
    with serving(shelf, token=TOKEN) as web:
        assert web.url.endswith(f"/{TOKEN}/")
        for path in ("/", MP3, "/feed.xml", f"/{TOKEN[:-1]}/", f"/{TOKEN}x/", f"//{TOKEN}/", "/%74" + TOKEN[1:] + "/"):
            status, _, body = ask(web, path)
            assert status == 404, path
            assert TOKEN.encode() not in body
        assert ask(web, f"/{TOKEN}")[1]["location"] == f"/{TOKEN}/"
        assert ask(web, f"/{TOKEN}{MP3}")[0] == 200
        body = ask(web, f"/{TOKEN}/feed.xml", Host="phone:80")[2]
        for address in re.findall(rb'url="([^"]+)"', body):
            assert address.startswith(f"http://phone:80/{TOKEN}/".encode())


def test_a_damaged_book_does_not_stop_the_others(shelf: Path, tmp_path: Path) -> None:
    """Its feed is an error in one line; the server goes on."""
    root = tmp_path / "root"
    (root / "bad").mkdir(parents=True)
    (root / "bad" / "index.json").write_text("{")
    (root / "bad" / "feed.xml").write_text("<rss/>")
    (root / "fine.txt").write_text("fine")
    with serving(root) as web:
        status, _, body = ask(web, "/bad/feed.xml")
        assert (status, body.count(b"\n")) == (500, 1)
        assert str(tmp_path).encode() not in body
        assert ask(web, "/fine.txt")[0] == 200


def test_clients_that_never_finish_a_request_are_dropped(shelf: Path) -> None:
    """200 connections that send one byte now and then are hung up on; meanwhile others are answered."""
    limits = Limits(head_seconds=1.5)
    with serving(shelf, limits=limits) as web:
        slow = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(200)]
        for connection in slow:
            connection.sendall(b"G")
        assert ask(web, MP3)[0] == 200
        deadline = time.monotonic() + 20
        for connection in slow:
            connection.settimeout(max(0.1, deadline - time.monotonic()))
            with contextlib.suppress(ConnectionError):  # hung up on more firmly
                assert connection.recv(1) == b""
            connection.close()
        assert ask(web, MP3)[0] == 200


def test_clients_that_do_not_read_are_dropped(tmp_path: Path) -> None:
    """A large file asked for by clients that take nothing: memory stays bounded, they are cut, others are served."""
    (tmp_path / "long.mp3").write_bytes(bytes(40_000_000))
    with serving(tmp_path, limits=Limits(stall_seconds=1.0)) as web:
        slow = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(50)]
        for connection in slow:
            connection.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert ask(web, "/long.mp3", Range="bytes=0-3")[2] == bytes(4)
        deadline = time.monotonic() + 20
        while web.door.inside and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not web.door.inside
        for connection in slow:
            connection.close()


def test_more_connections_than_it_takes(shelf: Path) -> None:
    """The one that has been idle longest makes room for a new one."""
    with serving(shelf, limits=Limits(connections=20)) as web:
        idle = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(60)]
        assert ask(web, MP3)[0] == 200
        assert len(web.door.inside) <= 20
        for connection in idle:
            connection.close()


def test_many_requests_from_four_clients(web: Running, shelf: Path) -> None:
    """Four clients, kept-alive connections, 1,200 requests of all kinds: every answer is right."""
    data = (shelf / "河流" / "01-水车.mp3").read_bytes()
    handles = len(list(DESCRIPTORS.iterdir())) if DESCRIPTORS.is_dir() else 0

    def client(number: int) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)
        right = 0
        for at in range(300):
            start = (at * 131 + number * 17) % len(data)
            connection.request("GET", MP3, headers={"Range": f"bytes={start}-{start + 999}"})
            response = connection.getresponse()
            right += response.status == 206 and response.read() == data[start : start + 1000]
        connection.close()
        return right

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(client, range(4))) == 1200
    if handles:
        assert len(list(DESCRIPTORS.iterdir())) < handles + 20  # no file is left open


def test_a_garbled_request_is_no_traceback(web: Running) -> None:
    """Nonsense on the line: 400 or a hang-up, and the server lives."""
    for nonsense in (
        b"\x16\x03\x01\x02\x00\x01",
        b"GET / HTTP/9.9\r\n\r\n",
        b"A" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n\xff: y\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", web.port), timeout=10) as connection:
            connection.sendall(nonsense)
            try:
                answer = connection.recv(4096)
            except ConnectionError:
                answer = b""
            assert b"Traceback" not in answer
            assert answer == b"" or re.match(rb"HTTP/1\.\d 400 ", answer)
    assert ask(web, MP3)[0] == 200


def test_a_taken_port_is_named(shelf: Path, web: Running) -> None:
    """One line with the port and the remedy."""
    with pytest.raises(PublishError, match=rf"{web.port} .*--port"):
        server.serve(shelf, port=web.port)


def test_the_token_is_kept_and_private(tmp_path: Path) -> None:
    """Subscriptions outlive a restart; nobody else reads the token; a spoilt one is replaced."""
    file = tmp_path / "data" / "token"
    token = server._token(file)
    assert len(token) >= 22
    assert server._token(file) == token
    assert file.stat().st_mode & 0o077 == 0
    file.write_text("short")
    assert server._token(file) != "short"
    (tmp_path / "no").write_text("")
    assert len(server._token(tmp_path / "no" / "token")) >= 22


def test_serve_prints_addresses_and_stops(shelf: Path, tmp_path: Path) -> None:
    """With --lan: address, feed, a QR code; requests are told of with -v and hide the token; Ctrl-C ends it with 0."""
    code = (
        "import sys, pathlib; from audiobook.publish.server import serve; "
        "serve(pathlib.Path(sys.argv[1]), port=0, lan=True, verbose=True, token_file=pathlib.Path(sys.argv[2]))"
    )
    command = [sys.executable, "-u", "-c", code, str(shelf), str(tmp_path / "token")]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = process.stdout.readline().decode().strip()
        found = re.fullmatch(r"http://[^/]+:(\d+)/([A-Za-z0-9_-]{22,})/", url)
        assert found, url
        assert process.stdout.readline().decode().strip() == f"feed: {url}feed.xml"
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=10)
        connection.request("GET", f"/{found[2]}/feed.xml")
        assert connection.getresponse().status == 200
        connection.close()
        line = process.stderr.readline().decode()
        assert line.startswith("GET /…/feed.xml 200 ".encode("ascii", "backslashreplace").decode())
        process.send_signal(2)
        rest, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "█" in rest.decode() or "▀" in rest.decode()
    assert b"Traceback" not in errors
