"""Marks of references and notes right behind words are silent: 陆羽[1], 方法有效[5,6], 唐代①, 理论²."""

from __future__ import annotations

import re

from audiobook.language.note_marks import BRACKETED
from audiobook.narration.references import CIRCLED, RAISED, is_mark
from audiobook.narration.rules.rule import rule

NAME = "reference mark"


def _mark(found: re.Match[str]) -> str | None:
    return "" if is_mark(found.string, *found.span()) else None


RULES = (
    rule(NAME, "[^", BRACKETED, _mark),
    rule(NAME, CIRCLED, f"[{CIRCLED}]+", _mark),
    rule(NAME, RAISED, f"[{RAISED}]+", _mark),
)
