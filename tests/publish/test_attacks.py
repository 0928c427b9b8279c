"""What wrong hands and slow ones try on `audiobook serve`."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import http.client
import os
import re
import shutil
import socket
from pathlib import Path
from urllib.parse import quote

import pytest

from audiobook.config import PublishSettings
from audiobook.publish import index as indexes
from audiobook.publish.server.connection_limiter import LimitedConnection, Limits
from audiobook.publish.server.host_names import HostNames
from audiobook.publish.server.run import Running
from audiobook.publish.server.site import OpenFile, Site
from tests.publish.conftest import MP3, Clock, ask, published, serving
from tests.waiting import GUARD_S, until

DESCRIPTORS = Path("/proc/self/fd")
TOKEN = "t0ken-that-nobody-guesses"

OUTSIDE = """
/../secret.lrc
/%2e%2e/secret.lrc /..%2fsecret.lrc /%2e%2e%2fsecret.lrc /..%5csecret.lrc /x/../../secret.lrc //secret.lrc
/%252e%252e/secret.lrc /./../secret.lrc /..;/secret.lrc /%c0%ae%c0%ae/secret.lrc /secret.lrc%00.mp3 /linked.lrc /linked/
/linked /linked/secret.lrc /.hidden.lrc /.git/config /pipe.mp3 /program.py /file:///etc/passwd /C:/Windows/win.ini
/%E2%80%AE.mp3 /%0d%0aX:y.mp3 /%ff.mp3
"""


def test_nothing_outside_can_be_read(tmp_path: Path) -> None:
    """Traversal in every spelling, links out, hidden files, pipes, kinds that are not ours: 404, never a byte."""
    root = tmp_path / "root"
    outside = str(tmp_path / "secret.lrc")
    names = [".hidden.lrc", "program.py", "linked.lrc", "linked", "pipe.mp3", "../secret.lrc", outside]
    named = {str(at): name for at, name in enumerate(names)}
    published(root, "水车", inside="inside.lrc", fine="fine.lrc", **named)
    (tmp_path / "secret.lrc").write_text("SECRET")
    (root / "fine.lrc").write_text("fine")
    (root / ".hidden.lrc").write_text("SECRET")
    (root / "program.py").write_text("SECRET")
    (root / "linked.lrc").symlink_to(tmp_path / "secret.lrc")
    (root / "linked").symlink_to(tmp_path)
    (root / "inside.lrc").symlink_to(root / "fine.lrc")
    os.mkfifo(root / "pipe.mp3")
    (tmp_path / "elsewhere").symlink_to(root)
    for folder, base in ((root, ""), (tmp_path, "/root")):
        with serving(folder) as web:
            assert ask(web, f"{base}/fine.lrc")[2] == b"fine"
            assert ask(web, f"{base}/inside.lrc")[2] == b"fine"
            for path in [*OUTSIDE.split(), "/" + "a" * 300 + ".mp3"]:
                status, _, body = ask(web, base + path)
                assert status in (400, 404), path
                assert b"SECRET" not in body, path


def test_nothing_but_what_the_index_names(shelf: Path, tmp_path: Path) -> None:
    """Notes, drafts and decks beside and in the books, and folders that are none: 404, whatever their kind."""
    root = tmp_path / "output"
    shutil.copytree(shelf / "河流", root / "河流")
    (root / "plain").mkdir()
    beside = ("private.txt", "private.mp3", "library.json", "plain/01.mp3", "plain/index.html", "player/own.js")
    inside = ("private.txt", "02-draft.mp3", "book.md", "cards.apkg", "index.htm", "covers/own.jpg", "player/own.js")
    (root / "player").mkdir()
    for name in (*beside, *(f"河流/{name}" for name in inside)):
        (root / name).write_bytes(b"SECRET")
    for folder, base in ((root, "/"), (root / "河流", "")):
        found = [path for path in folder.rglob("*") if path.is_file() and path.read_bytes() == b"SECRET"]
        with serving(folder) as web:
            for path in found:
                assert ask(web, f"/{quote(path.relative_to(folder).as_posix())}")[0] == 404, path
            for path in ("/plain", "/plain/", quote(f"{base}河流/covers"), quote(f"{base}河流/covers/")):
                assert ask(web, path)[0] in (400, 404), path
    with serving(root) as web:
        for name in indexes.names(indexes.read(root / "河流"), root / "河流"):
            assert ask(web, f"/{quote(f'河流/{name}')}")[0] == 200, name


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "0.0.0.0",
        "192.0.2.7",
        "[fe80::1]",
    ],
)
def test_a_name_that_is_not_ours_is_refused(web: Running, host: str) -> None:
    """A page whose name was made to lead to us gets nothing: 421 for all it asks, also for what may be shared."""
    for path in ("/", MP3, "/feed.xml", MP3.replace("mp3", "vtt"), "/none"):
        for method in ("GET", "HEAD", "OPTIONS"):
            status, headers, body = ask(web, path, method, Host=host)
            assert status == 421
            assert body.count(b"\n") <= 1
            assert "access-control-allow-origin" not in headers


def test_the_names_of_this_machine_are_ours(shelf: Path) -> None:
    """Where others can reach it, it goes by the machine's name; by the address that is asked, not by another's."""
    everywhere, machine = HostNames.of("0.0.0.0"), socket.gethostname().partition(".")[0]
    assert everywhere.include(f"{machine}:8000", None)
    assert everywhere.include(f"{machine}.local", None)
    assert not everywhere.include("0.0.0.0", None)
    assert not HostNames.of("127.0.0.1").include("nas.example", None)
    assert HostNames.of("127.0.0.1", base_url="https://nas.example/books/").include("nas.example", None)

    class Reached(asyncio.Transport):
        """A connection to an address of this machine in its network."""

        def get_extra_info(self, name: str, default: object = None) -> object:
            """Which address that is."""
            return ("::ffff:192.0.2.7", 8000, 0, 0) if name == "sockname" else default

    assert everywhere.include("192.0.2.7:8000", Reached())
    assert not everywhere.include("192.0.2.8", Reached())
    assert not everywhere.include("127.0.0.1", Reached())


def test_a_link_put_there_after_the_check_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name that was checked becomes a link to the outside in the moment before it is opened: nothing is read."""
    root = published(tmp_path / "root", "水车", file="file.lrc")
    (tmp_path / "secret.lrc").write_text("SECRET")
    (root / "file.lrc").write_text("fine")
    site = Site(root, PublishSettings())
    found = site.find("/file.lrc", "http://a/")
    assert isinstance(found, OpenFile)
    found.file.close()
    real_open = os.open

    def swap_then_open(path: Path, *flags: int) -> int:
        (root / "file.lrc").unlink()
        (root / "file.lrc").symlink_to(tmp_path / "secret.lrc")
        return real_open(path, *flags)

    monkeypatch.setattr(os, "open", swap_then_open)
    assert site.find("/file.lrc", "http://a/") is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE"])
