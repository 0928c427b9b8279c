"""Loudness and true peak: the cases of EBU Tech 3341 and 3342 in mono, and ffmpeg's meter as a second opinion."""

from __future__ import annotations

import numpy as np
import pytest

from audiobook.audio import loudness
from tests.audio.conftest import ebur128, voice, write_wav


def sine(level_dbfs: float, seconds: float, hz: float = 1000, rate: int = 48_000, phase: float = 0) -> np.ndarray:
    """A tone with the given peak level."""
    t = np.arange(int(seconds * rate)) / rate
    return (10 ** (level_dbfs / 20) * np.sin(2 * np.pi * hz * t + phase)).astype(np.float32)


def measure(signal: np.ndarray, rate: int = 48_000, hop: int = 480) -> float:
    """LUFS of a whole signal."""
    return loudness.integrated(loudness.k_energies(signal.astype(np.float32), rate, hop), hop, rate)


@pytest.mark.parametrize("rate", [8000, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_a_tone_reads_three_lu_under_its_peak(rate: int) -> None:
    """1 kHz at −23 dBFS in one channel is −26.0 LUFS at every sample rate (3341 case 1, halved by mono)."""
    assert measure(sine(-23, 5, rate=rate), rate, rate // 100) == pytest.approx(-26.0, abs=0.1)


@pytest.mark.parametrize(
    "parts",
    [
        [(-36, 10), (-23, 60), (-36, 10)],
        [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)],
        [(-26, 20), (-20, 20.1), (-26, 20)],
    ],
    ids=["relative gate", "both gates", "mean of powers"],
)
def test_gates(parts: list[tuple[float, float]]) -> None:
    """Quiet stretches do not count (3341 cases 3, 4 and 5)."""
    signal = np.concatenate([sine(level, seconds) for level, seconds in parts])
    assert measure(signal) == pytest.approx(-26.0, abs=0.1)


def test_agrees_with_ffmpeg(tmp_path) -> None:
    """Something like speech, with pauses, reads within 0.1 LU and 0.2 dB of ffmpeg's own meter."""
    parts = [
        np.concatenate([voice(3, peak=p, rate=44_100, seed=n), np.zeros(30_000)]) for n, p in enumerate((0.3, 0.7))
    ]
    signal = np.concatenate(parts)
    lufs, peak = ebur128(write_wav(tmp_path / "a.wav", signal, 44_100))
    assert measure(signal, 44_100, 1152) == pytest.approx(lufs, abs=0.1)
    assert loudness.decibels(loudness.true_peak(signal.astype(np.float32))) == pytest.approx(peak, abs=0.2)


def test_portions_are_the_whole() -> None:
    """Energies that come passage by passage give the figure of all at once, also with hops that fit no block."""
    energies = loudness.k_energies(np.concatenate([sine(-20, 3), sine(-30, 3)]), 48_000, 1152)
    meter = loudness.Meter(1152, 48_000)
    for part in np.array_split(energies, 7):
        meter.add(part)
    assert meter.integrated() == pytest.approx(loudness.integrated(energies, 1152, 48_000), abs=1e-4)


@pytest.mark.parametrize("length", [0, 1, 100, 48_000])
def test_silence_is_a_number(length: int) -> None:
    """Silence of any length is −70 LUFS and −120 dBTP, never an infinity."""
    silent = np.zeros(length, np.float32)
    assert measure(silent) == loudness.SILENCE_LUFS
    assert loudness.decibels(loudness.true_peak(silent)) == -120.0


@pytest.mark.parametrize(
    ("hz_per_rate", "phase_degrees", "level_dbfs", "expected"),
    [(1 / 4, 0, -6, -6), (1 / 4, 45, -6, -6), (1 / 6, 60, -6, -6), (1 / 8, 67.5, -6, -6), (1 / 4, 45, 3, 3)],
)
def test_true_peak_between_samples(
    hz_per_rate: float, phase_degrees: float, level_dbfs: float, expected: float
) -> None:
    """A tone's peak is found where no sample meets it (3341 cases 15 to 19: +0.2, −0.4 dB)."""
    tone = sine(level_dbfs, 1, hz_per_rate * 48_000, phase=np.radians(phase_degrees))
    tone *= np.minimum(1, np.arange(len(tone)) / 4800) * np.minimum(1, np.arange(len(tone))[::-1] / 4800)
    assert expected - 0.4 <= loudness.decibels(loudness.true_peak(tone.astype(np.float32))) <= expected + 0.2
