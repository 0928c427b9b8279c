"""Samples: conversion, sample rates, and where speech is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.system import pcm

RATE = 24_000


def sine(hertz: float, rate: int, seconds: float) -> pcm.Signal:
    """A tone that begins and ends softly, at half of full scale."""
    time = np.arange(round(rate * seconds)) / rate
    return (0.5 * np.sin(2 * np.pi * hertz * time) * np.sin(np.pi * time / seconds)).astype(np.float32)


def words(*lengths_s: float, floor: float = 0.0) -> pcm.Signal:
    """A hum and a silence by turns, in seconds, over noise of RMS `floor`."""
    parts = [sine(200, RATE, 0.2 + length)[: round(RATE * length)] * (at % 2) for at, length in enumerate(lengths_s)]
    signal = np.concatenate(parts)
    return (signal + np.random.default_rng(1).normal(0, floor, len(signal))).astype(np.float32)


@given(st.lists(st.integers(-32768, 32767)))
def test_sixteen_bits_survive_the_way_to_floats_and_back(values: list[int]) -> None:
    """To the last bit."""
    samples = np.array(values, dtype=np.int16)
    assert (pcm.to_int16(pcm.to_float(samples)) == samples).all()


def test_what_passes_full_scale_is_clipped() -> None:
    """It does not wrap round."""
    assert pcm.to_int16(np.array([1.5, -1.5, 1.0], np.float32)).tolist() == [32767, -32768, 32767]


@pytest.mark.parametrize("floor", [0.0, 0.001])
def test_a_pause_parts_two_stretches_and_a_closure_does_not(floor: float) -> None:
    """0.1 s, as before a plosive, lies within a word; 0.3 s is a pause."""
    within = pcm.speech_stretches(words(0.3, 0.5, 0.1, 0.5, 0.3, floor=floor), RATE)
    apart = pcm.speech_stretches(words(0.3, 0.5, 0.3, 0.5, 0.3, floor=floor), RATE)
    assert np.array(within) / RATE == pytest.approx(np.array([[0.3, 1.4]]), abs=0.02)
    assert np.array(apart) / RATE == pytest.approx(np.array([[0.3, 0.8], [1.1, 1.6]]), abs=0.02)


@pytest.mark.parametrize("length", [0, 1, 100, 24_000])
def test_no_speech_in_silence(length: int) -> None:
    """Nor in what is too short; the bounds are then those of the whole."""
    silent = np.zeros(length, np.float32)
    assert pcm.speech_stretches(silent, RATE) == []
    assert pcm.speech_bounds(silent, RATE) == (0, 0, length)


def test_levels_are_of_the_sound_without_its_offset() -> None:
    """A sine at half of full scale has −9 dBFS, whatever constant lies under it."""
    tone = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)
    for offset in (0.0, 0.3):
        levels = pcm.frame_levels((tone + offset).astype(np.float32), RATE)
        assert len(levels) == 200
        assert levels == pytest.approx(np.full(200, -9.03), abs=0.01)
