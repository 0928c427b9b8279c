"""The proof of completeness: what passes for speech and what does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from audiobook.model import Mark, SpeechRequest, SymbolTimes
from audiobook.speech.clip_validation import fault
from audiobook.speech.engine import Capabilities, Speech

RATE = 24_000
ABLE = Capabilities(
    needs="cpu",
    takes="text",
    sample_rate=RATE,
    preferred_syllables=40,
    max_syllables=100,
    workers=1,
    voice_syllable_ms={"known": 200},
)


def request(syllables: int, *, voice: str = "known", rate: float = 1.0) -> SpeechRequest:
    """Something of so many syllables."""
    return SpeechRequest("e", "1", voice, rate, "字" * syllables, syllables)


def voiced(milliseconds: int, *, level: float = 0.3) -> np.ndarray:
    """Something like a voice: a hum that swells five times a second, with a breath of noise."""
    time = np.arange(RATE * milliseconds // 1000) / RATE
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 5 * time)
    hum = np.sin(2 * np.pi * 150 * time) + 0.4 * np.sin(2 * np.pi * 900 * time)
    noise = np.random.default_rng(1).normal(0, 0.001, len(time))
    return (hum * swell * level / 1.4 + noise) * 32_767


def quiet(milliseconds: int, *, level: float = 0.0003) -> np.ndarray:
    """Room tone of about -70 dBFS."""
    return np.random.default_rng(2).normal(0, level, RATE * milliseconds // 1000) * 32_767


def speech(*parts: np.ndarray, marks: tuple[Mark, ...] = ()) -> Speech:
    """The parts in a row."""
    return Speech(np.concatenate(parts).astype(np.int16), RATE, marks)


WHOLE = (quiet(300), voiced(3_800), quiet(500))


@pytest.mark.parametrize(
    "parts",
    [
        WHOLE,
        (voiced(3_800), quiet(60)),
        (quiet(300), voiced(1_500), quiet(900), voiced(1_500), quiet(500)),
        (quiet(300), voiced(3_800, level=0.01), quiet(500)),
        (quiet(300, level=0.002), voiced(3_800, level=0.9), quiet(500, level=0.002)),
        (np.zeros(9_000), voiced(5_500), np.zeros(9_000)),
    ],
    ids=["plain", "trimmed", "pause", "soft", "loud in a noisy room", "slow"],
)
def test_speech_passes(parts: tuple[np.ndarray, ...]) -> None:
    """Twenty syllables in the voice's own time, loud or soft, pass."""
    assert fault(request(20), speech(*parts), ABLE) is None


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((quiet(4_000),), "only silence"),
        ((np.zeros(96_000),), "only silence"),
        ((np.zeros(0),), "no audio"),
        ((quiet(300), voiced(2_300), quiet(500)), "cut off: 2.3 s"),
        ((quiet(300), voiced(7_200), quiet(500)), "too long: 7.2 s"),
        ((quiet(300), voiced(800), quiet(2_700), voiced(800), quiet(300)), "2.7 s of silence inside"),
        ((quiet(300), voiced(3_300)), "ends in mid-word"),
    ],
)
def test_what_is_not_speech(parts: tuple[np.ndarray, ...], reason: str) -> None:
    """Silence, cuts, babble and holes are found and named."""
    assert reason in str(fault(request(20), speech(*parts), ABLE))


@pytest.mark.parametrize("lost", [0.4, 0.5, 0.7, 0.9])
def test_lost_ends_are_found_even_when_they_end_softly(lost: float) -> None:
    """A clip that lost two fifths or more is found by its length alone."""
    assert "cut off" in str(fault(request(20), speech(voiced(round(4_000 * (1 - lost))), quiet(800)), ABLE))


def test_rate_counts() -> None:
    """A fast voice is held to a fast band."""
    fast = speech(quiet(300), voiced(2_300), quiet(300))
    assert fault(request(20), fast, ABLE) is not None
    assert fault(request(20, rate=1.7), fast, ABLE) is None


def test_unmeasured_voices_have_a_wide_band() -> None:
    """Of a voice nobody measured only the impossible is refused."""
    assert fault(request(20, voice="new"), speech(quiet(300), voiced(2_300), quiet(300)), ABLE) is None
    assert "cut off" in str(fault(request(20, voice="new"), speech(quiet(300), voiced(1_700), quiet(300)), ABLE))


def test_short_utterances_may_take_their_time() -> None:
    """One or two characters alone are drawn out by every voice."""
    assert fault(request(1), speech(quiet(300), voiced(900), quiet(500)), ABLE) is None


@pytest.mark.parametrize("mark", [Mark("字", 0, 9_000), Mark("字", -5, 10), Mark("字", 300, 200)])
def test_marks_lie_within(mark: Mark) -> None:
    """A mark outside of the audio is a fault."""
    assert "the mark of '字'" in str(fault(request(20), speech(*WHOLE, marks=(mark,)), ABLE))


@pytest.mark.parametrize(
    "times", [SymbolTimes("字", (9_000,)), SymbolTimes("字", (-5,)), SymbolTimes("字", ()), SymbolTimes("字", (5,), -9)]
)
def test_times_lie_within(times: SymbolTimes) -> None:
    """Times of symbols outside of the audio, or of other symbols than there are, are a fault."""
    assert "the times of its symbols" in str(fault(request(20), replace(speech(*WHOLE), times=times), ABLE))


def test_form() -> None:
    """Floats, stereo and another sample rate are refused."""
    whole = speech(*WHOLE)
    assert "float64" in str(fault(request(20), Speech(whole.samples.astype(float), RATE), ABLE))  # type: ignore[arg-type]
    assert "shape" in str(fault(request(20), Speech(whole.samples.reshape(-1, 2), RATE), ABLE))
    assert "16000 Hz instead of 24000" in str(fault(request(20), Speech(whole.samples, 16_000), ABLE))
