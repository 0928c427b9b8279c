"""`audiobook build` with a tutor: what listeners see, what is remembered, and what a server that is away costs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from chat_server import Answer, ChatServer, chat, cites, drafts
from openai_server import OpenAIServer

from tests.conftest import Run

TEXT = """# 河与蜂

## 泥沙

三角洲是河流在入海口堆积泥沙而成的平原。河流把上游的泥沙搬运到入海口，水流一慢，泥沙就沉下来。植树造林和淤地坝使水土流失大为减轻，输沙量因此逐年下降。淤地坝是拦在沟口、用来留住泥沙的小型土坝。湿地退化的速度由输沙量和海平面共同决定。年复一年，三角洲便向海里伸展。据水文站多年的记录，这条河每年输送的泥沙曾经达到16亿吨，如今只有3亿吨左右。保护湿地，就是保护三角洲的未来。泥沙主要来自上游的水土流失，暴雨冲刷坡地，表层土壤被带进支流，再汇入干流。
"""
QUESTION, ANSWER = "输沙量为什么逐年下降？", "植树造林和淤地坝使水土流失大为减轻"
SUMMARY = ("淤地坝是小型土坝。", "湿地退化的速度由输沙量和海平面共同决定。")


def write(user: str) -> str:
    """Honest drafts."""
    asked = {"kind": "why", "question": QUESTION, "answer": ANSWER, "cites": cites(user, "植树造林")}
    return drafts([asked], [{"text": text, "cites": cites(user, text[:4])} for text in SUMMARY])


def answer(_user: str) -> str:
    """The same answer."""
    return json.dumps({"answer": ANSWER}, ensure_ascii=False)


@pytest.fixture
def settings(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source and settings for it, without the address."""
    (desk / "河.md").write_text(TEXT, "utf-8")
    (desk / "audiobook.toml").write_text(
        '[speech]\nengine = "silence"\n[study]\nreview = true\n[study.tutor]\nmodel = "m1"\n'
    )
    return desk


def index_of(desk: Path) -> dict:
    """The finished book's."""
    [path] = desk.glob("output/*/index.json")
    return json.loads(path.read_text("utf-8"))


def test_a_book_says_what_a_model_wrote(settings: Path, audiobook: Run, monkeypatch, capsys) -> None:
    """Index, notes, page and audio mark it, one line counts it; without the tutor there is no trace of one."""
    with ChatServer(write, answer) as server:
        monkeypatch.setenv("AUDIOBOOK_STUDY_TUTOR_BASE_URL", server.base_url)
        assert audiobook("build", "河.md") == 0
    printed = capsys.readouterr()
    assert "3 of 3 drafts are proved" in " ".join(printed.out.split())
    assert "asking m1 for questions on 河与蜂" in " ".join((printed.out + printed.err).split())
    tracks = index_of(settings)["tracks"]
    [asked] = [each for each in tracks[0]["questions"] if "generated_by" in each]
    assert (asked["asked"], asked["generated_by"]) == (QUESTION, "m1")
    assert (tracks[0]["summary"], tracks[0]["generated_by"]) == (list(SUMMARY), "m1")
    spoken = [cue["written"] for cue in tracks[1]["cues"]]
    assert spoken[spoken.index(QUESTION) - 1] == "这一问由语言模型提出。"
    [book] = [path.parent for path in settings.glob("output/*/index.json")]
    assert f"{QUESTION}（语言模型 m1 所写）" in (book / "study.md").read_text("utf-8")
    assert "小结（语言模型 m1 所写）" in (book / "feed.xml").read_text("utf-8")
    monkeypatch.delenv("AUDIOBOOK_STUDY_TUTOR_BASE_URL")
    (settings / "audiobook.toml").write_text('[speech]\nengine = "silence"\n[study]\nreview = true\n')
    assert audiobook("build", "河.md") == 0
    assert "语言模型" not in (book / "feed.xml").read_text("utf-8") + (book / "study.md").read_text("utf-8")
    assert "generated_by" not in (book / "index.json").read_text("utf-8")


def test_a_server_that_is_away_is_asked_the_next_time(settings: Path, audiobook: Run, monkeypatch, capsys) -> None:
    """The book is made by the rules and good; the same command asks again, and then never more."""
    away = True
    with ChatServer(lambda user: Answer(status=503) if away else write(user), answer) as server:
        monkeypatch.setenv("AUDIOBOOK_STUDY_TUTOR_BASE_URL", server.base_url)
        assert audiobook("build", "河.md") == 0
        assert "HTTP 503" in " ".join(capsys.readouterr().out.split())
        assert "summary" not in index_of(settings)["tracks"][0]
        away = False
        assert audiobook("build", "河.md") == 0
        assert index_of(settings)["tracks"][0]["summary"] == list(SUMMARY)
        asked = len(server.bodies)
        assert audiobook("build", "河.md") == 0
        (settings / "audiobook.toml").write_text((settings / "audiobook.toml").read_text() + "seconds = 33\n")
        assert audiobook("build", "河.md") == 0
        assert len(server.bodies) == asked


def test_half_a_tutor_is_none(settings: Path, audiobook: Run, capsys) -> None:
    """A model without an address is a mistake, and said to be one."""
    assert audiobook("build", "河.md") == 2
    assert "study.tutor needs both base_url and model" in " ".join(capsys.readouterr().err.split())


