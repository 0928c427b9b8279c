"""Every word of real publications has a sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audiobook.model import Word
from audiobook.speech.kokoro import english, phonemes, vocabulary

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample publications are not beside the project")
def test_every_latin_word_of_the_samples_is_heard() -> None:
    """No Latin word of the samples is silent, and none has a symbol the model does not know."""
    texts = [file.read_text("utf-8") for file in sorted(SAMPLES.glob("*.txt"))]
    words = sorted({word for text in texts for word in english.words(text)})
    assert len(words) > 50
    for word in words:
        symbols, syllables = phonemes.payload((Word(word),))
        assert syllables > 0
        assert re.search(r"\w", symbols), word
        assert set(symbols) <= set(vocabulary.TOKENS), word
