"""Publications in which a reader has marked the key terms, and how a course is held against them."""

from __future__ import annotations

import re
from pathlib import Path

from audiobook.model import BLANK, Question
from audiobook.source import read
from audiobook.study import Studied
from audiobook.study.recap_units import recalled as as_recalled
from audiobook.study.whole_sentences import sentences
from tests.study.course import studied

GOLDEN = Path(__file__).parents[1] / "golden" / "study"

Place = tuple[str, int]
"""File and number of an article."""


def rows(file: Path) -> list[list[str]]:
    """The lines of a golden file, in columns."""
    return [line.split("\t") for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def bare(text: str) -> str:
    """Without spaces."""
    return text.replace(" ", "")


def gold(file: Path, *, core: bool = False) -> dict[Place, list[set[str]]]:
    """Accepted forms of each marked term by article; with `core` only those without which it could not be told."""
    found: dict[Place, list[set[str]]] = {}
    for name, article, forms, *mark in rows(file):
        if mark or not core:
            found.setdefault((name, int(article)), []).append({bare(form) for form in forms.split("|")})
    return found


def courses(*files: Path) -> dict[str, Studied]:
    """Each publication read, composed and studied, by its name."""
    return {file.name: studied(document=read(file)) for file in files}


def right(courses: dict[str, Studied], marked: dict[Place, list[set[str]]]) -> dict[Place, float]:
    """Of the terms listed for an article the share that is marked, each marked term counted once."""
    shares = {}
    for (name, number), terms in marked.items():
        found = [bare(term.text) for term in courses[name].terms[number]]
        shares[name, number] = sum(any(form in term for form in found) for term in terms) / len(found)
    return shares


def fragments(courses: dict[str, Studied], marked: dict[Place, list[set[str]]]) -> set[tuple[str, int, str]]:
    """Listed terms that the article nearly always says within one and the same longer one that is marked."""
    pieces = set()
    for (name, number), terms in marked.items():
        text = bare("".join(u.written for u in courses[name].scripts[number - 1].utterances if u.role == "body"))
        for piece in (bare(term.text) for term in courses[name].terms[number]):
            if any(piece in term for term in terms):
                continue  # a form that the reader accepted
            wholes = {form for term in terms for form in term if piece in form and piece != form}
            if any(text.count(whole) >= 0.8 * text.count(piece) for whole in wholes):
                pieces.add((name, number, piece))
    return pieces


def recalled(courses: dict[str, Studied], marked: dict[Place, list[set[str]]]) -> dict[Place, float]:
    """Share of the marked terms that an article's recap has. Fails unless the recap is of the article's own
    sentences, whole or without what they only add, and at most 12 % of its length."""
    shares = {}
    for (name, number), terms in marked.items():
        script = courses[name].scripts[number - 1]
        body = "".join(u.written for u in script.utterances if u.role in ("body", "quote"))
        recap = bare("".join(script.study.recap))
        short = {as_recalled(each.text) for each in sentences(script)}
        assert all(sentence in body or sentence in short for sentence in script.study.recap)
        assert len(recap) <= 0.12 * len(body)
        shares[name, number] = sum(any(form in recap for form in term) for term in terms) / len(terms)
    return shares


def letters(text: str) -> str:
    """Without marks and spaces."""
    return re.sub(r"\W", "", text)


def stands_in(question: Question) -> bool:
    """Is the prompt with its answer a clause of the sentence, word for word? Between a cause and what comes of it
    stands 因此 or the like, which is of neither; the points of a list stand each in its own sentence, below a line or
    a heading."""
    sentence = letters(question.sentence)
    if question.kind == "cause":
        return all(letters(part) in sentence for part in (question.answer, *question.prompt.split(BLANK)))
    if question.kind == "list" and letters(question.prompt.replace(BLANK, question.answer)) not in sentence:
        return all(letters(part) in sentence for part in re.split("[；、]", question.answer))
    return letters(question.prompt.replace(BLANK, question.answer)) in sentence


def assert_answerable(course: Studied) -> None:
    """Each prompt with its answer is a sentence of its article, and the rest of the sentence does not say it."""
    for number, questions in course.questions.items():
        said = {u.number: u.written for u in course.scripts[number - 1].utterances if u.role == "body"}
        assert len(questions) <= 8
        for question in questions:
            assert stands_in(question)
            assert question.sentence in "".join(said[utterance] for utterance in question.utterances)
            assert bare(question.answer) not in bare(question.prompt)


def mean(shares: dict[Place, float]) -> float:
    """Over the articles."""
    return sum(shares.values()) / len(shares)
