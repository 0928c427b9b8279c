"""How long the silence after an utterance is, in one table; `[narration.pauses]` overrides by name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from audiobook.errors import ConfigError
from audiobook.language.marks import SIGNS, inside
from audiobook.language.note_marks import BRACKETED
from audiobook.narration.references import CIRCLED, RAISED
from audiobook.system.suggest import did_you_mean

PAUSES: Mapping[str, int] = {
    # by what was read
    "announcement": 500,
    "title": 900,
    "byline": 1000,
    "heading": 750,
    "note": 600,
    "question": 1500,
    "answer": 900,
    "recap": 700,
    "host": 500,
    "guest": 700,
    # by where a breath falls in the text
    "paragraph": 750,
    "row": 450,
    "cell": 250,
    "line": 450,
    "sentence": 420,
    "question_mark": 480,
    "exclamation": 460,
    "ellipsis": 600,
    "semicolon": 300,
    "colon": 280,
    "comma": 180,
    "enumeration": 120,
    "dash": 250,
    "word": 60,
    "breath": 130,
    # around sections
    "before_heading": 1200,
    "before_note": 1000,
    "end": 1500,
}
"""Milliseconds; `line` is one of verse, `breath` one within a long stretch that has no mark."""

_MARKS = (
    (r"[？?]", "question_mark"),
    (r"[！!]", "exclamation"),
    (r"…+|\.{3}", "ellipsis"),
    (r"[。.]", "sentence"),
    (r"[；;]", "semicolon"),
    (r"[：:]", "colon"),
    (r"[，,]", "comma"),
    (r"、", "enumeration"),
    (r"[—–-]+", "dash"),
)
_NOTE_MARKS = re.compile(rf"(?<=[^\w\s])\s?(?:{BRACKETED}|[{CIRCLED}]+|[{RAISED}]+)\s*$")
_ENDINGS = tuple((re.compile(rf"(?:{mark})[”’\"')）》」』\]】\s]*$"), name) for mark, name in _MARKS)


def table(overrides: Mapping[str, int]) -> Mapping[str, int]:
    """`PAUSES` with `overrides` put in. Raises `ConfigError` for a name there is not or a negative time."""
    for name in overrides:
        if name not in PAUSES:
            hint = did_you_mean(name, PAUSES, prefix="narration.pauses.")
            raise ConfigError(f"no setting called narration.pauses.{name}{hint}")
    return {**PAUSES, **overrides}


_AT = {",": "comma", ";": "semicolon", ":": "colon", "—": "dash", "…": "ellipsis"} | {
    ".": "sentence", "!": "exclamation", "?": "question_mark",
}  # fmt: skip


def within(spoken: str, pauses: Mapping[str, int]) -> tuple[int, ...]:
    """The pause at each mark within `spoken`; of several marks in a row the longest one's.

    >>> within("今天，买了苹果、梨；“真甜！”——他说。", PAUSES)
    (180, 120, 300, 460)
    """
    return tuple(
        max(pauses["enumeration" if char == "、" else _AT[SIGNS[char]]] for char in run.chars if char in SIGNS)
        for run in inside(spoken)
    )


def after_text(written: str, *, ends_sentence: bool) -> str:
    """Name of the pause that the last mark of punctuation in `written` asks for."""
    written = _NOTE_MARKS.sub("", written)
    for pattern, name in _ENDINGS:
        if pattern.search(written):
            return name
    return "sentence" if ends_sentence else "word"
