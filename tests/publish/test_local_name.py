"""The name that stays: answered in the network, and known to the server."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from pathlib import Path

import pytest

from audiobook.publish.server.local_name import announced, local_name, stable
from tests.publish.conftest import ask, serving
from tests.waiting import GUARD_S

GROUP = ("224.0.0.251", 5353)
ADDRESS, LOOPBACK = 1, "127.0.0.1"


def asked(name: str) -> bytes:
    """What the network answers to whoever asks for the address of `name`: a query by hand (RFC 6762, 6.7)."""
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    query = struct.pack(">6H", 7, 0, 1, 0, 0, 0) + labels + b"\0" + struct.pack(">2H", ADDRESS, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(LOOPBACK))
        client.bind((LOOPBACK, 0))
        client.settimeout(GUARD_S)
        client.sendto(query, GROUP)
        return client.recv(9000)


def test_the_network_is_answered() -> None:
    """While it serves, whoever asks for the name is told the address."""

    async def answer() -> bytes | None:
        async with announced("audiobook-test.local", LOOPBACK, 8000) as answers:
            return await asyncio.to_thread(asked, "audiobook-test.local") if answers else None

    found = asyncio.run(answer())
    if found is None:
        pytest.skip("this machine's loopback has no multicast")
    assert struct.unpack(">H", found[:2]) == (7,)
    assert socket.inet_aton(LOOPBACK) in found and b"audiobook-test" in found


@pytest.mark.parametrize("address", ["", "no-route", "203.0.113.9"])
def test_without_a_network_it_goes_on(address: str) -> None:
    """No address, only a name, or one that is not this machine's: there is no such name, and no error."""

    async def answer() -> bool:
        async with announced("audiobook-test.local", address, 8000) as answers:
            return answers

    assert asyncio.run(answer()) is False


def test_the_name_is_a_label() -> None:
    """Whatever the machine is called: letters, figures and dashes, at most 63, as names of the network are."""
    for machine in ("x" * 90, "-a_b-", "书房.local", "", "NAS"):
        label, dot, end = local_name(machine).partition(".")
        assert (dot, end) == (".", "local") and len(label) <= 63
        assert label.replace("-", "").isalnum() and label.isascii() and label.strip("-") == label


def test_the_server_says_it_of_every_folder(shelf: Path) -> None:
    """For the shelf and for a book, with port and path; nothing where there is no such name."""
    with serving(shelf, token="t" * 22, others=["audiobook-nas.local"], local_name="audiobook-nas.local") as web:
        for folder in ("", "%E6%B2%B3%E6%B5%81/"):
            status, headers, body = ask(web, f"/{'t' * 22}/{folder}subscribe.json", Host=f"127.0.0.1:{web.port}")
            assert (status, headers["content-type"]) == (200, "application/json")
            assert json.loads(body) == {"stable": f"http://audiobook-nas.local:{web.port}/{'t' * 22}/{folder}"}
        path = f"/{'t' * 22}/subscribe.json"
        assert json.loads(ask(web, path, Host=f"audiobook-nas.local:{web.port}")[2]) == {"stable": ""}
    assert json.loads(stable("http://10.0.0.2:8000/", None)) == {"stable": ""}
