"""The engine for servers with OpenAI's speech API, against a loopback server."""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openai_server import Answer, OpenAIServer, sound, wav

from audiobook.errors import ConfigError, EngineUnavailable, NoAudio, SpeechError, TextError, UnknownVoice
from audiobook.model import Utterance, Voice
from audiobook.speech import schedule
from audiobook.speech.cache import Cache
from audiobook.speech.clip_validation import fault
from audiobook.speech.engine import Speech
from audiobook.speech.openai import OpenAI
from audiobook.speech.render import render
from tests.waiting import GUARD_S

TEXT = "春天来了，山里的花都开了。"
VOICE = Voice("openai", "alloy")


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., OpenAI]]:
    """Makes engines without a key and closes them."""
    for name in ("OPENAI_API_KEY", "AUDIOBOOK_OPENAI_KEY"):
        monkeypatch.delenv(name, raising=False)
    made: list[OpenAI] = []

    def make(server: OpenAIServer | str, **options: Any) -> OpenAI:
        url = server if isinstance(server, str) else server.base_url
        made.append(OpenAI({"base_url": url, **options}, tmp_path))
        return made[-1]

    yield make
    for one in made:
        one.close()


def speak(engine: OpenAI, text: str = TEXT, voice: Voice = VOICE) -> Speech:
    """Say it."""
    return engine.speak(engine.request(Utterance(1, "body", text, text, 300), voice))


def test_speaks(engine: Callable[..., OpenAI]) -> None:
    """The documented body is sent, WAV comes back, and one connection serves many sentences."""
    with OpenAIServer() as server:
        one = engine(server, model="tts-x", instructions="平静")
        speech = speak(one, voice=Voice("openai", "nova", 1.25))
        speak(one)
    assert np.array_equal(speech.samples, sound(TEXT))
    assert server.bodies[0] == {
        "model": "tts-x",
        "input": TEXT,
        "voice": "nova",
        "response_format": "wav",
        "speed": 1.25,
        "instructions": "平静",
    }
    assert len(server.connections) == 1
    request = one.request(Utterance(1, "body", TEXT, TEXT, 300), VOICE)
    assert fault(request, speech, one.capabilities) is None


