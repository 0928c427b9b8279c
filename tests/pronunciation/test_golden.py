"""Readings and tone sandhi, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.pronunciation import alone, phrase_dictionary, read, sandhi

GOLDEN = Path(__file__).parents[1] / "golden" / "readings"


def _lines(name: str) -> list[tuple[str, str]]:
    lines = (GOLDEN / name).read_text("utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    return [(text, expected) for text, expected in pairs]


@pytest.mark.parametrize(("text", "expected"), _lines("polyphones.txt") + _lines("names.txt"))
def test_golden_reading_of_one_character(text: str, expected: str) -> None:
    """The character in brackets is read as the line says."""
    place = text.index("[")
    plain = text.replace("[", "").replace("]", "")
    readings = [word.readings[i] if word.readings else "" for word in read(plain) for i in range(len(word.text))]
    assert readings[place] == expected


@pytest.mark.parametrize("row", alone.table(), ids=lambda row: row.example)
def test_a_row_of_characters_alone_decides_its_example(row: alone.Row) -> None:
    """Each row of alone.tsv reads its own example."""
    place = row.example.index("[")
    plain = row.example.replace("[", "").replace("]", "")
    readings = [reading for word in read(plain) for reading in word.readings]
    assert (plain[place], readings[place]) == (row.char, row.reading)


@pytest.mark.parametrize(("text", "expected"), _lines("sandhi.txt"))
def test_golden_sandhi(text: str, expected: str) -> None:
    """The readings after sandhi are those of the line."""
    assert " ".join(reading for word in sandhi(read(text)) for reading in word.readings) == expected


@pytest.mark.parametrize("name", ["phrases", "names"])
def test_a_word_is_decided_once(name: str) -> None:
    """No word stands twice in a table, and each has one reading a character."""
    text = (Path(phrase_dictionary.__file__).parent / "data" / f"{name}.tsv").read_text("utf-8")
    rows = [line.split("\t")[:2] for line in text.splitlines() if line and not line.startswith("#")]
    words = [word for word, _ in rows]
    assert sorted(words) == sorted(set(words))
    assert [word for word, readings in rows if len(word) != len(readings.split())] == []
