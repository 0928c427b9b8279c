"""Mending while listening: why a word is read so, another reading heard at once, and kept for how much it is to be."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.studio.conftest import TOKEN, Open
from tests.waiting import GUARD_S, until


@pytest.fixture
def book(studio: Open, dropped: str) -> str:
    """The issue, built."""
    assert studio.built(dropped)["state"] == "done"
    return dropped


@pytest.fixture
def told(studio: Open) -> Iterator[Any]:
    """What the windows are told from now on of a kind, next after next."""
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=GUARD_S)
    connection.request("GET", f"/{TOKEN}/events")
    stream = connection.getresponse()
    stream.readline()

    def following(kind: str) -> dict[str, Any]:
        while True:
            if stream.readline().decode().strip() == f"event: {kind}":
                found: dict[str, Any] = json.loads(stream.readline().decode().removeprefix("data: "))
                return found

    yield following
    connection.close()


def place(studio: Open, work: str, text: str) -> dict[str, Any]:
    """The sentence that has `text`: its track, its number, itself."""
    return next(
        {"work": work, "track": track["guid"], "utterance": cue[5], "text": cue[2]}
        for track in studio.look("tracks", work=work)["tracks"]
        for cue in track["cues"]
        if text in cue[2]
    )


def clips() -> set[Path]:
    """All sentences that were spoken so far."""
    return set(Path().absolute().parent.joinpath("cache", "clips").rglob("*.wav"))


def test_a_word_says_why(studio: Open, book: str) -> None:
    """Its readings, the others it has, who decided; and the command that says the same."""
    found = studio.change("words", **place(studio, book, "32年豆腐"))
    words = {word["written"]: word for word in found["words"]}
    assert words["32年"]["spoken"] == "三十二年"
    assert words["豆腐"]["readings"] == ["dou4", "fu3"]
    assert words["豆腐"]["others"] == [["dou4"], ["fu3"]]
    assert found["command"].endswith("| audiobook normalize --explain")


def test_any_sentence_is_heard_at_once(studio: Open) -> None:
    """In any voice, at any rate, before anything is built; the same again costs nothing."""
    heard = studio.change("hear", text="2025年，增长5%。", rate=1.5)
    assert heard["said"] == "二零二五年，增长百分之五。"
    status, headers, body = studio.raw("GET", f"/{TOKEN}/{heard['audio']}")
    assert (status, headers["content-type"]) == (200, "audio/mpeg")
    assert len(body) > 1000
    assert studio.change("hear", text="2025年，增长5%。", rate=1.5)["audio"] == heard["audio"]
    assert studio.change("hear", text="2025年，增长5%。", rate=1.0)["audio"] != heard["audio"]
    assert "audiobook say" in heard["command"]
    studio.change("hear", expect=400, text="。。。")
    studio.change("hear", expect=400, text="")
    studio.change("hear", expect=400, text="好", rate=99)
    studio.change("hear", expect=400, text="好", engine="none")


def test_a_reading_is_tried_before_it_is_kept(studio: Open, book: str) -> None:
    """With another word in its place the sentence is another; nothing is written."""
    here = place(studio, book, "豆腐店。")
    before = Path("output/山中读书-2025-04-06/book.md").read_bytes()
    said = studio.change("hear", **here, written="豆腐", start=here["text"].index("豆腐"), value="豆花")["said"]
    assert "豆花店" in said
    assert Path("output/山中读书-2025-04-06/book.md").read_bytes() == before
    assert not list(Path().rglob("lexicon.tsv"))


@pytest.mark.parametrize(
    ("scope", "file"), [("book", "output/山中读书-2025-04-06/lexicon.tsv"), ("always", "lexicon.tsv")]
)
def test_a_word_is_mended_in_all_the_book(studio: Open, book: str, told: Any, scope: str, file: str) -> None:
    """A line in the lexicon of the book, or in that of this folder: all sentences that have the word are spoken again,
    and no others; every track that has one is made again."""
    here = place(studio, book, "邮局里有")
    before = {track["guid"]: track["digest"] for track in studio.look("tracks", work=book)["tracks"]}
    spoken = clips()
    mended = studio.change("mend", **here, written="邮局", start=0, value="邮政所", scope=scope)
    assert mended["said"].startswith("邮政所里有一台")
    assert Path(file).read_text("utf-8") == "邮局\t邮政所\n"
    assert mended["commands"][0].startswith("audiobook lexicon add 邮局 邮政所")
    assert told("mended")["tracks"] == [1]
    assert told("mended")["whole"] is True
    after = {track["guid"]: track["digest"] for track in studio.look("tracks", work=book)["tracks"]}
    assert [before[guid] != after[guid] for guid in before] == [True, False]
    # “豆腐店的隔壁是邮局。” and “邮局里有一台…”
    assert len(clips() - spoken) == 2


def test_a_word_is_mended_in_one_place(studio: Open, book: str, told: Any) -> None:
    """{…|…} in book.md: one sentence is spoken again; undone like any other correction."""
    here = place(studio, book, "32年豆腐")
    spoken = clips()
    start = here["text"].index("豆腐")
    mended = studio.change("mend", **here, written="豆腐", start=start, value="豆干", scope="here")
    assert "豆干" in mended["said"]
    assert told("mended")["tracks"] == [1]
    assert "32年豆干" in Path("output/山中读书-2025-04-06/book.md").read_text("utf-8")
    assert told("mended")["whole"] is True
    assert len(clips() - spoken) == 1
    look = studio.look("work", work=book)
    look = studio.change("correct", work=book, version=look["version"], op="undo")
    assert any("32年豆腐" in line["text"] for line in look["lines"])


def test_the_command_line_sees_what_was_mended(studio: Open, book: str, told: Any, audiobook: Any, capsys: Any) -> None:
    """After a mend the book is whole for `build` of its script: nothing is left to speak or to make."""
    studio.change("mend", **place(studio, book, "邮局里有"), written="邮局", start=0, value="邮政所", scope="book")
    until(lambda: told("mended")["whole"])
    capsys.readouterr()
    assert audiobook("build", "output/山中读书-2025-04-06/book.md", "--engine", "silence", "--no-study") == 0
    assert "(0 now); 0 tracks made" in capsys.readouterr().out


def test_what_cannot_be_mended_is_one_line_and_nothing_is_written(studio: Open, book: str) -> None:
    """Wrong pinyin, no word, no such sentence, no such scope."""
    here = place(studio, book, "豆腐店。")
    for wrong in (
        {"value": "dòu"}, {"value": ""}, {"written": "", "value": "x"}, {"scope": "everywhere", "value": "豆花"},
        {"utterance": 999, "value": "豆花"}, {"track": "none", "value": "豆花"}, {"written": "天空", "value": "豆花"},
    ):  # fmt: skip
        asked = {**here, "written": "豆腐", "start": 0, "scope": "here", **wrong}
        assert studio.change("mend", expect=400, **asked)["error"]
    studio.change("mend", expect=400, **here, written="豆腐", start=0, scope="book", value="dòu")
    assert not list(Path().rglob("lexicon.tsv"))
    assert "{" not in Path("output/山中读书-2025-04-06/book.md").read_text("utf-8")


def test_doubtful_readings_are_listed_in_order(studio: Open) -> None:
    """Those the network was unsure of, and none that a dictionary or a rule decides."""
    text = "# 试\n\n银行很重。\n\n他把书盖了，长得很，会计得好，行不行我都行，那人单名一个乐。\n"
    key = studio.upload("试.md", text.encode())["work"]
    assert studio.look("doubtful", work=key) == {"doubtful": []}
    assert studio.built(key)["state"] == "done"
    found = studio.look("doubtful", work=key)["doubtful"]
    assert all(one["margin"] < 0.5 for one in found)
    assert all(one["written"] not in ("银行", "很", "重") for one in found)
    assert [one["utterance"] for one in found] == sorted(one["utterance"] for one in found)


def test_lexicons_are_listed_changed_and_looked_over(studio: Open, book: str) -> None:
    """Each line with its file, which one is in force, what contradicts another; all in force as a file."""
    file = "output/山中读书-2025-04-06/lexicon.tsv"
    studio.change("lexicon", work=book, written="乐队", value="yuè duì", file="lexicon.tsv")
    found = studio.change("lexicon", work=book, written="乐队", value="lè duì", file=file)
    assert [(one["value"], one["inForce"]) for one in found["entries"]] == [("yuè duì", False), ("lè duì", True)]
    assert any("conflicting" in remark for remark in found["remarks"])
    assert found["export"] == "乐队\tlè duì\n"
    found = studio.change("lexicon", work=book, written="乐队", remove=True, file=file)
    assert [(one["value"], one["inForce"]) for one in found["entries"]] == [("yuè duì", True)]
    assert found["remarks"] == []
    assert studio.change("lexicon", expect=400, work=book, written="乐队", value="yuè", file=file)["error"]
