"""`build --watch` as a process: saves come in the middle of builds and in halves, somebody else builds too, a signal
ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.conftest import ISSUE, ROOT, Run
from tests.end_to_end.test_survives import BOOK, book, temporary
from tests.waiting import GUARD_S, until

BUILD = ("build", "issue.txt", "--engine", "silence", "--no-study")


def test_saves_signals_and_others(issue: Path, audiobook: Run, tmp_path: Path) -> None:
    """However quickly and in whatever halves it is saved, the book becomes that of the last save; a second builder is
    told or finds it made; SIGTERM is one line and 143, and nothing is left."""
    command = [sys.executable, "-u", "-m", "audiobook", *BUILD, "--watch"]
    watch = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    until(lambda: (BOOK / "index.json").exists())
    versions = [ISSUE.replace("一起打烊", f"一起打烊第{n}次") for n in "一二三四五"]
    for text in versions:
        issue.write_text(text[: len(text) // 3], "utf-8")
        issue.write_text("", "utf-8")
        issue.unlink()
        issue.write_text(text, "utf-8")
    until(lambda: "第五次" in (BOOK / "book.md").read_text("utf-8"))
    assert audiobook(*BUILD, "-q") in (0, 1)
    watch.send_signal(signal.SIGTERM)
    said = watch.communicate(timeout=GUARD_S)[0]
    assert watch.returncode == 143, said
    assert said.splitlines()[-1].endswith("the same command goes on from there")
    assert "Traceback" not in said
    assert audiobook(*BUILD, "-q") == 0
    watched = book()
    assert not temporary(tmp_path / "cache", Path("output"))
    assert audiobook(*BUILD, "-q", "-o", "fresh") == 0
    fresh = book(Path("fresh") / BOOK.name)
    assert {name: watched[name] for name in fresh if name.endswith(".mp3")} == {
        name: digest for name, digest in fresh.items() if name.endswith(".mp3")
    }
