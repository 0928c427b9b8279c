"""How alike two texts are, and which of many is most like another: misread titles, passages that stand twice."""

from __future__ import annotations

import math
from collections.abc import Sequence


def ratio(one: str, other: str, *, least: float = 0.0) -> float:
    """0 (nothing in common) to 100 (the same): twice the longest common subsequence over the length of both.

    What cannot reach `least` is 0 without being looked at. In time linear in the longer text for lengths of a heading:
    Hyyrö's bit vectors (2004), one whole number for the row of a table.

    >>> ratio("深度求索", "深度探索"), ratio("", ""), ratio("ab", "cd"), ratio("题", "标题与副标题", least=50)
    (75.0, 100.0, 0.0, 0.0)
    """
    total = len(one) + len(other)
    if not total:
        return 100.0
    if 200.0 * min(len(one), len(other)) < least * total:
        return 0.0
    begin, end = _edges(one, other)
    one, other = one[begin : len(one) - end], other[begin : len(other) - end]
    places: dict[str, int] = {}
    bit = 1
    for character in one:
        places[character] = places.get(character, 0) | bit
        bit <<= 1
    if 200.0 * (begin + end + sum(map(places.__contains__, other))) < least * total:
        return 0.0
    full = unmatched = bit - 1
    for row in filter(None, map(places.get, other)):
        if found := unmatched & row:
            unmatched = ((unmatched + found) | (unmatched - found)) & full
    common = begin + len(one) - unmatched.bit_count() + end
    return (1.0 - (total - 2 * common) / total) * 100.0


def _edges(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts begin with in common, and how many of the rest they end with."""
    most = min(len(one), len(other))
    begin = next((at for at in range(most) if one[at] != other[at]), most)
    most -= begin
    return begin, next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)


class Nearest:
    """Finds among many texts the one that is most like another, without looking at all of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._places: dict[str, int] = {}
        self._having: dict[str, list[int]] = {}
        """Character -> places of the texts that have it, in order."""
        for place, text in enumerate(texts):
            self._places.setdefault(text, place)
            for character in set(text):
                self._having.setdefault(character, []).append(place)

    def of(self, text: str, least: float) -> tuple[float, int] | None:
        """How alike the nearest text is, `least` at the least (above 0), and its place; of several the first.

        >>> Nearest(["山中来信", "河边来信", "城里的桥"]).of("河边米信", 70)
        (75.0, 1)
        """
        if text in self._places:
            return 100.0, self._places[text]
        # so much of `text` is in all that are like it: one of its rarest characters is
        shared = math.ceil(len(text) * least / (200.0 - least))
        rarest = sorted(text, key=lambda character: len(self._having.get(character, ())))[: len(text) - shared + 1]
        best: tuple[float, int] | None = None
        has = set(text).__contains__
        for place in sorted({place for character in rarest for place in self._having.get(character, ())}):
            other = self._texts[place]
            if 200.0 * sum(map(has, other)) < least * (len(text) + len(other)):
                continue
            alike = ratio(text, other, least=least)
            if alike >= least and (best is None or alike > best[0]):
                best = alike, place
        return best