def test_nothing_is_written(web: Running, shelf: Path, method: str) -> None:
    """Only GET and HEAD do anything; the folder is as it was."""
    before = {path: path.stat().st_mtime_ns for path in shelf.rglob("*")}
    status, headers, _ = ask(web, MP3, method)
    assert (status, headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert {path: path.stat().st_mtime_ns for path in shelf.rglob("*")} == before


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
    published(root / "fine", "水车")
    with serving(root) as web:
        for path in ("/bad/feed.xml", "/bad/"):
            status, _, body = ask(web, path)
            assert (status, body.count(b"\n")) == (500, 1)
            assert str(tmp_path).encode() not in body
        assert ask(web, "/fine/feed.xml")[0] == 200


def test_clients_that_never_finish_a_request_are_dropped(shelf: Path) -> None:
    """200 connections that send one byte and no more are hung up on; meanwhile others are answered."""
    clock, limits = Clock(), Limits(idle_seconds=1000.0, head_seconds=1e6)
    with serving(shelf, limits=limits, clock=clock) as web:
        slow = [socket.create_connection(("127.0.0.1", web.port), timeout=GUARD_S) for _ in range(200)]
        for connection in slow:
            connection.sendall(b"G")
        assert ask(web, MP3)[0] == 200
        until(lambda: len(web.limiter.connections) == 200)
        clock.advance(limits.idle_seconds + 1)
        for connection in slow:
            with contextlib.suppress(ConnectionError):  # hung up on more firmly
                assert connection.recv(1) == b""
            connection.close()
        assert ask(web, MP3)[0] == 200


def test_a_slow_request_is_answered_but_not_for_ever(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte at a time gets its answer while it comes within the time for a whole request, and no longer."""
    clock, limits = Clock(), Limits(idle_seconds=1000.0, head_seconds=10_000.0)
    received: list[bytes] = []
    take = LimitedConnection.data_received

    def note(self: LimitedConnection, data: bytes) -> None:
        take(self, data)
        received.append(data)

    monkeypatch.setattr(LimitedConnection, "data_received", note)

    def drip(connection: socket.socket, byte: int, *, then_s: float) -> None:
        """Send a byte, and when the server has it let time pass."""
        before = len(received)
        connection.sendall(bytes([byte]))
        until(lambda: len(received) > before)
        clock.advance(then_s)

    with serving(shelf, limits=limits, clock=clock) as web:
        with socket.create_connection(("127.0.0.1", web.port), timeout=GUARD_S) as connection:
            for byte in b"GET / HTTP/1.0\r\n\r\n":
                drip(connection, byte, then_s=500)  # 18 bytes: longer than it may be idle, all in all
            assert connection.recv(12) == b"HTTP/1.0 200"
        with socket.create_connection(("127.0.0.1", web.port), timeout=GUARD_S) as connection:
            for byte in b"GET / HTTP/":
                drip(connection, byte, then_s=900)
            drip(connection, ord("1"), then_s=200)  # not long to be idle, but 10,100 s in all
            with contextlib.suppress(ConnectionError):
                assert connection.recv(1) == b""


def test_clients_that_do_not_read_are_dropped(tmp_path: Path) -> None:
    """A large file asked for by clients that take nothing: memory stays bounded, they are cut, others are served."""
    published(tmp_path, "long", audio=bytes(40_000_000))
    clock, limits = Clock(), Limits(stall_seconds=1000.0, idle_seconds=1000.0)
    with serving(tmp_path, limits=limits, clock=clock) as web:
        slow = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(50)]
        for connection in slow:
            connection.sendall(b"GET /01-long.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert ask(web, "/01-long.mp3", Range="bytes=0-3")[2] == bytes(4)
        until(lambda: sum(one.busy for one in list(web.limiter.connections.values())) == 50)

        def nobody_left() -> bool:
            clock.advance(limits.stall_seconds + 1)
            return not web.limiter.connections

        until(nobody_left)
        for connection in slow:
            connection.close()


def test_more_connections_than_it_takes(shelf: Path) -> None:
    """The one that has been idle longest makes room for a new one."""
    with serving(shelf, limits=Limits(connections=20)) as web:
        idle = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(60)]
        assert ask(web, MP3)[0] == 200
        assert len(web.limiter.connections) <= 20
        for connection in idle:
            connection.close()


def test_many_requests_from_four_clients(web: Running, shelf: Path) -> None:
    """Four clients, kept-alive connections, 1,200 requests of all kinds: every answer is right."""
    data = (shelf / "河流" / "01-水车.mp3").read_bytes()
    handles = len(list(DESCRIPTORS.iterdir())) if DESCRIPTORS.is_dir() else 0

    def client(number: int) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=GUARD_S)
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
        with socket.create_connection(("127.0.0.1", web.port), timeout=GUARD_S) as connection:
            connection.sendall(nonsense)
            try:
                answer = connection.recv(4096)
            except ConnectionError:
                answer = b""
            assert b"Traceback" not in answer
            assert answer == b"" or re.match(rb"HTTP/1\.\d 400 ", answer)
    assert ask(web, MP3)[0] == 200
