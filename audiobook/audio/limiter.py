"""A true-peak limiter that looks ahead and leaves everything alone that is not near a peak."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from audiobook.audio.loudness import between, hot
from audiobook.system.pcm import Signal

_ATTACK_S = 0.004
"""The gain begins to fall twice this long before a peak."""
_RELEASE_DB_S = 100.0
"""How fast it comes back: slow against the voice's pitch (a dip for every glottal pulse would growl), fast against
a syllable."""
_REST_S = 0.1  # peaks farther apart than this are limited on their own


def limit(signal: Signal, rate: int, ceiling: float) -> Signal:
    """`signal` with its true peak at or under `ceiling` (linear); the same array when nothing was over it."""
    near = hot(signal, ceiling)
    if not len(near):
        return signal
    peaks = between(signal, near)
    over = peaks > ceiling
    if not over.any():
        return signal
    at, excess_db = near[over], 20 * np.log10(peaks[over] / np.float32(ceiling))
    attack, rest = max(2, int(rate * _ATTACK_S)), int(rate * max(_REST_S, float(excess_db.max()) / _RELEASE_DB_S))
    breaks = np.flatnonzero(np.diff(at) > rest + 3 * attack)
    firsts = np.concatenate([[0], breaks + 1]).tolist()
    lasts = np.concatenate([breaks, [len(at) - 1]]).tolist()
    result = signal.copy()
    for first, last in zip(firsts, lasts, strict=True):
        start, stop = max(0, int(at[first]) - 3 * attack), min(len(signal), int(at[last]) + rest)
        wanted_db = np.zeros(stop - start)
        wanted_db[at[first : last + 1] - start] = excess_db[first : last + 1]
        result[start:stop] *= np.exp(_reduction_db(wanted_db, rate, attack) * np.float32(-math.log(10) / 20))
    return result


def _reduction_db(excess_db: NDArray[np.float64], rate: int, attack: int) -> NDArray[np.float32]:
    """At least `excess_db` everywhere, falling off at `_RELEASE_DB_S` and smooth on both sides."""
    fall = np.arange(len(excess_db)) * (_RELEASE_DB_S / rate)
    held = np.maximum.accumulate(excess_db + fall) - fall
    width = 2 * attack + 1
    highest, have = np.pad(held, (2 * attack, 2 * attack), mode="edge"), 1
    while have < width:  # maximum over 2, 4, 8, … samples, then over exactly `width`
        step = min(have, width - have)
        highest = np.maximum(highest[:-step], highest[step:])
        have += step
    smooth: NDArray[np.float32] = _mean(_mean(highest, attack + 1), attack + 1).astype(np.float32)
    return smooth


def _mean(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Moving average, `width - 1` values shorter."""
    sums = np.cumsum(np.concatenate([[0.0], values]))
    average: NDArray[np.float64] = (sums[width:] - sums[:-width]) / width
    return average
