"""A true-peak limiter that looks ahead and leaves everything alone that is not near a peak."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audiobook.audio.loudness import Signal, between

_REACH_S = 0.004
"""The gain starts to fall this long before a peak and is back as long after it."""


def limit(signal: Signal, rate: int, ceiling: float) -> Signal:
    """`signal` with its true peak at or under `ceiling` (linear); the same array when nothing was over it."""
    # a sample this much under the ceiling cannot hide a peak above it
    hot = np.flatnonzero(np.abs(signal) > ceiling * 0.6)
    if not len(hot):
        return signal
    reach = max(4, int(rate * _REACH_S))
    result = signal
    breaks = np.flatnonzero(np.diff(hot) > 4 * reach)
    firsts = np.concatenate([hot[:1], hot[breaks + 1]])
    lasts = np.concatenate([hot[breaks], hot[-1:]])
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        start, stop = max(0, first - 2 * reach), min(len(signal), last + 2 * reach + 1)
        peaks = between(signal, start, stop)
        if peaks.max() <= ceiling:
            continue
        if result is signal:
            result = signal.copy()
        result[start:stop] *= _gain(np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)), reach)
    return result


def _gain(wanted: NDArray[np.floating], reach: int) -> NDArray[np.float32]:
    """The lowest gain wanted within `reach` samples, smoothed so that it still is that low where it must be."""
    width = 2 * reach + 1
    padded = np.concatenate([np.ones(2 * reach), wanted, np.ones(2 * reach)])
    lowest, have = padded, 1
    while have < width:  # minimum over 2, 4, 8, … samples, then over exactly `width`
        step = min(have, width - have)
        lowest = np.minimum(lowest[:-step], lowest[step:])
        have += step
    window = np.hanning(width + 2)[1:-1]
    return np.convolve(lowest, window / window.sum(), "valid").astype(np.float32)
