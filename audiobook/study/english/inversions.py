"""An English clause turned round to be asked: does the kiln melt, are kilns, can a kiln."""

from __future__ import annotations

from dataclasses import dataclass

from audiobook.language.word_lists import word_list
from audiobook.study.english.main_clauses import BE, MODALS, Clause
from audiobook.study.english.verbs import base_of_past, base_of_third

_HAVE = {"has": "does", "have": "do", "had": "did"}


@dataclass(frozen=True, slots=True)
class Inverted:
    """What stands before the subject, and what behind it instead of the verb."""

    helper: str
    verb: str


def inverted(clause: Clause) -> Inverted | None:
    """How `clause` is turned round; None where its verb is not sure.

    >>> inverted(Clause("the kiln", "melts", "clay")), inverted(Clause("a kiln", "cannot", "rest"))
    (Inverted(helper='does', verb='melt'), Inverted(helper='can', verb='not'))
    """
    verb, first = clause.verb, clause.rest.partition(" ")[0]
    if verb == "cannot":
        return Inverted("can", "not")
    if verb in BE or verb in MODALS:
        return Inverted(verb, "")
    if verb in _HAVE:
        if base_of_past(first) or first in word_list("study", "english_participles") or first in ("been", "not"):
            return Inverted(verb, "")
        return Inverted(_HAVE[verb], "have")
    past, third = base_of_past(verb), base_of_third(verb)
    if verb in word_list("study", "english_verbs") and not (past and past != verb):
        return Inverted("do", verb)
    if past:
        return Inverted("did", past)
    return Inverted("does", third) if third else None


def why(clause: Clause, rest: str) -> str | None:
    """The question to the reason of a `clause` with `rest` behind its verb."""
    turned = inverted(clause)
    if turned is None or not rest.strip():
        return None
    words = (turned.helper, clause.subject, turned.verb, rest.strip(" ,.;"))
    return f"Why {' '.join(word for word in words if word)}?"
