"""The clock is set back or forward, between builds and in mid-build: that is, all times on the disk are suddenly
those of tomorrow, or of years ago."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from audiobook import pipeline
from audiobook.config import Settings
from audiobook.system import cleanup, locks
from tests.conftest import Run
from tests.end_to_end.test_survives import BOOK, BUILD, book, clips, temporary
from tests.end_to_end.test_survives import undisturbed as undisturbed  # fixtures
from tests.end_to_end.test_survives import whole as whole

BACK, FORWARD = -86_400.0, 400 * 86_400.0
JUMPS = pytest.mark.parametrize("seconds", [BACK, FORWARD], ids=["back", "forward"])


def set_clock(seconds: float, *places: Path) -> None:
    """What a clock that is set by `seconds` does to everything that has a time."""
    for place in places:
        for path in [place, *place.rglob("*")]:
            at = path.stat().st_mtime_ns - int(seconds * 1e9)
            os.utime(path, ns=(at, at))


@JUMPS
def test_between_builds(seconds: float, built: Path, cache: Path, audiobook: Run) -> None:
    """A finished book stays finished: nothing is spoken again, and no file is written."""
    set_clock(seconds, built.parent, cache)
    before, spoken = book(), clips(cache)
    times = {path: path.stat().st_mtime_ns for path in BOOK.rglob("*") if path.is_file()}
    assert audiobook(*BUILD) == 0
    assert (book(), clips(cache)) == (before, spoken)
    assert {path: path.stat().st_mtime_ns for path in times} == times


@JUMPS
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_in_mid_build(
    seconds: float, share: float, whole: dict[str, str], audiobook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While sentences are spoken, joined or published the clock jumps, and the store is pruned to nothing by it: the
    build ends with the same bytes, and nothing it uses is taken away."""
    from tests.end_to_end import test_survives

    left, real, now = int(test_survives.WRITES * share), os.fsync, time.time
    cache = tmp_path / "cache"
    seen: dict[str, int] = {}

    def fsync(handle: int) -> None:
        nonlocal left
        left -= 1
        real(handle)
        if left == 0:
            set_clock(seconds, cache, Path("output").resolve())
            monkeypatch.setattr(time, "time", lambda: now() + seconds)
            seen.update(clips(cache))
            assert pipeline.prune(Settings(cache=cache), 0) == (0, 0)

    monkeypatch.setattr(os, "fsync", fsync)
    assert audiobook(*BUILD) == 0
    assert left <= 0
    assert book() == whole
    assert {name: clips(cache)[name] for name in seen} == seen
    assert not temporary(cache, Path("output"))


def test_files_of_the_living(tmp_path: Path) -> None:
    """After the clock was set back, what a living build writes is older than its beginning, and stays all the same."""
    with cleanup.running(tmp_path):
        set_clock(BACK, tmp_path / "runs")
        fresh = tmp_path / ".audiobook-abcdefgh.part"
        fresh.write_bytes(b"half")
        (tmp_path / "runs" / "there-1-dead.run").touch()
        with cleanup.running(tmp_path):
            assert fresh.exists()
        assert locks.others(tmp_path / "runs").began == (0.0,)
