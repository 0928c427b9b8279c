"""Which of the questions that could be asked are: the best first, no sentence and no answer twice, every section its
share, few figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from audiobook.model import QuestionKind
from audiobook.study.whole_sentences import Sentence

FIGURES = 0.25
"""At most this share of the questions asks for a figure."""


class Candidate(Protocol):
    """A question that could be asked."""

    @property
    def sentence(self) -> Sentence:
        """It is of."""

    @property
    def kind(self) -> QuestionKind:
        """What it asks for."""

    @property
    def start(self) -> int:
        """Of the answer in the sentence."""

    @property
    def answer(self) -> str:
        """Word for word."""

    @property
    def value(self) -> float:
        """How much it is worth asking."""

    @property
    def about(self) -> str:
        """The term of a definition, which is asked about once."""


C = TypeVar("C", bound=Candidate)


def selected(candidates: Sequence[C], *, most: int) -> list[C]:
    """At most `most` of them, in the order of the article."""
    ordered = sorted(candidates, key=lambda each: (-each.value, each.sentence.place, each.start))
    chosen: list[C] = []
    sections: dict[int, int] = {}
    shown = 0
    share = -(-most // max(1, len({each.sentence.section for each in ordered})))
    for fair in (True, False):  # first no section more than its share, then whatever is left
        for each in ordered:
            if len(chosen) >= most:
                break
            if any(_same(each, other) for other in chosen):
                continue
            if each.kind == "figure" and shown + 1 > max(1, round(FIGURES * most)):
                continue
            if fair and sections.get(each.sentence.section, 0) >= share:
                continue
            chosen.append(each)
            shown += each.kind == "figure"
            sections[each.sentence.section] = sections.get(each.sentence.section, 0) + 1
    return sorted(chosen, key=lambda each: each.sentence.place)


def _same(one: Candidate, two: Candidate) -> bool:
    """Do they ask of one sentence, for one answer, or about one term?"""
    return (
        one.answer == two.answer
        or bool(set(one.sentence.numbers) & set(two.sentence.numbers))
        or one.sentence.text == two.sentence.text
        or bool(one.about and two.about == one.about)
    )
