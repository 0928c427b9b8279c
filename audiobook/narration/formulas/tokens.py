"""The source of a formula -> tokens; raised, lowered and double-struck characters become what they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from audiobook.language.chinese import compiled

Kind = Literal["command", "number", "letter", "han", "raised", "lowered", "space", "sign"]


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the source."""

    kind: Kind
    text: str
    """Of a command without its backslash; of raised and lowered characters what they stand for."""


_TOKEN = compiled(
    r"\\(?P<command>[A-Za-z]+|.)|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<letter>[A-Za-z])"
    r"|(?P<han>[[:Han:]]+)|(?P<space>\s+)|(?P<sign>:=|.)",
    re.DOTALL | re.ASCII,
)
_BLANKS = {",", ";", ":", "!", " "}
"""Of LaTeX: \\, and the like."""


def tokens(source: str) -> Iterator[Token]:
    """All of `source`."""
    for how, characters in groupby(source, _how):
        text = "".join(characters)
        if how in ("<super>", "<sub>"):
            kind: Kind = "raised" if how == "<super>" else "lowered"
            yield Token(kind, unicodedata.normalize("NFKC", text))
        else:
            yield from _plain(unicodedata.normalize("NFKC", text) if how == "<font>" else text)


def _plain(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        assert kind is not None
        if kind == "command" and (found[kind] in _BLANKS or found[kind].isspace()):
            yield Token("space", " ")
        else:
            yield Token(kind, found[kind])  # type: ignore[arg-type]  # the groups are called like the kinds


def _how(character: str) -> str:
    """How a character is set that stands for another one: <super>, <sub>, <font>; else nothing."""
    how = unicodedata.decomposition(character).partition(" ")[0]
    return how if how in ("<super>", "<sub>", "<font>") else ""
