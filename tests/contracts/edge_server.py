"""The read-aloud service on loopback: speaks the real protocol to the unmodified edge-tts package, and misbehaves
when asked to. For tests and benchmarks.

    with EdgeServer(faults=lambda text, earlier: "429" if earlier == 0 else None) as server:
        Edge({"endpoint": server.url}, cache)

`faults(text, earlier)` is asked for every request with its text and how often that text came before; what it names
is in `FAULTS`. For faults in the handshake, when the text is not known yet, `handshake_faults(n)` is asked with the
count of handshakes so far.
"""

from __future__ import annotations

import asyncio
import functools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape, unescape
from typing import Any

import numpy as np
from aiohttp import WSMsgType, web
from edge_tts.drm import generate_sec_ms_gec_v2
from loopback import Loopback, stall

from audiobook.language.chinese import words
from audiobook.language.syllables import count_syllables

RATE = 24_000
FRAME_BYTES = 144
"""24 kHz, 48 kbit/s: a frame of 576 samples, 24 ms."""
LEAD, SYLLABLE, TAIL = 8, 9, 33
"""Frames of silence before, of sound a syllable, of silence after."""
TICKS_PER_FRAME = 240_000

PATH = "/consumer/speech/synthesize/readaloud"

HANDSHAKE_FAULTS = ("403", "403 without date", "429", "503", "abort", "html", "stall handshake")
FAULTS = (
    *(f"drop {percent}%" for percent in (0, 1, 25, 50, 75, 99, 100)),
    "stall before audio",
    "stall within audio",
    "no audio",
    "garbage audio",
    "cut mp3",
    "wrong order",
    "early end",
    "unknown path",
    "bad metadata",
    "duplicate metadata",
    "slow drip",
    "endless drip",
    "skip half",
    "silence",
    "close 1007",
)


@functools.cache
def _frames() -> tuple[bytes, bytes, bytes]:
    """MP3 frames of leading silence, of one syllable and of the silence after: each can follow each."""
    import av

    end_s = (LEAD + 4 * SYLLABLE + TAIL + 4) * 0.024
    t = np.arange(round(RATE * end_s)) / RATE
    # a hum with overtones that swells and fades once a syllable, as vowels do
    sound = sum(loud * np.sin(2 * np.pi * hertz * t) for loud, hertz in ((0.3, 180), (0.15, 720), (0.09, 2100)))
    sound *= 0.6 + 0.4 * np.sin(2 * np.pi * t / 0.216)
    sound[(t < LEAD * 0.024) | (t > (LEAD + 4 * SYLLABLE) * 0.024)] = 0
    encoder = av.CodecContext.create("libmp3lame", "w")
    encoder.sample_rate, encoder.layout, encoder.format, encoder.bit_rate = RATE, "mono", "fltp", 48_000
    encoder.options = {"reservoir": "0"}
    packets = []
    for at in range(0, len(t) - 575, 576):
        frame = av.AudioFrame.from_ndarray(sound[None, at : at + 576].astype(np.float32), format="fltp", layout="mono")
        frame.sample_rate = RATE
        packets += encoder.encode(frame)
    mp3 = b"".join(map(bytes, [*packets, *encoder.encode(None)]))
    cut = [mp3[i : i + FRAME_BYTES] for i in range(0, len(mp3), FRAME_BYTES)]
    middle = LEAD + SYLLABLE * 2
    # encoder and decoder together are two frames late
    return b"".join(cut[:LEAD]), b"".join(cut[middle : middle + SYLLABLE]), b"".join(cut[-TAIL:])


def mp3(syllables: int, length: int = SYLLABLE) -> bytes:
    """Audio as the service sends it: 48 kbit/s constant, silence at both ends; `length` of a syllable in frames."""
    lead, syllable, tail = _frames()
    return lead + (syllable * 3)[: length * FRAME_BYTES] * syllables + tail


