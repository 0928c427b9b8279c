"""Study of small texts of which the right result is known, where they are beside the project."""

from __future__ import annotations

import re

import pytest

from audiobook.source import read
from audiobook.study import Studied
from tests.conftest import SHARED
from tests.study.course import studied

CASES = SHARED / "cases" / "study"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the project")


def course(name: str) -> Studied:
    """A case studied."""
    return studied(document=read(CASES / name))


def test_who_is_asked_for_by_who() -> None:
    """A person or party is 谁, an animal is not, and no 什么 stands before what only people do."""
    for question in course("01-interrogative.txt").questions[1]:
        if question.answer in ("洛克", "卡德", "出租人", "承租人"):
            assert question.said == "谁"
        if question.answer == "章鱼":
            assert question.said == "什么动物"
        assert not re.search(r"(?<!为)什么(?:因为|获得|主张|认为|可以)", question.asked)


def test_what_is_defined_once_is_a_term_and_asked_for() -> None:
    """Every concept a sentence names is a term, each definition a question, and the recap is not empty."""
    made = course("03-defined-once.txt")
    concepts = {"遗忘曲线", "测试效应", "间隔效应", "必要难度", "交错练习", "流畅性错觉", "记忆巩固"}
    assert concepts <= {term.text for term in made.terms[1]}
    assert concepts - {"遗忘曲线"} <= {question.answer for question in made.questions[1]}
    assert made.scripts[0].study.recap


def test_nothing_of_a_formula_or_code_is_a_term_asked_or_recalled() -> None:
    """Terms, questions and recap have no letter of mark-up."""
    made = course("04-formula.md")
    said = [term.text for term in made.terms[1]]
    said += [text for q in made.questions[1] for text in (q.asked, q.answer)]
    said += made.scripts[0].study.recap
    assert said
    assert not any(re.search(r"[$\\_{}#:]|mathbf|import|numref|\bfig\b", text) for text in said)
