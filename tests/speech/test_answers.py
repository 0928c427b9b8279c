"""Answers of workers on other machines are believed only as far as they can be checked."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiobook.model import Clip, SpeechRequest
from audiobook.speech import stragglers
from audiobook.speech.answers import believed
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Speech
from audiobook.speech.silence import Silence
from audiobook.speech.stragglers import Stragglers
from audiobook.speech.worker import Outcome
from tests.end_to_end.lingering import sentences


@pytest.fixture
def engine(tmp_path: Path) -> Silence:
    """An exact one."""
    return Silence({}, tmp_path)


@pytest.fixture
def asked(engine: Silence) -> list[SpeechRequest]:
    """Two requests of different lengths."""
    long, short = sentences(engine, 2)
    return [long, dataclasses.replace(short, payload="花开了", syllables=3)]


Lie = Callable[[Silence, Cache, list[SpeechRequest]], Any]


def spoken(request: SpeechRequest, cache: Cache) -> Outcome:
    """What a worker says that has kept a clip."""
    digest = cache.digest(request)
    return Outcome("spoken", Clip(cache.path(digest), 24_000, 10, digest, ()))


def swapped(engine: Silence, cache: Cache, asked: list[SpeechRequest]) -> Any:
    """The audio of each as that of the other."""
    return [spoken(r, cache) for r in asked], {0: engine.speak(asked[1]), 1: engine.speak(asked[0])}


def under_a_wrong_key(engine: Silence, cache: Cache, asked: list[SpeechRequest]) -> Any:
    """Clips kept under each other's names."""
    for request, other in (asked, asked[::-1]):
        clip = cache.put(request, engine.speak(request))
        (cache.directory / f"{cache.digest(other)}.tmp").write_bytes(clip.path.read_bytes())
    for request in asked:
        (cache.directory / f"{cache.digest(request)}.tmp").rename(cache.path(cache.digest(request)))
    return [spoken(r, cache) for r in asked], {}


def half(engine: Silence, cache: Cache, asked: list[SpeechRequest]) -> Any:
    """Half of the audio, kept as if it were all."""
    for request in asked:
        speech = engine.speak(request)
        cache.put(request, dataclasses.replace(speech, samples=speech.samples[: len(speech.samples) // 2]))
    return [spoken(r, cache) for r in asked], {}


LIES: dict[str, Lie] = {
    "nothing": lambda engine, cache, asked: None,
    "a number": lambda engine, cache, asked: 42,
    "one answer for two": lambda engine, cache, asked: ([spoken(asked[0], cache)], {}),
    "other things": lambda engine, cache, asked: ([{"kind": "spoken"}, None], {}),
    "no audio": lambda engine, cache, asked: ([spoken(r, cache) for r in asked], {0: b"RIFF", 1: [1, 2, 3]}),
    "lists for samples": lambda engine, cache, asked: (
        [spoken(r, cache) for r in asked],
        {place: Speech([0] * 100, 24_000) for place in (0, 1)},  # type: ignore[arg-type]
    ),
    "far too much": lambda engine, cache, asked: (
        [spoken(r, cache) for r in asked],
        {place: Speech(np.zeros(20_000_000, np.int16), 24_000) for place in (0, 1)},
    ),
    "another rate": lambda engine, cache, asked: (
        [spoken(r, cache) for r in asked],
        {place: dataclasses.replace(engine.speak(r), sample_rate=8_000) for place, r in enumerate(asked)},
    ),
    "kept, but nowhere": lambda engine, cache, asked: ([spoken(r, cache) for r in asked], {}),
    "swapped": swapped,
    "under a wrong key": under_a_wrong_key,
    "half": half,
}


@pytest.mark.parametrize("name", LIES)
def test_lies_are_found(name: str, engine: Silence, asked: list[SpeechRequest], tmp_path: Path) -> None:
    """Each costs the sentences it is about, in one line, and no clip of it stays in the store."""
    cache = Cache(tmp_path / "clips")
    cache.directory.mkdir()
    outcomes = believed(LIES[name](engine, cache, asked), asked, cache, engine.capabilities)
    assert [outcome.kind for outcome in outcomes] == ["faulty", "faulty"]
    assert all("worker of the cluster" in outcome.reason and "\n" not in outcome.reason for outcome in outcomes)
    assert [cache.get(request) for request in asked] == [None, None]


def test_the_truth_is_believed(engine: Silence, asked: list[SpeechRequest], tmp_path: Path) -> None:
    """Sent or kept, clips that are right count; a failure comes through as it is, but never with a clip."""
    cache = Cache(tmp_path / "clips")
    cache.put(asked[0], engine.speak(asked[0]))
    answer = ([spoken(r, cache) for r in asked], {1: engine.speak(asked[1])})
    outcomes = believed(answer, asked, cache, engine.capabilities)
    assert [outcome.clip for outcome in outcomes] == [cache.get(request) for request in asked]
    failed = dataclasses.replace(spoken(asked[0], cache), kind="unavailable", reason="busy", retry_after=2.0)
    outcomes = believed(([failed, failed], {}), asked, cache, engine.capabilities)
    assert outcomes == [Outcome("unavailable", None, "busy", 2.0)] * 2


def test_who_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch that takes eight times the usual, and half a minute at least, is given to another worker, then to one
    more, then given up; as long as nothing has ended, two minutes are allowed."""
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    late = Stragglers()
    assert (late.verdict(now - 119, 0), late.verdict(now - 120, 0)) == ("wait", "copy")
    late.took.extend([5.0, 6.0, 5.5])
    assert (late.verdict(now - 43, 0), late.verdict(now - 44, 0)) == ("wait", "copy")
    assert (late.verdict(now - 44, 1), late.verdict(now - 88, 1)) == ("wait", "copy")
    assert (late.verdict(now - 131, 2), late.verdict(now - 132, 2)) == ("wait", "give up")
    late.took.extend([0.1] * 50)
    assert late.late_s() == stragglers._LEAST_S
