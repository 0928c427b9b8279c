"""The engine of dry runs and tests: no sound, and exact durations by syllable count. Never chosen silently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Annotated, Any

import numpy as np

from audiobook.errors import TextError, UnknownVoice
from audiobook.language.chinese import words
from audiobook.language.syllables import count_syllables
from audiobook.model import Mark, SpeechRequest, Utterance, Voice, VoiceInfo
from audiobook.speech.engine import Capabilities, Speech, read_options
from audiobook.system.value_rules import Within

VOICE = "silence"
SYLLABLE_MS = 200
SAMPLE_RATE = 24_000


_OPTIONS = {"syllable_ms": (SYLLABLE_MS, Annotated[int, Within(1, 10_000, "milliseconds")])}


class Silence:
    """200 ms of zeros a syllable ([engines.silence] `syllable_ms` changes it), divided by the rate."""

    name = "silence"

    def __init__(self, options: Mapping[str, Any], _cache: Path) -> None:
        syllable_ms = read_options(self.name, options, _OPTIONS)["syllable_ms"]
        self.capabilities = Capabilities(
            needs="nothing",
            takes="text",
            sample_rate=SAMPLE_RATE,
            preferred_syllables=60,
            max_syllables=2000,
            workers=1,
            sentence_marks=True,
            exact_durations=True,
            syllable_ms=(syllable_ms, syllable_ms),
        )

    def voices(self) -> Sequence[VoiceInfo]:
        """The only one."""
        return [VoiceInfo(self.name, VOICE, "zh-CN", "neutral", "no sound; for dry runs and tests")]

    def default_voice(self) -> str:
        """The only one."""
        return VOICE

    def request(self, utterance: Utterance, voice: Voice) -> SpeechRequest:
        """The spoken text and its syllables. Raises `UnknownVoice`, `TextError`."""
        if voice.name != VOICE:
            raise UnknownVoice(f"engine silence has no voice {voice.name!r}; there is only {VOICE!r}")
        syllables = count_syllables(utterance.spoken)
        if syllables == 0:
            raise TextError(f"nothing to speak in {utterance.written!r}")
        return SpeechRequest(
            engine=self.name,
            engine_version=f"2/{self.capabilities.syllable_ms[0]}",
            voice=voice.name,
            rate=voice.rate,
            payload=utterance.spoken,
            syllables=syllables,
            language=utterance.language,
        )

    def speak(self, request: SpeechRequest) -> Speech:
        """Zeros, and a mark for each word."""
        syllable_ms = self.capabilities.syllable_ms[0] / request.rate
        samples = np.zeros(round(request.syllables * syllable_ms * SAMPLE_RATE / 1000), dtype=np.int16)
        said = [(word, count) for word in words(request.payload) if (count := count_syllables(word))]
        edges = [round(syllables * syllable_ms) for syllables in accumulate((n for _, n in said), initial=0)]
        marks = tuple(Mark(word, *times) for (word, _), times in zip(said, pairwise(edges), strict=True))
        return Speech(samples, SAMPLE_RATE, marks)

    def close(self) -> None:
        """Nothing is held."""
