"""Other ways to speak a request that was not understood: firmer marks, in two parts, another end."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.model import Clip, SpeechRequest
from audiobook.speech.cache import Cache, read
from audiobook.speech.clip_validation import fault
from audiobook.speech.engine import Engine
from audiobook.speech.split import join, split
from audiobook.speech.worker import speak_one

_FIRMER = str.maketrans(",，、", ";；，")
_ENDS = ".。!！?？…"
"""Marks that a sentence may end with, of symbols and of text."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say what a request says."""

    request: SpeechRequest
    """By which its clip is kept."""
    parts: tuple[SpeechRequest, ...]
    """What is sent to the engine, one after the other."""


def ways(engine: Engine, request: SpeechRequest) -> Iterator[Way]:
    """Other ways to say `request`, the least change first; each differs from it in its key."""
    text = engine.capabilities.takes == "text"
    inner = request.payload.translate(_FIRMER)
    if inner != request.payload:
        firmer = dataclasses.replace(request, payload=inner)
        yield Way(firmer, (firmer,))
    parts = split(engine, request)
    if parts:
        yield Way(dataclasses.replace(request, engine_version=f"{request.engine_version}+split"), parts)
    bare = request.payload.rstrip(_ENDS)
    other = bare if bare != request.payload else request.payload + ("。" if text else ".")
    ended = dataclasses.replace(request, payload=other)
    yield Way(ended, (ended,))


def spoken(way: Way, engine: Engine, cache: Cache) -> Clip | None:
    """The clip of `way`, from the cache or spoken now; None if it cannot be spoken whole. Raises `CacheError`."""
    if (kept := cache.get(way.request)) is not None:
        return kept
    clips: list[Clip] = []
    for part in way.parts:
        clip = speak_one(engine, cache, part).clip
        if clip is None:
            return None
        clips.append(clip)
    if len(clips) == 1:
        return clips[0]
    speech = join([read(clip) for clip in clips])
    if fault(way.request, speech, engine.capabilities) is not None:
        return None
    return cache.put(way.request, speech)
