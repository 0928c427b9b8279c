"""What is asked of what a sentence says, and the question word for the class of an answer."""

from __future__ import annotations

import pytest

from audiobook.model import Term, Utterance
from audiobook.study.answer_classes import answer_class
from audiobook.study.definitions import definitions
from audiobook.study.questions import questions
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence
from tests.study import marked

WORDS = Words()


def asked(sentence: str, *terms: str) -> list[tuple[str, str]]:
    """Every question of a sentence and its answer; of terms those given."""
    said = Sentence(sentence, (Utterance(1, "body", sentence, sentence, 0),), 0)
    found = [Term(term, 1.0, 1, sentence, 1, 1) for term in terms]
    return [(q.asked, q.answer) for q in questions("题", 1, [said], found, WORDS, most=9)]


@pytest.mark.parametrize(("sentence", "question", "answer"), marked.rows(marked.GOLDEN / "meanings.tsv"))
def test_golden_meaning(sentence: str, question: str, answer: str) -> None:
    """What a sentence says of things is asked whole, or not at all, as the golden line says."""
    assert asked(sentence) == ([] if question == "-" else [(question, answer)])


@pytest.mark.parametrize(("sentence", "term", "question"), marked.rows(marked.GOLDEN / "words.tsv"))
def test_golden_word(sentence: str, term: str, question: str) -> None:
    """The class of the answer decides between 谁, 哪个机构, 哪家公司, 哪里, 什么动物 and no question."""
    assert [q for q, _ in asked(sentence, term)] == ([] if question == "-" else [question])


def test_a_question_is_cut_to_the_clause_that_holds() -> None:
    """A long sentence is asked by at most forty characters, with a subject of their own."""
    [(question, answer)] = asked(
        "雨季来得早的年份，山洪把坡地上的表土一层一层冲进支流，再汇入干流；三角洲的泥沙主要来自上游的水土流失。"
    )
    assert question == "三角洲的泥沙主要来自什么？"
    assert answer == "上游的水土流失"


def test_a_term_named_once_is_found() -> None:
    """叫作, 称为, 简称, 也叫, 所谓 and 是指 give the term, whatever the dictionary knows of it."""
    text = "这种石堆叫作冰碛垄，也叫终碛；所谓潮间带，就是退潮时露出的海岸。"
    assert {each.term for each in definitions(text, WORDS)} == {"冰碛垄", "终碛", "潮间带"}


@pytest.mark.parametrize(
    "text", ["这就是主题。", "办好合作社，即可带动大家。", "他被人叫作“这样的人”。", "豆子赶到后，指挥大家。"]
)
def test_what_names_nothing_is_no_definition(text: str) -> None:
    """A bare word, a cue that is part of another word and a phrase of grammar define nothing."""
    assert list(definitions(text, WORDS)) == []


def test_a_place_that_speaks_is_a_person() -> None:
    """洛克 is a place to the dictionary; who claims something is a person."""
    assert answer_class("洛克", "洛克主张宽容。", WORDS) == "person"
    assert answer_class("洛克", "船到了洛克。", WORDS) == "place"
