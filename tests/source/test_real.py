"""Real publications, where they are beside the project: the right articles, and every word of them."""

from __future__ import annotations

import contextlib
import io
import json
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audiobook import cli
from tests.conftest import SHARED
from tests.source.mended_gold import mended

TOOLS = SHARED / "tools"
Score = Callable[..., tuple[int, str]]

needs_shared = pytest.mark.skipif(not TOOLS.is_dir(), reason="the real publications are not beside the project")


def in_this_process(command: list[str], **how: Any) -> subprocess.CompletedProcess[str]:
    """What `audiobook …` answers, without a Python started for it: most of what sixty small documents would cost."""
    assert command[0] == "audiobook"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run(command[1:])
    return subprocess.CompletedProcess(command, code, out.getvalue(), err.getvalue())


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Score:
    """What a scorer says of the program, which is to reach `least`: exit code, and what it printed."""

    def run(tool: str, gold: Path, documents: Path, least: str) -> tuple[int, str]:
        monkeypatch.setattr(subprocess, "run", in_this_process)
        monkeypatch.setattr(sys, "argv", [tool, str(gold), str(documents), "--min", least])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(TOOLS / tool), run_name="__main__")
        shown = capsys.readouterr()
        assert isinstance(ended.value.code, int), ended.value.code
        return ended.value.code, shown.out[-4000:] + shown.err[-2000:]

    return run


@needs_shared
def test_real_publications(score: Score) -> None:
    """Articles, authors, headings, what must and what must not be heard, of 23 publications we did not write."""
    code, told = score("score_real.py", SHARED / "real.json", SHARED / "real", "0.95")
    assert code == 0, told
    # the scorer's own answer is by the mean, which hides a file that is lost
    counts = re.search(r"^(\d+) files, mean \S+, (\d+) at 0.95 or better", told, re.MULTILINE)
    assert counts is not None
    assert counts[1] == counts[2], told


@needs_shared
def test_samples(score: Score) -> None:
    """The two documents the project was made for."""
    code, told = score("score_structure.py", SHARED / "gold" / "structure.json", SHARED / "samples", "0.99")
    assert code == 0, told


@needs_shared
def test_small_cases(score: Score, tmp_path: Path) -> None:
    """Small inputs that each stand for a kind, by their gold as `mended_gold` proves that it should be."""
    folder = SHARED / "cases" / "structure"
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps(mended(json.loads((folder / "gold.json").read_text("utf-8")))), "utf-8")
    code, told = score("score_structure.py", gold, folder, "0.98")
    assert code == 0, told
