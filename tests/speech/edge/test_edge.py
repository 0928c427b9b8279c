"""The edge engine against a server that speaks the real protocol, well and badly."""

from __future__ import annotations

import json
import pickle
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import edge_tts.drm
import numpy as np
import pytest
from edge_server import EdgeServer

from audiobook.errors import ConfigError, EngineUnavailable, NoAudio, SpeechError, TextError, UnknownVoice
from audiobook.model import SpeechRequest, Utterance, Voice
from audiobook.speech.clip_validation import fault as fault_of
from audiobook.speech.edge import Edge
from audiobook.speech.engine import Speech
from tests.waiting import GUARD_S

TEXT = "春天来了。山里的花都开了，我们去看花吧。"
XIAOXIAO = Voice("edge", "zh-CN-XiaoxiaoNeural")


@pytest.fixture(autouse=True)
def no_skew() -> Iterator[None]:
    """edge-tts keeps the corrected clock in a class; each test begins with the machine's own."""
    edge_tts.drm.DRM.clock_skew_seconds = 0.0
    yield
    edge_tts.drm.DRM.clock_skew_seconds = 0.0


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[Callable[..., Edge]]:
    """Makes engines with short limits and closes them."""
    made: list[Edge] = []

    def make(endpoint: str, **options: object) -> Edge:
        # generous, so that a busy machine does not look like a stalling service; tests of stalls say their own
        limits = {"idle_seconds": 10, "connect_seconds": 10, "total_seconds": 20}
        made.append(Edge({"endpoint": endpoint, **limits, **options}, tmp_path))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


def utterance(spoken: str) -> Utterance:
    """Something to say."""
    return Utterance(1, "body", spoken, spoken, 300)


def speak(engine: Edge, text: str = TEXT, voice: Voice = XIAOXIAO) -> Speech:
    """Say it."""
    return engine.speak(engine.request(utterance(text), voice))


def test_speaks(edge: Callable[..., Edge]) -> None:
    """A sentence comes back whole, at 24 kHz, with a mark for each word at its place."""
    with EdgeServer() as server:
        engine = edge(server.url)
        speech = speak(engine)
        request = engine.request(utterance(TEXT), XIAOXIAO)
    assert fault_of(request, speech, engine.capabilities) is None
    assert speech.sample_rate == 24_000
    assert len(speech.samples) / 24_000 == pytest.approx(0.2 + 17 * 0.216 + 0.8, abs=0.05)
    assert [mark.text for mark in speech.marks][:4] == ["春天", "来", "了", "山里"]
    loud = np.flatnonzero(np.abs(speech.samples) > 1000) / 24
    assert speech.marks[0].start_ms == pytest.approx(loud[0], abs=60)
    assert speech.marks[4].start_ms == pytest.approx(loud[0] + 6 * 216, abs=60)
    assert speech.marks[-1].end_ms == pytest.approx(loud[-1], abs=60)
    assert server.texts == [TEXT]


@pytest.mark.parametrize("text", ["A&B <甲> 'x' \"y\"", "山\x0b水\x00花", "甲\ud800乙\ufffe丙", "甲]]>乙", "&amp;甲乙"])
def test_any_text_is_sent_safely(edge: Callable[..., Edge], text: str) -> None:
    """Markup, control characters and broken Unicode reach the service as plain text."""
    with EdgeServer() as server:
        engine = edge(server.url)
        speak(engine, text)
        assert server.texts == [engine.request(utterance(text), XIAOXIAO).payload]


def test_rate_is_sent(edge: Callable[..., Edge], monkeypatch: pytest.MonkeyPatch) -> None:
    """A rate of 1.2 is the service's +20 %, and part of the cache key."""
    sent: list[str] = []
    original = edge_tts.Communicate.__init__

    def spy(self, text, voice, **options):  # type: ignore[no-untyped-def]
        sent.append(options["rate"])
        original(self, text, voice, **options)

    monkeypatch.setattr(edge_tts.Communicate, "__init__", spy)
    with EdgeServer() as server:
        engine = edge(server.url)
        for rate in (1.0, 1.2, 0.75):
            speak(engine, voice=Voice("edge", XIAOXIAO.name, rate))
    assert sent == ["+0%", "+20%", "-25%"]


