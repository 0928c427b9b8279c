"""robots.txt, as RFC 9309 reads it: which addresses of a site a program may ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

NAME = "audiobook"
"""What we are called in it."""
MOST_BYTES = 500_000
"""What is beyond is not looked at; the standard asks for as much."""
_MOST_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of us."""

    rules: tuple[tuple[str, bool], ...] = ()
    """(pattern of a path, whether it may be asked for)."""
    delay_s: float = 0.0
    """Between two requests."""

    def allows(self, target: str) -> bool:
        """Whether the path with its query may be asked for: the longest pattern that fits decides, for us in a draw.

        >>> robots = read("User-agent: *\\nDisallow: /a\\nAllow: /a/b$\\nDisallow: /*.php?")
        >>> [robots.allows(one) for one in ("/a/x", "/a/b", "/a/bc", "/x.php?y", "/z")]
        [False, True, False, False, True]
        """
        path = _plain(target)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


NOTHING = Robots((("/", False),))
"""Of a site whose robots.txt cannot be had because the server is out of order."""


def read(text: str) -> Robots:
    """What `text` asks of us: the groups that name us, or else those for all."""
    ours: dict[str, list[tuple[str, bool]]] = {NAME: [], "*": []}
    delays: dict[str, float] = {}
    named: set[str] = set()
    agents: set[str] = set()
    open_ = False
    for key, value in _lines(text):
        if key == "user-agent":
            if not open_:
                agents = set()
            open_ = True
            found = re.match(r"[A-Za-z_-]+|\*", value)
            agents.add(found[0].lower() if found else "")
            named |= agents
            continue
        open_ = False
        for agent in agents & ours.keys():
            if key in ("allow", "disallow") and value:
                ours[agent].append((_plain(value), key == "allow"))
            elif key == "crawl-delay" and re.fullmatch(r"\d{1,4}(\.\d{1,3})?", value):
                delays[agent] = float(value)
    who = NAME if NAME in named else "*"
    return Robots(tuple(ours[who]), delays.get(who, 0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines()[:_MOST_LINES]:
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()[:2000]


def _plain(path: str) -> str:
    """One way to write it: letters of other scripts percent-encoded, letters of ours not."""
    return quote(unquote(path, errors="surrogateescape"), safe="!$&'()*+,;=:@/?~[]", errors="surrogateescape")


def _fits(pattern: str, path: str) -> bool:
    """Whether `path` begins as `pattern` says; `*` is anything, a `$` at the end is the end. Goes through once."""
    end = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not others:
        return not end or at == len(path)
    for part in others[:-1]:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    last = others[-1]
    if end:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0
