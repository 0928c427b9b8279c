"""One utterance over the wire: whole, or an error that says what was missing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, cast

import edge_tts

from audiobook.errors import NoAudio
from audiobook.model import Mark, SpeechRequest
from audiobook.speech.edge.endpoint import Connector
from audiobook.speech.reported import letters, places

BYTES_PER_SECOND = 6000
"""48 kbit/s, constant."""
_TICKS_PER_MS = 10_000
_COVERED = 0.9
"""Of the letters sent, so many must come back in the boundaries: the service rewrites a sign here and there."""


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """Seconds before we give up on the service."""

    connect: float
    """For the connection to stand."""
    idle: float
    """Between two messages, and before the first."""
    total: float
    """For a whole utterance."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service sent."""

    mp3: bytes
    marks: tuple[Mark, ...]
    """Its words; the last may run on into the silence at the end."""


async def fetch(request: SpeechRequest, connector: Connector, proxy: str | None, limits: StreamLimits) -> Answer:
    """Audio and times of the words of `request`. Raises `NoAudio` if something is missing, `TimeoutError`, and what
    edge-tts and aiohttp raise."""
    communicate = edge_tts.Communicate(
        request.payload,
        request.voice,
        rate=f"{round((request.rate - 1) * 100):+d}%",
        connector=connector,
        proxy=proxy,
        boundary="WordBoundary",
        # edge-tts wants whole seconds; the finer limit is ours
        connect_timeout=max(1, round(limits.connect)),
    )
    audio: list[bytes] = []
    marks: list[Mark] = []
    async with asyncio.timeout(limits.total):
        # edge-tts says AsyncIterator where it means the generator it returns
        stream = cast(AsyncGenerator[Any, None], communicate.stream())
        async with aclosing(stream):
            waited = limits.connect + limits.idle
            while True:
                try:
                    # not wait_for: until Python 3.12 it loses a cancellation that comes together with a message
                    async with asyncio.timeout(waited):
                        chunk = await anext(stream)
                except StopAsyncIteration:
                    break
                waited = limits.idle
                if chunk["type"] == "audio":
                    audio.append(chunk["data"])
                else:
                    start = round(chunk["offset"] / _TICKS_PER_MS)
                    mark = Mark(chunk["text"], start, start + round(chunk["duration"] / _TICKS_PER_MS))
                    # some servers repeat themselves
                    if mark not in marks:
                        marks.append(mark)
    mp3 = b"".join(audio)
    # edge-tts adds up only what was ended properly, and returns normally when the connection just ends
    ended = communicate.state["cumulative_audio_bytes"]
    if ended != len(mp3):
        raise NoAudio(f"cut off: the connection ended after {len(mp3) / BYTES_PER_SECOND:.1f} s of audio")
    marks.sort(key=lambda mark: mark.start_ms)
    uncovered = missing_share(request.payload, [mark.text for mark in marks])
    if marks and uncovered > 1 - _COVERED:
        raise NoAudio(f"the service left out {uncovered:.0%} of the text")
    return Answer(mp3, tuple(marks))


def missing_share(sent: str, spoken: Sequence[str]) -> float:
    """How much of `sent` is in none of the stretches `spoken`, 0 to 1; punctuation, case and width do not count.

    >>> missing_share("花开了。鸟叫了。", ["花开了。", "鸟叫了"]), missing_share("花开了。鸟叫了。", ["花开了。"])
    (0.0, 0.5)
    """
    wanted = len(letters(sent))
    found = sum(len(letters(sent[place[0] : place[1]])) for place in places(sent, spoken) if place)
    return 1 - found / wanted if wanted else 0.0
