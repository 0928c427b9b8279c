"""Where in a text, or in the symbols a voice is sent, marks of punctuation ask for a pause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

SIGNS = MappingProxyType(
    {
        char: sign
        for sign, chars in {
            ",": "，,、",
            ";": "；;",
            ":": "：:",
            "—": "—–―─",
            "…": "…⋯",
            ".": "。．.",
            "!": "！!",
            "?": "？?",
        }.items()
        for char in chars
    }
)
"""A mark -> the sign that stands for all of its kind; voices know no 、."""

_BESIDE = r"\s“”‘’\"'《》〈〉「」『』【】〔〕（）()\[\]"
_RUN = re.compile(rf"[{re.escape(''.join(SIGNS))}{_BESIDE}]+")
_WITHIN_WORD = re.compile(r"(?<=[A-Za-z0-9])\.(?=[A-Za-z0-9])|(?<=[0-9])[,:](?=[0-9])")


@dataclass(frozen=True, slots=True)
class MarkRun:
    """Marks in a row, with the brackets and blanks among them: one pause."""

    start: int
    stop: int
    """First character that is a mark, and one past the last."""
    sign: str
    """The first one's."""
    chars: str
    """From start to stop."""


def inside(text: str) -> list[MarkRun]:
    """The marks with something to say before and after them.

    >>> [(run.start, run.chars) for run in inside("他说：“《春》、《秋》……好！”走了3.5里，U.S.")]
    [(2, '：'), (7, '、'), (11, '……'), (14, '！'), (22, '，')]
    >>> [(run.sign, run.chars) for run in inside("ʨi→n, “ni↓”—— xau↓.")]
    [(',', ','), ('—', '——')]
    """
    # a point within a figure or an abbreviation is no mark
    plain = _WITHIN_WORD.sub("x", text)
    runs = []
    for found in _RUN.finditer(plain):
        places = [at for at in range(found.start(), found.end()) if plain[at] in SIGNS]
        if not places or found.start() == 0 or found.end() == len(plain):
            continue
        start, stop = places[0], places[-1] + 1
        runs.append(MarkRun(start, stop, SIGNS[plain[start]], plain[start:stop]))
    return runs
