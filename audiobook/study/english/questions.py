"""Recall questions to an English article: what things are and are called, then what is said of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from audiobook.model import Question, QuestionKind, Term
from audiobook.study.english.definitions import definitions
from audiobook.study.english.facts import LONGEST, facts
from audiobook.study.english.words import any_phrase, without_numerals
from audiobook.study.prose import leans
from audiobook.study.selection import questions_of
from audiobook.study.whole_sentences import Sentence

SHORTEST, LONGEST_SENTENCE = 30, 320
"""Characters of a sentence that is asked about."""
NAMED, MEANT = 2.4, 2.1
"""What the term for a definition and the definition of a term are worth; `facts.WORTH` the rest."""
OF_A_TERM, TITLE = 0.3, 0.4
_ENDS = re.compile(r"[.!][”’\"')]*$")
_SAYS_NOTHING = re.compile(rf"\b{any_phrase('saying_nothing')}\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:I|we|you|me|us|my|our|your)\b|[?…]|\.\.\.|^[“\"‘]")
"""Who speaks to the reader tells, and is not asked back."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: Sentence
    kind: QuestionKind
    asked: str
    answer: str
    value: float
    about: str = ""
    said: str = ""

    @property
    def prompt(self) -> str:
        return self.asked

    @property
    def known_by(self) -> str:
        return self.about or self.asked

    @property
    def start(self) -> int:
        return max(0, self.sentence.text.find(self.answer))


def questions(
    title: str,
    article: int,
    sentences: Sequence[Sentence],
    terms: Sequence[Term],
    *,
    most: int,
    before: Collection[str] = (),
    unwanted: Collection[str] = (),
) -> tuple[Question, ...]:
    """At most `most` questions in the order of the article; no sentence and no answer twice, and none of those that
    are in `before` as they are asked, or `unwanted` by their id."""
    text = " ".join(sentence.text for sentence in sentences)
    found = [
        each
        for sentence in sentences
        if _askable(sentence)
        for each in _candidates(sentence, terms, title, text)
        if len(each.asked) <= LONGEST and each.answer in sentence.text and "[" not in each.asked
    ]
    return questions_of(title, article, found, most=most, before=before, unwanted=unwanted)


def _askable(sentence: Sentence) -> bool:
    text = sentence.text
    return (
        sentence.prose
        and SHORTEST <= len(text) <= LONGEST_SENTENCE
        and (not leans(text) or text.startswith(("There are", "There were", "In ")))
        and _ENDS.search(text) is not None
        and not _SAYS_NOTHING.search(text)
        and not _SPOKEN.search(without_numerals(text))
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and text.count("(") == text.count(")")
    )


def _candidates(sentence: Sentence, terms: Sequence[Term], title: str, article: str) -> Iterator[_Candidate]:
    text = sentence.text
    low = text.lower()
    weight = OF_A_TERM * min(2.0, sum(term.score for term in terms if term.text.lower() in low))
    for one in definitions(text, article):
        if one.kind is not None:
            value = (NAMED if one.kind == "name" else MEANT) + weight
            value += TITLE * (one.term.lower() in title.lower())
            yield _Candidate(sentence, one.kind, one.asked, one.answer, value, one.term.lower().removesuffix("s"))
    for fact in facts(text, article):
        yield _Candidate(sentence, fact.kind, fact.asked, fact.answer, fact.worth + weight)
