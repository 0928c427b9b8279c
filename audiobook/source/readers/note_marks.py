"""Marks of notes as pages write them: [1], ①, *, 注3."""

from __future__ import annotations

import re

from audiobook.source.raised import marks

_MARK = re.compile(
    r"[\[［(（〔【]?\s*(?P<label>(?:注|註|校|译注|译者注|编者注|note\s?|n\.\s?)?\s*\d{1,4}(?:\s*[,，、;–—―~～-]\s*\d{1,4})*|"
    r"[①-⑳㉑-㉟㊱-㊿]|[*＊†‡§¶#]{1,4}|注|註|[a-z]|[ivxl]{1,6})\s*[\]］)）〕】]?",
    re.I,
)


def mark(text: str) -> str | None:
    """The label of a note's mark, without its brackets; None for what is none.

    >>> mark("[12]"), mark("①"), mark("注3"), mark("*"), mark("2–4"), mark("see above")
    ('12', '1', '注3', '*', '2–4', None)
    """
    found = _MARK.fullmatch(text.strip())
    return marks("".join(found["label"].split())) if found else None


def reference(label: str) -> str:
    """A note's mark as it stands in running text and before the note."""
    return f"[{label}]"
