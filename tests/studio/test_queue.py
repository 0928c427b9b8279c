"""Builds of the workbench are the command's: one after the other, stopped, gone on with after any end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audiobook.config import Settings
from audiobook.errors import SourceError
from audiobook.pipeline import Built, Step
from audiobook.studio.queue import Job, Queue
from tests.conftest import ISSUE, Run
from tests.studio.conftest import Open, opened
from tests.waiting import GUARD_S, until


def states(queue: Queue) -> list[str]:
    """Of all jobs, the oldest first."""
    return [job["state"] for job in queue.jobs()]


def test_a_build_is_the_commands_build(studio: Open, dropped: str, audiobook: Run, capsys: Any) -> None:
    """What was built here is finished for the command that the page shows: it finds nothing to speak or to make."""
    job = studio.built(dropped)
    assert (job["state"], job["error"]) == ("done", "")
    assert any("can be played" in message for message in job["messages"])
    (work,) = studio.look("state")["works"]
    assert (work["book"], work["tracks"], work["coming"]) == ("山中读书-2025-04-06", 2, 0)
    command = studio.look("work", work=dropped)["commands"]["build"].split()
    assert command[:2] == ["audiobook", "build"]
    capsys.readouterr()
    assert audiobook(*command[1:], "--no-study") == 0
    assert "(0 now); 0 tracks made" in capsys.readouterr().out


def test_choices_are_kept_for_the_next_build(studio: Open, dropped: str) -> None:
    """The rate that was chosen is in the command, in the book, and in what is built again."""
    assert studio.built(dropped, rate=1.25)["command"].endswith("--rate 1.25 --sandbox")
    tracks = studio.look("tracks", work=dropped)
    assert (tracks["engine"], tracks["rate"]) == ("silence", 1.25)
    assert studio.built(dropped)["state"] == "done"
    assert studio.look("tracks", work=dropped)["rate"] == 1.25
    studio.change("build", expect=400, work=dropped, rate=9)
    studio.change("build", expect=400, work=dropped, only=["1"])


def test_one_after_the_other(tmp_path: Path) -> None:
    """Jobs are made in the order they were wanted in, never two at once; one that fails does not stop the next."""
    made: list[str] = []
    under_way = threading.Lock()

    def make(job: Job, show: Callable[[Step], None]) -> Built:
        assert under_way.acquire(blocking=False)
        made.append(job.work)
        under_way.release()
        raise SourceError(f"{job.work}: is empty")

    queue = Queue(tmp_path / "queue.json", make, lambda job: None)
    for name in ("a", "b", "c"):
        queue.add(name, name, f"audiobook build {name}")
    queue.start()
    until(lambda: states(queue) == ["failed"] * 3)
    queue.close()
    assert made == ["a", "b", "c"]
    assert [job["error"] for job in queue.jobs()] == ["a: is empty", "b: is empty", "c: is empty"]


def test_a_job_that_waits_is_not_wanted_twice(tmp_path: Path) -> None:
    """A second click changes the wish, and adds no other."""
    queue = Queue(tmp_path / "queue.json", lambda job, show: pytest.fail("not started"), lambda job: None)
    first, second = queue.add("a", "a", "x"), queue.add("a", "a", "y", (2,))
    assert (first["id"], second["command"]) == (second["id"], "y")
    assert len(queue.jobs()) == 1


def test_a_job_is_stopped(tmp_path: Path) -> None:
    """One that waits leaves the line; one that is under way ends at its next step; others go on."""
    begun, go = threading.Event(), threading.Event()

    def make(job: Job, show: Callable[[Step], None]) -> Built:
        begun.set()
        assert go.wait(GUARD_S)
        show(Step(1, 2, "1 of 2 sentences"))
        pytest.fail("it went on")

    queue = Queue(tmp_path / "queue.json", make, lambda job: None)
    ids = [queue.add(name, name, "x")["id"] for name in ("a", "b")]
    queue.start()
    assert begun.wait(GUARD_S)
    queue.cancel(ids[1])
    queue.cancel(ids[0])
    go.set()
    until(lambda: states(queue) == ["cancelled", "cancelled"])
    queue.close()


def test_a_server_that_ends_leaves_its_jobs_to_the_next(tmp_path: Path) -> None:
    """What was under way and what was waiting is made by the next server, without being asked for."""
    begun, over = threading.Event(), time.monotonic() + GUARD_S

    def slow(job: Job, show: Callable[[Step], None]) -> Built:
        begun.set()
        while time.monotonic() < over:
            show(Step(1, 2, ""))
        pytest.fail("it went on")

    file = tmp_path / "queue.json"
    queue = Queue(file, slow, lambda job: None)
    for name in ("a", "b"):
        queue.add(name, name, "x")
    queue.start()
    assert begun.wait(GUARD_S)
    kept = json.loads(file.read_text("utf-8"))
    assert [job["state"] for job in kept] == ["running", "waiting"]
    queue.close()
    made: list[str] = []

    def make(job: Job, show: Callable[[Step], None]) -> Built:
        made.append(job.work)
        raise SourceError("that will do")

    again = Queue(file, make, lambda job: None)
    again.start()
    until(lambda: states(again) == ["failed", "failed"])
    again.close()
    assert made == ["a", "b"]


@pytest.mark.parametrize("nonsense", ["", "{", "[1]", '[{"id": 1}]', "[" * 5000, '[{"id": "x", "only": 3}]'])
def test_a_damaged_queue_is_an_empty_one(tmp_path: Path, nonsense: str) -> None:
    """Nothing of it is made, and the workbench opens."""
    (tmp_path / "queue.json").write_text(nonsense)
    queue = Queue(tmp_path / "queue.json", lambda job, show: pytest.fail("made"), lambda job: None)
    assert queue.jobs() == []


SERVER = """
import sys
from audiobook import cli
from audiobook.speech.silence import Silence
spoken = 0
speak = Silence.speak
def slow(self, request):
    global spoken
    spoken += 1
    if spoken == int(sys.argv[1]):
        print("spoke", flush=True)
        sys.stdin.read()
    return speak(self, request)
