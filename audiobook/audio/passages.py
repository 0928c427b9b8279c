"""Passages: a few sentences between two pauses, joined, levelled, encoded and kept by the digest of what they hold.

A passage is a function of its own clips and pauses only, so that a changed sentence costs one passage. It begins
and ends in silence, is a whole number of MP3 frames long, and its bytes can stand between any others.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np

from audiobook.audio import clips, loudness, sounds, store
from audiobook.audio.decode import decode
from audiobook.audio.encode import encode, version
from audiobook.audio.limiter import limit
from audiobook.audio.phrasing import Gap, Pause
from audiobook.audio.store import Passage
from audiobook.config import AudioSettings
from audiobook.errors import AudioError
from audiobook.model import Clip
from audiobook.system import files
from audiobook.system.mp3 import Format
from audiobook.system.pcm import Signal
from audiobook.system.resampling import resample

REVISION = 5
"""Raised when the same clips would come out otherwise: everything kept is made again."""

MIN_PAUSE_MS = 90
"""Silence a passage ends with at least, so that nothing sounds across the join."""
_SHORT_MS, _LONG_MS, _LONGEST_MS = 10_000, 40_000, 70_000
_ONE_IN_PARAGRAPHS, _ONE_IN_SENTENCES = 2, 8
_HEADROOM_DB = 1.1  # how much the encoder's own noise usually raises a peak
_TOLERANCE_LU = 0.25  # a chapter's passages lie on both sides of the target
_ROOM_DB = 0.5  # left for the passage's own gain: sentences at the target make a passage a little under it
_TRIES = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One utterance as the join needs it."""

    clip: Clip
    pause_ms: int
    answer_ms: int = 0
    gaps: tuple[Gap, ...] = ()
    """Silences within the clip."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes into one passage."""

    steps: tuple[Step, ...]
    section: int
    lead_ms: int = 0
    """Silence before the first sound."""
    chime: bool = False
    """A drawn sound stands before the first step."""


