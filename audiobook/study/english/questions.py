"""Recall questions to an English article: what things are and are called, then what is said of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from audiobook.language.weighing import likelihood, log_odds
from audiobook.language.word_lists import word_list
from audiobook.model import Question, QuestionKind, Term
from audiobook.study.english.answers import is_torn, says_enough
from audiobook.study.english.claims import is_report
from audiobook.study.english.clauses import without_opener
from audiobook.study.english.definitions import definitions
from audiobook.study.english.explained import over_two
from audiobook.study.english.facts import facts, form_of
from audiobook.study.english.fairness import LONGEST, is_fair
from audiobook.study.english.glosses import glosses
from audiobook.study.english.points import points
from audiobook.study.english.question_evidence import TABLE, evidence
from audiobook.study.english.words import any_phrase, without_numerals, words_of
from audiobook.study.prose import leans
from audiobook.study.selection import Candidate, questions_of
from audiobook.study.whole_sentences import Sentence

SHORTEST, LONGEST_SENTENCE = 30, 320
"""Characters of a sentence that is asked about."""
LEAST = 0.5
"""Log odds of a good question from which one is asked."""
USUAL = -2.0
"""Log odds of a main idea where nobody has weighed any."""
_ENDS = re.compile(r"[.!][”’\"')]*$")
_OPENS = re.compile(rf"(?:There (?:are|were)|In|If|When|Once|Because|{any_phrase('leads')}) ", re.IGNORECASE)
"""Sentences that are asked about though a clause or a time leads them."""
_SAYS_NOTHING = re.compile(rf"\b{any_phrase('saying_nothing')}\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:I|we|you|me|us|my|our|your)\b|[?…]|\.\.\.|^[“\"‘]")
"""Who speaks to the reader tells, and is not asked back."""
_LETTERS = " stand for?"
_LAST = word_list("study", "english_connectives")
"""Behind an answer they belong to the sentence: an unusual circumstance, however."""


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
    claims: Mapping[int, float] = MappingProxyType({}),
    titles: Mapping[int, str] = MappingProxyType({}),
) -> tuple[Question, ...]:
    """At most `most` questions in the order of the article; no sentence and no answer twice, and none of those that
    are in `before` as they are asked, or `unwanted` by their id. `claims`: how likely each sentence says a main idea,
    as log odds by place; `titles`: the heading of each section."""
    found: list[Candidate] = list(_letters_once(one for one, _ in candidates(title, sentences, terms, claims)))
    found += points(sentences, titles or {0: title})
    found = [one for one in found if one.value >= LEAST]
    return questions_of(title, article, found, most=most, before=before, unwanted=unwanted)


def _letters_once(found: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """What letters stand for is asked once an article: it is soon a list of names."""
    ranked = sorted(found, key=lambda one: -one.value)
    letters = next((one for one in ranked if one.asked.endswith(_LETTERS)), None)
    yield from (one for one in ranked if one is letters or not one.asked.endswith(_LETTERS))


def candidates(
    title: str, sentences: Sequence[Sentence], terms: Sequence[Term], claims: Mapping[int, float]
) -> Iterator[tuple[_Candidate, dict[str, float]]]:
    """Every question that could be asked, with what speaks for and against it."""
    article = " ".join(sentence.text for sentence in sentences)
    report = is_report(sentences)
    names = {term.text.lower() for term in terms}
    for at in range(len(sentences)):
        for of, form, kind, asked, answer, about in _of(sentences, at, article, names):
            torn = bool(_LAST & set(words_of(answer)[-1:]))
            if len(asked) > LONGEST or answer not in of.text or "[" in asked or torn:
                continue
            found = evidence(
                form,
                kind,
                asked,
                answer,
                of.text,
                terms,
                claim=likelihood(claims.get(of.place, USUAL)),
                place=of.place / max(1, len(sentences)),
                title=title,
                article=article,
                report=report,
            )
            yield _Candidate(of, kind, asked, answer, log_odds("study", TABLE, found), about), found


def _askable(sentence: Sentence) -> bool:
    text = sentence.text
    return (
        _is_whole(sentence)
        and (not leans(without_opener(text)) or _OPENS.match(text) is not None)
        and _ENDS.search(text) is not None
        and not _SAYS_NOTHING.search(text)
        and not _SPOKEN.search(without_numerals(text))
    )


def _is_whole(sentence: Sentence) -> bool:
    text = sentence.text
    return (
        sentence.prose
        and SHORTEST <= len(text) <= LONGEST_SENTENCE
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and text.count("(") == text.count(")")
    )


def _of(
    sentences: Sequence[Sentence], at: int, article: str, terms: Collection[str]
) -> Iterator[tuple[Sentence, str, QuestionKind, str, str, str]]:
    """What it is of, form, kind, question, answer, and the term it is about, of the sentence `at` its place."""
    sentence = sentences[at]
    defined: set[str] = set()
    askable = _askable(sentence)
    if askable:
        for one in definitions(sentence.text, article):
            whole = one.kind != "definition" or (not is_torn(one.answer) and says_enough(one.answer))
            if one.kind is not None and whole:
                about = one.term.lower().removesuffix("s")
                defined.add(about)
                yield sentence, f"said_{form_of(one.kind, one.asked)}", one.kind, one.asked, one.answer, about
        for fact in facts(sentence.text, article):
            yield sentence, fact.form, fact.kind, fact.asked, fact.answer, ""
    if _is_whole(sentence):
        for form, kind, asked, answer, about in glosses(sentence.text, article, terms):
            if about not in defined:
                yield sentence, form, kind, asked, answer, about
    before = sentences[at - 1] if at else None
    if before and before.paragraph == sentence.paragraph and _askable(before) and _is_whole(sentence):
        for form, asked, answer, after in over_two(before.text, sentence.text, article):
            if is_fair("cause", asked, answer):
                yield sentence if after else before, form, "cause", asked, answer, ""
