"""What stands between phonemes and samples."""

from __future__ import annotations

import numpy as np
import pytest

from audiobook.speech.kokoro import inference, symbols
from audiobook.speech.kokoro.engine import VOICES


@pytest.mark.parametrize("peak", [0.2, 1.0, 1.7])
def test_peaks_are_scaled_not_clipped(peak: float) -> None:
    """A wave over full scale is made quieter as a whole; a quieter one is left alone."""
    wave = (np.sin(np.linspace(0, 60, 4000)) * peak).astype(np.float32)
    samples = inference.to_pcm(wave)
    assert samples.dtype == np.int16
    assert np.abs(samples).max() <= 32767
    assert np.corrcoef(samples.astype(float), wave)[0, 1] > 0.9999
    if peak < 1:
        assert abs(int(np.abs(samples).max()) - round(32767 * peak)) < 20


def test_long_payloads_are_split_without_loss() -> None:
    """Parts fit the model, and all their symbols together are those of the whole."""
    payload = ("ni↓ xau↓, ʨi→ntʰjɛ→n tʰjɛ→nʨʰi↘ xə↓n xau↓. " * 40).strip()
    parts = inference.split(payload)
    assert len(parts) > 1
    assert all(len(part) <= symbols.MAX_TOKENS for part in parts)
    assert "".join(parts).replace(" ", "") == payload.replace(" ", "")


def test_a_payload_without_any_sign_is_split_too() -> None:
    """Even 2,000 symbols in a row come through whole."""
    parts = inference.split("a" * 2000)
    assert "".join(parts) == "a" * 2000


@pytest.mark.parametrize("voice", [info.name for info in VOICES])
def test_every_voice_has_its_styles(voice: str) -> None:
    """510 rows of 256 values, none of them odd."""
    style = inference.style(voice)
    assert style.shape == (symbols.MAX_TOKENS, 1, 256)
    assert np.isfinite(style).all()
