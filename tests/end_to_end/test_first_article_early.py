"""The first article can be played while the last is still spoken; a build that ends early leaves what is whole."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from audiobook import pipeline
from audiobook.config_file import load
from audiobook.model import SpeechRequest
from audiobook.pipeline import Step
from audiobook.publish import index as indexes
from audiobook.speech.engine import Speech
from audiobook.speech.silence import Silence
from tests.conftest import SMALL_COVER, Run
from tests.end_to_end.test_build import BOOK, clips, index, state
from tests.end_to_end.test_survives import temporary
from tests.waiting import GUARD_S

BUILD = ("build", "issue.txt", "--engine", "silence", "-q")
KILLED = """
import os, signal, sys
from audiobook import pipeline
from audiobook.config_file import load
from audiobook.publish import cover
from audiobook.speech.silence import Silence
import dataclasses
cover.SIZE = int(os.environ["SMALL_COVER"])
real = Silence.__init__
def waits(self, *arguments):
    real(self, *arguments)
    self.capabilities = dataclasses.replace(self.capabilities, needs="network", workers=2)
Silence.__init__ = waits
def kill(step):
    if step.playable:
        os.kill(os.getpid(), signal.SIGKILL)
pipeline.build(__import__("pathlib").Path("issue.txt"), load(flags={"speech.engine": "silence"}), progress=kill)
"""
"""A build in threads that is killed when it says that the first article can be played."""


@pytest.fixture
def whole(built: Path, cache: Path) -> dict[str, str]:
    """What a build that nobody stops makes of the issue; nothing of it is there any more."""
    import shutil

    made = state(BOOK)
    shutil.rmtree("output")
    shutil.rmtree(cache)
    return made


def stop(step: Step) -> None:
    """Ends the build when the first article can be played."""
    if step.playable is not None:
        raise KeyboardInterrupt


def episodes() -> list[str]:
    """Titles in the book's feed."""
    return [str(title) for title in etree.parse(BOOK / "feed.xml").xpath("/rss/channel/item/title/text()")]


def assert_unfinished(first: str, *others: str) -> None:
    """The book says everywhere that the article `first` is there and the `others` are coming."""
    facts = index()
    assert [track["title"] for track in facts["tracks"]] == [first] == episodes()
    assert [each["title"] for each in facts["coming"]] == list(others)
    assert all((BOOK / name).is_file() for name in indexes.names(indexes.read(BOOK) or pytest.fail("no index"), BOOK))
    data = (BOOK / "player" / "data.js").read_text("utf-8")
    assert all(title in data.partition('"coming":')[2] for title in others)
    assert len(list((BOOK / "player").glob("0*.js"))) == 1


def test_a_build_that_is_stopped_leaves_what_is_whole(whole: dict[str, str], audiobook: Run, cache: Path) -> None:
    """Index, feed and player list the article that is there and name the other as coming; the same command finishes it
    with the same bytes, and nothing is spoken twice."""
    with pytest.raises(KeyboardInterrupt):
        pipeline.build(Path("issue.txt"), load(flags={"speech.engine": "silence"}), progress=stop)
    assert_unfinished("早起的人", "复习：早起的人", "晚归的人")
    assert [path.name for path in BOOK.glob("*.mp3")] == [index()["tracks"][0]["path"]]
    assert not temporary(cache, Path("output"))
    spoken = {path: path.stat().st_ino for path in (cache / "clips").rglob("*.wav")}
    assert audiobook(*BUILD) == 0
    assert state(BOOK) == whole
    assert {path: path.stat().st_ino for path in spoken} == spoken
    assert "coming" not in index()


def test_a_build_that_is_killed_leaves_what_is_whole(whole: dict[str, str], audiobook: Run, cache: Path) -> None:
    """So does kill -9 while one thread speaks and another joins."""
    environment = {**os.environ, "SMALL_COVER": str(SMALL_COVER)}
    done = subprocess.run([sys.executable, "-c", KILLED], env=environment, timeout=GUARD_S)
    assert done.returncode == -signal.SIGKILL
    assert index()["tracks"][0]["title"] == "早起的人"
    spoken = {path: path.stat().st_ino for path in (cache / "clips").rglob("*.wav")}
    assert audiobook(*BUILD) == 0
    assert state(BOOK) == whole
    assert {path: path.stat().st_ino for path in spoken} == spoken
    assert not temporary(cache, Path("output"))


