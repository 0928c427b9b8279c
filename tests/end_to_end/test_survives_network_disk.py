"""A cache and books on a network disk that has no locks and whose handles go stale."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from audiobook.pipeline import lock
from audiobook.speech.cache import Cache
from audiobook.system import locks
from tests import shims
from tests.conftest import Run
from tests.end_to_end.test_survives import BOOK, BUILD, book, clips, temporary
from tests.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the shim looks into /proc")


def test_the_same_bytes(built: Path, cache: Path) -> None:
    """A build there makes the book that is made elsewhere, and leaves no lock and no sign behind."""
    wanted = book()
    for path in (cache, BOOK):
        path.rename(path.with_name(path.name + "-before"))
    done = shims.run("network_disk", *BUILD)
    assert (done.returncode, done.stderr) == (0, "")
    assert book() == {name: digest for name, digest in wanted.items() if ".nfs" not in name}
    assert not temporary(cache, Path("output"))
    assert not list(cache.rglob("*.held"))


def test_one_builder_a_book(
    issue: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second build is told who has the book, though the disk cannot lock; afterwards it goes."""
    shims.network_disk(monkeypatch)
    with lock.locked(BOOK, Path(os.environ["AUDIOBOOK_CACHE"])):
        assert audiobook(*BUILD) == 1
        line = capsys.readouterr().err
        assert f"process {os.getpid()} on" in line
        held = next(Path(os.environ["AUDIOBOOK_CACHE"]).glob("locks/*.held"))
        assert f"delete {held} if that machine is gone" in line
    assert audiobook(*BUILD) == 0


LIVES = """
import sys
from pathlib import Path
import pytest
from audiobook.system import locks
from tests import shims
shims.network_disk(pytest.MonkeyPatch())
with locks.alive(Path(sys.argv[1])), locks.locked(Path(sys.argv[2])):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_the_dead_keep_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock and a sign of life hold while their process lives, and are taken over when it was killed."""
    from filelock import Timeout

    shims.network_disk(monkeypatch)
    signs, held = tmp_path / "runs", tmp_path / "book.lock"
    command = [sys.executable, "-c", LIVES, str(signs), str(held)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    assert len(locks.others(signs).began) == 1
    with pytest.raises(Timeout):
        locks.take(held)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    until(lambda: len(locks.others(signs).dead) == 1)
    with locks.locked(held):
        pass
    assert locks.others(signs).began == ()


def test_a_clip_that_goes_stale(built: Path, cache: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clip whose handle is stale is opened again; nothing is spoken anew."""
    before = clips(cache)
    shims.network_disk(monkeypatch)
    for path in BOOK.rglob("*.mp3"):
        path.unlink()
    assert audiobook(*BUILD) == 0
    assert clips(cache) == before
    assert Cache(cache / "clips").verify() == []