@pytest.mark.parametrize("text", ["", "。。。", "——！", " \x0b", "\u200b"])
def test_unspeakable_is_never_sent(edge: Callable[..., Edge], text: str) -> None:
    """Punctuation alone would come back as an error; it is refused before."""
    with pytest.raises(TextError):
        edge("http://127.0.0.1:1").request(utterance(text), XIAOXIAO)


@pytest.mark.parametrize(
    ("fault", "error", "message"),
    [
        ("drop 0%", NoAudio, "no audio"),
        ("drop 1%", NoAudio, "cut off"),
        ("drop 25%", NoAudio, "cut off"),
        ("drop 50%", NoAudio, "cut off"),
        ("drop 99%", NoAudio, "cut off"),
        ("drop 100%", NoAudio, "cut off"),
        ("stall before audio", EngineUnavailable, "in time"),
        ("stall within audio", EngineUnavailable, "in time"),
        ("no audio", NoAudio, "no audio"),
        ("garbage audio", NoAudio, "cannot be decoded"),
        ("cut mp3", NoAudio, "cannot be decoded"),
        ("wrong order", NoAudio, "no audio"),
        ("early end", NoAudio, "cut off"),
        ("unknown path", NoAudio, "does not understand"),
        ("bad metadata", NoAudio, "does not understand"),
        ("skip half", NoAudio, "left out 76%"),
        ("close 1007", NoAudio, "no audio"),
    ],
)
def test_incomplete_answers_are_errors(
    edge: Callable[..., Edge], fault: str, error: type[SpeechError], message: str
) -> None:
    """Whatever is missing from an answer, it is not taken for success, and the original error is kept."""
    limits = {"connect_seconds": 0.3, "idle_seconds": 0.3} if fault.startswith("stall") else {}
    with EdgeServer(faults=lambda text, earlier: fault) as server, pytest.raises(error, match=message):
        speak(edge(server.url, **limits))


@pytest.mark.parametrize("fault", ["duplicate metadata", "slow drip"])
def test_odd_but_whole_answers_count(edge: Callable[..., Edge], fault: str) -> None:
    """A slow or repetitive server is no error."""
    with EdgeServer(faults=lambda text, earlier: fault) as server:
        assert "".join(mark.text for mark in speak(edge(server.url)).marks) == TEXT.replace("，", "").replace("。", "")


def test_drip_without_end(edge: Callable[..., Edge]) -> None:
    """A server that always sends a little more is left alone after the total limit."""
    with (
        EdgeServer(faults=lambda text, earlier: "endless drip") as server,
        pytest.raises(EngineUnavailable, match="in time"),
    ):
        speak(edge(server.url, total_seconds=0.5))


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("403", r"403.*pip install --upgrade edge-tts.*clock.*region"),
        ("403 without date", r"403.*clock"),
        ("429", "HTTP 429"),
        ("503", "HTTP 503"),
        ("abort", "closed the connection|cannot be reached"),
        ("html", "HTTP 200.*login"),
        ("stall handshake", "in time"),
    ],
)
def test_refused_handshakes(edge: Callable[..., Edge], fault: str, message: str) -> None:
    """A service that does not let us in is unavailable, and the message says what to do."""
    with (
        EdgeServer(handshake_faults=lambda count: fault) as server,
        pytest.raises(EngineUnavailable, match=message) as caught,
    ):
        speak(edge(server.url, **({"connect_seconds": 0.3, "idle_seconds": 0.3} if "stall" in fault else {})))
    assert caught.value.__cause__ is not None


def test_refusal_becomes_final(edge: Callable[..., Edge]) -> None:
    """A 403 may be chance; the third in a row is a wall nobody should run into a thousand times."""
    finals = []
    with EdgeServer(handshake_faults=lambda count: "403") as server:
        engine = edge(server.url)
        for _ in range(3):
            with pytest.raises(EngineUnavailable) as caught:
                speak(engine)
            finals.append(caught.value.final)
    assert finals == [False, False, True]


