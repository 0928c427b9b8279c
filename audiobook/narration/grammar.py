"""The WeText grammar, for figures no rule of ours claims: the Apache-2.0 FSTs that wetext has for Chinese, on kaldifst.

The package itself is not required: it has 43 MB of other FSTs, and loads three packages for English contractions.
A tagger names the parts (`time { hour: "三" minute: "二十分" }`), they are put into the order they are said in, and a
verbalizer writes them out.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from audiobook.language.chinese import compiled
from audiobook.language.numerals import digits

TAGGER, VERBALIZER = (Path(__file__).parent / "data" / "wetext" / f"{name}.fst" for name in ("tagger", "verbalizer"))
_ORDER = {
    "date": ("year", "month", "day"),
    "fraction": ("denominator", "numerator"),
    "measure": ("denominator", "numerator", "value"),
    "money": ("value", "currency"),
    "time": ("noon", "hour", "minute", "second"),
}
_TOKEN = re.compile(r'(\w+) \{((?: \w+: "(?:[^"\\]|\\.)*")+) \}')
_SILENT = compiled(r"[^[:Han:]A-Za-z，]+")
_PART = re.compile(r'(\w+): ("(?:[^"\\]|\\.)*")')


@lru_cache(maxsize=8192)
def say(piece: str) -> str:
    """A short piece with figures as WeText says it; what it leaves is said figure by figure."""
    try:
        tagger, verbalizer = _graphs()
        said = str(verbalizer(_TOKEN.sub(_ordered, tagger(piece)))).strip()
    except (RuntimeError, ImportError, OSError):
        # kaldifst raises bare RuntimeErrors for paths it cannot find; a figure must be heard all the same
        said = piece
    said = re.sub(r"\d+", lambda found: digits(found[0]), said)
    return _SILENT.sub("，", said)


def _ordered(found: re.Match[str]) -> str:
    """The parts of one token in the order they are said."""
    parts = dict(_PART.findall(found[2]))
    order = _ORDER.get(found[1], ())
    if parts.get("preserve_order") == '"true"':
        order = ()
    names = [*(name for name in order if name in parts), *(name for name in parts if name not in order)]
    return f"{found[1]} {{ {' '.join(f'{name}: {parts[name]}' for name in names)} }}"


@cache
def _graphs() -> tuple[Any, Any]:
    from kaldifst import TextNormalizer

    return TextNormalizer(str(TAGGER)), TextNormalizer(str(VERBALIZER))
