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

from audiobook.system.pcm import Signal

Energies = NDArray[np.float64]
"""Sum of squares of the K-weighted signal, one value a hop."""

SILENCE_LUFS = -70.0
"""What is quieter than the absolute gate is called this: −∞ is not a number a listener or a JSON file can use."""
_BLOCK_S, _STEP_S = 0.4, 0.1
_RESPONSE_S = 0.1  # the 38 Hz high-pass has died away by 120 dB
_CHUNK = 32_768
_TAPS = 24
_SLICE = 8192


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
    """Integrated loudness in LUFS of hops of `hop` samples at `rate` Hz; at least `SILENCE_LUFS`."""
    meter = Meter(hop, rate)
    meter.add(energies)
    return meter.integrated()


class Meter:
    """Integrated loudness of hops that come in portions: keeps one figure for every 100 ms, whatever the length.

    Blocks of 400 ms every 100 ms, absolute gate −70 LUFS, relative gate −10 LU; where a block's edge falls inside
    a hop, the hop's energy is shared out evenly. What is shorter than a block is one block.
    """

    def __init__(self, hop: int, rate: int) -> None:
        self._hop_s, self._rate = hop / rate, rate
        self._blocks: list[NDArray[np.float32]] = []
        self._count = 0
        self._tail: Energies = np.zeros(0)
        self._tail_at = 0
        """Number of the hop that `_tail` begins with."""

    def add(self, energies: Energies) -> None:
        """The next hops."""
        self._tail = np.concatenate([self._tail, energies])
        end_s = (self._tail_at + len(self._tail)) * self._hop_s
        many = int((end_s - _BLOCK_S) / _STEP_S + 1e-9) + 1 - self._count
        if many > 0:
            starts = np.arange(self._count, self._count + many, dtype=np.float64) * _STEP_S
            self._blocks.append(self._powers(starts, _BLOCK_S))
            self._count += many
            done = int(self._count * _STEP_S / self._hop_s) - self._tail_at
            self._tail, self._tail_at = self._tail[done:], self._tail_at + done

    def _powers(self, starts: NDArray[np.float64], length_s: float) -> NDArray[np.float32]:
        sums = np.concatenate([[0.0], np.cumsum(self._tail)])
        edges = (self._tail_at + np.arange(len(sums))) * self._hop_s
        powers = np.interp(starts + length_s, edges, sums) - np.interp(starts, edges, sums)
        mean: NDArray[np.float32] = (np.maximum(powers, 0.0) / (length_s * self._rate)).astype(np.float32)
        return mean

    def integrated(self) -> float:
        """LUFS of all hops so far; at least `SILENCE_LUFS`."""
        if self._blocks:
            power = np.concatenate(self._blocks).astype(np.float64)
        elif len(self._tail):
            power = self._powers(np.zeros(1), len(self._tail) * self._hop_s).astype(np.float64)
        else:
            return SILENCE_LUFS
        power = power[power > 10 ** ((SILENCE_LUFS + 0.691) / 10)]
        if not len(power):
            return SILENCE_LUFS
        power = power[power > power.mean() / 10]
        return max(SILENCE_LUFS, -0.691 + 10 * math.log10(float(power.mean())))


@functools.cache
def _oversampler() -> NDArray[np.float32]:
    """Three windowed-sinc phases, ¼, ½ and ¾ of a sample late; shape [3, _TAPS]."""
    taps = np.arange(-11, _TAPS - 11)[None, :] - np.array([[0.25], [0.5], [0.75]])
    window = np.cos(np.pi * taps / 25) ** 2
    phases = np.sinc(taps) * window
    scaled: NDArray[np.float32] = (phases / phases.sum(axis=1, keepdims=True)).astype(np.float32)
    return scaled


def between(signal: Signal, at: NDArray[np.intp]) -> Signal:
    """Largest magnitude at or up to ¾ sample after each sample that `at` points to, by 4-fold oversampling."""
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(signal, (11, 12)), _TAPS)
    highest: Signal = np.abs(signal[at])
    for first in range(0, len(at), _SLICE):
        near, part = windows[at[first : first + _SLICE]], highest[first : first + _SLICE]
        for phase in _oversampler():
            # not a matrix product: a BLAS library's threads would go on spinning where encoders are at work
            np.maximum(part, np.abs(np.einsum("ij,j->i", near, phase)), out=part)
    return highest


def hot(signal: Signal, level: float) -> NDArray[np.intp]:
    """Where to look for peaks between samples above `level`: samples within 3 dB of it, and those before them."""
    loud = np.abs(signal) > level * 0.7
    loud[:-1] |= loud[1:]
    return np.flatnonzero(loud)


def true_peak(signal: Signal) -> float:
    """Largest magnitude of the continuous signal, linear (1.0 is 0 dBTP)."""
    if not len(signal):
        return 0.0
    highest = float(np.abs(signal).max())
    return max(highest, float(between(signal, hot(signal, highest)).max())) if highest > 0 else 0.0
