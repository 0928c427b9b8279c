"""A tutor's questions and summary in a book: what is proved is said and marked, all else is what the rules find."""

from __future__ import annotations

import gc
import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chat_server import Answer, ChatServer, chat, cites, drafts

from audiobook.config import StudySettings, TutorSettings
from audiobook.study import Studied, fit, study
from audiobook.study.course import GENERATED
from audiobook.study.decisions import parse
from audiobook.study.review import GENERATED as PROPOSED
from audiobook.study.tutor.tutor import Tutor

from ..course import DOCUMENT, scripts, speakers, studied

TITLE = DOCUMENT.articles[0].title
QUESTION = "输沙量为什么逐年下降？"
ANSWER = "植树造林和淤地坝使水土流失大为减轻"
SUMMARY = ("淤地坝是小型土坝。", "湿地退化的速度由输沙量和海平面共同决定。")


def draft(user: str, **other: Any) -> dict[str, Any]:
    """An honest question about the first article, but for what is given."""
    return {"kind": "why", "question": QUESTION, "answer": ANSWER, "cites": cites(user, "植树造林"), **other}


def write(user: str, **other: Any) -> str:
    """Drafts on the first article, none on others."""
    if f"题目：{TITLE}\n" not in user:
        return drafts()
    summary = [{"text": text, "cites": cites(user, text[:4])} for text in SUMMARY]
    return drafts([draft(user, **other)], summary)


def answer(_user: str) -> str:
    """The answer of one who means it."""
    return json.dumps({"answer": f"{ANSWER}。"}, ensure_ascii=False)


@pytest.fixture
def taught(tmp_path: Path) -> Callable[..., tuple[Studied, Tutor]]:
    """The book studied with a server for its tutor."""

    def with_(server: ChatServer, seconds: float = 20.0, decisions: str = "", **settings: Any) -> tuple[Studied, Tutor]:
        tutor = TutorSettings(base_url=server.base_url, model="m1", seconds=seconds, **settings)
        chosen = StudySettings(tutor=tutor)
        asked = Tutor(chosen, tmp_path)
        made = study(scripts(), settings=chosen, speakers=speakers(), decisions=parse(decisions), tutor=asked)
        return made, asked

    return with_


@pytest.fixture(scope="module")
def plain() -> Studied:
    """The book as the rules make it."""
    return studied()


def test_what_is_proved_is_asked_and_told(taught, plain):
    """The question takes the place of one of the rules', with the author's words for its answer, and the summary is
    heard where the recap was; other articles are as the rules make them."""
    with ChatServer(write, answer) as server:
        made, tutor = taught(server)
    [question] = [each for each in made.questions[1] if each.generated_by]
    assert (question.asked, question.answer, question.kind) == (QUESTION, ANSWER, "why")
    assert ANSWER in question.sentence
    assert len(made.questions[1]) >= len(plain.questions[1])
    assert made.scripts[0].study.summary == SUMMARY
    assert made.scripts[0].study.generated_by == "m1"
    assert made.scripts[0].study.recap == plain.scripts[0].study.recap
    said = "".join(each.written for each in made.scripts[0].utterances if each.role == "recap")
    assert said == GENERATED["zh"] + "".join(SUMMARY)
    assert made.scripts[1:] == plain.scripts[1:]
    assert tutor.report() == (f"tutor m1 at {server.base_url}: 3 of 3 drafts are proved by their source",)


def test_it_is_said_aloud_that_a_model_asks(taught):
    """In every review the mark comes right before the question, and before no other."""
    with ChatServer(write, answer) as server:
        made, _ = taught(server)
    heard = 0
    for review in made.extra:
        generated = {question.prompt for question in review.study.questions if question.generated_by}
        lines = [each.written for each in review.utterances]
        marks = [place for place, line in enumerate(lines) if line == PROPOSED["zh"]]
        assert [lines[place + 1] for place in marks] == [line for line in lines if line in generated]
        heard += len(marks)
    assert heard >= 3


