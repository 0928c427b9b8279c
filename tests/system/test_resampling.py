"""Sound at another sample rate, whole and in pieces."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.system.resampling import resample, resampled
from tests.system.test_pcm import sine

RATES = [(24_000, 44_100), (44_100, 24_000), (16_000, 24_000), (11_025, 48_000), (44_100, 48_000), (22_051, 44_100)]


@pytest.mark.parametrize(("rate", "to"), RATES)
def test_a_tone_is_the_same_tone_at_another_rate(rate: int, to: int) -> None:
    """To −90 dB of full scale, at its place and as long as it was."""
    found = resample(sine(1000, rate, 2), rate, to)
    assert len(found) == 2 * to
    assert np.abs(found - sine(1000, to, 2)).max() < 3e-5


def test_what_the_lower_rate_cannot_hold_goes() -> None:
    """A tone above its Nyquist frequency does not come back as another one."""
    assert np.abs(resample(sine(10_000, 44_100, 1), 44_100, 16_000)).max() < 3e-5


@given(st.lists(st.integers(0, 9000), max_size=6), st.sampled_from(RATES))
def test_pieces_make_what_the_whole_makes(lengths: list[int], rates: tuple[int, int]) -> None:
    """Wherever it is cut, sample by sample; and it is as long as it should be."""
    signal = np.random.default_rng(1).normal(0, 0.1, sum(lengths)).astype(np.float32)
    pieces = np.split(signal, np.cumsum(lengths)[:-1]) if lengths else []
    found = [*resampled(pieces, *rates), np.zeros(0, np.float32)]
    whole = resample(signal, *rates)
    assert len(whole) == round(len(signal) * rates[1] / rates[0])
    assert np.array_equal(np.concatenate(found), whole)


def test_the_same_rate_is_the_same_sound() -> None:
    """Nothing is touched."""
    signal = sine(1000, 24_000, 0.1)
    assert resample(signal, 24_000, 24_000) is signal
    assert next(resampled([signal], 24_000, 24_000)) is signal
