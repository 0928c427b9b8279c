"""One clip: what is cut off, what never is, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audiobook.audio import clips, loudness
from audiobook.errors import AudioError
from audiobook.model import Clip
from tests.audio.conftest import RATE, MakeClip, padded, voice

CEILING = 10 ** (-2 / 20)


def level(spoken: clips.Spoken) -> float:
    """LUFS of what came out."""
    hop = spoken.rate // 100
    return loudness.integrated(loudness.k_energies(spoken.signal, spoken.rate, hop), hop, spoken.rate)


def test_engine_silence_goes(make_clip: MakeClip) -> None:
    """Of 0.4 s before and 0.7 s after, 25 and 60 ms stay; onset and offset are where the speech is."""
    spoken = clips.prepare(make_clip(padded(voice(2))), -16, CEILING)
    assert len(spoken.signal) / RATE == pytest.approx(2 + 0.025 + 0.060, abs=0.015)
    assert spoken.onset / RATE == pytest.approx(0.025, abs=0.006)
    assert (spoken.offset - spoken.onset) / RATE == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("below_db", [20, 30, 35])
def test_a_quiet_consonant_stays(make_clip: MakeClip, below_db: float) -> None:
    """80 ms of s, up to 35 dB under the vowels, before and after the voice is kept whole."""
    hiss = np.random.default_rng(2).standard_normal(RATE * 80 // 1000) * np.std(voice(2)) * 10 ** (-below_db / 20)
    spoken = clips.prepare(make_clip(padded(np.concatenate([hiss, voice(2), hiss]))), -16, CEILING)
    assert (spoken.offset - spoken.onset) / RATE == pytest.approx(2.16, abs=0.012)


def test_a_plosive_before_its_vowel_stays(make_clip: MakeClip) -> None:
    """A soft burst, the closure's silence, then the voice: the burst is speech."""
    burst = np.random.default_rng(3).standard_normal(200) * 0.01
    spoken = clips.prepare(make_clip(padded(np.concatenate([burst, np.zeros(RATE // 12), voice(1)]))), -16, CEILING)
    assert (spoken.offset - spoken.onset) / RATE == pytest.approx(1.09, abs=0.015)


def test_a_clip_without_silence_is_not_cut(make_clip: MakeClip) -> None:
    """Speech from the first sample to the last keeps its length."""
    spoken = clips.prepare(make_clip(voice(1.5)), -16, CEILING)
    assert len(spoken.signal) / RATE == pytest.approx(1.5, abs=0.01)


def test_hiss_is_not_speech(make_clip: MakeClip) -> None:
    """With noise 40 dB under the voice, the voice is still found to 30 ms."""
    noisy = padded(voice(2)) + np.std(voice(2)) * 0.01 * np.random.default_rng(4).standard_normal(int(3.1 * RATE))
    spoken = clips.prepare(make_clip(noisy), -16, CEILING)
    assert len(spoken.signal) / RATE == pytest.approx(2.085, abs=0.03)


@pytest.mark.parametrize("peak", [0.01, 0.1, 1.0])
def test_every_voice_at_one_level(make_clip: MakeClip, peak: float) -> None:
    """A whisper and a shout come out within a tenth of a LU of the target, and under the ceiling."""
    spoken = clips.prepare(make_clip(padded(voice(2, peak=peak))), -16, CEILING)
    assert level(spoken) == pytest.approx(-16, abs=0.1)
    assert loudness.true_peak(spoken.signal) <= CEILING * 1.02


def test_joins_do_not_click(make_clip: MakeClip) -> None:
    """First and last samples are all but zero."""
    spoken = clips.prepare(make_clip(voice(1)), -16, CEILING)
    cut = clips.prepare(make_clip(padded(voice(1))), -16, CEILING)
    assert abs(cut.signal[0]) < 0.001 and abs(cut.signal[-1]) < 0.001
    assert abs(spoken.signal[0]) < 0.02 and abs(spoken.signal[-1]) < 0.02


@pytest.mark.parametrize(("rate", "channels", "width"), [(8000, 1, 2), (48_000, 2, 2), (24_000, 1, 1), (44_100, 2, 3)])
def test_other_pcm(make_clip: MakeClip, rate: int, channels: int, width: int) -> None:
    """Other rates, stereo, 8 and 24 bits are the same speech."""
    clip = make_clip(padded(voice(1, rate=rate), rate=rate), rate=rate, channels=channels, width=width)
    spoken = clips.prepare(clip, -16, CEILING)
    assert spoken.rate == rate
    assert len(spoken.signal) / rate == pytest.approx(1.085, abs=0.02)
    assert level(spoken) == pytest.approx(-16, abs=0.15)


@pytest.mark.parametrize("length", [0, 1, 2, 119, 480])
@pytest.mark.parametrize("value", [0.0, 1.0])
def test_hardly_anything(make_clip: MakeClip, length: int, value: float) -> None:
    """Clips of no or a few samples, silent or at full scale, stay finite and as long as they were."""
    spoken = clips.prepare(make_clip(np.full(length, value)), -16, CEILING)
    assert len(spoken.signal) == length
    assert np.isfinite(spoken.signal).all()


def test_silence_stays_silence(make_clip: MakeClip) -> None:
    """Digital silence is not raised, nor is the noise of a silent line."""
    spoken = clips.prepare(make_clip(np.zeros(RATE)), -16, CEILING)
    assert not spoken.signal.any()
    noise = clips.prepare(make_clip(1e-4 * np.random.default_rng(5).standard_normal(RATE)), -16, CEILING)
    assert np.abs(noise.signal).max() < 1e-3


@pytest.mark.parametrize("content", [b"", b"RIFF", b"ID3 this is no sound", b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0"])
def test_what_is_no_clip_is_named(tmp_path: Path, content: bytes) -> None:
    """A damaged file is an AudioError with its name, whatever the reader makes of it."""
    path = tmp_path / "broken.wav"
    path.write_bytes(content)
    with pytest.raises(AudioError, match=r"broken\.wav"):
        clips.prepare(Clip(path, RATE, 0, ""), -16, CEILING)
    with pytest.raises(AudioError, match=r"missing\.wav: no such clip"):
        clips.prepare(Clip(tmp_path / "missing.wav", RATE, 0, ""), -16, CEILING)
