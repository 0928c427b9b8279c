"""What happens in a worker: one request is spoken, checked and kept. Module level, so that it pickles."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from audiobook.errors import CacheError, EngineMissing, EngineUnavailable, SpeechError, TextError, UnknownVoice
from audiobook.model import Clip, SpeechRequest
from audiobook.speech.cache import Cache
from audiobook.speech.clip_validation import fault
from audiobook.speech.engine import Engine
from audiobook.speech.staying import staying

Kind = Literal["spoken", "faulty", "unavailable", "hung", "down", "voice", "unspeakable", "cache"]
"""faulty: this request's audio; unavailable: the service, just now; hung: no answer at all; down: the engine, for
good; voice: no such voice; unspeakable: no use trying; cache: the clip cannot be kept, and neither can any other."""

_KINDS: tuple[tuple[type[Exception], Kind], ...] = (
    (CacheError, "cache"),
    (UnknownVoice, "voice"),
    (EngineMissing, "down"),
    (EngineUnavailable, "unavailable"),
    (TextError, "unspeakable"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one request."""

    kind: Kind
    clip: Clip | None = None
    reason: str = ""
    retry_after: float | None = None
    """Seconds."""


def speak_all(engine: Engine, cache: Cache, requests: Sequence[SpeechRequest]) -> list[Outcome]:
    """One outcome for each request; nothing is raised but what ends the process."""
    return [speak_one(engine, cache, request) for request in requests]


def speak_all_pickled(engine: bytes, directory: Path, requests: Sequence[SpeechRequest]) -> list[Outcome]:
    """The same in another process, where the engine is unpickled once and then stays warm."""
    try:
        with staying():
            ready = unpickled(engine)
    except Exception as error:
        return [Outcome("down", reason=f"the engine cannot start in a worker: {_describe(error)}")] * len(requests)
    return speak_all(ready, Cache(directory), requests)


def speak_one(engine: Engine, cache: Cache, request: SpeechRequest) -> Outcome:
    """Speak, check and keep one request, unless somebody who shares the store has done so meanwhile."""
    try:
        if (clip := cache.get(request)) is not None:
            return Outcome("spoken", clip)
        with staying():
            speech = engine.speak(request)
        reason = fault(request, speech, engine.capabilities)
        if reason is not None:
            return Outcome("faulty", reason=reason)
        # the first one stays: others may have measured it already
        return Outcome("spoken", cache.get(request) or cache.put(request, speech))
    except Exception as error:  # an engine's bug costs its own sentence, not the build
        kind: Kind = next((kind for type_, kind in _KINDS if isinstance(error, type_)), "faulty")
        retry_after = None
        if isinstance(error, SpeechError):
            retry_after = error.retry_after
            if error.final and kind == "unavailable":
                kind = "down"
        return Outcome(kind, reason=_describe(error), retry_after=retry_after)


@lru_cache(maxsize=4)
def unpickled(engine: bytes) -> Engine:
    """The engine, made once in a process, with whatever it has loaded since."""
    made: Engine = pickle.loads(engine)
    return made


_LONGEST = 300
"""Characters of a reason: what a server or a library says may be a page."""


def _describe(error: Exception) -> str:
    """Our own errors speak for themselves; others are named. One line, whatever an engine says."""
    named = "" if isinstance(error, SpeechError | TextError | CacheError) else f"{type(error).__name__}: "
    line = " ".join(f"{named}{error}".split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
