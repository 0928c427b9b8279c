"""Two prints of one title or name, each perhaps with a scanner's faults: which one is right."""

from __future__ import annotations

from collections.abc import Mapping

from audiobook.source.line_features import comparable
from audiobook.source.similarity import ratio
from audiobook.source.vocabulary import likelihood

_LOST = 8.5
"""What a character more is worth when two prints of a title are compared: as much as a common word costs."""


def better_title(known: Mapping[str, int], title: str, other: str) -> str:
    """Of two prints of a title the one whose pairs of characters are better `known`: how often each stands in the
    running text."""
    one, two = comparable(title), comparable(other)
    own, others = _pairs(one), _pairs(two)
    gain = sum(min(known.get(p, 0), 3) for p in others - own) / max(1, len(others - own))
    loss = sum(min(known.get(p, 0), 3) for p in own - others) / max(1, len(own - others))
    # a lost character makes a title likelier than it was, one misread for another never does
    bonus = _LOST * (len(two) - len(one))
    return other if likelihood(two) - likelihood(one) + bonus + gain - loss > 0 else title


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def fuller_name(own: str, other: str) -> str:
    """The name that has lost nothing, if both can be the same person's."""
    if own == other or not own or not other:
        return own
    position = 0
    for char in other:
        if position < len(own) and own[position] == char:
            position += 1
    if position == len(own) or ratio(own, other, least=66) >= 66:
        return other if len(other) >= len(own) else own
    return own
