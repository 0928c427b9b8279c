"""Recall questions: a sentence of the article, or its clause that holds, with one phrase left out.

A question word stands in the gap, for Chinese asks in place. What a sentence says of things is asked before the
words in it: the term for a definition, what a term means, every point of a list, why, what rather (`definitions`,
`relations`); then names, figures and terms. Better no question than a bad one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from audiobook.language.gaps import asked
from audiobook.language.weighing import likelihood, log_odds
from audiobook.language.word_lists import any_word
from audiobook.model import BLANK, Question, QuestionKind, Term
from audiobook.study.answer_classes import answer_class, is_somebody
from audiobook.study.attributes import attributes
from audiobook.study.clauses import cut, opens_with_noun
from audiobook.study.definition_questions import names_what_is_elsewhere, of_definition, of_what_is
from audiobook.study.definitions import definitions
from audiobook.study.explanations import explanations
from audiobook.study.points import points
from audiobook.study.prose import is_numbered, leans
from audiobook.study.provisions import provisions
from audiobook.study.question_evidence import evidence
from audiobook.study.relations import Asked, relations
from audiobook.study.selection import Candidate, questions_of
from audiobook.study.sentence_groups import LONGEST_LIST, asked_text, grouped, marks, said_from
from audiobook.study.standing_alone import has_own_subject, is_fair, names_its_subject, opens_with_verb
from audiobook.study.statements import statements
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence
from audiobook.study.word_questions import is_about, of_words

SHORTEST, LONGEST_SENTENCE = 10, 160
"""Characters of a sentence that is asked about."""
LEAST, MOST_BROKEN = 0.0, -1.73
"""Log odds of a good question from which one is asked, and of a broken one to which it is."""
BROKEN_COLUMN = 2
"""Of the table of evidence: what it weighs for a broken question."""
_ASIDE = re.compile(r"——|[，,](?=(?:它们|他们|这些|[^，,。；;、]{2,8}(?:也|则|却))(?!不?[能会]?使))")
SHORTEST_ANSWER = 2
"""Characters of an answer that a dash may add to."""
USUAL, STATUTE = -2.0, 0.15
"""Log odds of a main idea where nobody has weighed any, and the share of numbered articles from which a text is one of
rules."""
_ENDS = re.compile(r"[。．.！!；;\w）)][”’』」）)]*$")
_CONNECTIVE = re.compile(r"[，,。；;]\s*(?:因此也|因此|所以|因而|故|就|便)$")
"""Stands between a cause and what comes of it, and is of neither."""
_OF_A_PERSON = re.compile(r"[他她](?!们)")
"""So begins the sentence behind one that is of somebody."""
_SAYS_IS = re.compile(
    r"^[“‘]?(?P<who>[^，,。；;：:]{2,40}?)[”’]?(?:[（(][^）)]*[）)])?[，,]?(?:其实|就|便|也|曾|都|只)?是$"
)
"""What somebody or something is said to be."""
_CUE = re.compile(r"^(?:是指|指的是|指|是|即)(?=[^，,])")
"""Behind the colon of an entry, what the question says already."""
_PERSONAL = re.compile(r"我(?!们|[国党军省市县])|[你您咱吧吗呢啊]")
"""Who speaks to the reader tells, and is not asked back."""


_PASSING = any_word("study", "passing")
"""What was so on the day it was written, and an example, is not worth keeping."""
_LABELLED = re.compile(r"^[^，,。；;：:]{1,8}[：:]")


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that could be asked."""

    sentence: Sentence
    kind: QuestionKind
    start: int
    stop: int
    said: str
    head: int
    end: int
    value: float
    about: str = ""
    """The term of a definition, which is asked about once."""
    broken: float = MOST_BROKEN
    """Log odds of its being a broken one."""

    @property
    def answer(self) -> str:
        """Word for word."""
        answer = self.sentence.text[self.start : self.stop].strip("，,。；;：: ")
        if self.kind == "cause":
            answer = _CONNECTIVE.sub("", answer)
        if self.said == "是什么":
            answer = _CUE.sub("", answer)
        return self.about if self.kind == "name" else answer

    @property
    def prompt(self) -> str:
        """As it is written."""
        text = self.sentence.text
        return text[self.head : self.start] + BLANK + text[self.stop : self.end].rstrip("，,；; ")

    @property
    def asked(self) -> str:
        """As a teacher would ask it aloud."""
        return asked(self.prompt, self.said)

    @property
    def known_by(self) -> str:
        """What its card is known by, in its article and kind."""
        text = self.sentence.text
        # a term is asked for once in an article, so its card survives a mended sentence;
        # a figure is known by what leads to it, what a sentence says of things by what is asked
        if self.kind == "figure":
            return f"{text[max(0, self.start - 10) : self.start]}\t{text[self.stop : self.stop + 4]}"
        return self.about or self.answer if self.kind in ("term", "name", "definition") else self.prompt


