"""Which of the phrases of an article that may be terms are chosen, and which of them are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audiobook.model import Term
from audiobook.study.noun_phrases import Phrase

LISTED_FIRST = (0.5, 0.65, 0.65, 0.65)
"""How likely the first, second, … likeliest phrase of an article must be a term to be listed…"""
BESIDE = 0.6
"""What the strength of a term counts beside that, where there are more of them than are listed."""
LISTED = 0.74
"""…and the others: of fields left out of the fit 0.69 of what is only counted is right so."""
FIRST, OFTEN, LONG, LONG_OFTEN = 10, 5, 5, 3
"""So many terms are listed as they come; behind them what the text does not define must be said so often, or be a
phrase of so many characters and be said so often: the tail is mostly chance."""
COUNTED = 15
"""Behind so many only what the text defines is listed."""
NEAR = 0.6
"""Each chosen term that shares its words makes another one less new."""


@dataclass(slots=True)
class Scored:
    """A phrase that may be a term."""

    phrase: Phrase
    score: float
    introduced: bool = False
    """The text says what it is."""
    heading: tuple[int, ...] = ()
    """Utterances of the headings that are it."""
    forms: set[str] = field(default_factory=set)
    """How it says so."""
    marks: set[str] = field(default_factory=set)
    """What speaks for and against what the layout says of it."""
    own: bool = False
    """A word of the user's dictionary."""
    evidence: dict[str, float] = field(default_factory=dict)
    sure: float = 1.0
    """How likely it is a term."""


def distinct(scored: Sequence[Scored], most: int) -> list[Scored]:
    """The best one by one; what only says chosen terms side by side (人工智能|大模型) is left out, and what shares
    words with them counts for less."""
    pool = sorted(scored, key=lambda each: (-each.score, each.phrase.places[0], each.phrase.text))
    chosen: list[Scored] = []
    counted = max(1, most - sum(each.introduced for each in pool))
    while pool and len(chosen) < most:
        best = max(pool, key=lambda each: each.score)
        if not best.introduced and sum(not each.introduced for each in chosen) >= counted:
            pool = [each for each in pool if each.introduced]
            continue
        pool.remove(best)
        chosen.append(best)
        text = best.phrase.text
        texts = [each.phrase.text for each in chosen]
        pool = [
            each
            for each in pool
            if each.introduced
            or not (
                _is_made_of(each.phrase.text, texts)
                or _is_half_of(each, best)
                or _is_turned_round(each.phrase, best.phrase)
                or each.phrase.text.casefold() == text.casefold()
            )
        ]
        for each in pool:
            if not each.introduced and (text in each.phrase.text or each.phrase.text in text):
                each.score *= NEAR
    return chosen


def _is_turned_round(one: Phrase, chosen: Phrase) -> bool:
    """编辑|基因 beside 基因|编辑 is a verb and its object."""
    words, others = [t.text for t in one.words], [t.text for t in chosen.words]
    return words != others and sorted(words) == sorted(others)


def _is_half_of(one: Scored, chosen: Scored) -> bool:
    """Is it mostly said within the longer term already chosen?"""
    whole, part = chosen.phrase, one.phrase
    return part.text in whole.text and len(whole.places) * 2 >= len(part.places)


def _is_made_of(text: str, chosen: Sequence[str]) -> bool:
    """Is it nothing but chosen terms laid side by side?"""
    for part in chosen:
        if text == part:
            return True
        if text.startswith(part) and _is_made_of(text[len(part) :], chosen):
            return True
    return False


def listed(found: Sequence[Term], most: int, sure: Mapping[str, float] | None = None) -> tuple[Term, ...]:
    """Of all terms found those that are shown: at most `most`, and only what is `sure` enough; where that is not told,
    of the tail what is defined or said often."""
    if sure is not None:
        surest = sorted(found, key=lambda term: -sure[term.text])
        least = dict(zip(surest, LISTED_FIRST, strict=False))
        likely = [term for term in found if sure[term.text] >= least.get(term, LISTED)]
        kept = set(sorted(likely, key=lambda term: -(sure[term.text] + BESIDE * term.score))[:most])
        return tuple(term for term in likely if term in kept)
    return tuple(
        term
        for place, term in enumerate(found[:most])
        if place < FIRST
        or term.defined
        or (place < COUNTED and term.count >= (LONG_OFTEN if len(term.text) >= LONG else OFTEN))
    )
