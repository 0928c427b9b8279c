"""Bad input gets one clear line and the right exit code, never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Run

CASES = [
    # arguments, exit code, what the line must name
    (["inspect", "missing.txt"], 1, "missing.txt"),
    (["build", "missing.txt"], 1, "missing.txt"),
    (["inspect", "empty.txt"], 1, "empty.txt"),
    (["build", "blank.txt"], 1, "blank.txt"),
    (["inspect", "binary.txt"], 1, "binary.txt"),
    (["inspect", "song.xyz"], 1, "song.xyz"),
    (["build", "issue.txt", "--engine", "nobody"], 2, "nobody"),
    (["build", "issue.txt", "--engine", "silence", "--voice", "nobody"], 2, "nobody"),
    (["build", "issue.txt", "--voice", "nobody"], 2, "nobody"),
    (["build", "issue.txt", "--engine", "silence", "--only", "9"], 2, "article 9"),
    (["build", "issue.txt", "--engine", "silence", "--only", "two"], 2, "two"),
    (["build", "issue.txt", "--rate", "9"], 2, "9"),
    (["build", "issue.txt", "--workers", "many"], 2, "workers"),
    (["build", "issue.txt", "--config", "wrong.toml"], 2, "speech.engin"),
    (["build", "issue.txt", "--config", "broken.toml"], 2, "broken.toml"),
    (["build", "issue.txt", "--config", "absent.toml"], 2, "absent.toml"),
    (["build", "issue.txt", "--engine", "silence", "--lexicon", "absent.tsv"], 1, "absent.tsv"),
    (["build", "issue.txt", "--engine", "silence", "--lexicon", "bad.tsv"], 1, "bad.tsv"),
    (["build", "issue.txt", "--engine", "silence", "-o", "issue.txt"], 1, "issue.txt"),
    (["build", "issue.txt", "--engine", "silence", "--date", "yesterday"], None, "yesterday"),
    (["render", "nothing", "1"], 2, "nothing"),
    (["serve", "nothing"], 2, "nothing"),
    (["feed", "nothing"], 2, "nothing"),
    (["cards", "nothing"], 2, "nothing"),
    (["voices", "--engine", "nobody"], 2, "nobody"),
    (["say", "……", "--engine", "silence"], 1, "……"),
    (["normalize", "--sandhi"], 2, "--pinyin"),
    (["sing"], 2, "sing"),
    (["build"], 2, "SOURCE"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "named"), CASES, ids=lambda v: " ".join(v) if isinstance(v, list) else ""
)
def test_one_clear_line(
    arguments: list[str], code: int | None, named: str, issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line names what is wrong, and no traceback or half-made book is left."""
    Path("empty.txt").write_bytes(b"")
    Path("blank.txt").write_text(" \n\n ")
    Path("binary.txt").write_bytes(bytes(range(256)) * 64)
    Path("song.xyz").write_bytes(b"\x00\x01\x02")
    Path("wrong.toml").write_text('[speech]\nengin = "edge"\n')
    Path("broken.toml").write_text("[speech\n")
    Path("bad.tsv").write_text("只有一列\n")
    result = audiobook(*arguments)
    shown = capsys.readouterr()
    if code is None:  # accepted with a sensible meaning, or refused: never a traceback
        assert result in (0, 1, 2)
    else:
        assert result == code, shown.err
        lines = [line for line in shown.err.splitlines() if line.startswith("audiobook: ")]
        assert len(lines) == 1
        assert named in lines[0]
    assert "Traceback" not in shown.err + shown.out
    assert "unexpected" not in shown.err


@pytest.mark.skipif(os.name == "nt", reason="folders have other permissions there")
def test_an_output_folder_that_cannot_be_written(
    issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file where the output folder should be is named, with exit code 1."""
    Path("output").write_text("in the way")
    assert audiobook("build", issue, "--engine", "silence", "-q") == 1
    assert "output" in capsys.readouterr().err


def test_an_interrupt_is_one_line(
    issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C says that the same command goes on, and exits with 130."""

    def interrupt(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("audiobook.pipeline.build", interrupt)
    assert audiobook("build", issue) == 130
    assert "goes on from there" in capsys.readouterr().err
