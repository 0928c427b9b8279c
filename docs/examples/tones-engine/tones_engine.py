"""An example engine: it hums the tone of every syllable, high and level for 妈, rising for 麻, and so on.

All that an engine of your own needs is here: options, capabilities, voices, `request` (cheap and pure) and `speak`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from audiobook.errors import TextError, UnknownVoice
from audiobook.model import SpeechRequest, Utterance, Voice, VoiceInfo
from audiobook.speech.engine import Capabilities, Speech, check_options

SAMPLE_RATE = 16_000
SYLLABLE_S = 0.2
CONTOURS = {"1": (5, 5), "2": (3, 5), "3": (2, 1, 4), "4": (5, 1), "5": (3, 2)}
"""Chao's tone letters: 1 is low, 5 is high."""
VOICES = {"low": 110.0, "high": 220.0}
"""Name -> pitch of tone letter 1, in Hz."""


class Tones:
    """[engines.tones]: `volume`, 0 to 1."""

    name = "tones"

    def __init__(self, options: Mapping[str, Any], cache: Path) -> None:
        # cheap: models are loaded and connections made at the first `speak`
        check_options(self.name, options, {"volume"})
        self.volume = float(options.get("volume", 0.3))
        self.capabilities = Capabilities(
            needs="cpu",
            takes="words",
            sample_rate=SAMPLE_RATE,
            preferred_syllables=40,
            max_syllables=200,
            workers=0,
            syllable_ms=(120, 300),
            memory_mb=60,
        )

    def voices(self) -> Sequence[VoiceInfo]:
        """Two."""
        return [VoiceInfo(self.name, name, "zh-CN", "neutral", f"from {hz:g} Hz") for name, hz in VOICES.items()]

    def default_voice(self) -> str:
        """The low one."""
        return "low"

    def request(self, utterance: Utterance, voice: Voice) -> SpeechRequest:
        """The tones, as one digit a syllable: exactly what is hummed, and nothing that is not heard."""
        if voice.name not in VOICES:
            raise UnknownVoice(f"engine tones has no voice {voice.name!r}; there are {', '.join(VOICES)}")
        tones = "".join(reading[-1] for word in utterance.words for reading in word.readings)
        if not tones:
            raise TextError(f"nothing to hum in {utterance.written!r}")
        return SpeechRequest(
            engine=self.name,
            # change it whenever the same request would sound different
            engine_version=f"1/{self.volume}",
            voice=voice.name,
            rate=voice.rate,
            payload=tones,
            syllables=len(tones),
            language=utterance.language,
        )

    def speak(self, request: SpeechRequest) -> Speech:
        """One swelling hum a syllable, with silence around all of them."""
        base = VOICES[request.voice]
        frames = round(SAMPLE_RATE * SYLLABLE_S / request.rate)
        silence = np.zeros(SAMPLE_RATE // 10)
        hums = [self._hum(CONTOURS[tone], base, frames) for tone in request.payload]
        sound = np.concatenate([silence, *hums, silence])
        return Speech((sound * self.volume * 32_767).astype(np.int16), SAMPLE_RATE)

    def _hum(self, contour: tuple[int, ...], base: float, frames: int) -> np.ndarray:
        heights = np.interp(np.linspace(0, len(contour) - 1, frames), range(len(contour)), contour)
        phase = np.cumsum(2 * np.pi * base * 2 ** ((heights - 1) / 4) / SAMPLE_RATE)
        return np.asarray(np.sin(phase) * np.sin(np.linspace(0, np.pi, frames)) ** 0.5)

    def close(self) -> None:
        """Nothing is held."""

    def split(self, request: SpeechRequest) -> Sequence[SpeechRequest]:
        """Optional; not needed here: a hum never fails half-way."""
        return ()