@pytest.mark.parametrize(
    ("lie", "fault"),
    [
        ({"question": "输沙量为什么逐年下降了16亿吨？"}, "figure"),
        ({"question": "郑国渠的输沙量为什么逐年下降？"}, "name"),
        ({"question": "输沙量为什么没有逐年下降？"}, "negation"),
        ({"answer": "上游建了许多水库"}, "answer"),
        ({"cites": [1]}, "word"),
        ({"cites": []}, "citation"),
        ({"cites": [0]}, "citation"),
        ({"cites": [10**30]}, "citation"),
        ({"cites": [True]}, "citation"),
        ({"cites": "all"}, "citation"),
        ({"kind": "trick"}, "form"),
        ({"question": ["x"]}, "form"),
    ],
)
def test_a_lie_is_replaced_and_counted(lie, fault, taught, plain):
    """What the source does not prove is not asked: the rules' questions stand, and one line says why."""
    with ChatServer(lambda user: write(user, **lie), answer) as server:
        made, tutor = taught(server, summary=False)
    assert made.questions == plain.questions
    assert made.extra == plain.extra
    [line] = tutor.report()
    assert f"replaced by what the rules find ({fault} 1)" in line


@pytest.mark.parametrize("other", ['{"answer": "无"}', '{"answer": "淤地坝"}', "", "{", '{"answer": 3}'])
def test_who_answers_otherwise_the_second_time_is_not_believed(other, taught, plain):
    """Asked again with the cited sentences alone the model must give the same answer."""
    with ChatServer(write, lambda _: other) as server:
        made, tutor = taught(server, summary=False)
        again = [body["messages"][-1]["content"] for body in server.bodies[1:] if "问题：" in str(body["messages"][-1])]
    assert made.questions == plain.questions
    assert again
    assert all(re.fullmatch(rf"植树造林[^\n]*\n问题：{QUESTION}", user) for user in again)
    assert "1 left out or replaced" in tutor.report()[0] or "no answer" in tutor.report()[0]


def test_nothing_is_asked_twice(taught):
    """The same book again asks the server nothing, and is the same book."""
    with ChatServer(write, answer) as server:
        first, _ = taught(server)
        asked = len(server.bodies)
        second, tutor = taught(server)
        assert len(server.bodies) == asked > 0
    assert second == first
    assert not tutor.unanswered


def test_a_torn_note_of_an_answer_is_asked_for_again(taught, tmp_path):
    """What lies damaged in the cache is not believed."""
    with ChatServer(write, answer) as server:
        first, _ = taught(server)
        asked = len(server.bodies)
        kept = sorted((tmp_path / "tutor").glob("*.json"))
        assert len(kept) == asked
        kept[0].write_text('{"answer": ')
        kept[1].write_text("[]")
        second, _ = taught(server)
        assert len(server.bodies) == asked + 2
    assert second == first


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (Answer(status=500), "HTTP 500"),
        (Answer(status=401, body=b"bad key sk-secret"), "HTTP 401; set AUDIOBOOK_TUTOR_KEY: bad key ***"),
        (
            Answer(status=404, body=b'{"error": {"message": "no model m1"}}'),
            "see study.tutor.base_url and model: no mod",
        ),
        (Answer(status=400, body=b"[" * 200_000), "HTTP 400"),
        (Answer(status=302, headers={"Location": "http://127.0.0.1:1/"}), "HTTP 302"),
        (Answer(b"<html>"), "none of a chat"),
        (Answer(b"[" * 200_000), "none of a chat"),
        (Answer(b'{"choices": [null]}'), "none of a chat"),
        (Answer(b"\xff\xfe"), "none of a chat"),
        (Answer(chat(None)), "without words"),
        (Answer(chat("x" * 100_000)), "far too many"),
        (Answer(chat('{"questions": [', "length")), "cut off"),
        (Answer(chat("{}"), cut=True), "reached"),
        (Answer(b" " * 100_000, endless=True), "1,000,000 bytes"),
        (Answer(chat("{}"), headers={"Content-Encoding": "gzip"}), "packed"),
        (Answer(stall=True), "within 0.2 seconds"),
    ],
)
def test_a_bad_server_breaks_nothing(bad, reason, taught, plain, monkeypatch, caplog):
    """The book is the rules', one line says why, the server is left alone soon, and no key is shown."""
    monkeypatch.setenv("AUDIOBOOK_TUTOR_KEY", "sk-secret")
    with ChatServer(lambda _: bad) as server, caplog.at_level(logging.DEBUG):
        made, tutor = taught(server, seconds=0.2 if bad.stall else 20.0)
        gc.collect()
    assert made == plain
    [line] = tutor.report()
    assert reason in line
    assert "sk-secret" not in line
    assert tutor.unanswered
    assert 1 <= len(server.bodies) <= 4
    assert not [record for record in caplog.records if "nclosed" in record.getMessage()]


