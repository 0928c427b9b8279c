"""A server with `/v1/audio/speech` on loopback, well and badly behaved. For tests.

with OpenAIServer(answer=lambda body, earlier: Answer(wav(body))) as server:
    OpenAI({"base_url": server.base_url}, cache)
"""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from aiohttp import web
from loopback import Loopback, stall

from audiobook.language.syllables import count_syllables


def sound(text: str, rate: int = 24_000, speed: float = 1.0) -> np.ndarray:
    """200 ms of hum a syllable, silence around it; int16, shape [frames]."""
    frames = int(count_syllables(text) * rate / 5 / speed)
    hum = np.sin(np.arange(frames) * 2 * np.pi * 200 / rate) * 9_000
    return np.concatenate([np.zeros(rate // 10), hum, np.zeros(rate // 5)]).astype("<i2")


def wav(text: str, rate: int = 24_000, speed: float = 1.0) -> bytes:
    """`sound` as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(sound(text, rate, speed).tobytes())
    return file.getvalue()


@dataclass
class Answer:
    """What is sent."""

    body: bytes
    status: int = 200
    content_type: str = "audio/wav"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    """End the connection after half of the body."""
    stall: bool = False
    endless: bool = False
    """Send the body again and again, until the client has had enough."""


@dataclass
class OpenAIServer(Loopback):
    """Serves while it is entered."""

    answer: Callable[[dict[str, Any], int], Answer] = lambda body, earlier: Answer(wav(body["input"]))
    voices: Any = None
    """What GET /audio/voices sends; None: there is no such address."""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    """The Authorization headers."""
    connections: set[Any] = field(default_factory=set)
    sent: int = 0
    """Bytes of endless answers."""

    def routes(self, application: web.Application) -> None:
        """Speech, and the list of voices if there is one."""
        application.router.add_post("/v1/audio/speech", self._speech)
        if self.voices is not None:
            application.router.add_get("/v1/audio/voices", self._voices)

    @property
    def base_url(self) -> str:
        """What goes into the settings."""
        return f"{self.url}/v1"

    async def _voices(self, request: web.Request) -> web.Response:
        self.keys.append(request.headers.get("Authorization"))
        return web.json_response(self.voices)

    async def _speech(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        earlier = sum(1 for other in self.bodies if other["input"] == body["input"])
        self.bodies.append(body)
        self.keys.append(request.headers.get("Authorization"))
        assert request.transport is not None
        self.connections.add(request.transport.get_extra_info("peername"))
        answer = self.answer(body, earlier)
        if answer.stall:
            await stall()
        headers = {"Content-Type": answer.content_type, **answer.headers}
        if answer.endless:
            response = web.StreamResponse(status=answer.status, headers=headers)
            await response.prepare(request)
            try:
                while True:
                    await response.write(answer.body)
                    self.sent += len(answer.body)
            except ConnectionError:
                return response
        if answer.cut:
            response = web.StreamResponse(status=answer.status, headers=headers)
            response.content_length = len(answer.body)
            await response.prepare(request)
            await response.write(answer.body[: len(answer.body) // 2])
            request.transport.close()
            return response
        return web.Response(body=answer.body, status=answer.status, headers=headers)
