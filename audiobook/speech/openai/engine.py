"""Any server with OpenAI's `/v1/audio/speech`: a CosyVoice, IndexTTS or Kokoro of one's own, or a paid service.

The key is read from the environment when it is needed (AUDIOBOOK_OPENAI_KEY before OPENAI_API_KEY) and is in no
setting, cache key, log or message.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from audiobook.errors import ConfigError, NoAudio, SpeechError, TextError, UnknownVoice
from audiobook.language.syllables import count_syllables
from audiobook.model import SpeechRequest, Utterance, Voice, VoiceInfo
from audiobook.speech.engine import Capabilities, Speech, read_options
from audiobook.speech.network import Residence
from audiobook.speech.openai.client import Client, kind_of
from audiobook.speech.openai.request_options import OPTIONS
from audiobook.speech.sanitize import sendable
from audiobook.speech.wav import decode
from audiobook.system.pcm import to_float, to_int16
from audiobook.system.resampling import resample

SAMPLE_RATE = 24_000
"""What raw PCM has by the API's definition, and what we give."""

_VOICES = ("alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse")
"""Of the service the API is named after; other servers say theirs, or [engines.openai] voices does."""
_RATES = (0.25, 4.0)


class OpenAI:
    """Settings in [engines.openai]: `base_url` (up to and with /v1), `model`, `voice` (the default one), `voices`
    (names, if the server does not list them), `format` ("wav" or "pcm"), `instructions` (how to speak, where the
    model takes it), `language`, `connections`, `max_syllables`, `timeout_seconds`."""

    name = "openai"

    def __init__(self, options: Mapping[str, Any], _cache: Path) -> None:
        self._options = read_options(self.name, options, OPTIONS)
        self.capabilities = Capabilities(
            needs="network",
            takes="text",
            sample_rate=SAMPLE_RATE,
            preferred_syllables=60,
            max_syllables=self._options["max_syllables"],
            workers=self._options["connections"],
            # a request may have to wait until those before it have had their time
            request_seconds=self._options["timeout_seconds"] * (self._options["connections"] + 1) + 10,
        )
        self._start()

    def _start(self) -> None:
        self._service = Residence(lambda: Client(self._options))

    def __getstate__(self) -> dict[str, Any]:
        return {"_options": self._options, "capabilities": self.capabilities}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._start()

    def voices(self) -> Sequence[VoiceInfo]:
        """Those of the settings, else those the server lists (`GET /audio/voices`, which most of them have), else
        those of the service the API is named after. Raises `EngineUnavailable` if the server cannot be reached."""
        names = list(self._options["voices"])
        note = "named in the settings"
        if not names:
            names, note = self._run("voices"), "as the server lists it"
        if not names:
            names, note = list(_VOICES), "of the original service; this server lists none"
        return [VoiceInfo(self.name, name, self._options["language"], "neutral", note) for name in names]

    def default_voice(self) -> str:
        """[engines.openai] voice."""
        voice: str = self._options["voice"]
        return voice

    def request(self, utterance: Utterance, voice: Voice) -> SpeechRequest:
        """The spoken text. Raises `TextError`, `ConfigError` for a rate the API does not take, and `UnknownVoice`
        if [engines.openai] voices names voices and this is none of them."""
        if not _RATES[0] <= voice.rate <= _RATES[1]:
            raise ConfigError(f"rate {voice.rate:g}: engine openai speaks from {_RATES[0]} to {_RATES[1]} times")
        named = self._options["voices"]
        if not voice.name or (named and voice.name not in (*named, self._options["voice"])):
            raise UnknownVoice(f"engine openai has no voice {voice.name!r}; engines.openai.voices: {', '.join(named)}")
        payload = sendable(utterance.spoken)
        syllables = count_syllables(payload)
        if syllables == 0:
            raise TextError(f"nothing to speak in {utterance.written!r}")
        # the same model on another server may be another voice altogether, so the address counts
        version = json.dumps([self._options[key] for key in ("base_url", "model", "instructions")], ensure_ascii=False)
        return SpeechRequest(self.name, version, voice.name, voice.rate, payload, syllables, utterance.language)

    def speak(self, request: SpeechRequest) -> Speech:
        """Audio of one request. Raises `NoAudio`, `EngineUnavailable` (final where the key or the request is at
        fault), `UnknownVoice`."""
        content: bytes = self._run("speech", request)
        if content[:4] == b"RIFF":
            samples, rate = decode(content)
        elif self._options["format"] == "pcm":
            import numpy as np

            samples, rate = np.frombuffer(content[: len(content) // 2 * 2], "<i2").astype(np.int16), SAMPLE_RATE
        else:
            raise NoAudio(f"the server sent {kind_of(content)} in place of WAV; set engines.openai.format if it cannot")
        return Speech(to_int16(resample(to_float(samples), rate, SAMPLE_RATE)), SAMPLE_RATE)

    def close(self) -> None:
        """End all connections now."""
        self._service.close()

    def check(self) -> list[tuple[str, bool, str]]:
        """For `audiobook doctor`: the key, and whether the server answers."""
        try:
            self._run("voices")
        except SpeechError as error:
            return [("openai: server", False, str(error))]
        return [("openai: server reached", True, "")]

    def _run(self, what: str, *arguments: Any) -> Any:
        return self._service.run(lambda client: getattr(client, what)(*arguments))