def digest(plan: Plan, settings: AudioSettings) -> str:
    """Of everything the passage's bytes follow from."""
    facts = {
        "revision": REVISION,
        "encoder": version(),
        "form": [settings.sample_rate, settings.bitrate, settings.loudness, settings.true_peak],
        "plan": {
            "steps": [_facts(step) for step in plan.steps],
            "section": 0,
            "lead_ms": plan.lead_ms,
            "chime": plan.chime,
        },
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _facts(step: Step) -> list[object]:
    clip = step.clip
    return [
        clip_digest(clip),
        clip.frames,
        clip.sample_rate,
        step.pause_ms,
        step.answer_ms,
        [astuple(gap) for gap in step.gaps],
    ]


def clip_digest(clip: Clip) -> str:
    """The clip's own digest, or its bytes' when it has none."""
    if clip.digest:
        return clip.digest
    try:
        return hashlib.sha256(files.read(clip.path)).hexdigest()
    except OSError as error:
        raise AudioError(f"{clip.path}: no such clip; render the chapter again") from error


def obtain(plan: Plan, settings: AudioSettings, folder: Path | None, *, what: str) -> Passage:
    """The passage from `folder`, or made and put there (None: only made). Raises `AudioError` naming `what`."""
    if folder is None:
        return make(plan, settings, what=what)
    path = folder / f"{digest(plan, settings)}.passage"
    passage = store.load(path)
    if passage is None:
        passage = make(plan, settings, what=what)
        store.keep(path, passage, what=what)
    elif passage.pauses is None:
        passage = replace(passage, pauses=tuple(clips.pauses_of(step.clip, step.gaps) for step in plan.steps))
        store.keep(path, passage, what=what)
    return passage


def make(plan: Plan, settings: AudioSettings, *, what: str) -> Passage:
    """Join, level, limit, encode; decode again and hold the result to the promise on true peak."""
    form = Format(settings.sample_rate, settings.bitrate)
    joined = join(plan, settings)
    rate = joined.rate
    count = max(1, math.ceil(len(joined.signal) / rate * form.sample_rate / form.samples))
    # enough silence behind it that the last frame kept is whole
    after = np.zeros(math.ceil(5 * form.samples / form.sample_rate * rate), np.float32)
    signal = np.concatenate([joined.signal, after])
    goal, most = settings.loudness, 10 ** (settings.true_peak / 20)
    # sentences at the target make a passage a little under it: its pauses count for something
    level = loudness.integrated(joined.energies, clips.hop(rate), rate)
    target, ceiling = goal, most * 10 ** (-_HEADROOM_DB / 20)
    for _ in range(_TRIES):
        if level > loudness.SILENCE_LUFS:
            mastered, reached = clips.leveled(signal, rate, level, target, ceiling)
        else:
            mastered, reached = limit(signal, rate, ceiling), target
        stream = encode(mastered, rate, form, count, what=what)
        decoded = decode(stream, what=what)
        energies = loudness.k_energies(decoded, form.sample_rate, form.samples)
        heard, peak = loudness.integrated(energies, form.samples, form.sample_rate), loudness.true_peak(decoded)
        # what peaks or silence keep from the target is not chased, only what the encoder changed
        chase = heard > loudness.SILENCE_LUFS and abs(reached - target) < _TOLERANCE_LU
        off = goal - heard if chase else 0.0
        if peak <= most and abs(off) <= _TOLERANCE_LU:
            break
        target += off
        ceiling *= min(1.0, most / peak * 0.98)
    return Passage(stream, count, joined.spans_ms, energies, peak, joined.pauses)


@dataclass(frozen=True, slots=True)
class Joined:
    """A passage before it is encoded."""

    signal: Signal
    rate: int
    spans_ms: tuple[tuple[float, float], ...]
    """Start and end of each step's speech."""
    energies: loudness.Energies
    """K-weighted, every `clips.hop(rate)` samples, pieced together from those of the clips."""
    pauses: tuple[tuple[Pause, ...], ...] = ()
    """Of each step."""


def join(plan: Plan, settings: AudioSettings) -> Joined:
    """Every step's speech at its level, with what is heard between."""
    ceiling = 10 ** ((settings.true_peak - _HEADROOM_DB - _ROOM_DB) / 20)
    spoken = [clips.prepare(step.clip, settings.loudness, ceiling, step.gaps) for step in plan.steps]
    rate = max((s.rate for s in spoken), default=settings.sample_rate)
    hop = clips.hop(rate)
    pieces: list[Signal] = [_silence(plan.lead_ms, rate)]
    if plan.chime:
        pieces.append(sounds.chime(rate, settings.loudness))
    at, spans = sum(map(len, pieces)), []
    energies = np.zeros(0)
    for step, speech in zip(plan.steps, spoken, strict=True):
        signal = resample(speech.signal, speech.rate, rate)
        sound = speech.energies * (rate / speech.rate)
        spans.append(
            (1000 * (at / rate + speech.onset / speech.rate), 1000 * (at / rate + speech.offset / speech.rate))
        )
        after = sounds.pause(step.pause_ms, step.answer_ms, rate, settings.loudness)
        pieces += [signal, *after]
        energies = np.concatenate([energies, np.zeros(max(0, at // hop - len(energies))), sound])
        at += len(signal) + sum(map(len, after))
    last = plan.steps[-1].pause_ms if plan.steps else 0
    pieces.append(_silence(max(0, MIN_PAUSE_MS - last), rate))
    signal = np.concatenate(pieces)
    rest = np.zeros(max(0, len(signal) // hop - len(energies)))
    pauses = tuple(speech.pauses for speech in spoken)
    return Joined(signal, rate, tuple(spans), np.concatenate([energies, rest]), pauses)


def _silence(ms: int, rate: int) -> Signal:
    return np.zeros(rate * ms // 1000, np.float32)


def closes(duration_ms: int, last: Clip, new_paragraph: bool) -> bool:
    """Whether a passage that lasts `duration_ms` ends after `last`.

    Mostly the clip itself says so, by its digest: where a sentence was put in or taken out, the next such clip
    brings passages back to where they ended before. Without one they end at a paragraph, at last anywhere.
    """
    if duration_ms < _SHORT_MS:
        return False
    lot = int(hashlib.sha256(clip_digest(last).encode()).hexdigest()[:8], 16)
    if lot % (_ONE_IN_PARAGRAPHS if new_paragraph else _ONE_IN_SENTENCES) == 0:
        return True
    return duration_ms >= (_LONG_MS if new_paragraph else _LONGEST_MS)
