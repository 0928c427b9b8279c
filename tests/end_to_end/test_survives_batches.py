"""Hundreds of documents with one command, and building again at every save."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.config import Settings
from audiobook.pipeline import changes
from tests.conftest import Run
from tests.waiting import GUARD_S

EACH = ("--each", "--engine", "silence", "--no-study")
TEXT = "{title}\n\n山里的花开了，水边的鸟飞走了。\n\n{number}个人坐在树下读书。\n"


@pytest.fixture
def many(desk: Path) -> Path:
    """A folder of four short documents, some of them in a folder of their own."""
    for number, place in enumerate(("a.txt", "b.txt", "deep/c.txt", "deep/d.md"), start=1):
        path = Path("many") / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(title=f"第{number}本书", number=number), "utf-8")
    return Path("many")


def books(folder: Path = Path("output")) -> list[str]:
    """Names of the finished books."""
    return sorted(path.parent.name for path in folder.glob("*/index.json"))


def test_one_bad_document_costs_itself(many: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A failing document is named, all others are made, the worst exit code counts; the next run makes the rest."""
    bad = many / "b.txt"
    text = bad.read_text("utf-8")
    bad.write_bytes(b"")
    (many / "~$c.docx").write_bytes(b"the lock of a word processor")
    assert audiobook("build", many, *EACH) == 1
    shown = capsys.readouterr()
    assert "b.txt" in shown.err
    assert "4 books: 3 made now, 0 finished before, 1 failed" in shown.out
    assert "failed: b.txt" in shown.out
    assert len(books()) == 3
    bad.write_text(text, "utf-8")
    assert audiobook("build", many, *EACH) == 0
    assert "4 books: 1 made now, 3 finished before, 0 failed" in capsys.readouterr().out


def test_finished_books_cost_next_to_nothing(many: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """When all is finished no document is read and no heavy package is imported."""
    assert audiobook("build", many, *EACH) == 0
    capsys.readouterr()
    program = (
        "import sys\nfrom audiobook import cli\ncode = cli.run(sys.argv[1:])\n"
        "heavy = {'numpy', 'PIL', 'lxml', 'jieba', 'wetext', 'aiohttp', 'mutagen', 'onnxruntime', 'filelock'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))\nsys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "build", str(many), *EACH], capture_output=True, text=True, timeout=GUARD_S
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["4 books: 0 made now, 4 finished before, 0 failed", "[]"]


def test_finished_books_are_no_publications(many: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """With the output inside of the folder, book.md and index.html of finished books are not taken for documents."""
    assert audiobook("build", many, *EACH, "-o", many / "output") == 0
    capsys.readouterr()
    assert audiobook("build", many, *EACH, "-o", many / "output") == 0
    assert "4 books: 0 made now, 4 finished before" in capsys.readouterr().out


def test_two_documents_of_one_title(many: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The second never replaces the book of the first, neither in this run nor in the next."""
    (many / "b.txt").write_text(TEXT.format(title="第1本书", number=9), "utf-8")
    for _ in range(2):
        assert audiobook("build", many, *EACH) == 2
        error = capsys.readouterr().err
        assert "b.txt" in error
        assert "a.txt" in error
        index = json.loads((Path("output") / "第1本书" / "index.json").read_text("utf-8"))
        assert index["source"] == "a.txt"


def save(path: Path, text: str) -> None:
    """As editors do it: written beside, then renamed."""
    beside = path.with_name(path.name + "~")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def test_watching_builds_what_a_save_concerns(desk: Path) -> None:
    """First all, then only the source that was saved, once the save is whole; a lexicon concerns all beside it."""
    one, two = Path("one.md"), Path("two.md")
    for path in (one, two):
        path.write_text("一", "utf-8")
    steps: Iterator[object] = iter(
        [
            lambda: save(one, "一二"),
            lambda: None,
            lambda: two.unlink(),  # half of a save
            lambda: None,
            lambda: save(two, "三"),
            lambda: None,
            lambda: Path("lexicon.tsv").write_text("行\thang2\n", "utf-8"),
            lambda: None,
        ]
    )
    looks = changes([one, two], Settings(), look=lambda: next(steps)())  # type: ignore[operator]
    assert next(looks) == [one, two]
    assert next(looks) == [one]
    assert next(looks) == [two]
    assert next(looks) == [one, two]


def test_a_save_during_the_build_is_not_missed(desk: Path) -> None:
    """What is saved while the caller builds is built next."""
    script = Path("book.md")
    script.write_text("一", "utf-8")
    looks = changes([script], Settings(), look=lambda: None)
    next(looks)
    os.utime(script, ns=(1, 1))
    assert next(looks) == [script]


def test_watch_goes_on_after_mistakes(
    many: Path, audiobook: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An emptied script is said to be empty, the next save is built, Ctrl-C ends it."""
    source = many / "a.txt"
    text = source.read_text("utf-8")

    def saves(sources: list[Path], settings: Settings, *, config: Path | None) -> Iterator[list[Path]]:
        source.write_text("", "utf-8")
        yield [source]
        source.write_text(text, "utf-8")
        yield [source]
        raise KeyboardInterrupt

    monkeypatch.setattr("audiobook.pipeline.changes", saves)
    assert audiobook("build", source, "--watch", "--engine", "silence", "--no-study") == 130
    shown = capsys.readouterr()
    assert "a.txt" in shown.err
    assert "a.txt: 1 tracks" in shown.out
    assert books() == ["第1本书"]
