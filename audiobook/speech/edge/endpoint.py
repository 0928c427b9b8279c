"""Where the service is: edge-tts copies its addresses at import, so they are changed where a connection is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.connector import Connection
from yarl import URL

if TYPE_CHECKING:
    from aiohttp import ClientTimeout


class Connector(aiohttp.TCPConnector):
    """Leads every request to `endpoint` (scheme, host and port; the path stays) if there is one.

    edge-tts closes the connector it is given after each text; this one stays open until `finish`.
    """

    def __init__(self, endpoint: str | None) -> None:
        # no DNS cache of ours: a laptop that changes networks gets new answers
        super().__init__(limit=0, ttl_dns_cache=10)
        self._endpoint = URL(endpoint) if endpoint else None

    async def connect(self, req: Any, traces: Any, timeout: ClientTimeout) -> Connection:
        """Connect to the endpoint in place of the host the request names."""
        if self._endpoint is not None:
            # ws and wss are http and https to a connector, but for the name
            scheme = {"ws": "http", "wss": "https"}.get(self._endpoint.scheme, self._endpoint.scheme)
            url = req.url.with_scheme(scheme).with_host(self._endpoint.host or "")
            req.url = url.with_port(self._endpoint.port)
            req.headers["Host"] = self._endpoint.authority
        return await super().connect(req, traces, timeout)

    async def close(self, *, abort_ssl: bool = False) -> None:
        """Not now: edge-tts asks after every text."""

    async def finish(self) -> None:
        """Close for good."""
        await super().close()
