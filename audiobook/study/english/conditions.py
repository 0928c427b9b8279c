"""What happens when: a condition told in a clause before the statement, asked with "what happens"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import QuestionKind
from audiobook.study.english.clauses import capital
from audiobook.study.english.main_clauses import clause_of, is_verb
from audiobook.study.english.verbs import base_of_past, base_of_third, has_finite_verb
from audiobook.study.english.words import holds, words_of

Asked = tuple[str, QuestionKind, str, str]
"""Form, kind, question and answer."""
_HELPS = frozenset(("is", "are", "be", "been", "has", "have", "not", "a", "an", "the", "of"))
"""Words behind which what looks like a past tense is none."""
_WHEN = re.compile(
    r"^(?P<cue>When|If|Once|Unless|As soon as) (?P<x>[^,;:()]{10,80}), (?:then )?"
    rf"(?!(?:{alternatives('study', 'english_splits')}) )(?P<y>[^;:]{{12,160}}?)[.!]$"
)
_LAST_OF_BEFORE = word_list("study", "english_connectives") | frozenset(
    ("or", "and", "such", "whether", "with", "also")
)


def asked_of_condition(text: str) -> Iterator[Asked]:
    """What happens when `text`, a sentence, says so.

    >>> list(asked_of_condition("When the glaze cools, fine cracks run through it."))
    [('happens', 'cause', 'What happens when the glaze cools?', 'fine cracks run through it')]
    """
    if found := _WHEN.match(text):
        yield from _when(found)


def _when(found: re.Match[str]) -> Iterator[Asked]:
    condition = found["x"]
    if (
        holds(condition, "elsewhere")
        or re.search(r"\bthat one\b", condition)
        or re.search(r"\b(?:it|they|them|their|its|there)\b", condition)
    ):
        return
    cue = found["cue"].lower()
    words = condition.split(" ")
    clause = clause_of(capital(condition), "")
    if clause is not None:
        past = clause.verb in ("was", "were", "had") or base_of_past(clause.verb) not in (None, clause.verb)
    else:
        past = any(
            word in ("was", "were", "had", "did") or (base_of_past(word) and before not in _HELPS and at)
            for at, (before, word) in enumerate(pairwise(words))
        ) and not {"is", "are", "has", "have"} & set(words)
    verbs = word_list("study", "english_verbs")
    if clause is None and not (has_finite_verb(condition) or any(base_of_third(word) in verbs for word in words)):
        return  # once inside the brain
    first = words_of(found["y"])[0]
    if re.match(r"[A-Z]\w+, |\w+ing\b[^,]*, ", found["y"]):
        return  # near Kennewick, Washington, …
    if (
        base_of_past(first)
        or first in _LAST_OF_BEFORE
        or first.endswith("ly")
        or first in word_list("study", "english_prepositions")
    ):
        return  # especially in …: it is not said yet
    if re.match(r"\w+(?:ing|ed)\b", condition) or len(words) < 3 or (past and cue in ("if", "unless")):
        return
    if is_verb(found["y"].partition(" ")[0]) and "," in found["y"]:
        return  # When the pots crack, leak, and lose their glaze, …: another condition
    yield (
        "happened" if past else "happens",
        "cause",
        f"What {'happened' if past else 'happens'} {cue} {condition}?",
        found["y"],
    )
