"""Corrections are edits of the script: undone, made again, seen by the command line, and by a second window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audiobook.config import Settings
from tests.conftest import Run
from tests.studio.conftest import Open, opened


def labelled(look: dict[str, Any], label: str) -> list[str]:
    """The texts of all lines that are called `label`."""
    return [line["text"] for line in look["lines"] if line["label"] == label]


def at(look: dict[str, Any], text: str) -> int:
    """The place of the line that begins so."""
    return next(place for place, line in enumerate(look["lines"]) if line["text"].startswith(text))


def test_what_was_found_is_shown_with_what_was_left_out(studio: Open, dropped: str) -> None:
    """Articles with authors and minutes, how sure each title is, each thing set aside with its reason, the account of
    letters, and the commands that do the same."""
    look = studio.look("work", work=dropped)
    assert [(one["title"], one["authors"]) for one in look["articles"]] == [
        ("早起的人", ["顾长风"]), ("晚归的人", ["祝小满"])
    ]  # fmt: skip
    assert all(0 < line["confidence"] <= 1 for line in look["lines"] if line["label"] == "title")
    assert look["leftOut"]
    assert all(one["text"] and one["reason"] for one in look["leftOut"])
    ledger = look["ledger"]
    assert ledger["letters"] == ledger["read"] + ledger["set_aside"]
    assert look["commands"]["build"].startswith("audiobook build output/uploads/山中读书/山中读书.txt")
    assert look["commands"]["inspect"].startswith("audiobook inspect output/uploads/山中读书/山中读书.txt")


def test_a_correction_is_an_edit_of_the_script(studio: Open, dropped: str, audiobook: Run, capsys: Any) -> None:
    """A title mended here is the title that `inspect` and `build` of the command line find."""
    look = studio.look("work", work=dropped)
    place = at(look, "早起的人")
    look = studio.change("correct", work=dropped, version=look["version"], op="text", at=[place], text="早起者")
    assert labelled(look, "title") == ["早起者", "晚归的人"]
    script = look["commands"]["build"].split()[2]
    assert script == "output/uploads/山中读书/book.md"
    capsys.readouterr()
    assert audiobook("inspect", script) == 0
    assert "早起者" in capsys.readouterr().out


def test_each_correction_is_undone_and_made_again(studio: Open, dropped: str) -> None:
    """Step by step to the text as it was found, and forth again; a new correction ends the way forth."""
    states = [studio.look("work", work=dropped)]
    for asked in (
        {"op": "label", "at": [2], "label": "quote"},
        {"op": "drop", "at": [3]},
        {"op": "move", "at": [0], "by": 1},
    ):
        states.append(studio.change("correct", work=dropped, version=states[-1]["version"], **asked))
    now = states[-1]
    for state in reversed(states[:-1]):
        now = studio.change("correct", work=dropped, version=now["version"], op="undo")
        assert [(one["label"], one["text"]) for one in now["lines"]] == [
            (one["label"], one["text"]) for one in state["lines"]
        ]
    assert now["undo"] == 0
    now = studio.change("correct", work=dropped, version=now["version"], op="redo")
    assert labelled(now, "quote") == labelled(states[1], "quote")
    now = studio.change("correct", work=dropped, version=now["version"], op="drop", at=[4])
    assert now["redo"] == 0
    studio.change("correct", expect=400, work=dropped, version=now["version"], op="redo")


def test_what_was_left_out_comes_back_in_its_place(studio: Open, dropped: str) -> None:
    """A line left out by hand, and one that the reader set aside: each behind what stands before it in the source."""
    look = studio.look("work", work=dropped)
    before = [line["text"] for line in look["lines"]]
    gone = at(look, "豆腐店的隔壁")
    look = studio.change("correct", work=dropped, version=look["version"], op="drop", at=[gone])
    (mine,) = [one for one in look["leftOut"] if one["reason"] == "by hand"]
    look = studio.change("correct", work=dropped, version=look["version"], op="restore", line=mine["line"])
    assert [line["text"] for line in look["lines"]] == before
    aside = next(one for one in look["leftOut"] if "finding" in one)
    look = studio.change("correct", work=dropped, version=look["version"], op="restore", finding=aside["finding"])
    assert aside["text"] in [line["text"] for line in look["lines"]]
    assert aside["text"] not in [one["text"] for one in look["leftOut"]]


CHAPTERS = (
    "散步\n\n第一章 河\n\n河水慢慢地流，船靠了岸。\n\n第二章 山\n\n山上的路很窄。\n\n第三章 桥\n\n桥上的灯亮了。\n"
)


def test_another_way_to_take_it_apart_is_one_click(studio: Open, audiobook: Run, capsys: Any) -> None:
    """The answer is the one that `build` asks for on a terminal, and the command line sees it; not once corrected."""
    dropped = studio.upload("散步.txt", CHAPTERS.encode())["work"]
    look = studio.look("work", work=dropped)
    first, other = look["alternatives"][:2]
    assert first["articles"] == len(look["articles"])
    look = studio.change("apart", work=dropped, scheme=other["scheme"])
    assert len(look["articles"]) == other["articles"] != first["articles"]
    capsys.readouterr()
    assert audiobook("inspect", "output/uploads/散步/散步.txt", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["articles"]) == other["articles"]
    studio.change("apart", expect=400, work=dropped, scheme="none")
    studio.change("correct", work=dropped, version=look["version"], op="text", at=[0], text="题")
    studio.change("apart", expect=400, work=dropped, scheme=first["scheme"])


def test_two_windows_do_not_write_over_each_other(studio: Open, dropped: str) -> None:
    """A correction of a text that has changed since it was looked at is refused with 409, and changes nothing."""
    look = studio.look("work", work=dropped)
    mine = studio.change("correct", work=dropped, version=look["version"], op="drop", at=[2])
    for asked in ({"op": "drop", "at": [3]}, {"op": "undo"}, {"op": "restore", "line": 2}):
        studio.change("correct", expect=409, work=dropped, version=look["version"], **asked)
    assert studio.look("work", work=dropped)["lines"] == mine["lines"]


def test_an_editor_is_another_window(studio: Open, dropped: str) -> None:
    """A script that was changed with an editor meanwhile is read again, and is not written over."""
    look = studio.look("work", work=dropped)
    look = studio.change("correct", work=dropped, version=look["version"], op="drop", at=[2])
    path = Path("output/uploads/山中读书/book.md")
    path.write_text(path.read_text("utf-8").replace("晚归的人", "晚归者"), "utf-8")
    studio.change("correct", expect=409, work=dropped, version=look["version"], op="drop", at=[2])
    assert "晚归者" in labelled(studio.look("work", work=dropped), "title")


def test_a_restart_loses_nothing(chosen: Settings) -> None:
    """Corrections, and the undoing of them, are there for the next server."""
    from tests.conftest import ISSUE

    with opened(chosen) as studio:
        key = studio.upload("山中读书.txt", ISSUE.encode())["work"]
        look = studio.look("work", work=key)
        look = studio.change("correct", work=key, version=look["version"], op="drop", at=[2])
    with opened(chosen) as studio:
        again = studio.look("work", work=key)
        assert again["lines"] == look["lines"]
        assert (again["undo"], again["redo"]) == (1, 0)
        studio.change("correct", work=key, version=again["version"], op="undo")


def test_a_book_of_the_command_line_is_corrected_too(studio: Open, issue: Path, audiobook: Run) -> None:
    """Books that lie in the output folder are on the workbench, and their book.md is what is corrected."""
    assert audiobook("build", issue, "--engine", "silence", "--no-study", "-q") == 0
    (work,) = studio.look("state")["works"]
    assert work["work"].startswith("book/")
    look = studio.look("work", work=work["work"])
    look = studio.change("correct", work=work["work"], version=look["version"], op="text", at=[0], text="早起者")
    assert "# 早起者" in (Path("output") / work["book"] / "book.md").read_text("utf-8")
    assert studio.built(work["work"])["state"] == "done"
    assert studio.look("tracks", work=work["work"])["tracks"][0]["title"] == "早起者"


@pytest.mark.parametrize("name", ["empty.txt", "noise.pdf", "old.doc"])
def test_what_cannot_be_read_is_one_line(studio: Open, name: str) -> None:
    """The workbench says what the command line says, and has the file all the same."""
    data = {"empty.txt": b"", "noise.pdf": b"%PDF-1.4 nonsense", "old.doc": b"\xd0\xcf\x11\xe0" + bytes(600)}[name]
    key = studio.upload(name, data)["work"]
    status, _, body = studio.raw("GET", "/t0ken-that-nobody-guesses/work?work=" + key)
    assert status == 400
    assert name.encode() in body
    studio.change("remove", work=key)
    assert studio.look("state")["works"] == []