@pytest.mark.parametrize("hours", [-5, 5])
def test_wrong_clock_is_corrected(edge: Callable[..., Edge], hours: int) -> None:
    """A machine whose clock is hours off is refused once, then speaks."""
    with EdgeServer(clock_ahead_s=hours * 3600) as server:
        speak(edge(server.url))
        assert server.handshakes == 2


def test_nobody_there(edge: Callable[..., Edge]) -> None:
    """A closed port and an unknown host are a network problem, said so at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"http://127.0.0.1:{port}", "https://nowhere.invalid"):
        with pytest.raises(EngineUnavailable, match="network"):
            speak(edge(address))


def test_proxy_is_used(edge: Callable[..., Edge]) -> None:
    """All traffic goes by the proxy, and a proxy that refuses is named as such."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def refuse() -> None:
            connection, _ = listener.accept()
            with connection:
                asked.append(connection.recv(4096))
                connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=refuse)
        thread.start()
        engine = edge("https://service.invalid", proxy=f"http://127.0.0.1:{listener.getsockname()[1]}")
        with pytest.raises(EngineUnavailable, match=r"proxy.*engines\.edge\.proxy"):
            speak(engine)
        thread.join(GUARD_S)
    assert asked[0].startswith(b"CONNECT service.invalid:443 ")


def test_proxy_that_is_gone(edge: Callable[..., Edge]) -> None:
    """A proxy nobody answers at is named."""
    with pytest.raises(EngineUnavailable, match=r"engines\.edge\.proxy"):
        speak(edge("https://service.invalid", proxy="http://127.0.0.1:9"))


def test_environment_names_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTPS_PROXY is honoured, which edge-tts does not do for speech, but not for this machine itself."""
    from audiobook.speech.edge.session import system_proxy

    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:3128")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert system_proxy(None) == "http://proxy.invalid:3128"
    assert system_proxy("http://127.0.0.1:8080") is None


def test_close_cancels(edge: Callable[..., Edge]) -> None:
    """However long the service stalls, closing ends it, and the engine speaks again afterwards."""
    stalled = threading.Event()

    def fault(text: str, earlier: int) -> str | None:
        stalled.set()
        return "stall within audio" if earlier < 2 else None

    with EdgeServer(faults=fault) as server:
        engine = edge(server.url, idle_seconds=10 * GUARD_S, total_seconds=10 * GUARD_S)
        errors: list[BaseException] = []

        def run() -> None:
            try:
                speak(engine)
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        assert stalled.wait(GUARD_S)
        engine.close()
        for thread in threads:
            thread.join(GUARD_S)
        assert [type(error) for error in errors] == [EngineUnavailable] * 2, errors
        while server.texts.count(TEXT) < 2:
            server.texts.append(TEXT)
        assert len(speak(engine).samples)


def test_connections_are_few(edge: Callable[..., Edge]) -> None:
    """However many threads ask, four connections are the most, and an overload halves them."""
    with EdgeServer(latency_s=0.05) as server:
        engine = edge(server.url, idle_seconds=5)
        threads = [threading.Thread(target=speak, args=(engine, f"第{i}朵花。")) for i in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(GUARD_S)
        assert (len(server.texts), server.peak) == (12, 4)


# ------------------------------------------------------------------------------------------------------ voices


def test_voices_without_network(edge: Callable[..., Edge]) -> None:
    """Offline and for the first time, the Chinese voices are known."""
    voices = edge("http://127.0.0.1:9").voices()
    assert voices[0].name == "zh-CN-XiaoxiaoNeural"
    assert len(voices) == 14
    assert {voice.gender for voice in voices} == {"female", "male"}


def test_voices_are_remembered(edge: Callable[..., Edge], tmp_path: Path) -> None:
    """The service's list is asked for once a day and used offline, Mandarin first."""
    with EdgeServer(voices=("en-US-AriaNeural", "zh-CN-YunxiNeural", "zh-TW-HsiaoYuNeural")) as server:
        names = [voice.name for voice in edge(server.url).voices()]
    assert names == ["zh-CN-YunxiNeural", "zh-TW-HsiaoYuNeural", "en-US-AriaNeural"]
    assert [voice.name for voice in edge("http://127.0.0.1:9").voices()] == names
    file = tmp_path / "edge-voices.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "asked": 0}))
    assert [voice.name for voice in edge("http://127.0.0.1:9").voices()] == names
    file.write_text("{")
    assert len(edge("http://127.0.0.1:9").voices()) == 14


