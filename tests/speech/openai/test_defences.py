"""What a server can do to us besides answering: sessions, bounds, nonsense in headers, TLS, redirections."""

from __future__ import annotations

import contextlib
import gc
import gzip
import http.server
import logging
import ssl
import struct
import subprocess
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openai_server import Answer, OpenAIServer, sound, wav

from audiobook.errors import EngineUnavailable, NoAudio
from audiobook.model import Utterance, Voice
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Speech
from audiobook.speech.openai import OpenAI
from audiobook.speech.render import render
from tests.conftest import Run
from tests.tools import tool

TEXT = "桥修好以后，大家沿着河走回家去。"
VOICE = Voice("openai", "alloy")


@pytest.fixture
def speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Speech]]:
    """Says a sentence by the server at an address."""
    monkeypatch.setenv("AUDIOBOOK_OPENAI_KEY", "sk-secret")
    made: list[OpenAI] = []

    def say(url: str) -> Speech:
        engine = OpenAI({"base_url": url}, tmp_path)
        made.append(engine)
        return engine.speak(engine.request(Utterance(1, "body", TEXT, TEXT, 300), VOICE))

    yield say
    for engine in made:
        engine.close()


def test_no_connection_is_left_open(
    tmp_path: Path, audiobook: Run, desk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """After a rendering, after `voices` and `doctor`, and after asking while it closes, no session is left to the
    garbage collector, which complains."""
    with OpenAIServer(voices={"voices": ["alloy"]}) as server, caplog.at_level(logging.DEBUG):
        engine = OpenAI({"base_url": server.base_url}, tmp_path)
        request = engine.request(Utterance(1, "body", TEXT, TEXT, 300), VOICE)
        assert render([request], engine, Cache(tmp_path / "clips")).spoken == 1
        del engine
        (desk / "audiobook.toml").write_text(f'[engines.openai]\nbase_url = "{server.base_url}"\n')
        assert audiobook("voices", "--engine", "openai") == 0
        assert audiobook("doctor", "--engine", "openai") in (0, 1)
        for _ in range(20):
            busy = OpenAI({"base_url": server.base_url}, tmp_path)
            asking = threading.Thread(target=_ask, args=(busy,))
            asking.start()
            busy.close()
            asking.join()
            busy.close()
            del busy, asking
        gc.collect()
    assert not [record for record in caplog.records if "nclosed" in record.getMessage()]


def _ask(engine: OpenAI) -> None:
    with contextlib.suppress(EngineUnavailable):  # closed meanwhile
        engine.voices()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "", "identity"])
def test_packed_answers_are_unpacked(speak: Callable[[str], Speech], encoding: str) -> None:
    """A server that packs its answers unasked is understood."""
    pack = {"gzip": gzip.compress, "deflate": zlib.compress}.get(encoding, bytes)
    answer = Answer(pack(wav(TEXT)), headers={"Content-Encoding": encoding} if encoding else {})
    with OpenAIServer(answer=lambda body, earlier: answer) as server:
        assert len(speak(server.base_url).samples) == len(sound(TEXT))


BOMB = gzip.compress(bytes(200_000_000), 9)
ENDLESS = {
    "endless": Answer(bytes(100_000), endless=True),
    "a bomb": Answer(BOMB, headers={"Content-Encoding": "gzip"}),
    "a bomb in a bomb": Answer(gzip.compress(BOMB), headers={"Content-Encoding": "gzip, gzip"}),
    "packed and endless": Answer(gzip.compress(bytes(100_000)), headers={"Content-Encoding": "gzip"}, endless=True),
}


@pytest.mark.parametrize("answer", ENDLESS.values(), ids=ENDLESS.keys())
def test_an_answer_has_bounds(speak: Callable[[str], Speech], answer: Answer) -> None:
    """Bytes without end, packed or not, are taken up to what a sentence can have, and refused."""
    with OpenAIServer(answer=lambda body, earlier: answer) as server, pytest.raises(NoAudio):
        speak(server.base_url)
    assert server.sent < 30_000_000


