"""Where in a text the stretches stand that a service says it has spoken: letters only, in any case and width."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_AHEAD = 12
"""Letters that may be left out or said otherwise before the next stretch; what is like it further on is another."""


def places(text: str, stretches: Sequence[str]) -> list[tuple[int, int] | None]:
    """First letter of each of `stretches` in `text` and one past its last, each behind the one before it; None for what
    is not there.

    >>> places("“Good” 花开了。", ["good", "鸟", "花", "开了。"])
    [(1, 5), None, (7, 8), (8, 10)]
    """
    own = [(letter, at) for at, char in enumerate(text) for letter in letters(char)]
    whole = "".join(letter for letter, _ in own)
    found: list[tuple[int, int] | None] = []
    at = 0
    for stretch in map(letters, stretches):
        start = whole.find(stretch, at, at + len(stretch) + _AHEAD) if stretch else -1
        if start < 0:
            found.append(None)
            continue
        at = start + len(stretch)
        found.append((own[start][1], own[at - 1][1] + 1))
    return found


def letters(text: str) -> str:
    """What is compared."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