@pytest.mark.parametrize("name", ["xiaoxiao", "Xiaoxiao", "zh-CN-XiaoxaoNeural"])
def test_unknown_voice_names_the_nearest(edge: Callable[..., Edge], name: str) -> None:
    """A misspelt voice is refused before anything is sent."""
    with pytest.raises(UnknownVoice, match="did you mean zh-CN-XiaoxiaoNeural"):
        edge("http://127.0.0.1:9").request(utterance(TEXT), Voice("edge", name))


def test_foreign_voices_need_no_list(edge: Callable[..., Edge]) -> None:
    """A voice of a language the built-in list does not cover is taken at its word."""
    request = edge("http://127.0.0.1:9").request(utterance("Hello."), Voice("edge", "en-GB-SoniaNeural"))
    assert request.voice == "en-GB-SoniaNeural"


def test_withdrawn_voice(edge: Callable[..., Edge]) -> None:
    """A voice the service no longer has answers nothing; we find out and say which there are."""
    with EdgeServer(voices=("zh-CN-YunxiNeural", "zh-CN-YunyangNeural")) as server:
        engine = edge(server.url)
        with pytest.raises(UnknownVoice, match=r"no longer.*YunxiNeural.*YunyangNeural"):
            speak(engine)
        with pytest.raises(UnknownVoice, match="did you mean"):
            engine.request(utterance(TEXT), XIAOXIAO)


# ---------------------------------------------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"conections": 2}, "did you mean connections"),
        ({"connections": 5}, "between 1 and 4"),
        ({"connections": 1.5}, "not a whole number"),
        ({"connections": True}, "not a whole number"),
        ({"connections": "2"}, "not a whole number"),
        ({"proxy": "localhost"}, "scheme://host:port"),
        ({"endpoint": "ftp://host"}, "scheme://host:port"),
        ({"idle_seconds": 0}, "seconds"),
    ],
)
def test_wrong_settings(tmp_path: Path, options: dict[str, object], message: str) -> None:
    """A setting that cannot be is named at once, not when the first sentence is sent."""
    with pytest.raises(ConfigError, match=message):
        Edge(options, tmp_path)


def test_pickles(edge: Callable[..., Edge]) -> None:
    """An engine that has spoken can be sent to another process."""
    with EdgeServer() as server:
        engine = edge(server.url)
        speak(engine)
        copy = pickle.loads(pickle.dumps(engine))
        assert len(speak(copy).samples) == len(speak(engine).samples)
        copy.close()


def test_doctor(edge: Callable[..., Edge]) -> None:
    """The doctor tells a wrong clock from a missing network."""
    with EdgeServer(clock_ahead_s=7200) as server:
        (service, clock) = edge(server.url).check()
    assert service == ("edge: service reached", True, "")
    assert clock[1] is False and "7200 s behind" in clock[0].replace("7199", "7200")
    ((what, ok, remedy),) = edge("http://127.0.0.1:9").check()
    assert (what, ok) == ("edge: service", False) and "network" in remedy


def test_request_has_no_address(edge: Callable[..., Edge]) -> None:
    """The cache key does not depend on where the service is."""
    requests: set[SpeechRequest] = {
        edge(address).request(utterance(TEXT), XIAOXIAO) for address in ("http://127.0.0.1:9", "https://other.invalid")
    }
    assert len(requests) == 1
