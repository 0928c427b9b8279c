"""The limiter keeps its ceiling and its hands off the rest."""

from __future__ import annotations

import numpy as np

from audiobook.audio import loudness
from audiobook.audio.limiter import limit
from tests.audio.conftest import RATE, voice

CEILING = 10 ** (-2 / 20)


def test_what_is_under_the_ceiling_is_left_alone() -> None:
    """The very same array comes back."""
    quiet = voice(1, peak=0.7).astype(np.float32)
    assert limit(quiet, RATE, CEILING) is quiet


def test_every_peak_is_under_the_ceiling() -> None:
    """Noise far over full scale comes back under the ceiling, between samples too (to 0.1 dB), and stays lively."""
    noise = (2 * np.random.default_rng(1).standard_normal(RATE)).astype(np.float32)
    limited = limit(noise, RATE, CEILING)
    assert loudness.true_peak(limited) <= CEILING * 10 ** (0.1 / 20)
    assert np.sqrt(np.mean(limited**2)) > 0.1


def test_a_peak_is_turned_down_and_its_neighbourhood_is_not() -> None:
    """A tenth of a second away from a peak nothing has changed, and the gain moves without steps."""
    sound = voice(2, peak=0.5).astype(np.float32)
    burst = slice(RATE, RATE + 240)
    sound[burst] *= 3
    limited = limit(sound, RATE, CEILING)
    assert np.array_equal(limited[: RATE - 400], sound[: RATE - 400])
    assert np.array_equal(limited[RATE + 5000 :], sound[RATE + 5000 :])
    audible = np.abs(sound) > 0.01
    gain = limited[audible] / sound[audible]
    assert gain.max() <= 1.0 + 1e-6
    assert np.abs(np.diff(gain)).max() < 0.05