def test_key_comes_from_the_environment(engine: Callable[..., OpenAI], monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is sent and is in no cache key; a setting for it does not exist."""
    with OpenAIServer() as server:
        speak(engine(server))
        monkeypatch.setenv("OPENAI_API_KEY", "sk-general\n")
        speak(engine(server))
        monkeypatch.setenv("AUDIOBOOK_OPENAI_KEY", "sk-ours")
        one = engine(server)
        speak(one)
    assert server.keys == [None, "Bearer sk-general", "Bearer sk-ours"]
    assert "sk-" not in repr(one.request(Utterance(1, "body", TEXT, TEXT, 300), VOICE))
    with pytest.raises(ConfigError, match="no setting"):
        engine("http://127.0.0.1:9/v1", api_key="sk-secret")


def test_key_is_in_no_message(engine: Callable[..., OpenAI], monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers quote the key they refuse; we do not pass it on, not even half of it."""
    monkeypatch.setenv("AUDIOBOOK_OPENAI_KEY", "sk-" + "a1b2" * 20)
    for start in (0, 120):
        quoted = json.dumps({"error": {"message": "x" * start + " Incorrect key sk-" + "a1b2" * 20}}).encode()
        with (
            OpenAIServer(answer=lambda body, earlier, quoted=quoted: Answer(quoted, 401)) as server,
            pytest.raises(EngineUnavailable) as caught,
        ):
            speak(engine(server))
        assert "a1b2" not in str(caught.value)


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_other_sample_rates(engine: Callable[..., OpenAI], rate: int) -> None:
    """Whatever rate a server gives, the clip has the declared one and the same length."""
    with OpenAIServer(answer=lambda body, earlier: Answer(wav(TEXT, rate))) as server:
        speech = speak(engine(server))
    assert speech.sample_rate == 24_000
    assert len(speech.samples) / 24_000 == pytest.approx(len(sound(TEXT, rate)) / rate, abs=0.001)
    level = np.abs(speech.samples[4_000:20_000]).max()
    assert level == pytest.approx(9_000, rel=0.02)


def _wav(data: bytes, *, tag: int = 1, channels: int = 1, bits: int = 16, size: int | None = None) -> bytes:
    block = channels * bits // 8
    form = struct.pack("<HHIIHH", tag, channels, 24_000, 24_000 * block, block, bits)
    chunks = b"LIST" + struct.pack("<I", 3) + b"abc\0" + b"fmt " + struct.pack("<I", 16) + form
    chunks += b"data" + struct.pack("<I", len(data) if size is None else size) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


PCM = sound(TEXT)
KINDS = {
    "stereo": _wav(np.repeat(PCM, 2).tobytes(), channels=2),
    "float": _wav((PCM / 32_768).astype("<f4").tobytes(), tag=3, bits=32),
    "float too loud": _wav((PCM / 3_000).astype("<f4").tobytes(), tag=3, bits=32),
    "32 bit": _wav((PCM.astype("<i4") * 65_536).tobytes(), bits=32),
    "8 bit": _wav((PCM // 256 + 128).astype("u1").tobytes(), bits=8),
    "streamed, length 0": _wav(PCM.tobytes(), size=0),
    "streamed, length unknown": _wav(PCM.tobytes(), size=0xFFFFFFFF),
    "odd chunk before": _wav(PCM.tobytes()),
}


@pytest.mark.parametrize("content", KINDS.values(), ids=KINDS.keys())
def test_other_kinds_of_wav(engine: Callable[..., OpenAI], content: bytes) -> None:
    """Stereo, float, streamed headers: the same sound comes out, and nothing clips."""
    with OpenAIServer(answer=lambda body, earlier: Answer(content)) as server:
        speech = speak(engine(server))
    assert len(speech.samples) == len(PCM)
    loudest = int(np.abs(speech.samples).max())
    assert np.corrcoef(speech.samples, PCM)[0, 1] > 0.999 and 8_500 < loudest <= 32_767


def test_raw_pcm(engine: Callable[..., OpenAI]) -> None:
    """Raw samples are taken as the API defines them: 24 kHz, 16 bit, mono."""
    with OpenAIServer(answer=lambda body, earlier: Answer(PCM.tobytes(), content_type="audio/pcm")) as server:
        speech = speak(engine(server, format="pcm"))
    assert np.array_equal(speech.samples, PCM)


def test_type_is_judged_by_content(engine: Callable[..., OpenAI]) -> None:
    """WAV that calls itself text is WAV."""
    with OpenAIServer(answer=lambda body, earlier: Answer(wav(TEXT), content_type="text/plain")) as server:
        assert np.array_equal(speak(engine(server)).samples, PCM)


OPENAI_ERROR = json.dumps({"error": {"message": "Rate limit reached", "code": "rate_limit"}}).encode()
BAD = {
    "empty": (Answer(b""), NoAudio, "no audio", False),
    "page with 200": (Answer(b"<html><b>Bad gateway</b></html>", 200, "text/html"), NoAudio, "a web page.*Bad", False),
    "json with 200": (Answer(b'{"error": "no such model"}'), NoAudio, "JSON.*no such model", False),
    "mp3": (Answer(b"\xff\xf3" + bytes(900), content_type="audio/mpeg"), NoAudio, "MP3.*engines.openai.format", False),
    "noise": (Answer(bytes(range(9, 200)) * 9), NoAudio, "something else", False),
    "wav without data": (Answer(wav(TEXT)[:40]), NoAudio, "without sound", False),
    "wav cut inside": (Answer(wav(TEXT)[:5000]), NoAudio, "cut off", False),
    "wav of 24 bit": (Answer(_wav(bytes(300), bits=24)), NoAudio, "24 bit", False),
    "cut": (Answer(wav(TEXT), cut=True), NoAudio, "cut off", False),
    "stall": (Answer(b"", stall=True), EngineUnavailable, "timeout_seconds", False),
    "429": (Answer(OPENAI_ERROR, 429), EngineUnavailable, r"429.*Rate limit reached \(rate_limit\)", False),
    "quota": (Answer(b'{"error": {"code": "insufficient_quota"}}', 429), EngineUnavailable, "left to spend", True),
    "500": (Answer(b"<html>oops</html>", 500, "text/html"), EngineUnavailable, "500: oops", False),
    "503": (Answer(b"", 503), EngineUnavailable, "503: no explanation", False),
    "401": (Answer(b'{"detail": "no"}', 401), EngineUnavailable, "AUDIOBOOK_OPENAI_KEY or OPENAI_API_KEY", True),
    "404": (Answer(b'{"detail": "Not Found"}', 404), EngineUnavailable, "no such model", True),
    "voice": (Answer(b'{"detail": "Voice alloy not found"}', 400), UnknownVoice, "'alloy'", False),
    "voice by OpenAI": (
        Answer(b'{"error": {"message": "Input should be \'alloy\' or \'ash\'", "param": "voice"}}', 400),
        UnknownVoice,
        r"Input should be.*\(voice\)",
        False,
    ),
    "invalid voice": (Answer(b'{"error": "Invalid value for voice"}', 422), UnknownVoice, "Invalid value", False),
    "text": (Answer(b'{"detail": [{"msg": "too long"}]}', 422), NoAudio, "422.*too long", False),
}


@pytest.mark.parametrize(("answer", "error", "message", "final"), BAD.values(), ids=BAD.keys())
def test_bad_answers(
    engine: Callable[..., OpenAI], answer: Answer, error: type[SpeechError], message: str, final: bool
) -> None:
    """No kind of bad answer passes for audio; the server's own words are in the message, in one line."""
    with (
        OpenAIServer(answer=lambda body, earlier: answer) as server,
        pytest.raises(error, match=message) as caught,
    ):
        # for the one who waits; the others answer, if not at once on a busy machine
        speak(engine(server, timeout_seconds=0.3 if answer.stall else GUARD_S))
    assert caught.value.final is final
    assert "\n" not in str(caught.value)


class Clock:
    """Stands in for `time` where waits are counted: sleeping moves it on and takes no time."""

    now = 0.0

    def monotonic(self) -> float:
        """Seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """At once."""
        self.now += seconds


def test_retry_after_is_honoured(
    engine: Callable[..., OpenAI], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that asks for a pause gets it, and then all sentences."""
    clock, times = Clock(), []
    monkeypatch.setattr(schedule, "time", clock)

    def answer(body: dict[str, Any], earlier: int) -> Answer:
        times.append(clock.now)
        return Answer(wav(body["input"])) if earlier else Answer(b"", 429, headers={"Retry-After": "40"})

    with OpenAIServer(answer=answer) as server:
        one = engine(server)
        request = one.request(Utterance(1, "body", TEXT, TEXT, 300), VOICE)
        done = render([request], one, Cache(tmp_path / "clips"), backoff_s=0.001)
    assert done.spoken == 1
    assert times == [0, pytest.approx(40)]


def test_nobody_there(engine: Callable[..., OpenAI]) -> None:
    """A server that is not running is named with the setting to look at."""
    with pytest.raises(EngineUnavailable, match=r"127\.0\.0\.1:9.*engines\.openai\.base_url"):
        speak(engine("http://127.0.0.1:9/v1"))


def test_close_cancels(engine: Callable[..., OpenAI]) -> None:
    """Closing ends a request that waits on a stalling server."""
    asked = threading.Event()

    def answer(body: dict[str, Any], earlier: int) -> Answer:
        asked.set()
        return Answer(b"", stall=True)

    with OpenAIServer(answer=answer) as server:
        one = engine(server, timeout_seconds=10 * GUARD_S)
        errors: list[BaseException] = []

        def run() -> None:
            try:
                speak(one)
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        assert asked.wait(GUARD_S)
        one.close()
        thread.join(GUARD_S)
        assert [type(error) for error in errors] == [EngineUnavailable]


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ({"voices": ["a", "b"]}, ["a", "b"]),
        ({"voices": [{"id": "a", "name": "Anna"}, {"name": "b"}]}, ["a", "b"]),
        (["x"], "original"),
        (None, "original"),
    ],
)
def test_voices(engine: Callable[..., OpenAI], listed: Any, names: Any) -> None:
    """Voices are those the server lists, in either of the usual forms, else the original ones."""
    with OpenAIServer(voices=listed) as server:
        voices = engine(server).voices()
    assert [voice.name for voice in voices] == names or (names == "original" and voices[0].name == "alloy")


def test_voices_of_the_settings(engine: Callable[..., OpenAI]) -> None:
    """Voices named in the settings are the ones there are."""
    one = engine("http://127.0.0.1:9/v1", voices=["云", "山"], voice="山")
    assert [voice.name for voice in one.voices()] == ["云", "山"]
    assert one.default_voice() == "山"
    with pytest.raises(UnknownVoice, match="云, 山"):
        one.request(Utterance(1, "body", TEXT, TEXT, 300), Voice("openai", "alloy"))


def test_requests(engine: Callable[..., OpenAI]) -> None:
    """Server, model and instructions are part of the cache key; nothing unspeakable is sent."""
    words = Utterance(1, "body", TEXT, TEXT, 300)
    variants = [
        engine("http://127.0.0.1:9/v1"),
        engine("http://127.0.0.1:8/v1"),
        engine("http://127.0.0.1:9/v1", model="m"),
        engine("http://127.0.0.1:9/v1", instructions="i"),
        engine("http://127.0.0.1:9/v1", connections=4),
    ]
    assert len({one.request(words, VOICE) for one in variants}) == 4
    with pytest.raises(TextError):
        variants[0].request(Utterance(1, "body", "……", "……", 300), VOICE)
    with pytest.raises(ConfigError, match="rate"):
        variants[0].request(words, Voice("openai", "alloy", 9.0))


@pytest.mark.parametrize(
    "options",
    [{"base_url": "localhost:80"}, {"format": "mp3"}, {"voices": "a"}, {"connections": 0}, {"modell": "x"}],
)
def test_wrong_settings(tmp_path: Path, options: dict[str, Any]) -> None:
    """A setting that cannot be is named at once."""
    with pytest.raises(ConfigError, match=next(iter(options))):
        OpenAI(options, tmp_path)


def test_doctor(engine: Callable[..., OpenAI]) -> None:
    """The doctor says whether the server answers."""
    with OpenAIServer(voices={"voices": ["a"]}) as server:
        assert engine(server).check() == [("openai: server reached", True, "")]
    ((_, ok, remedy),) = engine("http://127.0.0.1:9/v1").check()
    assert not ok and "base_url" in remedy
