"""The clip store is kept small and whole, beside running builds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from audiobook.model import Clip, SpeechRequest
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Speech

SPEECH = Speech(np.zeros(5_000, dtype=np.int16), 24_000)


def request(number: int) -> SpeechRequest:
    """One of many."""
    return SpeechRequest("silence", "1", "silence", 1.0, f"第{number}句", 3)


def filled(tmp_path: Path, count: int = 6) -> tuple[Cache, list[Clip]]:
    """A store whose clips were used one after the other, long ago, the first one first."""
    cache = Cache(tmp_path / "clips")
    clips = [cache.put(request(number), SPEECH) for number in range(count)]
    for number, clip in enumerate(clips):
        os.utime(clip.path, (1_000_000 + number, 1_000_000 + number))
    return cache, clips


def test_info(tmp_path: Path) -> None:
    """Clips are counted, other files are not."""
    cache, clips = filled(tmp_path)
    (clips[0].path.parent / ".audiobook-abcdefgh.part").write_bytes(b"x")
    assert (cache.info().clips, cache.info().bytes) == (6, sum(clip.path.stat().st_size for clip in clips))
    empty = Cache(tmp_path / "none").info()
    assert (empty.clips, empty.bytes) == (0, 0)


def test_prune_removes_the_oldest(tmp_path: Path) -> None:
    """What was used longest ago goes first, and no more than must."""
    cache, clips = filled(tmp_path)
    size = clips[0].path.stat().st_size
    removed = cache.prune(3 * size + 10)
    assert (removed.clips, removed.bytes) == (3, 3 * size)
    assert [clip.path.exists() for clip in clips] == [False] * 3 + [True] * 3
    assert cache.prune(3 * size).clips == 0
    assert cache.prune(0).clips == 3


def test_using_a_clip_makes_it_young(tmp_path: Path) -> None:
    """A clip that a build took is among the last to go."""
    cache, clips = filled(tmp_path)
    assert cache.get(request(0)) == clips[0]
    cache.prune(clips[0].path.stat().st_size)
    assert [clip.path.exists() for clip in clips] == [True] + [False] * 5


def test_prune_spares_running_builds(tmp_path: Path) -> None:
    """Whatever a build that still runs has used stays, even where nothing should; when it ends, it may go."""
    cache, clips = filled(tmp_path)
    program = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]); from test_prune import *\n"
        "assert Cache(Path(sys.argv[1])).get(request(2)); print('ready', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(cache.directory), str(Path(__file__).parent)]
    build = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert build.stdout is not None and build.stdout.readline() == "ready\n"
    cache.prune(0)
    assert [clip.path.exists() for clip in clips] == [False, False, True, False, False, False]
    build.kill()
    build.communicate()
    assert cache.prune(0).clips == 1
    assert not list((cache.directory / ".in-use").iterdir())


def test_clip_used_while_it_is_pruned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clip that somebody reads in the very moment of its removal is put back, or counts as missing for him."""
    cache, clips = filled(tmp_path, 2)
    original = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self == clips[0].path:
            os.utime(self)
        return original(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        assert cache.prune(0).clips == 1
    assert cache.get(request(0)) == clips[0]

    def read_then_prune(self: Path) -> bytes:
        content = self.open("rb").read()
        self.unlink()
        return content

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", read_then_prune)
        assert cache.get(request(0)) is None


def test_verify(tmp_path: Path) -> None:
    """Damaged clips and those under a wrong name are found and removed; the others stay."""
    cache, clips = filled(tmp_path)
    clips[1].path.write_bytes(clips[1].path.read_bytes()[:-2])
    clips[2].path.write_bytes(clips[3].path.read_bytes())
    assert sorted(cache.verify()) == sorted([clips[1].path, clips[2].path])
    assert [clip.path.exists() for clip in clips] == [True, False, False, True, True, True]
    assert cache.verify() == []


def test_leftovers_go_when_nobody_writes_them(tmp_path: Path) -> None:
    """A temporary file of a killed build is removed after an hour, a fresh one may still be written."""
    cache, clips = filled(tmp_path, 1)
    old, fresh = (clips[0].path.with_name(name) for name in (".audiobook-old_old_.part", ".audiobook-fresh___.part"))
    for file in (old, fresh):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    cache.verify()
    assert (old.exists(), fresh.exists()) == (False, True)


def test_store_that_cannot_be_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only store serves its clips."""
    cache, clips = filled(tmp_path, 1)

    def denied(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "utime", denied)
    monkeypatch.setattr(Path, "mkdir", denied)
    assert cache.get(request(0)) == clips[0]
