"""From one sample rate to another, for servers that do not give the one an engine declares."""

from __future__ import annotations

from math import gcd

import numpy as np

from audiobook.speech.engine import Samples

_ZEROS = 16
"""Zero crossings of the filter on each side: aliases are 60 dB down, far below a synthetic voice's own noise."""


def resample(samples: Samples, rate: int, wanted: int) -> Samples:
    """`samples`, shape [frames], from `rate` to `wanted` Hz with a windowed-sinc filter."""
    if rate == wanted or len(samples) == 0:
        return samples
    shared = gcd(rate, wanted)
    up, down = wanted // shared, rate // shared
    # one low-pass at the lower of both limits, as seen at `up` times the old rate; split into `up` phases
    width = _ZEROS * max(up, down)
    taps = np.arange(-width, width + 1) / max(up, down)
    kernel = np.sinc(taps) * np.kaiser(len(taps), 8.0) * up / max(up, down)
    count = -(-len(samples) * up // down)
    padded = np.pad(samples.astype(np.float64), width // up + 2)
    reach = 2 * width // up + 1
    result = np.empty(count)
    places = np.arange(count) * down
    for phase in range(up):
        chosen = np.flatnonzero(places % up == phase)
        if len(chosen) == 0:
            continue
        # samples first[i] … first[i]+reach-1 of the old signal meet these taps, all of one phase
        first = (places[chosen] - width + up - 1) // up
        offsets = first * up - places[chosen]
        row = kernel[np.minimum(offsets[0] + width + np.arange(reach) * up, 2 * width)]
        row = np.where(offsets[0] + np.arange(reach) * up > width, 0.0, row)
        starts = first + width // up + 2
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(padded, (0, reach)), reach)
        result[chosen] = windows[starts] @ row
    return np.asarray(np.clip(np.rint(result), -32_768, 32_767), dtype=np.int16)
