"""Engines by others that hang or end the program: one clear line, and the process ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.waiting import GUARD_S, until

ENGINE = """
import os, pathlib, sys, threading
from dataclasses import replace
from audiobook.speech.silence import Silence

class Difficult(Silence):
    name = "difficult"

    def __init__(self, options, cache):
        super().__init__({}, cache)
        self.does = options["does"]
        self.capabilities = replace(
            self.capabilities, needs=options["needs"], workers=2, request_seconds=options["limit"]
        )

    def request(self, utterance, voice):
        if self.does == "exit early":
            sys.exit(0)
        return super().request(utterance, voice)

    def speak(self, request):
        pathlib.Path(f"speaking-{os.getpid()}").touch()
        if self.does == "hang":
            threading.Event().wait()
        if self.does == "exit":
            sys.exit("the licence has run out")
        if self.does == "_exit":
            os._exit(3)
        if self.does == "fork":
            if (child := os.fork()) == 0:
                os._exit(0)
            os.waitpid(child, 0)
        return super().speak(request)

    def close(self):
        if self.does == "hang":
            threading.Event().wait()
"""
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(desk: Path, tmp_path: Path) -> Start:
    """Begins to build a small book with an engine that `does` something, from a package of its own."""
    site = tmp_path / "installed"
    information = site / "difficult-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: difficult\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[audiobook.engines]\ndifficult = difficult:Difficult\n")
    (site / "difficult.py").write_text(ENGINE)
    (desk / "small.md").write_text("# 桥\n\n桥修好以后，大家沿着河走回家去。路上说起去年的大水。\n", "utf-8")

    def begin(does: str, *, needs: str = "network", limit: float = GUARD_S * 10) -> subprocess.Popen[str]:
        options = f'does = "{does}"\nneeds = "{needs}"\nlimit = {limit}\n'
        (desk / "audiobook.toml").write_text(f"[engines.difficult]\n{options}")
        command = [
            sys.executable,
            "-m",
            "audiobook",
            "build",
            "small.md",
            "--engine",
            "difficult",
            "--yes",
            "--no-study",
        ]
        environment = {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}"}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=desk, env=environment, text=True, **pipes)

    return begin


def ended(process: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """Exit code and lines of errors, once it has ended by itself."""
    try:
        _, errors = process.communicate(timeout=GUARD_S)
    finally:
        process.kill()
    assert "Traceback" not in errors, errors
    return process.returncode, [line for line in errors.splitlines() if line.startswith("audiobook: ")]


def test_an_engine_that_hangs_is_given_up(start: Start) -> None:
    """After its own limit a request is tried once more, then reported; the process does not wait for the thread."""
    code, [line] = ended(start("hang", limit=0.2))
    assert code == 1
    assert "the engine hangs: no answer in 0.2 s" in line


@pytest.mark.skipif(os.name == "nt", reason="sends signals")
@pytest.mark.parametrize("needs", ["network", "cpu", "nothing"])
def test_a_signal_ends_an_engine_that_hangs(start: Start, desk: Path, needs: str) -> None:
    """SIGTERM while the engine hangs, and hangs again when it is to close: one line, and the shell's exit code."""
    process = start("hang", needs=needs)
    until(lambda: list(desk.glob("speaking-*")))
    process.send_signal(signal.SIGTERM)
    code, [line] = ended(process)
    assert (code, "goes on from there" in line) == (128 + signal.SIGTERM, True)


@pytest.mark.parametrize("needs", ["network", "cpu", "nothing"])
@pytest.mark.parametrize(("does", "call"), [("exit", "sys.exit('the licence has run out')"), ("_exit", "os._exit(3)")])
def test_an_engine_that_ends_the_program(start: Start, needs: str, does: str, call: str) -> None:
    """Whether it speaks in a thread, a process or in place: its sentences are missing, and the line says why."""
    code, [line] = ended(start(does, needs=needs))
    assert code == 1
    assert f"the engine tried to end the program, by {call}" in line


def test_a_package_that_ends_the_program(start: Start) -> None:
    """Also where nothing is spoken yet: exit code 0 of a package is no success of ours."""
    code, [line] = ended(start("exit early"))
    assert (code, "ended the program" in line) == (1, True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="starts a process the way of Unix")
def test_a_process_of_the_engine_may_end(start: Start) -> None:
    """What an engine forks ends as it likes."""
    assert ended(start("fork")) == (0, [])
