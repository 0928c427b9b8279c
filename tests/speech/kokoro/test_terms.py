"""Latin terms in Chinese text: letters or a word, and how the word sounds (tests/golden/terms/latin.tsv)."""

from __future__ import annotations

import os
from pathlib import Path

from audiobook.narration.normalize import normalize
from audiobook.speech.kokoro import english_phonemes

FILE = Path(__file__).parents[2] / "golden" / "terms" / "latin.tsv"
UPDATING = os.environ.get("AUDIOBOOK_UPDATE_GOLDEN") == "1"


def said(term: str) -> tuple[str, str]:
    """What is narrated of `term` within a Chinese sentence, and its symbols."""
    text = normalize(f"使用{term}的人").text.removeprefix("使用").removesuffix("的人")
    return text, " ".join(english_phonemes.phrase(english_phonemes.words(text)))


def refresh() -> None:
    """Write what is said now beside every term."""
    lines = FILE.read_text("utf-8").splitlines()
    rows = [line if line[0] == "#" else "\t".join((line.split("\t")[0], *said(line.split("\t")[0]))) for line in lines]
    FILE.write_text("\n".join(rows) + "\n", "utf-8")


def test_golden_terms() -> None:
    """Every term is spelled or spoken, and sounds, as its line says; names and technology of all sorts."""
    if UPDATING:
        refresh()
    rows = [line.split("\t") for line in FILE.read_text("utf-8").splitlines() if line[0] != "#"]
    assert len(rows) > 300
    assert not [(row, said(row[0])) for row in rows if (row[1], row[2]) != said(row[0])]
