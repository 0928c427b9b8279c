"""A tutor's questions, summary and dialogue in an English book: the same proofs, told in English."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chat_server import Answer, ChatServer, chat, cites, drafts

from audiobook.config import StudySettings, TutorSettings
from audiobook.model import Article, Document, Paragraph, Section
from audiobook.study import Studied, study
from audiobook.study.course import GENERATED, TALK, TALK_GENERATED
from audiobook.study.review import GENERATED as PROPOSED
from audiobook.study.tutor.tutor import Tutor

from ..course import scripts, speakers, studied

TEXT = (
    "A delta is a plain that a river builds of silt where it meets the sea. Planting trees on the slopes has slowed "
    "erosion, so the river carries less silt every year. A check dam is a small dam of earth that keeps silt back. The "
    "wetland of the delta shrinks because the sea takes more silt than the river brings.",
    "Since the dams were opened in summer, the wetland has grown by 280 square miles. Cranes have come back to the "
    "reeds and nest there in spring. Who wants to keep the wetland must therefore keep the river supplied with silt. "
    "The silt comes from slopes far inland, where rain washes the soil into streams.",
)
DOCUMENT = Document(
    "Rivers",
    (Article(1, "What a delta lives on", (Section(None, tuple(map(Paragraph, TEXT))),), language="en"),),
    language="en",
)
QUESTION = "Why does the river carry less silt every year?"
ANSWER = "Planting trees on the slopes has slowed erosion"
SUMMARY = ("A delta is a plain that a river builds of silt.", "The wetland has grown by 280 square miles.")
LINES = (
    ("A", "A check dam is a small dam of earth.", "A check dam"),
    ("A", QUESTION, "Planting trees"),
    ("B", f"{ANSWER}.", "Planting trees"),
    ("B", "Cranes have come back to the reeds.", "Cranes have"),
)


def write(user: str, **other: Any) -> str:
    """Drafts on the article, honest but for what is given."""
    asked = {"kind": "why", "question": QUESTION, "answer": ANSWER, "cites": cites(user, "Planting"), **other}
    begins = ("A delta is", "Since the dams")
    told = [{"text": text, "cites": cites(user, begin)} for text, begin in zip(SUMMARY, begins, strict=True)]
    return drafts([asked], told)


def answer(_user: str) -> str:
    """The answer of one who means it."""
    return json.dumps({"answer": f"because {ANSWER}."})


def talk(user: str, place: int = 0, **lie: Any) -> str:
    """A dialogue, honest but for what is given of the line at `place`."""
    found = [{"speaker": who, "text": text, "cites": cites(user, begin)} for who, text, begin in LINES]
    found[place] |= lie
    return json.dumps({"dialogue": found})


Taught = Callable[..., tuple[Studied, Tutor]]


@pytest.fixture
def taught(tmp_path: Path) -> Taught:
    """The book studied with a server for its tutor."""

    def with_(server: ChatServer, seconds: float = 20.0, **settings: Any) -> tuple[Studied, Tutor]:
        wanted = TutorSettings(base_url=server.base_url, model="m1", seconds=seconds, **settings)
        chosen = StudySettings(tutor=wanted, review=True)
        asked = Tutor(chosen, tmp_path)
        return study(scripts(DOCUMENT), settings=chosen, speakers=speakers(), tutor=asked), asked

    return with_


@pytest.fixture(scope="module")
def plain() -> Studied:
    """The book as the rules make it."""
    return studied(StudySettings(review=True), DOCUMENT)


def test_what_is_proved_is_asked_and_told_in_english(taught: Taught) -> None:
    """The question is asked in the review behind an English mark, the summary is heard behind one, the requests are
    English, and the answer is the author's."""
    with ChatServer(write, answer) as server:
        made, tutor = taught(server)
        system, user = (message["content"] for message in server.bodies[0]["messages"])
    assert tutor.report() == (f"tutor m1 at {server.base_url}: 3 of 3 drafts are proved by their source",)
    assert system.startswith("You are a careful teacher")
    assert user.startswith("Title: What a delta lives on\n[1] A delta is a plain")
    [question] = [each for each in made.questions[1] if each.generated_by]
    assert (question.asked, question.answer, question.kind) == (QUESTION, ANSWER, "why")
    assert question.sentence in TEXT[0]
    assert made.scripts[0].study.summary == SUMMARY
    said = [each.written for each in made.scripts[0].utterances if each.role == "recap"]
    assert said == [GENERATED["en"], *SUMMARY]
    lines = [each.written for each in made.extra[0].utterances]
    assert lines[lines.index(QUESTION) - 1] == PROPOSED["en"]


