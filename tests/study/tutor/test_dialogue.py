"""A tutor's dialogue: what is proved is said by two, all else is left out and counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chat_server import Answer, ChatServer, chat, cites

from audiobook.config import StudySettings, TutorSettings
from audiobook.study import Studied, fit, study
from audiobook.study.course import TALK, TALK_GENERATED
from audiobook.study.tutor.tutor import Tutor

from ..course import DOCUMENT, scripts, speakers, studied

TITLE = DOCUMENT.articles[0].title
QUESTION = "输沙量为什么逐年下降？"
ANSWER = "植树造林和淤地坝使水土流失大为减轻"
LINES = (
    ("甲", "三角洲是平原。", "三角洲是"),
    ("甲", QUESTION, "植树造林"),
    ("乙", f"{ANSWER}。", "植树造林"),
    ("乙", "淤地坝是小型土坝。", "淤地坝是"),
)


def lines(user: str, place: int = 0, **lie: Any) -> list[dict[str, Any]]:
    """An honest dialogue on the first article, but for what is given of the line at `place`."""
    honest = [{"speaker": who, "text": text, "cites": cites(user, begin)} for who, text, begin in LINES]
    honest[place] |= lie
    return honest


def talk(user: str, place: int = 0, **lie: Any) -> str:
    """The same as a model writes it; none on other articles."""
    found = lines(user, place, **lie) if f"题目：{TITLE}\n" in user else []
    return json.dumps({"dialogue": found}, ensure_ascii=False)


def answer(_user: str) -> str:
    """The answer of one who means it."""
    return json.dumps({"answer": ANSWER}, ensure_ascii=False)


Taught = Callable[..., tuple[Studied, Tutor]]


@pytest.fixture
def taught(tmp_path: Path) -> Taught:
    """The book studied with a server for its tutor, which is asked for nothing but dialogues."""

    def with_(server: ChatServer, **settings: Any) -> tuple[Studied, Tutor]:
        wanted = {"dialogue": True, "questions": 0, "summary": False, "seconds": 20.0} | settings
        chosen = StudySettings(tutor=TutorSettings(base_url=server.base_url, model="m1", **wanted))
        asked = Tutor(chosen, tmp_path)
        return study(scripts(), settings=chosen, speakers=speakers(), tutor=asked), asked

    return with_


def test_a_proved_dialogue_is_the_last_chapter(taught: Taught) -> None:
    """Behind the recap two speak in turn, after it is said that a model wrote it; each line knows its sentences."""
    with ChatServer(talk=talk, answer=answer) as server:
        made, tutor = taught(server)
    script, plain = made.scripts[0], studied().scripts[0]
    assert script.headings == (*plain.headings, TALK["zh"])
    said = script.utterances[len(plain.utterances) :]
    assert [(each.role, each.written) for each in said] == [
        ("heading", TALK["zh"]),
        ("announcement", TALK_GENERATED["zh"]),
        ("host", LINES[0][1]),
        ("host", LINES[1][1]),
        ("guest", LINES[2][1]),
        ("guest", LINES[3][1]),
    ]
    assert script.study.generated_by == "m1"
    assert script.study.recap == plain.study.recap
    assert script.study.questions == plain.study.questions
    for line, (_, _, begin) in zip(script.study.dialogue, LINES, strict=True):
        cited = "".join(script.utterances[number - 1].written for number in line.utterances)
        assert cited.startswith(begin)
    assert made.scripts[1:] == studied().scripts[1:]
    assert "4 of 4 drafts are proved" in tutor.report()[0]


def test_nothing_is_asked_for_unless_it_is_set(taught: Taught) -> None:
    """A tutor writes no dialogue by itself."""
    with ChatServer(talk=talk, answer=answer) as server:
        made, _ = taught(server, dialogue=False)
        assert server.bodies == []
    assert made.scripts == studied().scripts


@pytest.mark.parametrize(
    ("place", "lie", "faults"),
    [
        (0, {"text": "三角洲是280年的平原。"}, "figure 1"),
        (0, {"text": "三角洲是黄河的平原。"}, "name 1"),
        (0, {"text": "三角洲不是平原。"}, "negation 1"),
        (0, {"text": "平原是三角洲。"}, "order 1"),
        (0, {"text": "你好，欢迎收听。"}, "word 1"),
        (0, {"cites": []}, "citation 1"),
        (0, {"cites": [99]}, "citation 1"),
        (0, {"speaker": "旁白"}, "form 1"),
        (0, {"text": ["x"]}, "form 1"),
        (1, {"speaker": "乙"}, "form 1"),
        (1, {"text": "输沙量为什么没有逐年下降？"}, "negation 1"),
        (2, {"text": "上游建了许多水库。"}, "no answer 1, word 1"),
        (2, {"speaker": "甲"}, "no answer 1, question 1"),
        (2, {"text": "输沙量因此逐年下降。"}, "another answer 1, question 1"),
    ],
)
def test_a_lie_is_left_out_and_counted(place: int, lie: dict[str, Any], faults: str, taught: Taught) -> None:
    """What the source does not prove is not said, a question without its answer neither; one line tells why."""

    def double(user: str) -> str:
        found = lines(user, place, **lie) if f"题目：{TITLE}\n" in user else []
        more = [{"speaker": "甲", "text": "泥沙主要来自上游的水土流失。", "cites": cites(user, "泥沙主要")}] * bool(
            found
        )
        return json.dumps({"dialogue": [*found, *more, *more]}, ensure_ascii=False)

    with ChatServer(talk=double, answer=answer) as server:
        made, tutor = taught(server)
    wrong = lie.get("text", LINES[place][1])
    assert wrong not in [line.text for line in made.scripts[0].study.dialogue]
    assert wrong not in [each.written for each in made.scripts[0].utterances if each.role in ("host", "guest")]
    assert f"({faults})" in tutor.report()[0]


def test_an_answer_that_the_model_does_not_give_again_is_none(taught: Taught) -> None:
    """Asked with the cited sentences alone, the model has to say what its dialogue says."""
    with ChatServer(talk=talk, answer=lambda user: '{"answer": "输沙量因此逐年下降"}') as server:
        made, tutor = taught(server)
    assert "another answer 1, question 1" in tutor.report()[0]
    assert not made.scripts[0].study.dialogue  # two lines are no dialogue


@pytest.mark.parametrize(
    "nonsense",
    [
        "I cannot help with that.",
        '{"dialogue": "甲：三角洲是平原。"}',
        '{"dialogue": [1, null, {}, {"speaker": "甲"}]}',
        Answer(body=b"<html>", status=200),
        Answer(body=chat("x"), status=503),
        Answer(body=chat(talk("")), cut=True),
    ],
)
def test_nonsense_costs_only_the_dialogue(nonsense: str | Answer, taught: Taught) -> None:
    """The book is as the rules make it."""
    with ChatServer(talk=lambda user: nonsense, answer=answer) as server:
        made, tutor = taught(server, seconds=5.0)
    assert made.scripts == studied().scripts
    assert tutor.report()


def test_a_server_that_stalls_is_not_waited_for(taught: Taught) -> None:
    """After two requests without an answer nothing more is asked, and it is said."""
    with ChatServer(talk=lambda user: Answer(stall=True), answer=answer) as server:
        made, tutor = taught(server, seconds=0.2)
    assert made.scripts == studied().scripts
    assert "no answer within 0.2 seconds" in tutor.report()[0]


def test_nothing_is_asked_twice(taught: Taught) -> None:
    """The same book again takes no request; a dialogue asked for later leaves the questions' requests as they were."""
    with ChatServer(talk=talk, answer=answer) as server:
        first, _ = taught(server)
        asked = len(server.bodies)
        again, _ = taught(server)
        assert len(server.bodies) == asked
        assert again.scripts == first.scripts
        taught(server, dialogue=False, questions=3)
        before = len(server.bodies)
        taught(server, questions=3)
        assert len(server.bodies) == before


@pytest.mark.parametrize("minutes", [0.4, 0.6, 10.0])
def test_a_sitting_tells_of_its_dialogue(minutes: float, taught: Taught) -> None:
    """A sitting that has a dialogue says what was written and by whom; none ends between question and answer."""
    with ChatServer(talk=talk, answer=answer) as server:
        made, _ = taught(server)
    packed = fit(made.scripts, minutes, [[4000 for _ in each.utterances] for each in made.scripts], links=made.links)
    told = [line.text for each in packed for line in each.study.dialogue]
    assert told == [text for _, text, _ in LINES]
    for sitting in packed:
        written = [each.written for each in sitting.utterances]
        assert (QUESTION in written) == (f"{ANSWER}。" in written)
        assert sitting.study.generated_by == ("m1" if sitting.study.dialogue else "")
        for line in sitting.study.dialogue:
            cited = "".join(sitting.utterances[number - 1].written for number in line.utterances)
            assert not cited or cited.startswith(next(begin for _, text, begin in LINES if text == line.text))
    assert minutes < 10 or all(line.utterances for line in packed[0].study.dialogue)
