"""What an author sets apart within a paragraph by bold or italic type: in textbooks, the words that are explained."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

LONGEST = 48
"""Characters; what is longer is a sentence that is to be heeded."""
EMPHASES = frozenset(["em", "i", "dfn", "b", "strong"])
"""Elements of HTML that set apart."""
_MARKS = ' \t\r\n\u3000,.;:!?，。；：！？、()（）[]“”"‘’'


def emphasised(runs: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """The stretches of a paragraph that are set apart, without marks around them, of its text in order with what is set
    so; none where all of it is, as headings are.

    >>> emphasised([("A ", False), ("kiln:", True), (" an oven for ", False), ("pots", True)])
    ('kiln', 'pots')
    >>> emphasised([("A kiln", True), (".", False)])
    ()
    """
    stretches = [(apart, "".join(text for text, _ in run)) for apart, run in groupby(runs, key=itemgetter(1))]
    if all(apart or not any(map(str.isalnum, text)) for apart, text in stretches):
        return ()
    found = (" ".join(text.split()).strip(_MARKS) for apart, text in stretches if apart)
    return tuple(dict.fromkeys(text for text in found if text and len(text) <= LONGEST))


def within(phrases: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of `phrases` that stand in `text`, once each.

    >>> within(["kiln", "glaze", "kiln"], "A kiln is an oven.")
    ('kiln',)
    """
    return tuple(phrase for phrase in dict.fromkeys(phrases) if phrase in text)