@pytest.mark.parametrize(
    ("lie", "fault"),
    [
        ({"question": "Why does the river carry 280 tons less silt every year?"}, "figure"),
        ({"question": "Why does the Rhine carry less silt every year?"}, "name"),
        ({"question": "Why does the river not carry less silt every year?"}, "negation"),
        ({"question": "Why does the river carry more silt every year?"}, "word"),
        ({"question": "Why does erosion carry the river to less silt?"}, "order"),
        ({"answer": "Dams were built upstream"}, "answer"),
        ({"cites": [1]}, "word"),
        ({"cites": []}, "citation"),
        ({"cites": [10**30]}, "citation"),
        ({"cites": "all"}, "citation"),
        ({"kind": "trick"}, "form"),
        ({"question": ["x"]}, "form"),
    ],
)
def test_a_lie_is_replaced_and_counted(lie: dict[str, Any], fault: str, taught: Taught, plain: Studied) -> None:
    """What the source does not prove is not asked: the rules' questions stand, and one line says why."""
    with ChatServer(lambda user: write(user, **lie), answer) as server:
        made, tutor = taught(server, summary=False)
    assert made.questions == plain.questions
    assert made.extra == plain.extra
    [line] = tutor.report()
    assert f"replaced by what the rules find ({fault} 1)" in line


@pytest.mark.parametrize("other", ['{"answer": "none"}', '{"answer": "erosion"}', "", "{", '{"answer": 3}'])
def test_who_answers_otherwise_the_second_time_is_not_believed(other: str, taught: Taught, plain: Studied) -> None:
    """Asked again with the cited sentences alone the model must give the same answer."""
    with ChatServer(write, lambda _: other) as server:
        made, _ = taught(server, summary=False)
        again = server.bodies[1]["messages"][-1]["content"]
    assert made.questions == plain.questions
    assert again == f"{TEXT[0].split('. ')[1]}.\nQuestion: {QUESTION}"


@pytest.mark.parametrize(
    "bad",
    [
        Answer(status=500),
        Answer(b"<html>"),
        Answer(chat("Sure! Here are some questions.")),
        Answer(chat('{"questions": 3}')),
        Answer(chat("{}"), cut=True),
        Answer(stall=True),
    ],
)
def test_a_bad_server_breaks_nothing(bad: Answer, taught: Taught, plain: Studied) -> None:
    """Where a server fails, stalls or talks nonsense the book is what the rules make, and one line says so."""
    with ChatServer(lambda _: bad) as server:
        made, tutor = taught(server, seconds=0.2 if bad.stall else 20.0)
    assert made == plain
    assert len(tutor.report()) == 1


def test_a_proved_dialogue_is_the_last_chapter(taught: Taught) -> None:
    """Two speak in turn behind an English mark; a line that lies is left out, and with it the dialogue."""
    alone = {"dialogue": True, "questions": 0, "summary": False}
    again = json.dumps({"answer": ANSWER})
    with ChatServer(talk=talk, answer=lambda _: again) as server:
        made, tutor = taught(server, **alone)
    script = made.scripts[0]
    assert tutor.report() == (f"tutor m1 at {server.base_url}: 4 of 4 drafts are proved by their source",)
    assert script.headings[-1] == TALK["en"]
    said = [each for each in script.utterances if each.section == len(script.headings) - 1]
    assert [(each.role, each.written) for each in said[1:]] == [
        ("announcement", TALK_GENERATED["en"]),
        ("host", LINES[0][1]),
        ("host", LINES[1][1]),
        ("guest", LINES[2][1]),
        ("guest", LINES[3][1]),
    ]
    with ChatServer(
        talk=lambda user: talk(user, 3, text="Cranes have never come back to the reeds."), answer=answer
    ) as two:
        made, tutor = taught(two, **alone)
    assert made.scripts[0].study.dialogue == ()
    assert "negation 1" in tutor.report()[0]
