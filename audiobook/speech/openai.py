"""Any server with OpenAI's `/v1/audio/speech`: a CosyVoice, IndexTTS or Kokoro of one's own, or a paid service.

The key is read from the environment when it is needed (AUDIOBOOK_OPENAI_KEY before OPENAI_API_KEY) and is in no
setting, cache key, log or message.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook.errors import ConfigError, EngineUnavailable, NoAudio, SpeechError, TextError, UnknownVoice
from audiobook.model import SpeechRequest, Utterance, Voice, VoiceInfo
from audiobook.speech.engine import Capabilities, Speech, check_options
from audiobook.speech.network import Gate, Loop, plain_reason
from audiobook.speech.resample import resample
from audiobook.speech.retry_after import seconds_to_wait
from audiobook.speech.syllables import count_syllables
from audiobook.speech.text import sendable
from audiobook.speech.wav import decode

if TYPE_CHECKING:
    import aiohttp

KEYS = ("AUDIOBOOK_OPENAI_KEY", "OPENAI_API_KEY")
"""Environment variables that may hold the key; the first that is set counts."""

SAMPLE_RATE = 24_000
"""What raw PCM has by the API's definition, and what we give."""

_OPTIONS: dict[str, Any] = {
    "base_url": "https://api.openai.com/v1",
    "model": "gpt-4o-mini-tts",
    "voice": "alloy",
    "voices": (),
    "format": "wav",
    "instructions": "",
    "language": "zh-CN",
    "connections": 2,
    "max_syllables": 400,
    "timeout_seconds": 120.0,
}
_VOICES = ("alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse")
"""Of the service the API is named after; other servers say theirs, or [engines.openai] voices does."""
_RATES = (0.25, 4.0)


class OpenAI:
    """Settings in [engines.openai]: `base_url` (up to and with /v1), `model`, `voice` (the default one), `voices`
    (names, if the server does not list them), `format` ("wav" or "pcm"), `instructions` (how to speak, where the
    model takes it), `language`, `connections`, `max_syllables`, `timeout_seconds`."""

    name = "openai"

    def __init__(self, options: Mapping[str, Any], cache: Path) -> None:
        check_options(self.name, options, set(_OPTIONS))
        self._options = {key: _checked(key, options.get(key, default)) for key, default in _OPTIONS.items()}
        self.capabilities = Capabilities(
            needs="network",
            takes="text",
            sample_rate=SAMPLE_RATE,
            preferred_syllables=60,
            max_syllables=self._options["max_syllables"],
            workers=self._options["connections"],
        )
        self._start()

    def _start(self) -> None:
        self._lock = threading.Lock()
        self._loop = Loop()
        self._client: _Client | None = None

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
            raise NoAudio(f"the server sent {_kind(content)} in place of WAV; set engines.openai.format if it cannot")
        return Speech(resample(samples, rate, SAMPLE_RATE), SAMPLE_RATE)

    def close(self) -> None:
        """End all connections now."""
        with self._lock:
            client, self._client = self._client, None
        self._loop.close(client.finish if client else None)

    def check(self) -> list[tuple[str, bool, str]]:
        """For `audiobook doctor`: the key, and whether the server answers."""
        try:
            self._run("voices")
        except SpeechError as error:
            return [("openai: server", False, str(error))]
        return [("openai: server reached", True, "")]

    def _run(self, what: str, *arguments: Any) -> Any:
        with self._lock:
            if self._client is None:
                self._client = _Client(self._options)
            client = self._client
        return self._loop.run(getattr(client, what)(*arguments))


