"""What readers say of a text, in Chinese: they say it in English, and the page is in the language of its browser."""

from __future__ import annotations

import re
from functools import cache

from audiobook.language.word_lists import rows

_PLACE = re.compile(r"\{(\w+)\}")


def in_chinese(message: str) -> str:
    """`message` as data/findings.tsv has it; unchanged where it has nothing that fits.

    >>> in_chinese("Not read (page number): 12"), in_chinese("by hand")
    ('没有读（页码）：12', 'by hand')
    """
    for form, chinese in _forms():
        if found := form.fullmatch(message):
            return _filled(chinese, found.groupdict())
    return message


def _filled(chinese: str, said: dict[str, str]) -> str:
    said = {name: _reasons().get(text, text) if name == "why" else text for name, text in said.items()}
    return _PLACE.sub(lambda place: said[place[1]], chinese)


@cache
def _reasons() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("studio", "reasons")}


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for english, chinese in rows("studio", "findings"):
        parts = _PLACE.split(english)
        form = "".join(f"(?P<{part}>.*?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
        found.append((re.compile(form, re.DOTALL), chinese))
    return tuple(found)
