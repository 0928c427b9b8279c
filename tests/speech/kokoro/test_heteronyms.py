"""English words that sound as their place in the sentence asks (tests/golden/terms/heteronyms.tsv)."""

from __future__ import annotations

from pathlib import Path

from audiobook.speech.kokoro import english_phonemes, english_sentence

FILE = Path(__file__).parents[2] / "golden" / "terms" / "heteronyms.tsv"


def heard(sentence: str) -> str:
    """The symbols of the word between asterisks."""
    before, word, behind = sentence.split("*")
    tokens = [*_tokens(before), word, *_tokens(behind)]
    return english_sentence.symbols(tokens)[len(_tokens(before))]


def _tokens(text: str) -> list[str]:
    words = english_phonemes.words(text)
    tokens = []
    for word in words:
        before, _, text = text.partition(word)
        tokens += [*before, word]
    return [*tokens, *text]


def test_golden_heteronyms() -> None:
    """Each marked word sounds as its part of speech there does."""
    rows = [line.split("\t") for line in FILE.read_text("utf-8").splitlines() if line[0] != "#"]
    assert len(rows) > 100
    assert [(sentence, heard(sentence)) for sentence, symbols in rows if heard(sentence) != symbols] == []
