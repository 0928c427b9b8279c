"""`audiobook voices --sample`: one sentence in each voice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audiobook.model import SpeechRequest, VoiceInfo
from audiobook.speech.silence import Silence

SPOKEN: list[tuple[str, str]] = []


class Quartet(Silence):
    """Silence in four voices, one of them of a language that has no sample."""

    def voices(self) -> list[VoiceInfo]:
        """Two Chinese ones, an English and a French one."""
        languages = {"a": "zh-CN", "b": "zh-TW", "c": "en-GB", "d": "fr-FR"}
        return [VoiceInfo("silence", name, language, "neutral") for name, language in languages.items()]

    def request(self, utterance: Any, voice: Any) -> SpeechRequest:
        """As silence, and noted."""
        SPOKEN.append((voice.name, utterance.spoken))
        return super().request(utterance, type(voice)("silence", "silence", voice.rate))


def test_a_sample_of_each_voice(
    desk: Path, audiobook: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each voice says a sentence of its language, into a file of its name, whatever is set for English."""
    monkeypatch.setattr("audiobook.speech.silence.Silence", Quartet)
    (desk / "audiobook.toml").write_text('[speech.voices]\nen = "a"\n', "utf-8")
    SPOKEN.clear()
    assert audiobook("voices", "--engine", "silence", "--sample", "samples") == 0
    assert sorted(path.name for path in (desk / "samples").iterdir()) == ["a.mp3", "b.mp3", "c.mp3"]
    said = {name: [text for each, text in SPOKEN if each == name] for name in "abcd"}
    assert said["a"] == said["b"] and "试听" in said["a"][0]
    assert said["c"][0] == "This is a sample。" and not said["d"]
    assert "samples" in capsys.readouterr().out