def questions(
    title: str,
    article: int,
    sentences: Sequence[Sentence],
    terms: Sequence[Term],
    words: Words,
    *,
    most: int,
    before: Collection[str] = (),
    unwanted: Collection[str] = (),
    claims: Mapping[int, float] = MappingProxyType({}),
    titles: Mapping[int, str] = MappingProxyType({}),
    least: float = LEAST,
    most_broken: float = MOST_BROKEN,
) -> tuple[Question, ...]:
    """At most `most` questions in the order of the article; no sentence and no answer twice, and none of those that
    are in `before` as they are asked, or `unwanted` by their id. `claims`: how likely each sentence says a main idea,
    as log odds by place; `titles`: the heading of each section."""
    found: list[Candidate] = [
        gap for gap, _ in candidates(title, sentences, terms, words, claims) if gap.broken <= most_broken
    ]
    found += points(sentences, titles or {0: title}, words)
    found = [each for each in found if each.value >= least]
    return questions_of(title, article, found, most=most, before=before, unwanted=unwanted)


def candidates(
    title: str, sentences: Sequence[Sentence], terms: Sequence[Term], words: Words, claims: Mapping[int, float]
) -> Iterator[tuple[Gap, dict[str, float]]]:
    """Every question that could be asked, with what speaks for and against it."""
    article = "\n".join(sentence.text for sentence in sentences)
    statute = sum(sentence.text.startswith("第") and said_from(sentence.text) > 0 for sentence in sentences)
    persons = {one.place for one, two in pairwise(sentences) if _OF_A_PERSON.match(two.text)}
    for sentence in (*sentences, *grouped(sentences)):
        if not _askable(sentence):
            continue
        text = asked_text(sentence.text)
        for gap, span in _gaps(sentence, terms, words, article):
            if _asks_who(text, gap, words, named_again=sentence.place in persons):
                continue
            found = evidence(
                text,
                gap,
                span,
                terms,
                words,
                claim=likelihood(claims.get(sentence.place, USUAL)),
                statute=statute > STATUTE * len(sentences),
                place=sentence.place / max(1, len(sentences)),
                title=title,
                article=article,
            )
            if not gap.form and not _holds(text, gap, span, terms, words):
                continue
            one = Gap(
                sentence,
                gap.kind,
                gap.start,
                gap.stop,
                gap.said,
                *span,
                log_odds("study", "question_evidence", found),
                gap.about,
                log_odds("study", "question_evidence", found, BROKEN_COLUMN),
            )
            if not (one.kind in ("term", "name") and one.answer == title):
                yield one, found


def _asks_who(text: str, gap: Asked, words: Words, *, named_again: bool) -> bool:
    """Does it ask by 什么 what somebody is?"""
    found = _SAYS_IS.match(text[gap.head : gap.start])
    answer = text[gap.start : gap.stop]
    if gap.said != "什么" or found is None:
        return False
    return is_somebody(found["who"], answer, words, named_again=named_again)


