"""What lives in the event loop: the connections, the gate, and the two things one can ask; errors become ours here."""

from __future__ import annotations

import asyncio
import json
import os
import re
import ssl
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from audiobook.errors import EngineUnavailable, NoAudio, UnknownVoice
from audiobook.model import SpeechRequest
from audiobook.speech.network import Gate, plain_reason
from audiobook.speech.retry_after import seconds_to_wait
from audiobook.system.redact import hide

if TYPE_CHECKING:
    import aiohttp

KEYS = ("AUDIOBOOK_OPENAI_KEY", "OPENAI_API_KEY")
"""Environment variables that may hold the key; the first that is set counts."""

_MOST_BYTES = 1_000_000
"""Of an answer without sound."""
_BYTES_A_SYLLABLE = 200_000
"""Stereo at 96 kHz in floats takes so many for a syllable of the usual 250 ms."""
_SHORT = 10
"""Short requests are drawn out, and may take what so many syllables do."""
_REDIRECTIONS = (301, 302, 303, 307, 308)

_NO_VOICE = re.compile(
    r"voice.*(not|unknown|invalid|unsupported|must|should|expected)"
    r"|(unknown|invalid|unsupported|no such)\b.*voice"
    r"|\(.*voice\)",
    re.IGNORECASE,
)
"""How servers say that they do not have a voice."""


class Client:
    """Connections to the server of `options`, made when first needed, in the loop that asks."""

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
            most = _MOST_BYTES + round(_BYTES_A_SYLLABLE * max(_SHORT, request.syllables) / min(1.0, request.rate))
            status, headers, content = await self._ask("POST", "/audio/speech", body, most)
            if status in (429, 503) or status == 0:
                self._gate.protest()
            _raise_for(status, headers, content, request.voice, self._options["base_url"])
            self._gate.success()
        if not content:
            raise NoAudio("the server sent no audio")
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        # some servers send errors with status 200, and some send WAV as text/plain: what it is decides, not its name
        if content[:4] != b"RIFF" and (kind.startswith("text/") or kind.endswith("json") or content[:1] in b"{<"):
            raise NoAudio(f"the server sent {kind_of(content)} in place of audio: {_excerpt(content)}")
        return content

    async def voices(self) -> list[str]:
        """Names of voices as the server lists them, none if it does not. Raises our errors, `from` theirs."""
        status, headers, content = await self._ask("GET", "/audio/voices", None, _MOST_BYTES)
        if status in (401, 403) or status == 0:
            _raise_for(status, headers, content, "", self._options["base_url"])
        try:
            rows = json.loads(content)["voices"] if status == 200 else []
            return [str(row.get("id") or row["name"]) if isinstance(row, dict) else str(row) for row in rows]
        except (ValueError, KeyError, TypeError, RecursionError):
            return []

    async def finish(self) -> None:
        """Close the connections that are kept."""
        if self._http is not None:
            await self._http.close()

    async def _ask(self, method: str, path: str, body: Any, most: int) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and content of up to `most` bytes, unpacked; status 0: no answer in time. Raises our errors,
        `from` theirs."""
        import aiohttp

        if self._http is None:
            # trust_env: proxies of the environment; what is packed we unpack ourselves, within bounds
            self._http = aiohttp.ClientSession(trust_env=True, auto_decompress=False)
        base: str = self._options["base_url"].rstrip("/")
        key = next((os.environ[name].strip() for name in KEYS if os.environ.get(name, "").strip()), None)
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
        # the text goes where the settings say, and nowhere else because somebody there says so
        asked = self._http.request(method, base + path, json=body, headers=headers, allow_redirects=False)
        try:
            async with asyncio.timeout(self._options["timeout_seconds"]), asked as response:
                if response.status in _REDIRECTIONS:
                    raise _redirected(base, path, response.headers.get("Location", ""))
                packed = bytearray()
                async for piece in response.content.iter_any():
                    packed += piece
                    if len(packed) > most:
                        break
                content = unpacked(bytes(packed), response.headers.get("Content-Encoding", ""), most)
                if len(content) > most and response.status == 200:
                    raise NoAudio(f"the server's answer is endless: over {most / 1e6:.0f} MB for one request")
                return response.status, response.headers, content
        except TimeoutError:
            return 0, {}, b""
        except aiohttp.ClientPayloadError as error:
            raise NoAudio(f"cut off: the server ended in mid-answer ({error})") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise EngineUnavailable(
                hide(f"{base} cannot be reached ({_plain(error)}); see engines.openai.base_url", KEYS)
            ) from error


def _plain(error: Exception) -> str:
    """What stands between us and the server; aiohttp's own texts show the inside of Python's SSL."""
    import aiohttp

    cause = error
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        cause = error.certificate_error
    elif isinstance(error, aiohttp.ClientConnectorError):
        cause = error.os_error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not one this machine trusts: {cause.verify_message.rstrip('.')}"
    if isinstance(cause, ssl.SSLError):
        return f"it does not speak TLS as it should: {(cause.reason or 'no reason given').replace('_', ' ').lower()}"
    return plain_reason(cause) if isinstance(cause, OSError) else str(cause) or type(cause).__name__


def _redirected(base: str, path: str, location: str) -> EngineUnavailable:
    target = location.removesuffix(path) or "another address"
    error = EngineUnavailable(
        hide(f"{base} sends us on to {target}; if your text is to go there, make it engines.openai.base_url", KEYS)
    )
    error.final = True
    return error


def unpacked(content: bytes, encoding: str, most: int) -> bytes:
    """The first `most` bytes and one of `content` without the packing that a header names. Raises `NoAudio` for what
    cannot be unpacked.

    >>> unpacked(b"RIFF", "", 9)
    b'RIFF'
    """
    for name in reversed([name.strip().lower() for name in encoding.split(",")]):
        if name in ("", "identity"):
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            raise NoAudio(f"the server packed its answer in a way nobody asked for ({name})")
        try:
            # 47: the format is known by how it begins
            content = zlib.decompressobj(47).decompress(content, most + 1)
        except zlib.error as error:
            raise NoAudio(f"the server's answer cannot be unpacked ({name})") from error
    return content[: most + 1]


def _raise_for(status: int, headers: Mapping[str, str], content: bytes, voice: str, base_url: str) -> None:
    """Our error for an answer that is no success."""
    if status == 200:
        return
    # servers quote the key they refuse
    said, base_url = _excerpt(content), hide(base_url, KEYS)
    if status == 0:
        raise EngineUnavailable(f"{base_url} does not answer in time; see engines.openai.timeout_seconds")
    if status in (400, 404, 422) and _NO_VOICE.search(said):
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


def kind_of(content: bytes) -> str:
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
        notes = [str(error[key]) for key in ("code", "param") if error.get(key)] if isinstance(error, dict) else []
        text += f" ({', '.join(notes)})" if notes else ""
    except (ValueError, RecursionError):
        text = re.sub(r"<[^>]*>", " ", text)
    # hidden before it is cut: half a key is still a secret
    return hide(" ".join(text.split()), KEYS)[:160] or "no explanation"
