"""`lexicon add` from the command line: nothing is lost, and what cannot be written is named."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from audiobook.pipeline import lexicon
from audiobook.pipeline.fingerprint import key
from tests.conftest import ROOT, Run

WORDS = ("山路", "河岸", "码头", "集市", "水车", "灯塔", "木桥", "渡口")


def test_several_at_once_lose_nothing(desk: Path) -> None:
    """Eight processes add to one lexicon together: all eight entries are there, and nothing else in the folder."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "audiobook", "lexicon", "add"]
    adding = [subprocess.Popen([*command, word, f"{word}说"], cwd=desk, env=variables) for word in WORDS]
    assert [process.wait() for process in adding] == [0] * len(WORDS)
    lines = (desk / "lexicon.tsv").read_text("utf-8").splitlines()
    assert sorted(lines) == sorted(f"{word}\t{word}说" for word in WORDS)
    assert [path.name for path in desk.iterdir()] == ["lexicon.tsv"]


def test_what_a_killed_one_left_is_taken_away(desk: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while it writes, again and again: the next one leaves the lexicon alone in its folder."""
    dying = (
        "import os, sys; from audiobook.narration import lexicon_file; from audiobook.cli import main\n"
        "lexicon_file.load = lambda drafts: os._exit(9)\n"
        "main(['lexicon', 'add', '山路', '山路说'])"
    )
    for _ in range(3):
        assert (
            subprocess.run(
                [sys.executable, "-c", dying], cwd=desk, env={**os.environ, "PYTHONPATH": str(ROOT)}
            ).returncode
            == 9
        )
    assert len(list(desk.iterdir())) == 1  # one draft, not three
    assert audiobook("lexicon", "add", "山路", "山路说") == 0
    assert [path.name for path in desk.iterdir()] == ["lexicon.tsv"]


def test_who_waits_too_long_is_told(
    desk: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While another holds the lexicon nothing is written; the line names it."""
    monkeypatch.setattr(lexicon, "_PATIENCE_S", 0.0)
    locks = desk.parent / "cache" / "locks"
    locks.mkdir(parents=True)
    with FileLock(locks / f"{key(Path('own.tsv'))}.lexicon.lock"):
        assert audiobook("lexicon", "add", "山路", "山路说", "--lexicon", "own.tsv") == 1
    assert "own.tsv: another process" in capsys.readouterr().err
    assert not Path("own.tsv").exists()
    assert audiobook("lexicon", "add", "山路", "山路说", "--lexicon", "own.tsv") == 0


def test_the_file_is_the_one_it_was(desk: Path, audiobook: Run) -> None:
    """Its mode, its line ends and every other line stay; a link stays a link to it."""
    real = desk.parent / "real.tsv"
    real.write_bytes("# 我的\r\n\r\n山路\tshān lù\r\n河岸\t河岸说\r\n".encode())
    real.chmod(0o640)
    Path("lexicon.tsv").symlink_to(real)
    assert audiobook("lexicon", "add", "河岸", "河边说") == 0
    assert Path("lexicon.tsv").is_symlink()
    assert real.read_bytes().decode() == "# 我的\r\n\r\n山路\tshān lù\r\n河岸\t河边说\r\n"
    assert real.stat().st_mode & 0o7777 == 0o640


def test_a_full_disk_names_the_lexicon(
    desk: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line with the file and the reason; the lexicon is as it was, and no draft is left."""
    assert audiobook("lexicon", "add", "山路", "山路说") == 0
    before = Path("lexicon.tsv").read_bytes()
    capsys.readouterr()

    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert audiobook("lexicon", "add", "河岸", "河岸说") == 1
    shown = capsys.readouterr().err
    assert shown.startswith("audiobook: lexicon.tsv: cannot be written (No space left on device)")
    assert shown.count("\n") == 1
    assert Path("lexicon.tsv").read_bytes() == before
    assert [path.name for path in desk.iterdir()] == ["lexicon.tsv"]


def test_a_lexicon_that_is_none_is_named(desk: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Bytes that are no text, a folder, a place that is not there: one line each, and nothing is changed."""
    Path("binary.tsv").write_bytes(b"\xff\xfe\x00")
    Path("folder.tsv").mkdir()
    for name in ("binary.tsv", "folder.tsv", "nowhere/own.tsv"):
        assert audiobook("lexicon", "add", "山路", "山路说", "--lexicon", name) == 1
        shown = capsys.readouterr().err
        assert name in shown
        assert "unexpected" not in shown
    assert Path("binary.tsv").read_bytes() == b"\xff\xfe\x00"


def test_a_lexicon_in_the_folder_of_the_book_is_followed(desk: Path, audiobook: Run) -> None:
    """Put there, changed or taken away after the book was built: the next build speaks the sentence as it says."""
    (desk / "river.md").write_text("# 河流\n\n## 水车\n\n换下来的轴承还能再用二十年。\n", "utf-8")

    def spoken() -> str:
        assert audiobook("build", "river.md", "--engine", "silence", "-q", "-o", "one") == 0
        return "".join(path.read_text("utf-8") for path in (desk / "one").glob("*/index.json"))

    assert "周乘" not in spoken()
    [folder] = [path.parent for path in (desk / "one").glob("*/index.json")]
    for said in ("周乘", "周成"):
        (folder / "lexicon.tsv").write_text(f"轴承\t{said}\n", "utf-8")
        assert said in spoken()
    (folder / "lexicon.tsv").unlink()
    assert "周" not in spoken()
