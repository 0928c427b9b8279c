"""The answer of a worker on another machine, believed only as far as it can be checked here.

A worker with a broken disk, a broken build of the engine, or one that mixes up what it was asked, must cost its own
sentences and not the book. What is not checked: whether the right number of syllables are the right ones.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from audiobook.errors import CacheError
from audiobook.model import Mark, SpeechRequest
from audiobook.speech.cache import Cache, read
from audiobook.speech.clip_validation import fault
from audiobook.speech.engine import Capabilities, Speech
from audiobook.speech.worker import Outcome


def believed(answer: Any, requests: Sequence[SpeechRequest], cache: Cache, able: Capabilities) -> list[Outcome]:
    """An outcome for each of `requests`, their clips in `cache`. `answer`: what `cluster_worker.speak` returned, or
    nonsense. Raises `CacheError` when a clip that is right cannot be kept."""
    try:
        outcomes, sent = answer
        if len(outcomes) != len(requests) or not isinstance(sent, Mapping):
            raise ValueError
    except (TypeError, ValueError):
        return [Outcome("faulty", reason="a worker of the cluster answered nonsense")] * len(requests)
    return [
        _one(outcome, sent.get(place), request, cache, able)
        for place, (outcome, request) in enumerate(zip(outcomes, requests, strict=True))
    ]


def _one(outcome: Any, sent: Any, request: SpeechRequest, cache: Cache, able: Capabilities) -> Outcome:
    if not isinstance(outcome, Outcome):
        return Outcome("faulty", reason="a worker of the cluster answered nonsense")
    if outcome.kind != "spoken":
        return Outcome(outcome.kind, None, outcome.reason, outcome.retry_after)
    if sent is not None:
        if not _is_speech(sent):
            return Outcome("faulty", reason="what a worker of the cluster sent is no audio")
        reason = fault(request, sent, able)
        return Outcome("faulty", reason=_said(reason)) if reason else Outcome("spoken", cache.put(request, sent))
    # a network file system may have remembered that there was no such file; looking into the folder ends that
    with contextlib.suppress(OSError):
        list(cache.path(cache.digest(request)).parent.iterdir())
    clip = cache.get(request)
    if clip is None:
        return Outcome("faulty", reason="a worker of the cluster says it kept a clip that is not in the store")
    try:
        reason = fault(request, read(clip), able)
    except CacheError as error:
        reason = str(error)
    if reason is None:
        return Outcome("spoken", clip)
    with contextlib.suppress(OSError):
        clip.path.unlink()
    return Outcome("faulty", reason=_said(reason))


def _is_speech(sent: Any) -> bool:
    return (
        isinstance(sent, Speech)
        and isinstance(sent.samples, np.ndarray)
        and isinstance(sent.sample_rate, int)
        and isinstance(sent.marks, tuple)
        and all(isinstance(mark, Mark) for mark in sent.marks)
    )


def _said(reason: str) -> str:
    return f"a worker of the cluster: {reason}"
