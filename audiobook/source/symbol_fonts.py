"""Signs of pictorial fonts (Symbol, Wingdings) as the characters they show."""

from __future__ import annotations

from functools import cache

from audiobook.language.word_lists import rows

_PRIVATE = 0xF000
"""Word keeps signs of such fonts at F020–F0FF, in the private area."""


def character(font: str, code: int) -> str | None:
    """What `code` shows in `font`; None where no character is known for it.

    >>> character("Symbol", 0xF061), character("Wingdings", 0x81), character("Webdings", 0xF061)
    ('α', '①', None)
    """
    return _table().get((font.casefold(), code - _PRIVATE if code >= _PRIVATE else code))


@cache
def _table() -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for font, first, characters in rows("source", "symbol_fonts"):
        for place, char in enumerate(characters):
            found[font.casefold(), int(first, 16) + place] = char
    return found