def test_an_endless_error_is_still_that_error(speak: Callable[[str], Speech]) -> None:
    """What a failing server says without end is cut, and its status told."""
    answer = Answer(b"out of memory " * 1000, status=500, endless=True)
    with (
        OpenAIServer(answer=lambda body, earlier: answer) as server,
        pytest.raises(EngineUnavailable, match="HTTP 500: out of memory"),
    ):
        speak(server.base_url)


@pytest.mark.parametrize(("encoding", "body"), [("br", wav(TEXT)), ("gzip", wav(TEXT)), ("x" * 5000, b"")])
def test_packing_nobody_knows(speak: Callable[[str], Speech], encoding: str, body: bytes) -> None:
    """Another packing, or one that is not what it says, is no audio."""
    answer = Answer(body, headers={"Content-Encoding": encoding})
    with OpenAIServer(answer=lambda body, earlier: answer) as server, pytest.raises(NoAudio, match="packed"):
        speak(server.base_url)


def _header(tag: int = 1, channels: int = 1, rate: int = 24_000, block: int = 2, bits: int = 16) -> bytes:
    data = sound(TEXT).tobytes()
    form = struct.pack("<HHIIHH", tag, channels, rate, (rate * block) & 0xFFFFFFFF, block, bits)
    chunks = b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


NONSENSE = {
    "no rate": _header(rate=0),
    "a rate that would fill the memory": _header(rate=1),
    "a rate that no ear needs": _header(rate=4_000_000_000),
    "no channels": _header(channels=0),
    "sixty thousand channels": _header(channels=60_000),
    "frames of another length": _header(block=7),
    "no numbers": _header(tag=3, bits=32, block=4)[:44] + b"\xff\xff\xff\x7f" * 20_000,
}


@pytest.mark.parametrize("content", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_in_a_header(speak: Callable[[str], Speech], content: bytes) -> None:
    """Rates, channels and frames that cannot be are refused before anything is made of them."""
    content = content[:40] + struct.pack("<I", len(content) - 44) + content[44:]
    with (
        OpenAIServer(answer=lambda body, earlier: Answer(content)) as server,
        pytest.raises(NoAudio, match=r"sense|numbers"),
    ):
        speak(server.base_url)


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Takes whatever comes."""

    taken: list[str]

    def do_POST(self) -> None:
        """Notes that something came."""
        self.taken.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_GET = do_POST

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_text_goes_nowhere_else(speak: Callable[[str], Speech], status: int) -> None:
    """A server that sends us on is named with where it would send us, and nothing is sent there."""
    Elsewhere.taken = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{other.server_port}/v1"
        answer = Answer(b"", status=status, headers={"Location": f"{there}/audio/speech"})
        with (
            OpenAIServer(answer=lambda body, earlier: answer) as server,
            pytest.raises(EngineUnavailable, match=rf"sends us on to {there}; .*engines\.openai\.base_url") as caught,
        ):
            speak(server.base_url)
        other.shutdown()
    assert caught.value.final
    assert Elsewhere.taken == []


@pytest.fixture
def certificate(tmp_path: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    key, signed = tmp_path / "key.pem", tmp_path / "certificate.pem"
    options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    names = ["-addext", "subjectAltName=IP:127.0.0.1"]
    command = [tool("openssl"), "req", *options, *names, "-keyout", str(key), "-out", str(signed)]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(signed, key)
    return context


def test_tls_in_plain_words(
    speak: Callable[[str], Speech], certificate: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate that is not trusted, and a server without TLS, without Python's SSL in the message; one that the
    machine trusts is spoken to."""
    server = OpenAIServer()
    server.tls = certificate
    with server:
        with pytest.raises(
            EngineUnavailable, match="certificate is not one this machine trusts: self-signed"
        ) as caught:
            speak(server.base_url)
        assert "ssl" not in str(caught.value).lower()
        assert "0x" not in str(caught.value)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        with pytest.raises(EngineUnavailable, match="cannot be reached"):
            speak(server.base_url.replace("https", "http"))
    assert server.bodies == []
    with OpenAIServer() as plain, pytest.raises(EngineUnavailable, match="does not speak TLS as it should") as caught:
        speak(plain.base_url.replace("http", "https"))
    assert "[" not in str(caught.value)
