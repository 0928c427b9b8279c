"""Errors of edge-tts, aiohttp and the network -> ours, in one table."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import edge_tts.exceptions as edge

from audiobook.errors import EngineUnavailable, NoAudio, SpeechError
from audiobook.speech.network import plain_reason
from audiobook.speech.retry_after import seconds_to_wait

UPGRADE = "upgrade it (pip install --upgrade edge-tts)"


class Overloaded(EngineUnavailable):
    """The service wants fewer of us."""


class Refused(EngineUnavailable):
    """403, after the clock was already corrected once."""


def translate(error: Exception) -> SpeechError:
    """Our error for `error`, which is itself if it is ours; the caller raises it `from` the original."""
    if isinstance(error, SpeechError):
        return error
    for type_, make in _TABLE:
        if isinstance(error, type_):
            return make(error)
    # edge-tts parses what the service sends without guarding it: KeyError, ValueError, TypeError, …
    return NoAudio(f"the service sent what edge-tts does not understand ({type(error).__name__}: {error})")


def _status(error: Any) -> SpeechError:
    status = error.status
    if status == 403:
        return refused()
    if status in (408, 429, 500, 502, 503, 504):
        overloaded = Overloaded(f"the service is overloaded or slows us down (HTTP {status}); try again later")
        overloaded.retry_after = seconds_to_wait((error.headers or {}).get("Retry-After"))
        return overloaded
    if status == 407:
        return EngineUnavailable("the proxy wants a user name and password (HTTP 407); see engines.edge.proxy")
    if status < 400:
        return EngineUnavailable(
            f"something else answers in the service's place (HTTP {status}): does this network want a login first?"
        )
    return EngineUnavailable(f"the service answers HTTP {status}; if this lasts, edge-tts is too old: {UPGRADE}")


def refused() -> Refused:
    """What a refusal may mean, and what can be done."""
    return Refused(
        f"the service refuses us (HTTP 403): edge-tts is too old, so {UPGRADE}; or this machine's clock is wrong "
        "(audiobook doctor shows by how much); or the service blocks this network or region: wait, or set "
        "engines.edge.proxy"
    )


def _plain(text: str) -> Callable[[Exception], SpeechError]:
    return lambda error: EngineUnavailable(text.format(error=error))


_PROXY = "the proxy cannot be reached ({error}); see engines.edge.proxy"
_NETWORK = "the service cannot be reached ({error}); is there a network? What is done is kept: run it again later"


def _nobody(error: Any, text: str = _NETWORK) -> SpeechError:
    # aiohttp's own text shows the inside of an SSL context
    return EngineUnavailable(text.format(error=f"{error.host}:{error.port}: {plain_reason(error.os_error)}"))


_TABLE: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Callable[[Any], SpeechError]], ...] = (
    (aiohttp.ClientHttpProxyError, _status),
    (aiohttp.ClientProxyConnectionError, lambda error: _nobody(error, _PROXY)),
    (aiohttp.InvalidURL, _plain("not an address: {error}; see engines.edge.proxy and engines.edge.endpoint")),
    (aiohttp.ClientSSLError, _plain("no secure connection to the service ({error}); does something intercept it?")),
    (aiohttp.ClientConnectorError, _nobody),
    (aiohttp.ClientResponseError, _status),
    (asyncio.TimeoutError, lambda error: Overloaded("the service does not answer in time")),
    (edge.SkewAdjustmentError, lambda error: refused()),
    (edge.NoAudioReceived, lambda error: NoAudio("the service sent no audio")),
    (edge.WebSocketError, lambda error: NoAudio(f"the connection broke ({error})")),
    (edge.EdgeTTSException, lambda error: NoAudio(f"the service sent what edge-tts does not understand ({error})")),
    (aiohttp.ServerDisconnectedError, _plain("the service closed the connection ({error})")),
    (aiohttp.ClientError, _plain(_NETWORK)),
    (OSError, _plain(_NETWORK)),
)
