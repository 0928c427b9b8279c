"""What the words around a form say of it: 今晚21:15开始 is a time, 以21:15战胜 a score."""

from __future__ import annotations

import re

from audiobook.language.word_lists import any_word
from audiobook.narration.rules.rule import after

_CLAUSE = re.compile("[，。；！？\n]")


def clause_before(found: re.Match[str], length: int = 16) -> str:
    """What stands before the match in its clause, at most `length` characters."""
    return _CLAUSE.split(found.string[max(0, found.start() - length) : found.start()])[-1]


def kind(found: re.Match[str], *kinds: str) -> str | None:
    """The first of `kinds` of which a word of data/KIND_behind.txt follows the match; else that of which a word of
    data/KIND_before.txt stands nearest before it in its clause; None where there is neither."""
    rest = after(found)
    for each in kinds:
        if any_word("narration", f"{each}_behind").match(rest):
            return each
    clause = clause_before(found)
    ends = {
        each: max((m.end() for m in any_word("narration", f"{each}_before").finditer(clause)), default=0)
        for each in kinds
    }
    nearest = max(kinds, key=lambda each: ends[each])
    return nearest if ends[nearest] else None