class _Client:
    """What lives in the event loop: the connections, the gate, and the two things one can ask."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self._http: aiohttp.ClientSession | None = None
        self._gate: Gate | None = None

    async def speech(self, request: SpeechRequest) -> bytes:
        """The audio as it came. Raises our errors, `from` theirs."""
        if self._gate is None:
            self._gate = Gate(max(4, self._options["connections"]))
        body: dict[str, Any] = {
            "model": self._options["model"],
            "input": request.payload,
            "voice": request.voice,
            "response_format": self._options["format"],
            "speed": request.rate,
        }
        if self._options["instructions"]:
            body["instructions"] = self._options["instructions"]
        async with self._gate.enter():
            status, headers, content = await self._ask("POST", "/audio/speech", body)
            if status in (429, 503) or status == 0:
                self._gate.protest()
            _raise_for(status, headers, content, request.voice, self._options["base_url"])
            self._gate.success()
        if not content:
            raise NoAudio("the server sent no audio")
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        # some servers send errors with status 200, and some send WAV as text/plain: what it is decides, not its name
        if content[:4] != b"RIFF" and (kind.startswith("text/") or kind.endswith("json") or content[:1] in b"{<"):
            raise NoAudio(f"the server sent {_kind(content)} in place of audio: {_excerpt(content)}")
        return content

    async def voices(self) -> list[str]:
        """Names of voices as the server lists them, none if it does not. Raises our errors, `from` theirs."""
        status, headers, content = await self._ask("GET", "/audio/voices", None)
        if status in (401, 403) or status == 0:
            _raise_for(status, headers, content, "", self._options["base_url"])
        try:
            rows = json.loads(content)["voices"] if status == 200 else []
            return [str(row.get("id") or row["name"]) if isinstance(row, dict) else str(row) for row in rows]
        except (ValueError, KeyError, TypeError):
            return []

    async def finish(self) -> None:
        """Close the connections that are kept."""
        if self._http is not None:
            await self._http.close()

    async def _ask(self, method: str, path: str, body: Any) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and content; status 0: no answer in time. Raises our errors, `from` theirs."""
        import aiohttp

        if self._http is None:
            # trust_env: proxies of the environment
            self._http = aiohttp.ClientSession(trust_env=True)
        base: str = self._options["base_url"].rstrip("/")
        key = next((os.environ[name].strip() for name in KEYS if os.environ.get(name, "").strip()), None)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            async with (
                asyncio.timeout(self._options["timeout_seconds"]),
                self._http.request(method, base + path, json=body, headers=headers) as response,
            ):
                return response.status, response.headers, await response.read()
        except TimeoutError:
            return 0, {}, b""
        except aiohttp.ClientPayloadError as error:
            raise NoAudio(f"cut off: the server ended in mid-answer ({error})") from error
        except aiohttp.ClientConnectorError as error:
            # aiohttp's own text shows the inside of an SSL context
            cause = plain_reason(error.os_error)
            raise EngineUnavailable(f"{base} cannot be reached ({cause}); see engines.openai.base_url") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise EngineUnavailable(f"{base} cannot be reached ({error}); see engines.openai.base_url") from error


def _raise_for(status: int, headers: Mapping[str, str], content: bytes, voice: str, base_url: str) -> None:
    """Our error for an answer that is no success."""
    if status == 200:
        return
    said = _excerpt(content)
    if status == 0:
        raise EngineUnavailable(f"{base_url} does not answer in time; see engines.openai.timeout_seconds")
    if status in (400, 404, 422) and "voice" in said.lower():
        raise UnknownVoice(f"the server does not take the voice {voice!r}: {said}")
    if status in (400, 413, 422):
        raise NoAudio(f"the server does not take this text (HTTP {status}): {said}")
    error = EngineUnavailable(f"the server answers HTTP {status}: {said}")
    if status in (401, 403):
        error = EngineUnavailable(f"the server refuses the key (HTTP {status}); set {' or '.join(KEYS)}: {said}")
        error.final = True
    elif status in (404, 405):
        error = EngineUnavailable(f"{base_url} has no /audio/speech or no such model (HTTP {status}): {said}")
        error.final = True
    elif status == 402 or "insufficient_quota" in said:
        error = EngineUnavailable(f"the account has nothing left to spend (HTTP {status}): {said}")
        error.final = True
    error.retry_after = seconds_to_wait(headers.get("Retry-After"))
    raise error


def _kind(content: bytes) -> str:
    """What the first bytes look like."""
    signs = {b"ID3": "MP3", b"\xff\xfb": "MP3", b"\xff\xf3": "MP3", b"OggS": "Ogg", b"fLaC": "FLAC", b"<": "a web page"}
    signs[b"{"] = "JSON"
    return next((kind for sign, kind in signs.items() if content.lstrip().startswith(sign)), "something else")


def _excerpt(content: bytes) -> str:
    """The server's own words, on one line; the message of an error in JSON if it is one."""
    text = content[:2000].decode("utf-8", "replace")
    try:
        tree = json.loads(text)
        error = tree.get("error", tree.get("detail", tree)) if isinstance(tree, dict) else tree
        text = str(error.get("message", error) if isinstance(error, dict) else error)
        if isinstance(tree, dict) and isinstance(error, dict) and error.get("code"):
            text += f" ({error['code']})"
    except ValueError:
        text = re.sub(r"<[^>]*>", " ", text)
    return " ".join(text.split())[:160] or "no explanation"


def _checked(key: str, value: Any) -> Any:
    """`value` if it fits the option `key`. Raises `ConfigError`."""
    default = _OPTIONS[key]
    wrong = f"engines.openai.{key} = {value!r}"
    if key == "voices":
        if not isinstance(value, list | tuple) or not all(isinstance(name, str) and name for name in value):
            raise ConfigError(f"{wrong} is not a list of names")
        return tuple(value)
    if isinstance(default, str):
        if not isinstance(value, str):
            raise ConfigError(f"{wrong} is not text")
        if key == "base_url" and not re.fullmatch(r"https?://[^/\s]+(/\S*)?", value):
            raise ConfigError(f"{wrong} is not an address like http://localhost:8000/v1")
        if key == "format" and value not in ("wav", "pcm"):
            raise ConfigError(f"{wrong}: wav or pcm")
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise ConfigError(f"{wrong} is not a number above 0")
    if isinstance(default, int):
        if value != int(value):
            raise ConfigError(f"{wrong} is not a whole number")
        return int(value)
    return float(value)
