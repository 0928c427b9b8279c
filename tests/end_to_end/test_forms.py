"""The book in its other forms (M4B, EPUB, Opus, lyrics): made when they can be, and nobody's trouble but their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiobook.errors import AudioError
from tests.conftest import Run
from tests.end_to_end.test_build import BOOK, clips, index, state
from tests.tools import ffprobe

FORMS = "[audio]\nm4b = true\nopus = true\nlrc = true\n[publish]\nepub = true\n"
WHOLE = {"audiobook.audio.m4b.write_m4b": "m4b", "audiobook.publish.epub.write": "epub"}
"""Forms that are one file for the book."""
WRITERS = (*WHOLE, "audiobook.audio.opus.write_opus", "audiobook.audio.lrc.write_lrc")


def test_a_long_chapter_becomes_an_m4b(desk: Path, audiobook: Run) -> None:
    """A text whose one article lasts minutes: exit code 0, and an M4B as long as the track with its chapters."""
    lines = [f"第{n}路公共汽车每天早上{n % 12 + 1}点从车站开出，沿着河边一直开到山脚下的村子。" for n in range(1, 31)]
    (desk / "buses.txt").write_text("河边的公共汽车\n\n" + "\n\n".join(lines), "utf-8")
    assert audiobook("build", "buses.txt", "--engine", "silence", "--m4b", "-q") == 0
    book = next((desk / "output").glob("*/index.json"))
    facts = json.loads(book.read_text("utf-8"))
    length = sum(track["duration_ms"] for track in facts["tracks"]) / 1000
    assert length > 2 * 76
    read = ffprobe(book.parent / facts["files"]["m4b"])
    assert float(read["format"]["duration"]) == pytest.approx(length, abs=0.1)
    assert sum(len(track["marks"]) for track in facts["tracks"]) == len(read["chapters"])


@pytest.mark.parametrize("error", [AudioError("no room: for it"), RuntimeError("nobody\nforesaw")], ids=type)
def test_a_form_that_fails_leaves_the_book(
    error: Exception, built: Path, audiobook: Run, cache: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Whatever stops M4B, EPUB, Opus or lyrics, the book with its feed and player is written and named, each form in a
    line of its own, exit code 1; the same command makes them as if nothing had been."""
    Path("audiobook.toml").write_text(FORMS, "utf-8")
    before, spoken = state(BOOK), clips(cache)
    build = ("build", built, "--engine", "silence", "-q", "--config", "audiobook.toml")

    def fails(*_: object, **__: object) -> None:
        raise error

    for writers in (WRITERS, *((each,) for each in WRITERS)):
        (Path("output") / "index.html").unlink(missing_ok=True)
        (BOOK / "index.json").unlink(missing_ok=True)
        with monkeypatch.context() as patch:
            for writer in writers:
                patch.setattr(writer, fails)
            assert audiobook(*build) == 1
        said = [line for line in capsys.readouterr().err.splitlines() if line]
        tracks = len(index()["tracks"])
        assert len(said) == sum(1 if writer in WHOLE else tracks for writer in writers)
        assert all(str(error).split()[0] in line and "everything else is made" in line for line in said)
        assert before.keys() - state(BOOK).keys() == set()
        named = [*index()["files"].values(), *(name for track in index()["tracks"] for name in track["files"].values())]
        assert all((BOOK / name).is_file() for name in named)
        assert all((form in index()["files"]) == (writer not in writers) for writer, form in WHOLE.items())
        assert (Path("output") / "index.html").is_file()
    assert audiobook(*build) == 0
    whole = state(BOOK)
    made = whole.keys() - before.keys() - {"forms/.ignore"}
    assert {Path(name).suffix for name in made} == {".m4b", ".epub", ".opus", ".lrc"}
    assert {Path(name).parent.name for name in made if name.endswith((".m4b", ".opus"))} == {"forms"}
    assert "forms/.ignore" in whole, "a server that takes all audio of a folder for one book passes over it"
    assert clips(cache) == spoken
    assert audiobook(*build) == 0
    assert state(BOOK) == whole
