"""Where stretches of one length stand in a text: sorted once, then found in the logarithm of its length."""

from __future__ import annotations

import numpy as np

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""Odd and without a pattern, so that two stretches hardly ever share a key; a place is compared letter by letter."""


class Stretches:
    """All stretches of `length` characters of `text`."""

    def __init__(self, text: str, length: int) -> None:
        self._text, self._length = text, length
        own = keys(text, length)
        self._order = np.argsort(own, kind="stable")
        self._keys = own[self._order]

    def places(self, stretch: str, most: int = 1) -> list[int]:
        """The first `most` places where `stretch`, of the length of all, stands, in their order.

        >>> Stretches("山前山后山前", 2).places("山前", 3), Stretches("山前", 2).places("水前")
        ([0, 4], [])
        """
        key = keys(stretch, self._length)
        if len(stretch) != self._length or not len(key):
            return []
        at = int(np.searchsorted(self._keys, key[0]))
        found: list[int] = []
        while len(found) < most and at < len(self._keys) and self._keys[at] == key[0]:
            place = int(self._order[at])
            if self._text.startswith(stretch, place):
                found.append(place)
            at += 1
        return found


def keys(text: str, length: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """A number for each stretch of `length` characters, by where it begins; hardly ever do two differ and share it."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = max(0, len(codes) - length + 1)
    found = np.zeros(count, dtype=np.uint64)
    for at in range(length):
        found = found * _FACTOR + codes[at : at + count]
    return found
