"""Recall questions: a sentence of the article, or its clause that holds, with one phrase left out.

A question word stands in the gap, for Chinese asks in place. What a sentence says of things is asked before the
words in it: the term for a definition, what a term means, every point of a list, why, what rather (`definitions`,
`relations`); then names, figures and terms. Better no question than a bad one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from audiobook.language.gaps import asked
from audiobook.language.word_lists import any_word
from audiobook.model import BLANK, Question, QuestionKind, Term
from audiobook.study.answer_classes import answer_class
from audiobook.study.attributes import attributes
from audiobook.study.clauses import cut, opens_with_noun
from audiobook.study.definition_questions import of_definition, of_what_is
from audiobook.study.definitions import definitions
from audiobook.study.prose import is_numbered, leans
from audiobook.study.provisions import provisions
from audiobook.study.relations import Asked, relations
from audiobook.study.selection import questions_of
from audiobook.study.sentence_groups import LONGEST_LIST, bare, grouped, marks, said_from
from audiobook.study.standing_alone import is_fair, names_its_subject, opens_with_verb
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence
from audiobook.study.word_questions import of_words

SHORTEST, LONGEST_SENTENCE = 10, 160
"""Characters of a sentence that is asked about."""
WORTH: dict[QuestionKind, float] = {
    "name": 2.4,
    "list": 2.3,
    "definition": 2.1,
    "contrast": 1.8,
    "cause": 1.6,
    "relation": 1.5,
}
"""What is asked first; words left out come after (`word_questions`)."""
_ENDS = re.compile(r"[。．.！!][”’』」）)]*$")
_CONNECTIVE = re.compile(r"[，,。；;]\s*(?:因此也|因此|所以|因而|故|就|便)$")
"""Stands between a cause and what comes of it, and is of neither."""
_PERSONAL = re.compile(r"我(?![国党军省市县])|[你您咱吧吗呢啊]")
"""Who speaks to the reader tells, and is not asked back."""


@dataclass(frozen=True, slots=True)
class _Gap:
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

    @property
    def answer(self) -> str:
        answer = self.sentence.text[self.start : self.stop].strip("，,。；;：: ")
        if self.kind == "cause":
            answer = _CONNECTIVE.sub("", answer)
        return self.about if self.kind == "name" else answer

    @property
    def prompt(self) -> str:
        text = self.sentence.text
        return text[self.head : self.start] + BLANK + text[self.stop : self.end].rstrip("，,；; ")

    @property
    def asked(self) -> str:
        return asked(self.prompt, self.said)

    @property
    def known_by(self) -> str:
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
) -> tuple[Question, ...]:
    """At most `most` questions in the order of the article; no sentence and no answer twice, and none of those that
    are in `before` as they are asked, or `unwanted` by their id."""
    text = "\n".join(sentence.text for sentence in sentences)
    gaps = [
        gap
        for sentence in (*sentences, *grouped(sentences))
        if _askable(sentence)
        for gap in _gaps(sentence, terms, words, len(sentences), text)
        if not (gap.kind in ("term", "name") and gap.answer == title)
    ]
    return questions_of(title, article, gaps, most=most, before=before, unwanted=unwanted)


def _askable(sentence: Sentence) -> bool:
    text = sentence.text[said_from(sentence.text) :]
    longest = LONGEST_LIST if len(marks(text)) > 1 else LONGEST_SENTENCE
    return (
        sentence.prose
        and SHORTEST <= len(text) <= longest
        and not leans(text)
        and not is_numbered(text)
        and BLANK not in text  # an exercise with a gap of its own
        and _ENDS.search(text) is not None
        and not _PERSONAL.search(text)
        and not re.search(r"_{2,}|[（(][\s，,：:；;、]*[）)，,：:；;、]|[，,：:；;、][）)]", text)
        and not re.search(r"『』|《》|「」|“”", text)
        and text.count("“") == text.count("”")
        and text.count("（") + text.count("(") == text.count("）") + text.count(")")
    )


def _gaps(sentence: Sentence, terms: Sequence[Term], words: Words, total: int, article: str) -> Iterator[_Gap]:
    text = bare(sentence.text)
    weight = _weight(text, terms)
    unreal = any_word("study", "unreal").search(text)
    for one in (*_of_meaning(text, words), *of_what_is(text, terms, words)):
        if unreal and one.kind not in ("name", "definition"):
            continue
        if one.kind == "cause" and one.said == "为什么" and one.head == one.start:
            rest = text[one.stop :]
            if opens_with_verb(rest, words) or not opens_with_noun(rest, words):
                continue
            if not opens_with_noun(text[one.start :], words):
                continue
        if (
            one.kind != "cause"
            and not one.about
            and not opens_with_noun(
                text[one.head :], words, verbs=one.kind == "list" or "的" in text[one.head : one.start]
            )
        ):
            continue
        if one.kind in ("list", "cause"):
            span: tuple[int, int] | None = (one.head, one.end)
        elif one.kind in ("name", "definition"):
            span = cut(text[: one.end], one.start, one.stop, one.said, words, pointing=True)
        else:
            span = cut(text[: one.end], one.start, one.stop, one.said, words)
        if span is None or not is_fair(text, one, span):
            continue
        if one.kind not in ("name", "definition") and not (
            names_its_subject(text[span[0] : one.start] + text[one.stop : span[1]], terms, words)
        ):
            continue
        value = WORTH[one.kind] + 0.15 * min(weight, 2)
        yield _Gap(sentence, one.kind, one.start, one.stop, one.said, *span, value, one.about)
    if len(marks(text)) < 2 and not unreal:
        for gap, value in of_words(sentence, terms, words, total, article, weight):
            yield _Gap(sentence, gap.kind, gap.start, gap.stop, gap.said, gap.head, gap.end, value)


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


def _weight(text: str, terms: Sequence[Term]) -> float:
    without_spaces = text.replace(" ", "")
    return sum(term.score for term in terms if term.text.replace(" ", "") in without_spaces)