Silence.speak = slow
cli.run(["studio", "--engine", "silence", "--port", "0"])
"""


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_killed_in_the_middle_nothing_is_lost(chosen: Settings, desk: Path) -> None:
    """kill -9 while sentences are spoken: the next server makes the rest of the book, and speaks nothing twice."""
    with opened(chosen) as studio:
        key = studio.upload("山中读书.txt", ISSUE.encode())["work"]
        name = studio.look("state")["works"][0]["name"]
    uploads = desk / "output" / "uploads"
    wanted = Job(1, key, name, "audiobook build x").as_json()
    (uploads / "queue.json").write_text(json.dumps([wanted]), "utf-8")
    command = [sys.executable, "-c", SERVER, "5"]
    with subprocess.Popen(command, cwd=desk, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert any(line.strip() == "spoke" for line in server.stdout)
        server.send_signal(signal.SIGKILL)
    clips = {path: path.stat().st_ino for path in (desk.parent / "cache" / "clips").rglob("*.wav")}
    assert len(clips) == 4
    with opened(chosen) as studio:
        until(lambda: studio.look("state")["jobs"][0]["state"] == "done")
        assert studio.look("state")["works"][0]["tracks"] == 2
    assert {path: path.stat().st_ino for path in clips} == clips


def test_windows_are_told_of_every_step(studio: Open, dropped: str) -> None:
    """A window that listens hears of the job from its beginning to its end."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=GUARD_S)
    connection.request("GET", "/t0ken-that-nobody-guesses/events")
    stream = connection.getresponse()
    assert stream.getheader("content-type") == "text/event-stream; charset=utf-8"
    assert stream.readline() == b"retry: 1000\n"
    assert studio.built(dropped)["state"] == "done"
    told: list[tuple[str, dict[str, Any]]] = []
    while not told or told[-1][1].get("state") != "done":
        line = stream.readline().decode()
        if line.startswith("event: "):
            told.append((line[7:].strip(), json.loads(stream.readline().decode().removeprefix("data: "))))
    connection.close()
    assert next(facts["state"] for what, facts in told if what == "job") == "waiting"
    assert any(what == "track" for what, _ in told)
