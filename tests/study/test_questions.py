"""Recall questions: where a gap may be made and how it is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.config import StudySettings
from audiobook.model import Article, Document, Paragraph, Section, Term, Utterance
from audiobook.study.prose import leans
from audiobook.study.questions import candidates
from audiobook.study.selection import asks
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence

from .course import DOCUMENT, RIVER, studied

GOLDEN = Path(__file__).parents[1] / "golden" / "study" / "gaps.tsv"
LINES = [line.split("\t") for line in GOLDEN.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def ask(sentence: str, term: str) -> str:
    """The question, or - if there is none."""
    said = Sentence(sentence, (Utterance(1, "body", sentence, sentence, 0),), 0)
    found = candidates("题", [said], [Term(term, 1.0, 1, sentence, 1, 1)], Words(), {})
    return next((gap.asked for gap, _ in found if gap.kind != "relation"), "-")


@pytest.mark.parametrize(("sentence", "term", "question"), LINES)
def test_golden_gap(sentence, term, question):
    """A gap is made, or not made, as the golden line says."""
    assert ask(sentence, term) == question


def one(text: str, **settings: object) -> tuple:
    """Questions of an article of one paragraph."""
    article = Article(1, "试题", (Section(None, (Paragraph(text),)),))
    document = Document("书", (article,))
    return studied(replace(StudySettings(), **settings), document).questions[1]


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        ("天山的冰川十年间后退了120米，冰川学家很担心。", "天山的冰川十年间后退了多少米，冰川学家很担心？", "120"),
        ("冰川融水占塔里木河流量的35%，下游靠冰灌溉。", "冰川融水占塔里木河流量的百分之多少，下游靠冰灌溉？", "35%"),
        ("1998年冰川脚下发现了古道，老人们都记得。", "哪一年冰川脚下发现了古道，老人们都记得？", "1998"),
        ("为了看护冰川，县里一共花了3.3万亿元的钱。", "为了看护冰川，县里一共花了多少元的钱？", "3.3万亿"),
        ("冰川下的电站装机容量是120万千瓦，供着全县。", "冰川下的电站装机容量是多少千瓦，供着全县？", "120万"),
        ("冰川每天把3千克的碎石带到山脚下的河滩上。", "冰川每天把多少千克的碎石带到山脚下的河滩上？", "3"),
    ],
)
def test_figures_are_asked_for(sentence, question, answer):
    """Amounts, shares and years are asked for with the word that fits."""
    said = Sentence(sentence, (Utterance(1, "body", sentence, sentence, 0),), 0)
    found = candidates("题", [said], [Term("冰川", 1.0, 1, sentence, 1, 1)], Words(), {})
    assert {gap.asked: gap.answer for gap, _ in found if gap.kind == "figure"} == {question: answer}


@pytest.mark.parametrize(
    "sentence",
    [
        "2014—2023年冰川后退得比从前任何时候都快。",
        "4月25日冰川前缘塌了一块，声音传得很远。",
        "第3次考察时，冰川学家终于走到了前缘。",
        "他们用GPT-4和H100算出了冰川的未来。",
        "冰川里每10米有10个气泡，人人都数过。",
    ],
)
def test_figures_that_cannot_be_asked_for(sentence):
    """Ranges, days, ordinals, model numbers and figures said twice are left alone."""
    said = Sentence(sentence, (Utterance(1, "body", sentence, sentence, 0),), 0)
    found = candidates("题", [said], [Term("冰川", 1.0, 1, sentence, 1, 1)], Words(), {})
    assert [gap.asked for gap, _ in found if gap.kind == "figure"] == []


@pytest.mark.parametrize("sentence", ["这正是它的价值。", "因此要保护湿地。", "其中有三条大河。", "例如长江的入海口。"])
def test_sentences_that_lean_on_another_are_known(sentence):
    """What begins with a word that points back is not asked about."""
    assert leans(sentence)


def test_what_asks_by_itself_is_not_asked_about():
    """A sentence that lists questions gives none, and no answer begins behind a mark of a list."""
    text = "水库扩容以后，谁来用、用来做什么、花费是否值得，一直缺少系统的记录。"
    said = Sentence(text, (Utterance(1, "body", text, text, 0),), 0)
    found = candidates("题", [said], [Term("水库", 1.0, 1, text, 1, 1)], Words(), {})
    assert [gap.asked for gap, _ in found if gap.kind == "relation"] == []


def test_no_sentence_and_no_answer_twice():
    """Questions differ in sentence and answer, and are no more than set."""
    for most in (1, 3, 8):
        found = studied(replace(StudySettings(), max_questions=most)).questions[1]
        assert len(found) <= most
        assert len({q.sentence for q in found}) == len({q.answer for q in found}) == len(found)


def test_question_keeps_its_id_when_its_sentence_is_mended():
    """A card stays the same card when the sentence around its term is corrected."""
    before = {q.asked: q for q in studied().questions[1]}["三角洲是什么？"]
    text = RIVER.sections[0].paragraphs[0].text.replace("堆积泥沙而成的", "堆起泥沙形成的")
    mended = replace(RIVER, sections=(Section(None, (Paragraph(text),)), *RIVER.sections[1:]))
    document = replace(DOCUMENT, articles=(mended, *DOCUMENT.articles[1:]))
    after = {q.asked: q for q in studied(document=document).questions[1]}["三角洲是什么？"]
    assert after.sentence != before.sentence
    assert after.id == before.id


def test_nothing_is_asked_twice_in_a_book():
    """Ids tell articles apart, and what an article has asked no later one asks again."""
    twin = replace(RIVER, number=2, title="另一篇")
    found = studied(document=replace(DOCUMENT, articles=(RIVER, twin))).questions
    assert {q.id for q in found[1]}.isdisjoint({q.id for q in found[2]})
    assert {q.asked for q in found[1]}.isdisjoint({q.asked for q in found[2]})


def test_nothing_is_asked_twice_in_other_words():
    """Articles of one field that define the same things, each in its own words, ask each thing once in the book."""
    told = (
        "潮差是指一次涨潮与随后落潮的水位之差。平潮（slack tide）是指涨落之间水位几乎不动的时候。",
        "所谓潮差，就是一次涨潮与随后落潮的水位之差。所谓平潮，就是涨落之间水位几乎不动的时候。",
        "“潮差”指的是高潮与低潮的水位之差。河口的平潮通常是指涨落之间流速为零的时候。",
    )
    articles = tuple(
        Article(number, f"潮汐之{number}", (Section(None, (Paragraph(text),)),)) for number, text in enumerate(told, 1)
    )
    found = studied(document=Document("潮汐", articles)).questions
    every = [asks(question.asked) for asked in found.values() for question in asked]
    assert len(every) == len(set(every))
    assert asks("潮差是什么？") in every


def test_a_person_with_a_latin_name_is_not_asked_for_as_a_thing():
    """Where the next sentence goes on with 她, what Anna Holt is, is not asked by 什么."""
    texts = ["Anna Holt是盐业合作运动的领袖、盐田基金会的创立者。", "她认为晒盐就像做菜，人人都可以看菜谱。"]
    said = [Sentence(text, (Utterance(at, "body", text, text, 0),), at) for at, text in enumerate(texts, 1)]
    terms = [Term("盐业合作运动", 1.0, 1, texts[0], 1, 1)]
    assert [gap for gap, _ in candidates("盐", said, terms, Words(), {}) if "Anna" in gap.asked] == []
