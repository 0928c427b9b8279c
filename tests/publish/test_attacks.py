"""What wrong hands and slow ones try on `audiobook serve`."""

from __future__ import annotations

import concurrent.futures
import contextlib
import http.client
import os
import re
import socket
from pathlib import Path

import pytest

from audiobook.config import PublishSettings
from audiobook.publish.server.connection_limiter import LimitedConnection, Limits
from audiobook.publish.server.run import Running
from audiobook.publish.server.site import Site
from tests.publish.conftest import MP3, Clock, ask, serving
from tests.waiting import GUARD_S, until

DESCRIPTORS = Path("/proc/self/fd")
TOKEN = "t0ken-that-nobody-guesses"

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


def test_a_link_put_there_after_the_check_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name that was checked becomes a link to the outside in the moment before it is opened: nothing is read."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("SECRET")
    (root / "file.txt").write_text("fine")
    real_open = os.open

    def swap_then_open(path: Path, *flags: int) -> int:
        (root / "file.txt").unlink()
        (root / "file.txt").symlink_to(tmp_path / "secret.txt")
        return real_open(path, *flags)

    monkeypatch.setattr(os, "open", swap_then_open)
    assert Site(root, PublishSettings()).find("/file.txt", "http://a/") is None


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
    (root / "fine.txt").write_text("fine")
    with serving(root) as web:
        status, _, body = ask(web, "/bad/feed.xml")
        assert (status, body.count(b"\n")) == (500, 1)
        assert str(tmp_path).encode() not in body
        assert ask(web, "/fine.txt")[0] == 200


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
    (tmp_path / "long.mp3").write_bytes(bytes(40_000_000))
    clock, limits = Clock(), Limits(stall_seconds=1000.0, idle_seconds=1000.0)
    with serving(tmp_path, limits=limits, clock=clock) as web:
        slow = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(50)]
        for connection in slow:
            connection.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert ask(web, "/long.mp3", Range="bytes=0-3")[2] == bytes(4)
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
