"""The WeText grammar (Apache-2.0 FSTs of the wetext wheel), for figures no rule of ours claims."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from audiobook.narration.numerals import digits


@lru_cache(maxsize=8192)
def say(piece: str) -> str:
    """A short piece with figures as WeText says it; what it leaves is said figure by figure."""
    try:
        said = str(_normalizer().normalize(piece))
    except Exception:
        # kaldifst raises bare RuntimeErrors for paths it cannot find; a figure must be heard all the same
        said = piece
    return re.sub(r"\d+", lambda found: digits(found[0]), said)


@cache
def _normalizer() -> Any:
    from wetext import Normalizer

    return Normalizer(lang="zh", operator="tn")
