"""Every word of real publications has a sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audiobook.model import Word
from audiobook.speech.kokoro import english_phonemes, phonemes, symbols

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample publications are not beside the project")
def test_every_latin_word_of_the_samples_is_heard() -> None:
    """No Latin word of the samples is silent, and none has a symbol the model does not know."""
    texts = [file.read_text("utf-8") for file in sorted(SAMPLES.glob("*.txt"))]
    words = sorted({word for text in texts for word in english_phonemes.words(text)})
    assert len(words) > 50
    for word in words:
        payload, syllables = phonemes.payload((Word(word),))
        assert syllables > 0
        assert re.search(r"\w", payload), word
        assert set(payload) <= set(symbols.TOKENS), word
