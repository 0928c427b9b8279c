"""`audiobook quiz`: asked, answered, remembered."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.test_books import made
from tests.conftest import Run
from tests.end_to_end.test_tags import BY, LESSONS


@pytest.fixture
def lessons(desk: Path, audiobook: Run) -> Path:
    """A book with questions."""
    return made(audiobook, desk, "lessons", LESSONS.format(imprint="", **BY))


@pytest.fixture
def reply(monkeypatch: pytest.MonkeyPatch):
    """What somebody at the terminal types, a line for each prompt."""

    def types(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return types


def test_what_is_known_is_not_asked_again_today(
    lessons: Path, audiobook: Run, reply, capsys: pytest.CaptureFixture[str]
) -> None:
    """A question is asked, answered in the author's words, and due another day; progress is beside the book."""
    reply("", "y", "", "y")
    assert audiobook("quiz", lessons, "--new", "2") == 0
    assert "2 of 2 known at the first try" in capsys.readouterr().out
    assert len(json.loads((lessons / "progress.json").read_text("utf-8"))["cards"]) == 2
    assert audiobook("quiz", lessons, "--new", "0") == 0
    assert "nothing is due before" in capsys.readouterr().out


def test_what_is_not_known_comes_again_at_once(
    lessons: Path, audiobook: Run, reply, capsys: pytest.CaptureFixture[str]
) -> None:
    """A question that was missed is asked until it is known, and does not count as known."""
    reply("", "n", "", "y")
    assert audiobook("quiz", lessons, "--new", "1") == 0
    said = capsys.readouterr().out
    assert "again in this sitting" in said
    assert "0 of 1 known at the first try" in said


def test_an_answer_is_kept_when_the_sitting_is_broken_off(lessons: Path, audiobook: Run, reply) -> None:
    """What was answered before the terminal closed is remembered."""
    reply("", "y")
    assert audiobook("quiz", lessons, "--new", "5") != 0
    assert len(json.loads((lessons / "progress.json").read_text("utf-8"))["cards"]) == 1


def test_progress_goes_to_another_machine_and_back(
    lessons: Path, desk: Path, audiobook: Run, reply, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exported here, imported there: the same questions are due."""
    reply("", "y")
    assert audiobook("quiz", lessons, "--new", "1") == 0
    assert audiobook("quiz", lessons, "--export", desk / "mine.json") == 0
    before = (lessons / "progress.json").read_bytes()
    (lessons / "progress.json").unlink()
    assert audiobook("quiz", lessons, "--import", desk / "mine.json") == 0
    assert (lessons / "progress.json").read_bytes() == before
    assert "1 questions taken" in capsys.readouterr().out


def test_progress_survives_a_rebuild(lessons: Path, desk: Path, audiobook: Run, reply) -> None:
    """Building the book again leaves progress alone."""
    reply("", "y")
    assert audiobook("quiz", lessons, "--new", "1") == 0
    before = (lessons / "progress.json").read_bytes()
    assert audiobook("build", desk / "lessons.md", "--engine", "silence", "-q", "-o", "one", "--rate", "1.1") == 0
    assert (lessons / "progress.json").read_bytes() == before


def test_a_damaged_file_is_named(lessons: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Progress that cannot be read is one line, not a new beginning."""
    (lessons / "progress.json").write_text("{", "utf-8")
    assert audiobook("quiz", lessons) == 2
    assert "progress.json" in capsys.readouterr().err
