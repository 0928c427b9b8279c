"""What a worker of a cluster does: speaks a batch and keeps the clips where the store is shared, or sends them back."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from audiobook import __version__
from audiobook.model import Clip, SpeechRequest
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Speech
from audiobook.speech.worker import Outcome, speak_one, unpickled

_PACKAGE = Path(__file__).parents[1]
_speaking = threading.Lock()
"""Of a worker process: engines that compute are made for one thread."""


@functools.cache
def fingerprint() -> str:
    """Of all that decides what a request sounds like and how it is kept: equal on workers that may speak for us."""
    check = hashlib.sha256(__version__.encode())
    for path in sorted([*(_PACKAGE / "speech").rglob("*.py"), _PACKAGE / "model.py"]):
        check.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return check.hexdigest()[:16]


def facts() -> tuple[str, str, str]:
    """What must be the same on both sides: values are pickled between them."""
    return __version__, fingerprint(), ".".join(map(str, sys.version_info[:2]))


def describe(facts: object) -> str:
    """The facts of a worker, or ours, in words."""
    version, digest, python = cast("tuple[str, str, str]", facts)
    return f"audiobook {version} ({digest}) on Python {python}"


class Outbox(Cache):
    """Keeps clips in memory, to be sent back."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.kept: dict[str, Speech] = {}

    def get(self, request: SpeechRequest) -> Clip | None:
        """Nothing is found here."""
        return None

    def put(self, request: SpeechRequest, speech: Speech) -> Clip:
        """Kept until it is sent."""
        digest = self.digest(request)
        self.kept[digest] = speech
        return Clip(self.path(digest), speech.sample_rate, len(speech.samples), digest, speech.marks, speech.times)


def speak(
    wanted: str, engine: bytes, directory: Path, requests: Sequence[SpeechRequest], probe: Path
) -> tuple[list[Outcome], dict[int, Speech]]:
    """Runs in a worker: an outcome for each request, and by its place the audio of those that are not in the store."""
    if wanted != fingerprint():
        from distributed import Reschedule, get_worker

        # it joined after the check at the start: it leaves, and others take this batch
        worker = get_worker()
        worker.loop.add_callback(worker.close, reason="audiobook: another version is wanted")
        raise Reschedule
    try:
        ready = unpickled(engine)
    except Exception as error:
        down = Outcome("down", reason=f"the engine cannot start in a worker: {type(error).__name__}: {error}")
        return [down] * len(requests), {}
    shared = probe.exists()
    store = Cache(directory) if shared else Outbox(directory)
    one = _speaking if ready.capabilities.needs == "cpu" else contextlib.nullcontext()
    with one:
        outcomes = [speak_one(ready, store, request) for request in requests]
    kept = {} if shared else cast("Outbox", store).kept
    return outcomes, {
        place: kept[outcome.clip.digest]
        for place, outcome in enumerate(outcomes)
        if outcome.clip is not None and outcome.clip.digest in kept
    }
