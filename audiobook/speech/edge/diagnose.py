"""Is the service there, and does this machine's clock agree with it? For `audiobook doctor`."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from edge_tts.constants import VOICE_HEADERS, VOICE_LIST

from audiobook.speech.edge.endpoint import Connector
from audiobook.speech.edge.failures import translate
from audiobook.speech.edge.session import system_proxy

_MOST_SKEW_S = 300
"""The service's tokens hold for five minutes."""


def examine(endpoint: str | None, proxy: str | None) -> list[tuple[str, bool, str]]:
    """(what, is it well, the remedy) for the service and the clock; takes at most ten seconds."""
    try:
        skew = asyncio.run(_skew(endpoint, proxy or system_proxy(endpoint)))
    except Exception as error:
        return [("edge: service", False, str(translate(error)))]
    found = [("edge: service reached", True, "")]
    if skew is not None:
        off = f"edge: clock {abs(skew):.0f} s {'behind' if skew > 0 else 'ahead of'} the service's"
        found.append((off, abs(skew) < _MOST_SKEW_S, "" if abs(skew) < _MOST_SKEW_S else "set this machine's clock"))
    return found


async def _skew(endpoint: str | None, proxy: str | None) -> float | None:
    """Seconds the service is ahead of us, by the Date of any answer at all; None if it sends none."""
    connector = Connector(endpoint)
    try:
        async with (
            asyncio.timeout(10),
            aiohttp.ClientSession(connector=connector) as session,
            # without a token: a refusal has a date too
            session.get(VOICE_LIST, headers=VOICE_HEADERS, proxy=proxy) as response,
        ):
            date = response.headers.get("Date")
    finally:
        await connector.finish()
    if date is None:
        return None
    try:
        return (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds()
    except ValueError:
        return None
