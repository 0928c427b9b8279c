"""Signs and LaTeX commands that can be read: data/mathematics.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table."""

    kind: str
    chinese: str
    english: str


NONE = Entry("", "", "")


@cache
def commands() -> dict[str, Entry]:
    """By LaTeX command, without its backslash."""
    return {name: entry for names, _, entry in _rows() for name in names.split()}


@cache
def signs() -> dict[str, Entry]:
    """By sign."""
    return {sign: entry for _, signs, entry in _rows() for sign in signs.split()}


@cache
def _rows() -> tuple[tuple[str, str, Entry], ...]:
    text = files("audiobook.narration").joinpath("data/mathematics.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((names, signs, Entry(kind, chinese, english)) for kind, names, signs, chinese, english in rows)