@dataclass
class EdgeServer(Loopback):
    """Serves while it is entered."""

    faults: Callable[[str, int], str | None] = lambda text, earlier: None
    handshake_faults: Callable[[int], str | None] = lambda count: None
    latency_s: float = 0.0
    """Before each answer begins."""
    clock_ahead_s: float = 0.0
    """The service's clock, against which it checks tokens."""
    voices: tuple[str, ...] = ("zh-CN-XiaoxiaoNeural", "zh-CN-YunxiNeural", "en-US-AriaNeural")
    texts: list[str] = field(default_factory=list)
    """Of all requests, in order."""
    handshakes: int = 0
    peak: int = 0
    """Most connections at once."""
    _open: int = 0

    def __post_init__(self) -> None:
        _frames()

    def routes(self, application: web.Application) -> None:
        """Speech and the list of voices."""
        application.router.add_get(f"{PATH}/edge/v1", self._speech)
        application.router.add_get(f"{PATH}/voices/list", self._voices)

    def _date(self) -> dict[str, str]:
        now = datetime.fromtimestamp(datetime.now(UTC).timestamp() + self.clock_ahead_s, UTC)
        return {"Date": format_datetime(now, usegmt=True)}

    def _refusal(self, request: web.Request) -> web.Response | None:
        """403 unless the token fits our clock, give or take one period of five minutes."""
        now = datetime.now(UTC).timestamp() + self.clock_ahead_s
        tokens = {generate_sec_ms_gec_v2(now + shift) for shift in (-300, 0, 300)}
        if request.query.get("Sec-MS-GEC") in tokens:
            return None
        return web.Response(status=403, headers=self._date())

    async def _voices(self, request: web.Request) -> web.StreamResponse:
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        rows = [
            {
                "ShortName": name,
                "Locale": "-".join(name.split("-")[:2]),
                "Gender": "Female",
                "Status": "GA",
                "VoiceTag": {"VoicePersonalities": ["Warm"], "ContentCategories": ["News"]},
            }
            for name in self.voices
        ]
        return web.json_response(rows, headers=self._date())

    async def _speech(self, request: web.Request) -> web.StreamResponse:
        self.handshakes += 1
        fault = self.handshake_faults(self.handshakes - 1)
        refusal = self._refusal(request)
        if fault == "403":
            return web.Response(status=403, headers=self._date())
        if fault == "403 without date":
            response = web.Response(status=403)
            response.headers["Date"] = "yesterday"
            return response
        if fault == "429":
            return web.Response(status=429, headers={"Retry-After": "0"})
        if fault == "503":
            return web.Response(status=503, text="<html>busy</html>")
        if fault == "html":
            return web.Response(text="<html>please log in to this network</html>", content_type="text/html")
        if fault == "abort":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault == "stall handshake":
            await stall()
        if refusal is not None:
            return refusal
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._open += 1
        self.peak = max(self.peak, self._open)
        try:
            await self._converse(request, socket)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._open -= 1
        return socket

    async def _converse(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        words_asked = False
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            if "Path:speech.config" in message.data:
                words_asked = '"wordBoundaryEnabled":"true"' in message.data
            if "Path:ssml" in message.data:
                identifier = re.search(r"X-RequestId:(\w+)", message.data)
                assert identifier is not None
                voice = re.search(r"<voice name='[^(]*\(([^,]+), (\w+)\)'>", message.data)
                inner = re.search(r"<prosody[^>]* rate='([^']+)%'[^>]*>(.*)</prosody>", message.data, re.DOTALL)
                assert voice is not None and inner is not None, message.data
                text = unescape(inner.group(2))
                earlier = self.texts.count(text)
                self.texts.append(text)
                name = f"{voice.group(1)}-{voice.group(2)}"
                fault = self.faults(text, earlier) if name in self.voices else "no audio"
                await asyncio.sleep(self.latency_s)
                speed = 1 + int(inner.group(1)) / 100
                await _Answer(request, socket, identifier.group(1), text, speed, words_asked).give(fault)


@dataclass
class _Answer:
    request: web.Request
    socket: web.WebSocketResponse
    identifier: str
    text: str
    speed: float = 1.0
    words: bool = False
    """Report every word; otherwise every sentence."""

    async def give(self, fault: str | None) -> None:
        """Everything the service sends for one text, but for the fault."""
        assert fault is None or fault in FAULTS, fault
        sentences = [part for part in re.split(r"(?<=[。！？])", self.text) if count_syllables(part)]
        if fault == "skip half":
            sentences = sentences[: len(sentences) // 2]
        counts = [count_syllables(sentence) for sentence in sentences]
        length = max(1, round(SYLLABLE / self.speed))
        audio = mp3(sum(counts), length)
        if fault == "silence":
            audio = mp3(0) * 2 + _frames()[2] * sum(counts)
        if fault == "cut mp3":
            audio = audio[: len(audio) // 3] + b"\x00" * (len(audio) - len(audio) // 3)
        if fault == "garbage audio":
            audio = bytes(range(1, 255)) * (len(audio) // 250)
        if fault == "wrong order":
            await self._text("turn.end", {})
        if fault == "close 1007":
            await self.socket.close(code=1007, message=b"Unsupported voice")
            return
        await self._text("turn.start", {"context": {"serviceTag": "loopback"}})
        await self._text("response", {"context": {}, "audio": {"type": "inline", "streamId": "1"}})
        if fault == "stall before audio":
            await stall()
        if fault == "unknown path":
            await self._text("surprise", {})
        place = LEAD * TICKS_PER_FRAME
        marks = []
        for sentence, count in zip(sentences, counts, strict=True):
            stretches = (
                [(word, count_syllables(word)) for word in words(sentence)] if self.words else [(sentence, count)]
            )
            for stretch, syllables in stretches:
                ticks = syllables * length * TICKS_PER_FRAME
                if syllables:
                    marks.append((stretch, place, ticks))
                place += ticks
        if fault != "no audio":
            for mark in marks:
                await self._mark(*mark, broken=fault == "bad metadata")
                if fault == "duplicate metadata":
                    await self._mark(*mark)
            await self._audio(audio, fault)
            if fault == "drop 100%":
                self._abort()
            await self.socket.send_bytes(self._head(None))
        await self._text("turn.end", {})

    async def _audio(self, audio: bytes, fault: str | None) -> None:
        drop = int(fault[5:-1]) * len(audio) // 100 if fault and fault.startswith("drop") else None
        size = 100 if fault in ("slow drip", "endless drip", "early end") else 2048
        sent = 0
        while sent < len(audio):
            if drop is not None and sent + size > drop:
                if drop > sent:
                    await self._chunk(audio[sent:drop])
                if drop < len(audio):
                    self._abort()
            if fault == "stall within audio" and sent > len(audio) // 2:
                await stall()
            if fault == "early end" and sent > len(audio) // 2:
                await self._text("turn.end", {})
            await self._chunk(audio[sent : sent + size])
            if fault == "slow drip" and sent % 2000 == 0:
                await asyncio.sleep(0.005)
            if fault == "endless drip":
                await asyncio.sleep(0.05)
            sent += size

    def _abort(self) -> None:
        assert self.request.transport is not None
        # what was sent should arrive: close in order, but without the end of the conversation
        self.request.transport.close()
        raise ConnectionResetError

    def _head(self, content_type: str | None) -> bytes:
        lines = [f"X-RequestId:{self.identifier}", "X-StreamId:1", "Path:audio"]
        if content_type:
            lines.insert(1, f"Content-Type:{content_type}")
        head = "\r\n".join(lines).encode() + b"\r\n"
        return len(head).to_bytes(2, "big") + head

    async def _chunk(self, data: bytes) -> None:
        if data:
            await self.socket.send_bytes(self._head("audio/mpeg") + data)

    async def _mark(self, text: str, offset: int, duration: int, *, broken: bool = False) -> None:
        kind = "WordBoundary" if self.words else "SentenceBoundary"
        data: dict[str, Any] = {"Offset": offset, "Duration": duration}
        if not broken:
            data["text"] = {"Text": escape(text, quote=False), "Length": len(text), "BoundaryType": kind}
        await self._text("audio.metadata", {"Metadata": [{"Type": kind, "Data": data}]})

    async def _text(self, path: str, body: Any) -> None:
        head = f"X-RequestId:{self.identifier}\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n"
        await self.socket.send_str(head + json.dumps(body, ensure_ascii=False))
