"""Standard streams: UTF-8 out whatever the system says, and what comes in is decoded or refused, never dropped."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run


def normalized(data: bytes, audiobook: Run, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    """The exit code of `normalize` for these bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    return audiobook("normalize", *options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_standard_input_in_any_encoding(
    encoding: str, desk: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A byte order mark is no text; GB18030 and others are known by what they say."""
    data = "今年增加了14.9%\r\n去年是三分之一\n".encode(encoding)
    assert normalized(data, audiobook, monkeypatch) == 0
    assert capsys.readouterr().out == "今年增加了百分之十四点九\n去年是三分之一\n"


@pytest.mark.parametrize("data", [b"\xe5\xa5\xbd\n\xff\xe5\xa5\xbd\xff\n", b"\x00\x01\xfe\n" * 9])
def test_what_cannot_be_decoded_is_refused(
    data: bytes, desk: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bytes that are no characters are named with their line; nothing is spoken without them."""
    assert normalized(data, audiobook, monkeypatch) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "audiobook: standard input, line " in shown.err


def test_nothing_in_is_nothing_out(
    desk: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty input is no error, and an empty line is an empty line."""
    assert normalized(b"", audiobook, monkeypatch) == 0
    assert capsys.readouterr().out == ""
    assert normalized(b"\n\n", audiobook, monkeypatch) == 0
    assert capsys.readouterr().out == "\n\n"


def test_typesetting_is_cleaned_before_it_is_said(
    desk: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Soft hyphens and ligatures are no letters, radicals are the characters they stand for."""
    assert normalized("The pre\u00adreq\u00adui\u00adsites of the ﬁrst oﬃce.\n".encode(), audiobook, monkeypatch) == 0
    assert capsys.readouterr().out == "The prerequisites of the first office。\n"
    assert normalized("⼀⽇⻢\n".encode(), audiobook, monkeypatch, "--pinyin") == 0
    assert capsys.readouterr().out == "yi1 ri4 ma3\n"


def test_the_first_run_says_nothing_of_packages(tmp_path: Path) -> None:
    """Where no module is compiled yet (uv installs them so), Python's complaints about their source are not shown."""
    (tmp_path / "山路.txt").write_text("山路\n\n清晨的雾还没有散。\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "default", "-m", "audiobook", "build", "山路.txt", "--engine", "silence", "-q"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
            "AUDIOBOOK_CACHE": str(tmp_path / "cache"),
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "invalid escape" not in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_output_is_utf_8_whatever_the_system_says(encoding: str, tmp_path: Path) -> None:
    """A redirected output holds every character, and errors name what they are about."""
    text = "实数集ℝ，注册®商标，café。"
    (tmp_path / "数学.txt").write_text(f"数学\n\n{text}\n", "utf-8")
    environment = {
        **os.environ,
        "PYTHONIOENCODING": encoding,
        "PYTHONPATH": str(ROOT),
        "AUDIOBOOK_CACHE": str(tmp_path),
    }
    for name, code in (("数学.txt", 0), ("没有.txt", 1)):
        done = subprocess.run(
            [sys.executable, "-m", "audiobook", "script", name], cwd=tmp_path, env=environment, capture_output=True
        )
        assert done.returncode == code
        assert (text if code == 0 else name) in (done.stdout if code == 0 else done.stderr).decode("utf-8")


def test_a_reader_that_has_gone(tmp_path: Path) -> None:
    """Who looks at the first line only (`… | head -1`) is told of no error."""
    source = tmp_path / "a.txt"
    source.write_text(
        "".join(f"第{number}章 山路\n\n清晨的雾还没有散，他们已经走在路上了。\n\n" for number in range(1, 4000)),
        "utf-8",
    )
    command = f'"{sys.executable}" -m audiobook script "{source}" | head -1'
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=tmp_path
    )
    assert (done.stdout, done.stderr) == ("---\n", "")
