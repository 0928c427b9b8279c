"""Corrections that a listener sends from the player: a misread word and how it is read, for the lexicon of the book.

The only thing by which a request changes something here; it has to come through the gate that the studio has.
"""

from __future__ import annotations

import asyncio
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from audiobook.errors import AudiobookError
from audiobook.publish.server import gate
from audiobook.publish.server.host_names import HostNames
from audiobook.publish.server.site import CORRECTIONS, Site

Keep = Callable[[Path, str, str], None]
"""Is given the folder of a book, what is written, and how it is read; raises `AudiobookError` for what it refuses."""
MOST_BYTES = 16_000
"""Of a request."""
LONGEST = 500
"""Characters of what is written, and of how it is read."""
_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Type": "application/json"}


class Corrections:
    """Answers the requests that change something, for `RequestHandler`."""

    def __init__(self, site: Site, *, token: str, hosts: HostNames, keep: Keep) -> None:
        self.site, self.token, self.hosts, self.keep = site, token, hosts, keep
        site.correction_key = gate.page_key(token)

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        """Keeps one correction: {"written", "spoken"}, sent to `CORRECTIONS` beside the page of a book."""
        try:
            found = gate.let_in(request, self.token, self.hosts)
            if isinstance(found, web.Response):
                return found
            gate.from_our_page(request, self.token)
            book = await asyncio.to_thread(self.site.book_of, found[0], CORRECTIONS)
            if book is None:
                raise gate.Refused(404, "not found")
            sent = await gate.asked(request, MOST_BYTES)
            await asyncio.to_thread(self.keep, book, _text(sent, "written"), _text(sent, "spoken"))
        except gate.Refused as refusal:
            return _answer({"error": str(refusal)}, refusal.status)
        except AudiobookError as error:
            return _answer({"error": str(error).replace(f"{self.site.root}/", "")}, 400)
        return _answer({}, 200)


def _text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name)
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST:
        raise gate.Refused(400, f"{name}: one to {LONGEST} characters")
    if any(unicodedata.category(character).startswith("C") for character in value):  # they would be printed, too
        raise gate.Refused(400, f"{name}: no control characters")
    return value.strip()


def _answer(facts: dict[str, Any], status: int) -> web.Response:
    return web.Response(status=status, body=json.dumps(facts, ensure_ascii=False).encode(), headers=_HEADERS)
