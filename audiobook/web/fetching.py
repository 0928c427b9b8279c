"""Asking for what is at an address: redirections, robots.txt and pauses; every address on the way is judged anew."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NoReturn

from audiobook import __version__
from audiobook.config import WebSettings
from audiobook.errors import ConfigError, UnreadableSource
from audiobook.web import robots
from audiobook.web.address import Address, joined
from audiobook.web.http import Answer, Bounds, get
from audiobook.web.robots import Robots

_REDIRECTIONS = (301, 302, 303, 307, 308)
_MOST_HOPS = 10
_LONGEST_PAUSE_S = 30.0
_BY_HAND = "open it in a browser, save the page, and give the file"
_SAID = {
    401: f"asks for a login; {_BY_HAND}",
    402: f"asks for payment; {_BY_HAND}",
    403: f"is not given to programs; {_BY_HAND}",
    404: "there is nothing at this address; check it",
    410: "is not there any more; an archive may have it",
    429: "the server wants to be left alone{wait}",
    451: f"may not be shown here for legal reasons; {_BY_HAND}",
    503: "the server is out of order or too busy{wait}",
}


class Fetcher:
    """Fetches for one command: remembers what sites ask for, and when each was last asked.

    `root` is what the user named: if that is one of `web.private_hosts`, these may be reached, and otherwise not,
    whatever a page or feed from outside leads to.
    """

    def __init__(
        self, root: Address | None, settings: WebSettings, *, wait: Callable[[float], None] = time.sleep
    ) -> None:
        own = root is None or root.host in settings.private_hosts or root.named_host in settings.private_hosts
        self._private = frozenset(settings.private_hosts if own else ())
        self._settings, self._wait = settings, wait
        self._bounds = Bounds(settings.seconds, settings.max_megabytes)
        self._robots: dict[str, Robots] = {}
        self._asked: dict[str, float] = {}
        self._headers = {"User-Agent": f"{robots.NAME}/{__version__} (reads pages aloud)", "Accept": "*/*"}

    def get(self, address: Address, *, etag: str = "", modified: str = "") -> Answer:
        """What is at `address`, wherever it leads. `etag`, `modified`: of what is kept of it; if that is still so, the
        answer is 304 and empty.

        Raises `UnreadableSource` naming the address and the remedy.
        """
        headers = dict(self._headers)
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        at = address
        for _ in range(_MOST_HOPS):
            self._may(at)
            answer = self._ask(at, headers)
            if answer.status == 200 or (answer.status == 304 and (etag or modified)):
                return answer
            if answer.status not in _REDIRECTIONS:
                self._refused(answer)
            there = answer.headers.get("location", "")
            try:
                at = joined(at, there)
            except ConfigError as error:
                raise UnreadableSource(f"{address}: leads to what is not a page of the web ({error})") from error
        raise UnreadableSource(f"{address}: leads from page to page without end; {_BY_HAND}")

    def _may(self, address: Address) -> None:
        if self._settings.robots and not self._robots_of(address).allows(address.target):
            raise UnreadableSource(
                f"{address}: the site asks programs not to read this (robots.txt); {_BY_HAND}; "
                "for a site of your own set web.robots = false"
            )

    def _robots_of(self, address: Address) -> Robots:
        if address.origin not in self._robots:
            at = Address(address.scheme, address.host, address.port, "/robots.txt")
            try:
                self._robots[address.origin] = self._read_robots(at)
            except UnreadableSource as error:
                # who cannot be reached for this cannot be reached for the page, which is what somebody asked for
                raise UnreadableSource(str(error).replace(str(at), str(address), 1)) from error
        return self._robots[address.origin]

    def _read_robots(self, at: Address) -> Robots:
        for _ in range(5):
            answer = get(at, self._bounds, self._headers, private=self._private)
            if answer.status in _REDIRECTIONS:
                try:
                    at = joined(at, answer.headers.get("location", ""))
                except ConfigError:
                    return Robots()
                continue
            if answer.status >= 500:
                return robots.NOTHING
            # no such file: nothing is asked of us
            return robots.read(answer.body[: robots.MOST_BYTES].decode("utf-8", "replace"))
        return Robots()

    def _ask(self, address: Address, headers: dict[str, str]) -> Answer:
        """One request, after the pause that its host wants."""
        delay = self._robots.get(address.origin, Robots()).delay_s
        pause = max(self._settings.pause_ms / 1000, min(delay, _LONGEST_PAUSE_S))
        before = self._asked.get(address.host)
        if before is not None and (left := before + pause - time.monotonic()) > 0:
            self._wait(left)
        try:
            return get(address, self._bounds, headers, private=self._private)
        finally:
            self._asked[address.host] = time.monotonic()

    @staticmethod
    def _refused(answer: Answer) -> NoReturn:
        after = answer.headers.get("retry-after", "")
        wait = f" for {after} s; try again then" if after.isdecimal() and len(after) < 7 else "; try again later"
        said = _SAID.get(answer.status, f"the server answers {answer.status}; try again later, or {_BY_HAND}")
        raise UnreadableSource(f"{answer.address}: {said.format(wait=wait)}")
