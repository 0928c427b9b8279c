"""What an engine is, and the table of those there are.

An engine turns an utterance into a `SpeechRequest` (cheap, in the parent process: this is what the cache key is
made of) and a request into audio (dear, in a worker). Because the request carries exactly what the voice is sent,
improving a rule of reading respeaks only the sentences whose request changed.

Others join by the entry-point group `audiobook.engines`: name -> a callable `(settings) -> Engine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from audiobook.model import Mark, SpeechRequest, Utterance, Voice, VoiceInfo

if TYPE_CHECKING:
    from collections.abc import Sequence

Samples = NDArray[np.int16]
"""Mono PCM, shape [frames]."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine needs and can."""

    needs: Literal["cpu", "network"]
    """cpu: rendered in processes; network: in threads."""
    takes: Literal["text", "words"]
    """words: utterances must carry readings (`Utterance.words`)."""
    sample_rate: int
    """Hz of what it returns."""
    preferred_syllables: int
    """Long sentences are split near this length, at a clause."""
    max_syllables: int
    """No request is longer."""
    workers: int
    """Connections or processes to use when nobody says."""
    sentence_marks: bool = False
    exact_durations: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """What came back for one request, trimmed of nothing."""

    samples: Samples
    sample_rate: int
    marks: tuple[Mark, ...] = ()


@runtime_checkable
class Engine(Protocol):
    """A voice maker. Instances are made in the parent and again in every worker: construction must be cheap,
    nothing may be loaded or connected before the first `speak`, and instances must pickle."""

    name: str
    capabilities: Capabilities

    def voices(self) -> Sequence[VoiceInfo]:
        """All voices it can use now, Mandarin first. Raises `EngineUnavailable` if they cannot be known."""

    def default_voice(self) -> str:
        """The voice used when none is named."""

    def request(self, utterance: Utterance, voice: Voice) -> SpeechRequest:
        """What would be sent. Pure and fast. Raises `UnknownVoice`, or `TextError` if nothing can be spoken."""

    def speak(self, request: SpeechRequest) -> Speech:
        """Audio of one request. Raises `NoAudio` (worth another try), `EngineUnavailable`, `EngineMissing`."""

    def close(self) -> None:
        """Let go of connections and models; `speak` may be called again afterwards."""
