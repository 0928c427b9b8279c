"""Evidence weighed together by a table, how likely that makes a thing, and how alike two things are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from functools import cache

from audiobook.language.word_lists import rows

_FARTHEST = 30.0
"""Log odds beyond which nothing is likelier or less likely."""


@cache
def weights(room: str, table: str, column: int = 1) -> Mapping[str, float]:
    """What each evidence of ROOM/data/TABLE.tsv weighs, by one of its columns; what is in no row weighs nothing."""
    return {row[0]: float(row[column]) for row in rows(room, table)}


def log_odds(room: str, table: str, evidence: Mapping[str, float], column: int = 1) -> float:
    """What `evidence` says by that table, beside what is always so."""
    known = weights(room, table, column)
    return known.get("always", 0.0) + sum(known.get(name, 0.0) * value for name, value in evidence.items())


def likelihood(odds: float) -> float:
    """Of what has these log odds, 0 to 1.

    >>> likelihood(0.0), likelihood(-1000.0) > 0
    (0.5, True)
    """
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, odds))))


def likeness(a: Set[str], b: Set[str]) -> float:
    """Share of what is compared in common, 0 to 1 (cosine).

    >>> likeness({"水", "车"}, {"水", "车"}), likeness({"水"}, {"车"}), likeness(set(), {"车"})
    (1.0, 0.0, 0.0)
    """
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0
