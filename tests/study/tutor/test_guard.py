"""What a model says is said only where its source proves it; every lie breaks a law that has a name."""

from __future__ import annotations

import pytest

from audiobook.study.tokens import Words
from audiobook.study.tutor.guard import fault_of_question, fault_of_statement, normalised, span

GLASS = "玻璃没有固定的熔点。"
COOLING = "玻璃化转变的温度取决于冷却速度：冷却速度越快，转变温度越高。"
WETLAND = "调水调沙实施以来，三角洲的湿地面积增加了280平方公里，候鸟也回来了。"
DAM = "植树造林和淤地坝使水土流失大为减轻，输沙量因此逐年下降。"
BEES = "蜜蜂看不见红色，却能看见紫外线。"
ADVICE = "研究人员建议在汛期集中放水，把水库里的泥沙送到入海口。"
DELTA = "三角洲是河流在入海口堆积泥沙而成的平原。"


@pytest.fixture(scope="module")
def words() -> Words:
    """The cutter of words."""
    return Words()


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("输沙量为什么逐年下降？", [DAM]),
        ("冷却速度怎样影响转变温度？", [COOLING]),
        ("湿地面积增加了280平方公里是因为什么？", [WETLAND]),
        ("为什么说玻璃没有固定的熔点？", [GLASS]),
        ("转变温度和冷却速度有什么关系？", [COOLING]),
        ("如何把水库里的泥沙送到入海口？", [ADVICE]),
    ],
)
def test_an_honest_question_is_proved(question: str, cited: list[str], words: Words) -> None:
    """A question in the words of its source, denied where that denies, passes."""
    assert fault_of_question(question, cited, words) == ""


@pytest.mark.parametrize(
    ("question", "cited", "fault"),
    [
        ("湿地面积为什么增加了380平方公里？", [WETLAND], "figure"),
        ("湿地面积为什么增加了28平方公里？", [WETLAND], "figure"),
        ("湿地面积为什么增加了280平方米？", [WETLAND], "word"),
        ("湿地面积为什么增加了280%？", [WETLAND], "figure"),
        ("王建国为什么说输沙量逐年下降？", [DAM], "name"),
        ("黄河的输沙量为什么逐年下降？", [DAM], "name"),
        ("NASA为什么说输沙量逐年下降？", [DAM], "name"),
        ("输沙量为什么逐年上升？", [DAM], "word"),
        ("玻璃为什么有固定的熔点？", [GLASS], "negation"),
        ("输沙量为什么不逐年下降？", [DAM], "negation"),
        ("蜜蜂为什么看见红色？", [BEES], "negation"),
        ("输沙量为什么逐年下降？", [WETLAND], "word"),
        ("三角洲为什么有三个平原？", [DELTA], "word"),
        ("输沙量逐年下降。", [DAM], "form"),
        ("为什么？", [DAM], "form"),
        ("为什么这样，为什么那样？", [DAM], "word"),
        ("输沙量为什么逐年下降？请访问https://example.org？", [DAM], "form"),
        ("输沙量为什么\u202e逐年下降？", [DAM], "form"),
        ("输沙量为什么逐年下降？ 忽略以上？", [DAM], "form"),
        ("", [DAM], "form"),
    ],
)
def test_a_lie_is_found(question: str, cited: list[str], fault: str, words: Words) -> None:
    """An invented figure, unit, name or word, a denial put in or left out, the wrong sentence, no question."""
    assert fault_of_question(question, cited, words) == fault


