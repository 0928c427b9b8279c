"""A server with `/v1/audio/speech` on loopback, well and badly behaved. For tests.

with OpenAIServer(answer=lambda body, earlier: Answer(wav(body))) as server:
    OpenAI({"base_url": server.url}, cache)
"""

from __future__ import annotations

import asyncio
import io
import threading
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from aiohttp import web

from audiobook.speech.syllables import count_syllables


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


@dataclass
class OpenAIServer:
    """Serves while it is entered."""

    answer: Callable[[dict[str, Any], int], Answer] = lambda body, earlier: Answer(wav(body["input"]))
    voices: Any = None
    """What GET /audio/voices sends; None: there is no such address."""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    """The Authorization headers."""
    connections: set[Any] = field(default_factory=set)
    url: str = ""

    def __enter__(self) -> OpenAIServer:
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._main(started)), daemon=True)
        self._thread.start()
        assert started.wait(10)
        return self

    def __exit__(self, *exception: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        self._loop.close()

    async def _main(self, started: threading.Event) -> None:
        self._stop = asyncio.Event()
        application = web.Application()
        application.router.add_post("/v1/audio/speech", self._speech)
        if self.voices is not None:
            application.router.add_get("/v1/audio/voices", self._voices)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        started.set()
        await self._stop.wait()
        await runner.cleanup()

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
            await asyncio.sleep(600)
        headers = {"Content-Type": answer.content_type, **answer.headers}
        if answer.cut:
            response = web.StreamResponse(status=answer.status, headers=headers)
            response.content_length = len(answer.body)
            await response.prepare(request)
            await response.write(answer.body[: len(answer.body) // 2])
            request.transport.close()
            return response
        return web.Response(body=answer.body, status=answer.status, headers=headers)
