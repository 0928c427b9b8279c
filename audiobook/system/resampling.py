"""Sound from one sample rate to another, in pieces, so that hours need no more memory than a second."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from audiobook.system.pcm import Signal

_MARGIN = 256
"""Samples on both sides of a block that are read again with its neighbour: longer than the filter rings."""
_WIDTH = 4096  # samples of a block, at least: transforms of this length are the cheapest
_ROWS = 64  # blocks transformed at once
_PASSED = 0.95  # of the lower rate's band; above it the filter closes


def resample(signal: Signal, rate: int, to: int) -> Signal:
    """`signal` from `rate` to `to` Hz, band-limited; round(len(signal) * to / rate) samples."""
    if rate == to or not len(signal):
        return signal
    return np.concatenate(list(resampled([signal], rate, to)))


def resampled(pieces: Iterable[Signal], rate: int, to: int) -> Iterator[Signal]:
    """The sound of `pieces`, in pieces of other lengths; nothing is known of a piece that is asked for later."""
    if rate == to:
        yield from pieces
        return
    blocks = _Blocks(rate, to)
    buffer = np.zeros(blocks.margin, np.float32)
    read = written = 0
    for piece in pieces:
        read += len(piece)
        buffer = np.concatenate([buffer, piece])
        while len(buffer) >= blocks.width:
            rows = min(_ROWS, (len(buffer) - 2 * blocks.margin) // blocks.step)
            sound = blocks.turn(buffer, rows)
            buffer = buffer[rows * blocks.step :]
            written += len(sound)
            yield sound
    left = round(read * to / rate) - written
    rows = -(-(len(buffer) - blocks.margin) // blocks.step)
    buffer = np.concatenate([buffer, np.zeros(blocks.width + rows * blocks.step, np.float32)])
    if left > 0:
        yield blocks.turn(buffer, max(1, rows))[:left]


class _Blocks:
    """Blocks of `step` samples with a margin on both sides, through their spectra."""

    def __init__(self, rate: int, to: int) -> None:
        unit = math.gcd(rate, to)
        self._down, self._up = rate // unit, to // unit
        self.margin = -(-_MARGIN // self._down) * self._down
        self.width = self._down
        while self.width < max(_WIDTH, 4 * self.margin):
            self.width *= 2
        self.step = self.width - 2 * self.margin
        self._wide = self.width // self._down * self._up
        self._filter = self._closing(min(self.width, self._wide) // 2 + 1)

    def _closing(self, count: int) -> NDArray[np.float32]:
        """What the filter leaves of each frequency: all below, nothing at the edge of the lower rate's band."""
        place = np.clip((np.arange(count) / (count - 1) - _PASSED) / (1 - _PASSED), 0, 1)
        return ((0.5 + 0.5 * np.cos(np.pi * place)) * self._up / self._down).astype(np.float32)

    def turn(self, buffer: Signal, rows: int) -> Signal:
        """The first `rows` steps of `buffer`, which begins a margin before them, at the other rate."""
        views = np.lib.stride_tricks.sliding_window_view(buffer, self.width)[: rows * self.step : self.step]
        spectra = np.fft.rfft(views, axis=1)[:, : len(self._filter)] * self._filter
        sound = np.fft.irfft(spectra, self._wide, axis=1)
        margin = self.margin // self._down * self._up
        return np.asarray(sound[:, margin : self._wide - margin], np.float32).reshape(-1)
