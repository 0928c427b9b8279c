"""Where the running text of a page ends, and how much of an element behind it are titles that lead elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from audiobook.source.line_features import stops
from audiobook.source.readers.elements import local, text_of

_DATE = re.compile(
    r"\s*(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)\s*(?:\d{1,2}:\d\d)?\s*"
)
_DATES = 2


def end(runs: Iterable[Any], place: Mapping[Any, int], aside: Callable[[Any], bool]) -> int:
    """The place of the last of `runs`, elements with running text, that stops as a sentence does and stands in nothing
    that is set aside; 0 if there is none."""
    for run in sorted(runs, key=place.__getitem__, reverse=True):
        if stops(text_of(run)) and not any(map(aside, (run, *run.iterancestors()))):
            return place[run]
    return 0


def is_of_dates(element: Any) -> bool:
    """Whether two or more lines of it are a date and nothing else, as under titles of other texts."""
    dated = (text for node in element.iterdescendants() for text in (node.text, node.tail) if text)
    return sum(_DATE.fullmatch(text) is not None for text in dated) >= _DATES


def share_of_titles(element: Any) -> float:
    """Letters in links over all letters; the figures of dates and of counts are none."""
    letters = _letters(element)
    return sum(_letters(link) for link in element.iterdescendants() if local(link) == "a") / letters if letters else 0.0


def _letters(element: Any) -> int:
    return sum(map(str.isalpha, text_of(element)))