@pytest.mark.parametrize(
    "nonsense",
    [
        "Sure! Here you are.",
        "{",
        "[]",
        '{"questions": 3, "summary": {"a": 1}}',
        '{"questions": [null, 1, "x", []]}',
        '{"a":' * 9000,
        drafts([{}] * 5000),
    ],
)
def test_nonsense_is_no_draft(nonsense, taught, plain):
    """A whole answer that makes no sense is kept, counted and replaced."""
    with ChatServer(lambda _: nonsense) as server:
        made, tutor = taught(server)
        asked = len(server.bodies)
        assert asked == len(DOCUMENT.articles)
        taught(server)
        assert len(server.bodies) == asked
    assert made == plain
    assert "form" in tutor.report()[0]


def test_a_model_with_a_temperature_of_its_own_is_asked_without(taught):
    """Where the server refuses ours, the second try has none."""

    def refuse(user: str) -> str | Answer:
        if "temperature" in server.bodies[-1]:
            return Answer(status=400, body=b'{"error": {"message": "Unsupported value: temperature"}}')
        return write(user)

    with ChatServer(refuse, answer) as server:
        made, _ = taught(server)
    assert made.scripts[0].study.summary == SUMMARY


def test_a_server_that_is_not_there_breaks_nothing(taught, plain):
    """Nobody listens: the book is the rules', and one line says so without the inside of a library."""
    with ChatServer() as server:
        pass
    made, tutor = taught(server)
    assert made == plain
    assert re.search(r"cannot be reached \([^()\[\]]+\)", tutor.report()[0])


@pytest.mark.parametrize(
    "text", ["湿地退化的速度由输沙量和气温共同决定。", "海平面和输沙量共同决定湿地退化的速度。", "", None]
)
def test_half_a_summary_is_none(text, taught, plain):
    """Where only one sentence is proved, the recap is heard as ever."""

    def one(user: str) -> str:
        rows = [{"text": text, "cites": cites(user, "湿地")}, {"text": SUMMARY[0], "cites": cites(user, "淤地坝")}]
        return drafts([], rows) if f"题目：{TITLE}\n" in user else drafts()

    with ChatServer(one) as server:
        made, tutor = taught(server)
    assert made == plain
    assert "1 of 2 drafts" in tutor.report()[0]


def test_the_key_is_sent_as_one(taught, monkeypatch, tmp_path):
    """It goes into the header, and into no file."""
    monkeypatch.setenv("AUDIOBOOK_TUTOR_KEY", "sk-secret")
    with ChatServer(write, answer) as server:
        taught(server)
    assert set(server.keys) == {"Bearer sk-secret"}
    assert not [path for path in tmp_path.rglob("*.json") if b"sk-secret" in path.read_bytes()]


def test_words_around_the_object_do_no_harm(taught):
    """Some models think aloud and fence their JSON."""
    with ChatServer(lambda user: f"<think>{{ hm }}</think>\n```json\n{write(user)}\n```", answer) as server:
        made, _ = taught(server)
    assert [each.asked for each in made.questions[1] if each.generated_by] == [QUESTION]


def test_a_person_decides_of_them_too(taught):
    """A generated question that is dropped in study.tsv is not asked."""
    with ChatServer(write, answer) as server:
        made, _ = taught(server)
        [question] = [each for each in made.questions[1] if each.generated_by]
        back, _ = taught(server, decisions=f"drop\tquestion\t1\tx\ty\t{question.id}.000000\n")
    assert not [each for each in back.questions[1] if each.generated_by]


def test_sittings_carry_the_summary_and_its_mark(taught):
    """In a book that is packed into sittings the summary is told with the model's name in the sitting that says it."""
    with ChatServer(write, answer) as server:
        made, _ = taught(server)
    lengths = [[3000] * len(script.utterances) for script in made.scripts]
    sittings = fit(made.scripts, 1, lengths)
    told = [sitting for sitting in sittings if sitting.study.summary]
    assert [line for sitting in told for line in sitting.study.summary] == list(SUMMARY)
    for sitting in told:
        assert sitting.study.generated_by == "m1"
        assert GENERATED["zh"] in [each.written for each in sitting.utterances]
    assert not [each for each in sittings if each not in told and each.study.generated_by]