def _holds(text: str, one: Asked, span: tuple[int, int], terms: Sequence[Term], words: Words) -> bool:
    """Has a question of the forms that say things outright what all need, something real it is said of?"""
    head, end = span
    if any_word("study", "unreal").search(text) and one.kind not in ("name", "definition"):
        return False
    if one.kind in ("term", "figure"):
        if _PASSING.search(text) or _LABELLED.match(text):
            return False
        return one.kind == "term" or is_about(text[head : one.start] + text[one.stop : end], terms)
    verbs = one.kind == "list" or "的" in text[one.head : one.start]
    if one.kind != "cause" and not one.about and not opens_with_noun(text[one.head :], words, verbs=verbs):
        return False
    return one.kind in ("name", "definition") or names_its_subject(
        text[head : one.start] + text[one.stop : end], terms, words
    )


def _askable(sentence: Sentence) -> bool:
    text = asked_text(sentence.text).lstrip("。")
    longest = LONGEST_LIST if len(marks(text)) > 1 else LONGEST_SENTENCE
    return (
        sentence.prose
        and SHORTEST <= len(text) <= longest
        and not leans(text)
        and not is_numbered(text)
        and BLANK not in text  # an exercise with a gap of its own
        and _ENDS.search(text) is not None
        and not re.search(r"_{2,}|[（(][\s，,：:；;、]*[）)，,：:；;、]|[，,：:；;、][）)]", text)
        and not re.search(r"『』|《》|「」|“”", text)
        and text.count("“") == text.count("”")
        and text.count("（") + text.count("(") == text.count("）") + text.count(")")
    )


def _gaps(
    sentence: Sentence, terms: Sequence[Term], words: Words, article: str
) -> Iterator[tuple[Asked, tuple[int, int]]]:
    """Every span of a sentence that may be asked for, and where its question begins and ends."""
    text = asked_text(sentence.text)
    outright: set[int] = set()
    for one in (*_of_meaning(text, words), *of_what_is(text, terms), *_stated(text, words)):
        if one.form and one.start in outright:
            continue  # what is said outright is asked so
        outright.add(one.start)
        one = _without_aside(text, one)
        if one.kind == "cause" and one.said == "为什么" and one.head == one.start and not one.form:
            rest = text[one.stop :]
            if opens_with_verb(rest, words) or not opens_with_noun(rest, words) or not has_own_subject(rest, words):
                continue
            if not opens_with_noun(text[one.start :], words):
                continue
        if one.kind in ("list", "cause"):
            span: tuple[int, int] | None = (one.head, one.end)
        elif one.kind in ("name", "definition"):
            span = cut(text[: one.end], one.start, one.stop, one.said, words, pointing=True)
        else:
            span = cut(text[: one.end], one.start, one.stop, one.said, words)
        if span is not None and one.kind == "name" and one.start == one.head and span[1] < one.end:
            continue  # a definition is asked with its end, which says what the thing is
        if span is not None and one.kind == "name" and names_what_is_elsewhere(text[span[0] : one.start]):
            continue
        if span is None or not is_fair(text, one, span) or _PERSONAL.search(text[span[0] : span[1]]):
            continue
        yield one, span
    if len(marks(text)) < 2:
        for gap in of_words(sentence, terms, words, article):
            if not _PERSONAL.search(text[gap.head : gap.end]):
                yield gap, (gap.head, gap.end)


def _without_aside(text: str, one: Asked) -> Asked:
    """`one`, its answer without what a dash adds to it, or a clause says of something else."""
    aside = _ASIDE.search(text, one.start + SHORTEST_ANSWER, one.stop)
    if aside is None or one.kind in ("list", "cause", "name") or one.stop < one.end or one.form.startswith("entry"):
        return one
    return replace(one, stop=aside.start(), end=aside.start())


def _of_meaning(text: str, words: Words) -> Iterator[Asked]:
    if len(marks(text)) > 1:  # sentences put together are asked about as such
        together = (*relations(text), *provisions(text, lambda phrase: "unknown"))
        yield from (one for one in together if re.search(r"[。！？]", text[one.start : one.stop]))
        return
    for definition in definitions(text, words):
        yield from of_definition(text, definition, words)
    yield from relations(text)
    yield from provisions(text, lambda phrase: answer_class(phrase, phrase, words))
    yield from attributes(text)


def _stated(text: str, words: Words) -> Iterator[Asked]:
    if len(marks(text)) < 2:
        yield from explanations(text, words)
        yield from statements(text, words)
