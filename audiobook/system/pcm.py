"""Mono sound as samples: from 16 bits to floats and back, and where in it speech is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float32]
"""Mono samples, full scale ±1.0, shape [frames]."""
Samples = NDArray[np.int16]
"""Mono samples of 16 bits, shape [frames]."""

FRAME_S = 0.005
"""Levels are measured in frames of this length."""
_RISE_FRAMES = 2
_SURE_DB, _HEARD_DB, _FAINT_DB = -30.0, -36.0, -43.0  # below the level of the signal's loud parts
_FLOOR_MARGIN_DB = 6.0
_STILL_DB, _STILL_S = -40.0, 0.02
_GAP_S = 0.12  # the closure before a plosive; what is further from speech than this is not part of it
_NOTHING_DBFS = -90.0


def to_float(samples: Samples) -> Signal:
    """The same sound at full scale ±1.0."""
    return samples.astype(np.float32) / np.float32(32768)


def to_int16(signal: Signal) -> Samples:
    """The same sound in 16 bits; what passes full scale is clipped."""
    return np.asarray(np.clip(np.rint(signal * np.float32(32768)), -32768, 32767), np.int16)


def frame_levels(signal: Signal, rate: int) -> NDArray[np.float64]:
    """Level in dBFS of each `FRAME_S` of `signal` at `rate` Hz, shape [len(signal) // frame]: RMS without the mean,
    a full-scale square being 0 dB; digital silence is −120."""
    return np.asarray(10 * np.log10(_powers(signal, rate)))


def speech_stretches(signal: Signal, rate: int) -> list[tuple[int, int]]:
    """Where speech is: (first sample, one past the last) of each stretch of it; none in what is all but silent.

    Two thresholds below the signal's own level: what passes the upper one is speech, and so is what stays above the
    lower one next to it, across gaps as long as a plosive's closure. The lower one also stays clear of the noise
    that a voice leaves between words.
    """
    powers, frame = _powers(signal, rate), _frame(rate)
    loud = _loud_db(powers)
    if loud < _NOTHING_DBFS:
        return []
    levels = 10 * np.log10(powers)
    floor = float(np.quantile(levels, 0.05))
    faint = min(max(loud + _FAINT_DB, floor + _FLOOR_MARGIN_DB), loud + _SURE_DB)
    audible = np.flatnonzero(levels > faint)
    gaps = np.flatnonzero(np.diff(audible) * frame / rate > _GAP_S)
    stretches = [part for part in np.split(audible, gaps + 1) if (levels[part] > loud + _SURE_DB).any()]
    spans = [(int(part[0]) * frame, int(part[-1] + 1) * frame) for part in stretches]
    if len(signal) - spans[-1][1] < frame:  # a rest shorter than a frame was not measured
        spans[-1] = (spans[-1][0], len(signal))
    return spans


def silences(signal: Signal, rate: int) -> list[tuple[int, int]]:
    """(First sample, one past the last) of each stretch within speech in which nothing is heard: 40 dB below the loud
    parts, for 20 ms or more."""
    stretches = speech_stretches(signal, rate)
    if not stretches:
        return []
    powers, frame = _powers(signal, rate), _frame(rate)
    first, stop = stretches[0][0] // frame, stretches[-1][1] // frame
    still = 10 * np.log10(powers[first:stop]) < _loud_db(powers) + _STILL_DB
    turns = first + np.flatnonzero(np.diff(np.concatenate([[False], still, [False]]).astype(np.int8)))
    runs = [(int(a) * frame, int(b) * frame) for a, b in turns.reshape(-1, 2)]
    return [(a, b) for a, b in runs if b - a >= _STILL_S * rate and a > first * frame and b < stop * frame]


def speech_bounds(signal: Signal, rate: int) -> tuple[int, int, int]:
    """First sample of speech, where one would say that it begins, and one past the last; 0, 0 and all of it when
    there is no telling."""
    stretches = speech_stretches(signal, rate)
    if not stretches:
        return 0, 0, len(signal)
    first, stop = stretches[0][0], stretches[-1][1]
    powers, frame = _powers(signal, rate), _frame(rate)
    # a soft beginning is heard some milliseconds after its first trace, a hard one at once
    rise = 10 * np.log10(powers[first // frame :][:_RISE_FRAMES]) < _loud_db(powers) + _HEARD_DB
    onset = first + frame * (int(np.argmin(rise)) if not rise.all() else len(rise))
    return first, min(onset, stop), stop


def _frame(rate: int) -> int:
    return max(1, int(rate * FRAME_S))


def _powers(signal: Signal, rate: int) -> NDArray[np.float64]:
    frame = _frame(rate)
    rows = signal[: len(signal) // frame * frame].reshape(-1, frame)
    return np.asarray(np.maximum(np.var(rows, axis=1, dtype=np.float64), 1e-12))


def _loud_db(powers: NDArray[np.float64]) -> float:
    """Level in dBFS of the loudest fifth; −120 for what is too short to be speech."""
    if len(powers) < 4:
        return -120.0
    return float(10 * np.log10(np.mean(np.sort(powers)[-max(1, len(powers) // 5) :])))
