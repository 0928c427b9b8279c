"""The nearest right name beside a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Collection


def nearest(name: str, known: Collection[str]) -> str | None:
    """The one of `known` that `name` was probably meant to be, or None.

    >>> nearest("speach", ["speech", "audio"]), nearest("x", ["speech"])
    ('speech', None)
    """
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), None)


def did_you_mean(name: str, known: Collection[str], *, prefix: str = "", otherwise: str | None = None) -> str:
    """What an error says after naming a wrong `name`; `prefix` stands before the right one, `otherwise` where none
    is near (default: all that are known).

    >>> did_you_mean("speach", ["speech", "audio"]), did_you_mean("x", ["b", "a"])
    ('; did you mean speech?', '; known: a, b')
    """
    near = nearest(name, known)
    if near is not None:
        return f"; did you mean {prefix}{near}?"
    return otherwise if otherwise is not None else f"; known: {', '.join(sorted(known)) or 'none'}"
