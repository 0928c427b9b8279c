"""How a finished book is named on the command line, and what cards say when there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.end_to_end.test_tags import BY, LESSONS

SHORT = "# 晚饭以后\n\n我们在院子里坐了一会儿。\n"


def made(audiobook: Run, desk: Path, name: str, text: str, output: str = "one") -> Path:
    """A book of `text` that is called `name`, finished in the folder `output` of the desk."""
    source = desk / f"{name}.md"
    source.write_text(text, "utf-8")
    before = set((desk / output).glob("*/index.json"))
    assert audiobook("build", source, "--engine", "silence", "-q", "-o", output) == 0
    [path] = set((desk / output).glob("*/index.json")) - before
    return path.parent


@pytest.fixture
def lessons(desk: Path, audiobook: Run) -> Path:
    """A book with questions, alone in the folder `one`."""
    return made(audiobook, desk, "lessons", LESSONS.format(imprint="", **BY))


def test_the_only_book_of_a_folder_is_meant(lessons: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """`cards` and `render` take the folder for the book in it."""
    assert audiobook("cards", "one") == 0
    assert str(Path("one", lessons.name, "cards.apkg")) in capsys.readouterr().out
    assert (lessons / "cards.apkg").is_file()
    assert audiobook("render", "one", "2", "-q") == 0


@pytest.mark.parametrize("command", [["cards", "one"], ["render", "one", "1"]])
def test_several_books_are_listed(
    command: list[str], lessons: Path, desk: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a folder holds several, nothing is guessed: the line names them all."""
    short = made(audiobook, desk, "short", SHORT)
    assert audiobook(*command) == 2
    said = capsys.readouterr().err
    assert "2 books" in said
    assert all(str(Path("one", book.name)) in said for book in (lessons, short))


def test_a_name_that_is_nearly_one(lessons: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped book is answered with the nearest in the output folder."""
    Path("audiobook.toml").write_text('output = "one"\n', "utf-8")
    assert audiobook("render", "河边读会", "1") == 2
    assert f"did you mean {lessons.name}?" in capsys.readouterr().err


def test_a_deck_for_each_path(lessons: Path, desk: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """One that cannot have a deck is a line and exit code 1; the others have theirs, and --to is for one alone."""
    short = made(audiobook, desk, "short", SHORT)
    assert audiobook("cards", short, lessons) == 1
    shown = capsys.readouterr()
    assert "cards.apkg: " in shown.out and (lessons / "cards.apkg").is_file()
    assert [line for line in shown.err.splitlines() if line.startswith("audiobook: ")] == [
        f"audiobook: {short}: no questions to make cards of: the text is too short for any"
        " (a book built with --no-study has none either)"
    ]
    assert audiobook("cards", short, lessons, "--to", "deck.apkg") == 2
    assert "2 books" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "config", "reason"),
    [
        ("short", SHORT, "", "too short"),
        ("lessons", LESSONS.format(imprint="", **BY), "[study]\nquestions = false\n", "study.questions is off"),
        ("lessons", LESSONS.format(imprint="", **BY), "[study]\nenabled = false\n", "study.enabled is off"),
    ],
)
def test_why_there_are_no_cards(
    name: str, text: str, config: str, reason: str, desk: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line says which it is: too short, or switched off."""
    Path("audiobook.toml").write_text(config, "utf-8")
    book = made(audiobook, desk, name, text)
    capsys.readouterr()
    assert audiobook("cards", book) == 1
    assert reason in capsys.readouterr().err
    assert not (book / "cards.apkg").exists()
