"""What lives in the event loop: the connector, the gate, and the two things one can ask the service."""

from __future__ import annotations

import asyncio
import urllib.request
from collections.abc import Mapping
from typing import Any

import edge_tts
from yarl import URL

from audiobook.model import SpeechRequest
from audiobook.speech.edge.endpoint import Connector
from audiobook.speech.edge.failures import Overloaded, translate
from audiobook.speech.edge.stream import Answer, StreamLimits, fetch
from audiobook.speech.network import Gate

HOST = "speech.platform.bing.com"
_VOICES_S = 10.0
"""The list of voices is a nicety; nobody waits longer for it."""


class Session:
    """Connections by the settings in `options` (those of `Edge`), made when first needed, in the loop that asks."""

    def __init__(self, options: Mapping[str, Any], most: int) -> None:
        self._endpoint: str | None = options["endpoint"]
        self._proxy: str | None = options["proxy"] or system_proxy(self._endpoint)
        self._limits = StreamLimits(options["connect_seconds"], options["idle_seconds"], options["total_seconds"])
        self._most = most
        self._connector: Connector | None = None
        self._gate: Gate | None = None

    async def speech(self, request: SpeechRequest) -> Answer:
        """Audio of `request`, when there is a place for it. Raises our errors, `from` theirs."""
        if self._gate is None:
            self._gate = Gate(self._most)
        async with self._gate.enter():
            try:
                answer = await fetch(request, self._connect(), self._proxy, self._limits)
            except Exception as error:
                ours = translate(error)
                if isinstance(ours, Overloaded):
                    self._gate.protest()
                if ours is error:
                    raise
                raise ours from error
            self._gate.success()
            return answer

    async def voices(self) -> list[Any]:
        """The service's list of voices, as it sends it. Raises our errors, `from` theirs."""
        connector = Connector(self._endpoint)
        try:
            async with asyncio.timeout(_VOICES_S):
                return [*await edge_tts.list_voices(connector=connector, proxy=self._proxy)]
        except Exception as error:
            raise translate(error) from error
        finally:
            await connector.finish()

    async def finish(self) -> None:
        """Close the connections that are kept."""
        if self._connector is not None:
            await self._connector.finish()

    def _connect(self) -> Connector:
        if self._connector is None:
            self._connector = Connector(self._endpoint)
        return self._connector


def system_proxy(endpoint: str | None) -> str | None:
    """The proxy of the environment or the system for the service: edge-tts does not look there itself."""
    host = (URL(endpoint).host if endpoint else None) or HOST
    if urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    return proxies.get("https") or proxies.get("all")
