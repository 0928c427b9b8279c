"""Voices mixed by weight."""

from __future__ import annotations

import numpy as np
import pytest

from audiobook.errors import AudiobookError, ConfigError, UnknownVoice
from audiobook.model import Utterance, Voice, Word
from audiobook.speech.clip_validation import band_ms
from audiobook.speech.kokoro import blends, inference
from audiobook.speech.kokoro.engine import SYLLABLE_MS, VOICES, Kokoro

NAMES = [info.name for info in VOICES]
SENTENCE = Utterance(1, "body", "学习", "学习", 0, words=(Word("学习", ("xue2", "xi2")),))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("zf_xiaobei", "zf_xiaobei"),
        ("zf_xiaobei*0.6+zm_yunxi*0.4", "zf_xiaobei*0.6+zm_yunxi*0.4"),
        ("zm_yunxi*2 + zf_xiaobei * 3", "zf_xiaobei*0.6+zm_yunxi*0.4"),
        ("zf_xiaobei+zm_yunxi", "zf_xiaobei*0.5+zm_yunxi*0.5"),
        ("zf_xiaobei*7", "zf_xiaobei"),
        ("zf_xiaobei+zf_xiaobei", "zf_xiaobei"),
        ("zf_xiaobei+zm_yunxi+zm_yunyang", "zf_xiaobei*0.3333+zm_yunyang*0.3333+zm_yunxi*0.3333"),
    ],
)
def test_one_sound_has_one_name(written: str, canonical: str) -> None:
    """However a blend is written, requests have it in one way, so no sentence is spoken twice."""
    assert Kokoro().request(SENTENCE, Voice("kokoro", written)).voice == canonical
    assert str(blends.parse(canonical, NAMES)) == canonical


@pytest.mark.parametrize(
    ("written", "error", "message"),
    [
        ("zf_xiaobei*0.6+zm_yunx*0.4", UnknownVoice, r"no voice 'zm_yunx' \(in 'zf_xiaobei.*did you mean zm_yunxi\?"),
        ("zf_xiaobei*x", ConfigError, "'x' is no weight; write a blend like zf_xiaobei"),
        ("zf_xiaobei*0+zm_yunxi", ConfigError, "'0' is no weight"),
        ("zf_xiaobei*-1+zm_yunxi", ConfigError, "'-1' is no weight"),
        ("zf_xiaobei*nan", ConfigError, "'nan' is no weight"),
        ("zf_xiaobei*", ConfigError, "'' is no weight"),
        ("zf_xiaobei+", ConfigError, "write a blend like"),
        ("zf_xiaobei*1*2", ConfigError, "write a blend like"),
        ("", ConfigError, "write a blend like"),
    ],
)
def test_what_is_no_blend(written: str, error: type[AudiobookError], message: str) -> None:
    """The part that is wrong is named, with the remedy."""
    with pytest.raises(error, match=message):
        Kokoro().request(SENTENCE, Voice("kokoro", written))


def test_the_style_of_a_blend() -> None:
    """It is the mean of its voices' vectors by weight, the same each time."""
    mixed = inference.style("zf_xiaobei*0.25+zm_yunxi*0.75")
    expected = 0.25 * inference.style("zf_xiaobei") + 0.75 * inference.style("zm_yunxi")
    assert mixed.dtype == np.float32 and mixed.shape == expected.shape
    np.testing.assert_allclose(mixed, expected, atol=1e-6)


def test_the_pace_of_a_blend() -> None:
    """A clip of a blend is held to the pace of its voices."""
    engine = Kokoro()
    request = engine.request(SENTENCE, Voice("kokoro", "zf_xiaobei+zm_yunyang"))
    usual = (SYLLABLE_MS["zf_xiaobei"] + SYLLABLE_MS["zm_yunyang"]) / 2
    assert band_ms(request, engine.capabilities)[0] == pytest.approx(0.65 * usual, rel=0.01)


def test_the_language_of_a_blend() -> None:
    """It is that of the voice with the greatest share."""
    engine = Kokoro()
    assert [engine.language_of(name) for name in ("af_heart", "zf_xiaobei*2+bf_emma", "zf_xiaobei+bf_emma*2")] == [
        "en-US", "zh-CN", "en-GB",
    ]  # fmt: skip