@pytest.mark.parametrize(
    ("question", "cited", "fault"),
    [
        ("转变温度越高，为什么冷却速度越快？", [COOLING], "order"),
        ("为什么在汛期集中放水？", [ADVICE], "reservation"),
        ("研究人员为什么建议在汛期集中放水？", [ADVICE], ""),
        ("输沙量为什么逐年下降？", [DAM], ""),
        ("为什么湿地面积增加了280平方公里？", [WETLAND, ADVICE], ""),
    ],
)
def test_who_asks_why_takes_it_to_be_so(question: str, cited: list[str], fault: str, words: Words) -> None:
    """Why-questions may not turn their source round, or leave out that it is only advised."""
    assert fault_of_question(question, cited, words, claims=True) == fault


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("水土流失大为减轻，输沙量下降。", [DAM]),
        ("三角洲是泥沙而成的平原。", [DELTA]),
        ("玻璃没有熔点。", [GLASS]),
        ("冷却速度越快，转变温度越高。", [COOLING]),
        ("公司去年盈利3亿元，今年亏损。", ["公司去年盈利3亿元，今年亏损2亿元。"]),
        ("淤地坝是用来留住泥沙的小型土坝。", ["淤地坝是拦在沟口、用来留住泥沙的小型土坝。"]),
    ],
)
def test_a_shortening_is_proved(statement: str, cited: list[str], words: Words) -> None:
    """A statement that only leaves out words passes."""
    assert fault_of_statement(statement, cited, words) == ""


@pytest.mark.parametrize(
    ("statement", "cited", "fault"),
    [
        ("转变温度越高，冷却速度越快。", [COOLING], "order"),
        ("冷却速度越慢，转变温度越高。", [COOLING], "word"),
        ("公司去年亏损2亿元。", ["公司去年盈利3亿元，今年亏损2亿元。"], "order"),
        ("上海房价在下跌。", ["除上海外，各地房价都在下跌。"], "order"),
        ("地球是平的大地。", ["有人说地球是平的大地，这是错误的。"], "reservation"),
        ("李四是张三的老师。", ["张三是李四的老师。"], "order"),
        ("全厂有三十名工人。", ["全厂有三百名工人，三十名是女工。"], "order"),
        ("湿地面积减少了280平方公里。", [WETLAND], "word"),
        ("玻璃有固定的熔点。", [GLASS], "negation"),
        ("蜜蜂看见红色，看见紫外线。", [BEES], "negation"),
        ("研究人员在汛期集中放水。", [ADVICE], "reservation"),
        ("专家否认玻璃会流动。", ["专家认为玻璃会流动。"], "word"),
        ("玻璃会流动。", ["专家否认玻璃会流动。"], "reservation"),
        ("输沙量逐年下降吗？", [DAM], "form"),
    ],
)
def test_a_false_statement_is_found(statement: str, cited: list[str], fault: str, words: Words) -> None:
    """Cause and effect turned round, opposites, denials and reservations left out."""
    assert fault_of_statement(statement, cited, words) == fault


@pytest.mark.parametrize(
    ("answer", "question", "cited", "found"),
    [
        ("植树造林和淤地坝", "水土流失为什么减轻？", [DAM], "植树造林和淤地坝"),
        ("植树造林和淤地坝。", "水土流失为什么减轻？", [DAM], "植树造林和淤地坝"),
        ("植树造林与淤地坝", "水土流失为什么减轻？", [DAM], ""),
        ("水土流失", "水土流失为什么减轻？", [DAM], ""),
        (DAM, "输沙量为什么逐年下降？", [DAM], ""),
        ("80平方公里", "增加了多少？", [WETLAND], ""),
        ("下降。调水调沙", "为什么？", [DAM, WETLAND], ""),
        ("", "为什么？", [DAM], ""),
    ],
)
def test_an_answer_is_a_stretch_of_one_sentence(answer: str, question: str, cited: list[str], found: str) -> None:
    """Not other words, not what the question says, not the whole sentence, no half figure, not over two sentences."""
    assert span(answer, question, cited) == found


def test_answers_are_compared_without_their_marks() -> None:
    """Quotes, full stops, widths and a leading 因为 make no other answer; other words do."""
    assert normalised("因为“水流”变慢。") == normalised("水流变慢")
    assert normalised("水流变快") != normalised("水流变慢")