def talk(user: str) -> str:
    """An honest dialogue."""
    said = (
        ("甲", QUESTION, "植树造林"),
        ("乙", f"{ANSWER}。", "植树造林"),
        ("甲", SUMMARY[0], "淤地坝是"),
        ("乙", SUMMARY[1], "湿地退化"),
    )
    lines = [{"speaker": who, "text": text, "cites": cites(user, begin)} for who, text, begin in said]
    return json.dumps({"dialogue": lines}, ensure_ascii=False)


def test_a_dialogue_has_two_voices(settings: Path, audiobook: Run, monkeypatch, capsys) -> None:
    """The second voice, named in the settings, says what the second speaker does, and nothing else; without a name for
    it nothing is built, and the message says what to set. Index, notes and audio mark what a model wrote."""
    with ChatServer(write, answer, talk) as tutor, OpenAIServer(voices={"voices": ["alloy", "echo"]}) as speech:
        monkeypatch.setenv("AUDIOBOOK_STUDY_TUTOR_BASE_URL", tutor.base_url)
        told = (
            f'[speech]\nengine = "openai"\nvoice = "alloy"\n[engines.openai]\nbase_url = "{speech.base_url}"\n'
            '[study.tutor]\nmodel = "m1"\ndialogue = true\nsummary = false\nquestions = 0\n'
        )
        (settings / "audiobook.toml").write_text(told)
        assert audiobook("build", "河.md") == 2
        assert "set speech.voices.guest" in " ".join(capsys.readouterr().err.split())
        (settings / "audiobook.toml").write_text(told + '[speech.voices]\nguest = "echo"\n')
        assert audiobook("build", "河.md") == 0
        said = {(body["voice"], body["input"]) for body in speech.bodies}
        asked = len(speech.bodies), len(tutor.bodies)
        assert audiobook("build", "河.md") == 0
        assert (len(speech.bodies), len(tutor.bodies)) == asked
    # the recap may say a sentence of the second speaker, too, in the first voice
    assert {text for voice, text in said if voice == "echo"} == {f"{ANSWER}。", SUMMARY[1]}
    assert {("alloy", QUESTION), ("alloy", "以下对谈由语言模型写成，句句以原文为据。")} <= said
    [track] = index_of(settings)["tracks"]
    assert [(line["speaker"], line["text"]) for line in track["dialogue"]][:2] == [
        ("host", QUESTION),
        ("guest", f"{ANSWER}。"),
    ]
    assert all(line["utterances"] for line in track["dialogue"])
    assert track["generated_by"] == "m1"
    assert "summary" not in track
    [feed] = settings.glob("output/*/feed.xml")
    assert "对谈（语言模型 m1 所写）" in feed.read_text("utf-8")
    assert f"乙：{ANSWER}。" in feed.read_text("utf-8")


def doctored(audiobook: Run, capsys) -> tuple[int, str]:
    """What the doctor says of the tutor, in one line."""
    code = audiobook("doctor", "--engine", "silence")
    said = " ".join(capsys.readouterr().out.split())
    return code, said.partition(" tutor ")[2]


@pytest.mark.parametrize(
    ("models", "answering", "well", "says"),
    [
        (("m0", "m1"), True, True, "m1 at "),
        (("m1:latest",), False, True, "m1 at "),
        (
            ("m0", "m2"),
            False,
            False,
            "HTTP 404; see study.tutor.base_url and model: no such model; the server has m0, m2",
        ),
        (("other-name.gguf",), True, True, "m1 at "),
        (Answer(status=404), True, True, "m1 at "),
        (Answer(body=b"<html>", status=200), True, True, "m1 at "),
        (Answer(body=b"who are you", status=401), True, False, "HTTP 401; set AUDIOBOOK_TUTOR_KEY: who are you"),
        (Answer(body=b'{"data": [{"id": "\\u001b[31mred"}]}'), False, False, "the server has [31mred"),
    ],
)
def test_the_doctor_asks_for_the_model(
    models, answering: bool, well: bool, says: str, settings: Path, audiobook: Run, monkeypatch, capsys
) -> None:
    """Address, key and model are looked at where they are set; what is wrong is said in a line."""
    reply = Answer(chat("1")) if answering else Answer(body=b'{"error": {"message": "no such model"}}', status=404)
    with ChatServer(lambda user: reply, models=models) as server:
        monkeypatch.setenv("AUDIOBOOK_STUDY_TUTOR_BASE_URL", server.base_url)
        code, said = doctored(audiobook, capsys)
    assert (code == 0) == well
    assert says in said
    assert "Traceback" not in said


def test_the_doctor_says_that_nobody_is_there(settings: Path, audiobook: Run, monkeypatch, capsys) -> None:
    """A server that is not running, half a tutor, and none at all."""
    with ChatServer() as server:
        address = server.base_url
    monkeypatch.setenv("AUDIOBOOK_STUDY_TUTOR_BASE_URL", address)
    code, said = doctored(audiobook, capsys)
    assert code == 1
    assert "cannot be reached" in said
    monkeypatch.delenv("AUDIOBOOK_STUDY_TUTOR_BASE_URL")
    code, said = doctored(audiobook, capsys)
    assert code == 1
    assert "needs both base_url and model" in said
    (settings / "audiobook.toml").write_text('[speech]\nengine = "silence"\n')
    assert doctored(audiobook, capsys) == (0, "")
