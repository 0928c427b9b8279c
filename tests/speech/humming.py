"""Engines that misbehave on purpose; module level, so that they pickle into worker processes."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from audiobook.errors import EngineMissing, EngineUnavailable, NoAudio, TextError, UnknownVoice
from audiobook.language.syllables import count_syllables
from audiobook.model import SpeechRequest, Utterance, Voice, VoiceInfo
from audiobook.speech.engine import Capabilities, Speech

RATE = 8_000


def tone(syllables: int, *, rate: int = RATE, lead_ms: int = 100, tail_ms: int = 200) -> np.ndarray:
    """Something like speech: 200 ms of hum a syllable, silence around it."""
    hum = np.sin(np.arange(syllables * rate // 5) * 2 * np.pi * 200 / rate) * 8_000
    padded = np.concatenate([np.zeros(rate * lead_ms // 1000), hum, np.zeros(rate * tail_ms // 1000)])
    return padded.astype(np.int16)


class Hum:
    """Hums; a payload may hold a spell, and each spell works only as often as `times` says (files count)."""

    name = "hum"

    def __init__(self, options: Mapping[str, Any], cache: Path) -> None:
        self.log = cache / "calls.log"
        self.times = options.get("times", 10**9)
        self.capabilities = Capabilities(
            needs=options.get("needs", "network"),
            takes="text",
            sample_rate=RATE,
            preferred_syllables=40,
            max_syllables=200,
            workers=options.get("workers", 2),
        )
        cache.mkdir(parents=True, exist_ok=True)

    def voices(self) -> Sequence[VoiceInfo]:
        """One."""
        return [VoiceInfo(self.name, "hum", "zh-CN", "neutral")]

    def default_voice(self) -> str:
        """The one."""
        return "hum"

    def request(self, utterance: Utterance, voice: Voice) -> SpeechRequest:
        """The text itself."""
        if voice.name != "hum":
            raise UnknownVoice(f"no voice {voice.name}")
        if not count_syllables(utterance.spoken):
            raise TextError("nothing to say")
        return request(utterance.spoken, rate=voice.rate)

    def calls(self) -> list[str]:
        """Payloads in the order they were asked for, from all processes."""
        return self.log.read_text("utf-8").splitlines() if self.log.exists() else []

    def speak(self, request: SpeechRequest) -> Speech:
        """A hum, unless a spell is in the text."""
        payload = request.payload
        earlier = self.calls().count(payload)
        with self.log.open("a", encoding="utf-8") as file:
            file.write(payload + "\n")
        if earlier < self.times:
            for spell, effect in SPELLS.items():
                if spell in payload:
                    return Speech(effect(request), RATE)
        return Speech(tone(request.syllables), RATE)

    def close(self) -> None:
        """Nothing is held."""


def request(payload: str, *, rate: float = 1.0, engine: str = "hum") -> SpeechRequest:
    """A request to hum."""
    return SpeechRequest(engine, "1", "hum", rate, payload, count_syllables(payload))


def _raise(error: Exception) -> Any:
    raise error


def _final() -> EngineUnavailable:
    error = EngineUnavailable("the key is refused")
    error.final = True
    return error


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _never() -> None:
    threading.Event().wait()


SPELLS: dict[str, Any] = {
    "雷": lambda r: _raise(NoAudio("thunder")),
    "停": lambda r: _raise(EngineUnavailable("the service does not answer")),
    "锁": lambda r: _raise(_final()),
    "缺": lambda r: _raise(EngineMissing("the model is not installed")),
    "错": lambda r: _raise(ZeroDivisionError("oops")),
    "声": lambda r: _raise(UnknownVoice("the voice is gone")),
    "死": lambda r: _die(),
    "睡": lambda r: _never(),
    "断": lambda r: tone(r.syllables)[: -RATE // 2],
    "静": lambda r: np.zeros(RATE * 3, dtype=np.int16),
    "空": lambda r: np.zeros(0, dtype=np.int16),
}
