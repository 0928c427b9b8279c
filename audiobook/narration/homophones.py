"""Characters that have one reading only, by syllable: how a reading is told to an engine that takes text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def respelled(phrase: str, syllables: tuple[str, ...]) -> str:
    """`phrase` with each character that has several readings replaced by one that is only read so; a syllable
    no such character has keeps its own: respelled("乐队", ("yue4", "dui4")) -> "月队"."""
    table = single_readings()
    readings = {c: syllable for syllable, characters in table.items() for c in characters}
    return "".join(
        character if readings.get(character) == syllable else (table.get(syllable) or character)[0]
        for character, syllable in zip(phrase, syllables, strict=True)
    )


@cache
def single_readings() -> dict[str, str]:
    """Syllable with tone number -> common characters that are never read otherwise, the commonest first."""
    text = files("audiobook.narration").joinpath("data/homophones.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}
