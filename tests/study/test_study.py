"""What study makes of a book."""

from __future__ import annotations

import pytest

from audiobook.config import StudySettings
from audiobook.config_file import load
from audiobook.errors import ConfigError
from audiobook.model import Script

from .course import DOCUMENT, scripts, studied
from .marked import stands_in


@pytest.fixture(scope="module")
def result():
    """The course of our own, studied once."""
    return studied()


def body(script: Script) -> list[str]:
    """The running text, sentence pieces in order."""
    return [u.written for u in script.utterances if u.role in ("body", "quote")]


def test_articles_keep_every_sentence(result):
    """Study adds to an article and takes nothing away from its text."""
    assert [body(script) for script in result.scripts] == [body(script) for script in scripts()]


def test_utterances_count_from_one(result):
    """Every script is numbered without gaps, whatever was put in."""
    for script in (*result.scripts, *result.extra):
        assert [u.number for u in script.utterances] == list(range(1, len(script.utterances) + 1))


def test_opening_tells_length_and_parts(result):
    """Before an article its length and its parts are told, without the author's own numbering."""
    said = [u.written for u in result.scripts[0].utterances if u.role == "announcement"]
    assert "约一分钟，分两个部分：泥沙从哪里来；三角洲会不会消失。" in said


def test_questions_are_sentences_of_the_article(result):
    """Every question is a sentence of the article with its answer left out once."""
    for number, asked in result.questions.items():
        text = "".join(body(result.scripts[number - 1]))
        assert asked
        for question in asked:
            assert question.sentence in text
            assert stands_in(question)
            assert question.answer not in question.prompt


def test_terms_name_the_utterances_that_say_them(result):
    """A term leads to the utterances where it is said, and to its sentence."""
    for script in result.scripts:
        by_number = {u.number: u for u in script.utterances}
        assert script.study.terms
        for term in script.study.terms:
            assert term.sentence.startswith(by_number[term.utterance].written.strip())
            assert term.utterances
            assert all(term.text in by_number[number].written for number in term.utterances)


def test_review_asks_waits_and_answers(result):
    """In a review every question is followed by time to answer, the answer and the author's whole sentence."""
    review = next(script for script in result.extra if script.study.articles == (1,))
    said = [u for u in review.utterances if u.role in ("question", "answer")]
    assert review.kind == "review"
    assert review.study.follows == 1
    asked_at = [at for at, each in enumerate(said) if each.role == "question"]
    assert len(asked_at) == len(review.study.questions)
    for question, at, end in zip(review.study.questions, asked_at, [*asked_at[1:], len(said)], strict=True):
        asked, *told, answer = said[at:end]
        assert len(told) == (2 * len(question.answer) <= len(question.sentence))  # a sentence that is all answer
        assert all(each.written.startswith(question.answer) for each in told)
        assert asked.answer_ms == 4000
        assert asked.pause_ms > 4000
        assert asked.spoken.endswith("？")
        assert answer.written.strip() == question.sentence


def test_everything_can_be_switched_off():
    """With study disabled the scripts are what compose made."""
    assert studied(StudySettings(enabled=False)).scripts == tuple(scripts())


def test_each_part_can_be_switched_off():
    """Every part has its own switch."""
    off = studied(StudySettings(opening=False, terms=False, recap=False, questions=False))
    assert off.scripts == tuple(scripts())
    assert off.extra == ()


def test_single_article_has_no_review_unless_asked():
    """A book of one article gets no review episode by default, and one when asked."""
    from dataclasses import replace

    alone = replace(DOCUMENT, articles=DOCUMENT.articles[:1])
    assert studied(document=alone).extra == ()
    assert [e.kind for e in studied(StudySettings(review=True), document=alone).extra] == ["review"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [("max_terms", 0), ("max_questions", -1), ("answer_ms", 10), ("recap_share", 0.9), ("fit", 0), ("fit", 10_000)],
)
def test_settings_that_cannot_be_are_refused(setting, value):
    """A number out of range is one clear line that names the setting and its range."""
    with pytest.raises(ConfigError, match=rf"study\.{setting} = .*: between"):
        load(flags={f"study.{setting}": value}, environment={})
