"""Ctrl-C and worse: work stops, nobody is left behind, nothing done is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from edge_server import EdgeServer
from humming import Hum, request

from audiobook.speech.cache import Cache
from audiobook.speech.render import render
from tests.waiting import GUARD_S, until

HERE = Path(__file__).parent
LINES = [f"第{'一二三四五六七八九十'[i]}句，山里的花开了。" for i in range(6)]
PROGRAM = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from humming import Hum, request
from audiobook.speech.cache import Cache
from audiobook.speech.render import render

if __name__ == "__main__":
    folder = Path(sys.argv[2])
    lines = sys.argv[4].split("|")
    try:
        engine = Hum({"needs": sys.argv[3]}, folder)
        render([request(line) for line in lines], engine, Cache(folder / "clips"), workers=2)
    except KeyboardInterrupt:
        print("stopped", flush=True)
        sys.exit(130)
"""


def start(tmp_path: Path, needs: str) -> subprocess.Popen[str]:
    """A build of which one sentence never ends, in a process (group) of its own."""
    lines = [*LINES, "在山里睡了。"]
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    command = [sys.executable, str(program), str(HERE), str(tmp_path), needs, "|".join(lines)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )


def members(group: int) -> list[int]:
    """Processes of a process group that are still running."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, pgrp = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(pgrp) == group and state != "Z":
                found.append(int(entry.name))
    return found


def sleeping(tmp_path: Path) -> bool:
    """The endless sentence is under way."""
    return any("睡" in line for line in Hum({}, tmp_path).calls())


def spoken(tmp_path: Path) -> int:
    """How many of the others are kept."""
    cache = Cache(tmp_path / "clips")
    return sum(cache.get(request(line)) is not None for line in LINES)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ctrl_c_stops_processes(tmp_path: Path) -> None:
    """Ctrl-C reaches the whole group as in a terminal: no traceback, no worker left, what is done is kept."""
    process = start(tmp_path, "cpu")
    until(lambda: sleeping(tmp_path) and spoken(tmp_path) == 6)
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=GUARD_S)
    assert process.returncode == 130
    assert output.rstrip().endswith("stopped") and "Traceback" not in output
    until(lambda: not members(process.pid))
    assert spoken(tmp_path) == 6


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_killed_parent_leaves_no_workers(tmp_path: Path) -> None:
    """After kill -9 of the build its workers end by themselves, and the next run says only what is missing."""
    process = start(tmp_path, "cpu")
    until(lambda: sleeping(tmp_path) and spoken(tmp_path) == 6)
    assert len(members(process.pid)) >= 3
    process.kill()
    process.wait()
    until(lambda: not members(process.pid))
    again = render([request(line) for line in LINES], Hum({}, tmp_path / "again"), Cache(tmp_path / "clips"))
    assert (again.spoken, again.reused) == (0, 6)


def test_nothing_half_written(tmp_path: Path) -> None:
    """A file left over by a kill in mid-write is never taken for a clip."""
    cache = Cache(tmp_path / "clips")
    clip = cache.put(request(LINES[0]), Hum({}, tmp_path).speak(request(LINES[0])))
    half = clip.path.with_name(".audiobook-halfhalf.part")
    half.write_bytes(clip.path.read_bytes()[:1000])
    clip.path.unlink()
    assert cache.get(request(LINES[0])) is None


STALLED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from audiobook.model import Utterance, Voice
from audiobook.speech.cache import Cache
from audiobook.speech.edge import Edge
from audiobook.speech.render import render

if __name__ == "__main__":
    folder = Path(sys.argv[2])
    engine = Edge({"endpoint": sys.argv[3], "idle_seconds": 600, "total_seconds": 600}, folder)
    voice = Voice("edge", engine.default_voice())
    lines = [f"第{number}句，山里的花开了。" for number in "一二三四五"]
    try:
        render([engine.request(Utterance(1, "body", t, t, 0), voice) for t in lines], engine, Cache(folder / "clips"))
    except KeyboardInterrupt:
        print("stopped", flush=True)
        sys.exit(130)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="sends signals")
def test_ctrl_c_ends_stalled_connections(tmp_path: Path) -> None:
    """A service that stalls for minutes does not keep a build that is told to stop."""
    program = tmp_path / "program.py"
    program.write_text(STALLED)
    with EdgeServer(faults=lambda text, earlier: "stall within audio") as server:
        command = [sys.executable, str(program), str(HERE), str(tmp_path), server.url]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        until(lambda: len(server.texts) == 2)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=GUARD_S)
    assert process.returncode == 130
    assert output == "stopped\n"
