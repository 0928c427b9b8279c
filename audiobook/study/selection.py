"""Which of the questions that could be asked are: one answer to each, the best first, no sentence and no answer twice,
every section its share, few figures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

from audiobook.model import Question, QuestionKind
from audiobook.study.whole_sentences import Sentence

_NO_MATTER = re.compile(r"[（(][^）)]*[）)]|[\W_]|所谓|通常|一般|其实|往往|就是|指的是|是指|是")
"""In a question: words it could do without."""
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
    def prompt(self) -> str:
        """As it is written."""

    @property
    def said(self) -> str:
        """In the gap of the prompt, if it has one."""

    @property
    def asked(self) -> str:
        """As a teacher would ask it aloud."""

    @property
    def known_by(self) -> str:
        """What its card is known by, in its article and kind."""

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


def questions_of(
    title: str,
    article: int,
    candidates: Sequence[Candidate],
    *,
    most: int,
    before: Collection[str],
    unwanted: Collection[str],
) -> tuple[Question, ...]:
    """At most `most` of what could be asked of an article, in its order; nothing that has two answers in it, none of
    those that are in `before` as they are asked, or `unwanted` by their id."""
    asked_before = {asks(question) for question in before}
    fair = [each for each in candidates if asks(each.asked) not in asked_before]
    if unwanted:
        fair = [each for each in fair if _question(title, article, each).id not in unwanted]
    answers: dict[str, set[str]] = {}
    for each in fair:
        answers.setdefault(asks(each.asked), set()).add(each.answer)
    fair = [each for each in fair if len(answers[asks(each.asked)]) == 1]
    return tuple(_question(title, article, each) for each in selected(fair, most=most))


def asks(question: str) -> str:
    """What `question` asks, however it is put: what two questions share that are one.

    >>> asks("所谓潮汐（tide），就是什么？") == asks("潮汐是指什么？"), asks("潮汐是什么？") == asks("潮差是什么？")
    (True, False)
    """
    return _NO_MATTER.sub("", question.lower())


def _question(title: str, article: int, one: Candidate) -> Question:
    digest = hashlib.sha256(f"{title}\t{one.kind}\t{one.known_by}".encode()).hexdigest()
    numbers = one.sentence.numbers
    return Question(
        id=digest[:20],
        article=article,
        kind=one.kind,
        prompt=one.prompt,
        asked=one.asked,
        answer=one.answer,
        sentence=one.sentence.text,
        paragraph=one.sentence.paragraph,
        utterance=numbers[0],
        utterances=numbers,
        said=one.said,
    )


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
        _bare(one.answer) == _bare(two.answer)
        or bool(set(one.sentence.numbers) & set(two.sentence.numbers))
        or one.sentence.text == two.sentence.text
        or bool(one.about and two.about == one.about)
    )


def _bare(answer: str) -> str:
    """An answer without the article before it."""
    return re.sub(r"^(?:an?|the) ", "", answer, flags=re.IGNORECASE)
