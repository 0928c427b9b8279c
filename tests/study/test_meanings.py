"""What is asked of what a sentence says, and the question word for the class of an answer."""

from __future__ import annotations

import pytest

from audiobook.model import Term, Utterance
from audiobook.study.answer_classes import answer_class
from audiobook.study.definitions import definitions
from audiobook.study.questions import candidates, questions
from audiobook.study.sentence_groups import bare
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence
from tests.study import marked

WORDS = Words()
COULD = -2.0
"""Log odds from which a question is one that could be asked: what is weighed, not how it is weighed."""


def asked(sentence: str, *terms: str) -> list[tuple[str, str]]:
    """Every question of a sentence and its answer; of terms those given."""
    said = Sentence(sentence, (Utterance(1, "body", sentence, sentence, 0),), 0)
    found = [Term(term, 1.0, 1, sentence, 1, 1) for term in terms]
    return [
        (q.asked, q.answer) for q in questions("题", 1, [said], found, WORDS, most=9, least=COULD, most_broken=-COULD)
    ]


@pytest.mark.parametrize(("sentence", "question", "answer"), marked.rows(marked.GOLDEN / "meanings.tsv"))
def test_golden_meaning(sentence: str, question: str, answer: str) -> None:
    """What a sentence says of things is asked whole, or not at all, as the golden line says."""
    assert asked(sentence) == ([] if question == "-" else [(question, answer)])


@pytest.mark.parametrize(("sentence", "term", "question"), marked.rows(marked.GOLDEN / "words.tsv"))
def test_golden_word(sentence: str, term: str, question: str) -> None:
    """The class of the answer decides between 谁, 哪个机构, 哪家公司, 哪里, 什么动物 and no question."""
    said = Sentence(sentence, (Utterance(1, "body", sentence, sentence, 0),), 0)
    found = candidates("题", [said], [Term(term, 1.0, 1, sentence, 1, 1)], WORDS, {})
    assert [gap.asked for gap, _ in found if gap.kind == "term"] == ([] if question == "-" else [question])


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
    ("text", "term"),
    [
        ("（一）引水人，是指在港内领船进出的人；", "引水人"),
        ("他们把不能再用的那部分能量称为熵。", "熵"),
        ("叶片失水以后体积变小，称为皱缩（wilting）。", "皱缩"),
        ("潮水退得很慢，此时称弱落潮。", "弱落潮"),
        ("两个人同时改账，就会出现“丢失更新”现象。", "丢失更新"),
        ("常要用一个更加简单的拟模型（meta model）来代替。", "拟模型"),
        ("水面转成细浪或碎浪，均称为皱波。", "皱波"),
        ("水质的两项指标是 Turbidity（浑浊度）等。", "浑浊度"),
        ("浮标站 是一种随水漂流的测量仪器。", "浮标站"),
        ("石灰中的杂质分为钙杂质（calcium impurity）等。", "钙杂质"),
        ("潮汐表是把每天涨落的时刻按月排好，以便船只进出的文件。", "潮汐表"),
    ],
)
def test_what_defines_in_other_ways_is_found(text: str, term: str) -> None:
    """Items of a list, one character, a deed that is named, 此时称, a phenomenon in quotation marks, a name behind its
    attribute, and a genus far from its term."""
    assert [each.term for each in definitions(text, WORDS)] == [term]


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


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("第三条 本条例所称湿地，是指常年或者季节性积水的地带。", "湿地"),
        ("所谓分选，指的是水流把粗细不同的沙分开。", "分选"),
        ("泥沙分成两种：一种是推移质（沿着河床滚动的那一部分），另一种是悬移质（浮在水里的那一部分）。", "推移质"),
        ("河水里的“异重流”（浑水贴着库底向前走的现象）能把沙送到坝前。", "异重流"),
        ("消力池：坝脚下用来消减水流能量的水池。", "消力池"),
        ("沉积相 (Sedimentary Facies) 记着水的深浅。", "沉积相"),
        ("取样是从河里取出一份水来测定含沙量的过程。", "取样"),
        ("这些都是海水倒灌的例子。", "海水倒灌"),
    ],
)
def test_what_a_text_explains_is_found(text: str, term: str) -> None:
    """A rule's own words, a bracket that explains, a list of words, an English name and the kind of a thing define."""
    assert term in {each.term for each in definitions(bare(text), WORDS)}


@pytest.mark.parametrize(
    "text",
    [
        "没有闸门的堤坝不能称之为水闸。",
        "水文学是一门我最喜欢的学科，学了三年。",
        "所谓学问，是由老师傅传下来的。",
        "席尔霍尔茨(Stephanie Schier)说水位还会涨。",
        "有些方言里管头叫“脑袋”，管嘴叫“嘴巴”。",
    ],
)
def test_praise_denial_and_names_define_nothing(text: str) -> None:
    """What is denied, praised, passed on, a foreign person's name or a word of a dialect is no definition."""
    assert list(definitions(text, WORDS)) == []
