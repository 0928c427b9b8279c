"""`audiobook build` with a tutor: what listeners see, what is remembered, and what a server that is away costs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from chat_server import Answer, ChatServer, cites, drafts

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
