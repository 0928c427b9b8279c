"""Loudness and true peak after ITU-R BS.1770-4, measured in blocks that can be kept and added up.

Convention: a mono file is one channel with weight 1.0 (not dual mono, which reads 3 LU hotter).

The K-weighted energy of each short hop is all that integrated loudness needs, so hops measured passage by passage
can be put in a row and gated as if the whole file had been measured at once.
"""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float32]
"""Mono samples, full scale ±1.0, shape [frames]."""
Energies = NDArray[np.float64]
"""Sum of squares of the K-weighted signal, one value a hop."""

SILENCE_LUFS = -70.0
"""What is quieter than the absolute gate is called this: −∞ is not a number a listener or a JSON file can use."""
_BLOCK_S, _STEP_S = 0.4, 0.1
_RESPONSE_S = 0.1  # the 38 Hz high-pass has died away by 120 dB
_CHUNK = 32_768


def decibels(ratio: float) -> float:
    """20·log10, with a floor of −120 for silence."""
    return max(-120.0, 20 * math.log10(ratio)) if ratio > 0 else -120.0


@functools.cache
def _weighting(rate: int) -> tuple[int, NDArray[np.complex64]]:
    """Length of the K filter's impulse response at `rate` Hz and its spectrum over `_CHUNK` samples.

    Coefficients: the analogue prototypes behind the 48 kHz tables of BS.1770-4, by bilinear transform.
    """
    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, gain = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = gain**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf = (
        ((gain + band * k / q + k * k) / a0, 2 * (k * k - gain) / a0, (gain - band * k / q + k * k) / a0),
        (2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0),
    )
    k = math.tan(math.pi * 38.13547087602444 / rate)
    q = 0.5003270373238773
    a0 = 1 + k / q + k * k
    high_pass = ((1.0, -2.0, 1.0), (2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0))
    length = min(int(rate * _RESPONSE_S), _CHUNK // 2)
    response = [1.0] + [0.0] * (length - 1)
    for (b0, b1, b2), (a1, a2) in (shelf, high_pass):
        x1 = x2 = y1 = y2 = 0.0
        for i, x in enumerate(response):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x2, x1, y2, y1 = x1, x, y1, y
            response[i] = y
    return length, np.fft.rfft(np.array(response), _CHUNK).astype(np.complex64)


def k_energies(signal: Signal, rate: int, hop: int) -> Energies:
    """K-weighted energy of every `hop` samples (the last one may be short), at `rate` Hz; silence stands before."""
    length, spectrum = _weighting(rate)
    hops = -(-len(signal) // hop)
    energies = np.zeros(hops)
    step = (_CHUNK - length) // hop * hop
    if step == 0:
        raise ValueError(f"hop of {hop} samples is too long")
    for start in range(0, len(signal), step):
        piece = signal[max(0, start - length) : start + step]
        lead = min(start, length)
        weighted = np.fft.irfft(np.fft.rfft(piece, _CHUNK) * spectrum, _CHUNK)[lead : len(piece)]
        short = -len(weighted) % hop
        if short:
            weighted = np.concatenate([weighted, np.zeros(short, weighted.dtype)])
        sums = np.einsum("ij,ij->i", weighted.reshape(-1, hop), weighted.reshape(-1, hop), dtype=np.float64)
        energies[start // hop : start // hop + len(sums)] = sums
    return energies


def integrated(energies: Energies, hop: int, rate: int) -> float:
    """Integrated loudness in LUFS of hops of `hop` samples at `rate` Hz; at least `SILENCE_LUFS`.

    Blocks of 400 ms every 100 ms, absolute gate −70 LUFS, relative gate −10 LU; where a block's edge falls inside
    a hop, the hop's energy is shared out evenly. What is shorter than a block is one block.
    """
    total = len(energies) * hop / rate
    if total <= 0:
        return SILENCE_LUFS
    block = min(_BLOCK_S, total)
    cumulative = np.concatenate([[0.0], np.cumsum(energies)])
    starts = np.arange(0.0, total - block + 1e-9, _STEP_S)
    edges = np.arange(len(cumulative)) * (hop / rate)
    power = np.interp(starts + block, edges, cumulative) - np.interp(starts, edges, cumulative)
    power = np.maximum(power, 0.0) / (block * rate)
    power = power[power > 10 ** ((SILENCE_LUFS + 0.691) / 10)]
    if not len(power):
        return SILENCE_LUFS
    power = power[power > power.mean() / 10]
    return max(SILENCE_LUFS, -0.691 + 10 * math.log10(float(power.mean())))


@functools.cache
def _oversampler() -> NDArray[np.float32]:
    """Three windowed-sinc phases, ¼, ½ and ¾ of a sample late; shape [3, 24]."""
    taps = np.arange(-11, 13)[None, :] - np.array([[0.25], [0.5], [0.75]])
    window = np.cos(np.pi * taps / 25) ** 2
    phases = np.sinc(taps) * window
    return (phases / phases.sum(axis=1, keepdims=True)).astype(np.float32)


def between(signal: Signal, start: int, stop: int) -> Signal:
    """Largest magnitude at or up to ¾ sample after each sample of `signal[start:stop]`, by 4-fold oversampling."""
    before, after = max(0, 11 - start), max(0, stop + 12 - len(signal))
    padded = np.pad(signal[max(0, start - 11) : stop + 12], (before, after))
    highest: Signal = np.abs(signal[start:stop])
    for phase in _oversampler():
        highest = np.maximum(highest, np.abs(np.convolve(padded, phase[::-1], "valid")))
    return highest


def true_peak(signal: Signal) -> float:
    """Largest magnitude of the continuous signal, linear (1.0 is 0 dBTP).

    Only neighbourhoods within 6 dB of the largest sample are oversampled: nothing else can rise above it.
    """
    if not len(signal):
        return 0.0
    highest = float(np.abs(signal).max())
    window = 256
    short = -len(signal) % window
    rows = np.abs(np.concatenate([signal, np.zeros(short, np.float32)]) if short else signal).reshape(-1, window)
    for row in np.flatnonzero(rows.max(axis=1) > highest / 2):
        start = int(row) * window
        highest = max(highest, float(between(signal, start, min(start + window, len(signal))).max()))
    return highest