def test_the_first_article_does_not_wait_for_the_second(whole: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The second article is not spoken before the first is published: it is published all the same. The bytes at the
    end are those of a build in one thread."""
    published, seen = threading.Event(), []
    init, speak, write = Silence.__init__, Silence.speak, indexes.write

    def waits(self: Silence, *arguments: Any) -> None:
        init(self, *arguments)
        self.capabilities = dataclasses.replace(self.capabilities, needs="network", workers=2)

    def hesitates(self: Silence, request: SpeechRequest) -> Speech:
        if "最后一班车" in request.payload:
            assert published.wait(GUARD_S)
        return speak(self, request)

    def told(*arguments: Any) -> Path:
        path = write(*arguments)
        if not published.is_set():
            seen.append((threading.current_thread(), json.loads(path.read_text("utf-8"))))
            published.set()
        return path

    monkeypatch.setattr(Silence, "__init__", waits)
    monkeypatch.setattr(Silence, "speak", hesitates)
    monkeypatch.setattr(indexes, "write", told)
    threads: list[threading.Thread] = []
    steps: list[Step] = []

    def progress(step: Step) -> None:
        threads.append(threading.current_thread())
        steps.append(step)

    pipeline.build(Path("issue.txt"), load(flags={"speech.engine": "silence"}), progress=progress)
    [(thread, early)] = seen
    assert [track["title"] for track in early["tracks"]] == ["早起的人"]
    assert [each["title"] for each in early["coming"]] == ["复习：早起的人", "晚归的人"]
    assert thread is not threading.current_thread()
    assert set(threads) == {threading.current_thread()}, "the caller is told in its own thread"
    assert [step.playable.name[:2] for step in steps if step.playable] == ["01", "01", "02"]
    assert any(step.note.endswith("; 1 of 2 can be played") for step in steps)
    assert state(BOOK) == whole


def test_the_order_of_making_leaves_no_trace(whole: dict[str, str], audiobook: Run) -> None:
    """Identities and dates are those of the whole book, also where the last article is made first."""
    assert audiobook(*BUILD, "--only", "2") == 0
    assert_unfinished("晚归的人", "早起的人", "复习：早起的人")
    assert audiobook(*BUILD) == 0
    assert state(BOOK) == whole


def test_what_is_to_be_made_again_is_not_forgotten(built: Path, audiobook: Run, cache: Path) -> None:
    """Both MP3s were written to by others, and the build that mends them is stopped after the first: the next one
    mends the second, though nothing tells it but the index. The M4B stays meanwhile."""
    Path("audiobook.toml").write_text("[audio]\nm4b = true\n", "utf-8")
    build = (*BUILD, "--config", "audiobook.toml")
    assert audiobook(*build) == 0
    before, spoken = state(BOOK), clips(cache)
    for path in BOOK.glob("*.mp3"):
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(KeyboardInterrupt):
        pipeline.build(built, load(Path("audiobook.toml"), flags={"speech.engine": "silence"}), progress=stop)
    assert "m4b" in index()["files"]
    assert (BOOK / index()["files"]["m4b"]).is_file()
    assert len(index()["tracks"]) == len(list(BOOK.rglob("*.mp3")))
    for stamp in (cache / "stamps").iterdir():
        stamp.unlink()
    assert audiobook(*build) == 0
    assert state(BOOK) == before
    assert clips(cache) == spoken


def test_what_cannot_be_spoken_is_coming(
    whole: dict[str, str], audiobook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article that lacks a sentence is not there and said to be coming; the next build makes it."""
    speak = Silence.speak

    def fails(self: Silence, request: SpeechRequest) -> Speech:
        if "豆腐" in request.payload:
            raise ZeroDivisionError("not today")
        return speak(self, request)

    with monkeypatch.context() as patch:
        patch.setattr(Silence, "speak", fails)
        assert audiobook(*BUILD) == 1
    assert_unfinished("晚归的人", "早起的人", "复习：早起的人")
    assert audiobook(*BUILD) == 0
    assert state(BOOK) == whole
