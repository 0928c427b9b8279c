"""What becomes of a set of sentences when the read-aloud service fails in every way we know: for the tests, and for
the table in docs/reliability.md."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import edge_tts.drm
from edge_server import FAULTS, HANDSHAKE_FAULTS, EdgeServer

from audiobook.model import Utterance, Voice
from audiobook.speech.cache import Cache
from audiobook.speech.edge import Edge
from audiobook.speech.render import render

PATTERNS = ("one sentence, always", "one request, once", "every request", "a fifth, at random")
WHOLE = ("duplicate metadata", "slow drip")
"""Odd, but nothing is missing: these must not count as faults."""
ROWS = (*FAULTS, *HANDSHAKE_FAULTS, "clock skew", "refused connection", "unknown host")

_DIGITS = "一二三四五六七八九十"
MARKED = "雷"
"""Stands in the sentence that `one sentence, always` is about."""


def sentences(count: int) -> list[str]:
    """Different utterances of two short sentences; the third is the marked one."""
    lines = [f"第{_DIGITS[i // 10]}{_DIGITS[i % 10]}天，山里的花开了。我们去看花。" for i in range(count)]
    lines[2] = f"第三天，山里打{MARKED}了。我们没有去。"
    return lines


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    total: int
    spoken: int
    missing: tuple[str, ...]
    reasons: tuple[str, ...]
    """Different ones, in order."""
    requests: int


def run(
    fault: str,
    pattern: str,
    folder: Path,
    *,
    count: int = 8,
    retries: int = 4,
    idle_s: float = 0.2,
    backoff_s: float = 0.001,
) -> Outcome:
    """Speak `count` sentences in an empty cache while the service has `fault` in `pattern`."""
    server = server_with(fault, pattern)
    with server:
        engine = Edge({"endpoint": endpoint(fault, server), **limits(idle_s)}, folder)
        voice = Voice("edge", engine.default_voice())
        requests = [engine.request(Utterance(1, "body", t, t, 300), voice) for t in sentences(count)]
        cache = Cache(folder / "clips")
        try:
            done = render(requests, engine, cache, retries=retries, backoff_s=backoff_s)
        finally:
            engine.close()
    missing = tuple(failure.request.payload for failure in done.failures)
    reasons = tuple(dict.fromkeys(failure.reason for failure in done.failures))
    kept = [request.payload for request in requests if cache.get(request) is not None]
    assert sorted([*kept, *missing]) == sorted(request.payload for request in requests), "neither kept nor named"
    edge_tts.drm.DRM.clock_skew_seconds = 0.0
    return Outcome(count, done.spoken, missing, reasons, len(server.texts))


def server_with(fault: str, pattern: str) -> EdgeServer:
    """The service, with `fault` in `pattern`, not yet started."""
    edge_tts.drm.DRM.clock_skew_seconds = 0.0
    chance = random.Random(f"{pattern}: {fault}")
    turn = threading.Lock()
    happened: list[int] = []

    def strikes(marked: bool) -> bool:
        with turn:
            if pattern == "one request, once":
                happened.append(1)
                return len(happened) == 1
            return {"one sentence, always": marked, "every request": True}.get(pattern, chance.random() < 0.2)

    def by_text(text: str, earlier: int) -> str | None:
        return fault if fault in FAULTS and strikes(MARKED in text) else None

    def by_handshake(number: int) -> str | None:
        return fault if fault in HANDSHAKE_FAULTS and strikes(False) else None

    server = EdgeServer(faults=by_text, handshake_faults=by_handshake)
    server.clock_ahead_s = 7 * 3600 if fault == "clock skew" else 0
    return server


def endpoint(fault: str, server: EdgeServer) -> str:
    """Where the engine is sent: to `server`, or for two of the faults to where nobody is."""
    return _elsewhere().get(fault, lambda: server.url)()


def limits(idle_s: float) -> dict[str, float]:
    """The engine's own limits: all small, so that what stalls is over soon."""
    return {"idle_seconds": idle_s, "connect_seconds": idle_s, "total_seconds": 3 * idle_s}


def possible(fault: str, pattern: str) -> bool:
    """Whether a fault can come in a pattern: a wrong clock is wrong for all, a handshake does not know its text."""
    if fault in ("clock skew", "refused connection", "unknown host"):
        return pattern == "every request"
    return fault in FAULTS or pattern != "one sentence, always"


def expected_missing(fault: str, pattern: str) -> set[str] | None:
    """Which of the sentences must be named as missing; None: all of them."""
    if fault in (*WHOLE, "clock skew") or pattern in ("one request, once", "a fifth, at random"):
        return set()
    if pattern == "every request":
        return None
    return {line for line in sentences(3) if MARKED in line}


def _elsewhere() -> dict[str, Callable[[], str]]:
    def closed() -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return f"http://127.0.0.1:{free.getsockname()[1]}"

    return {"refused connection": closed, "unknown host": lambda: "https://service.invalid"}
