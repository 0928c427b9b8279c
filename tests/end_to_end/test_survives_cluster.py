"""A cluster on loopback: a scheduler and two worker processes; same bytes, deaths survived, strangers refused."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiobook.errors import EngineUnavailable
from audiobook.speech.cache import Cache
from audiobook.speech.cluster import connected
from audiobook.speech.render import Progress, render
from tests.conftest import ROOT, Run
from tests.end_to_end.lingering import sentences
from tests.end_to_end.test_build import clips, state
from tests.tools import package
from tests.waiting import until

distributed = package("distributed")

HERE = Path(__file__).parent
BUILD = ("build", "issue.txt", "--engine", "silence", "-q")
LOOPBACK = {
    "n_workers": 0,
    "processes": False,
    "protocol": "tcp",
    "host": "127.0.0.1",
    "dashboard_address": "127.0.0.1:0",
}
WORKER = """
import sys
import audiobook
audiobook.__version__ = sys.argv[3]
from distributed.cli.dask_worker import main
main([sys.argv[1], "--nthreads", "1", "--no-dashboard", "--name", sys.argv[2], "--no-nanny"])
"""


BAD = """
import itertools, threading
from audiobook.speech import cluster_worker
count, right = itertools.count(), cluster_worker.speak
def stuck(*arguments):
    threading.Event().wait()
def raises(*arguments):
    if next(count) < 2:
        raise RuntimeError("a disk of this worker is broken")
    return right(*arguments)
def lies(*arguments):
    return ([None], {}) if next(count) < 2 else right(*arguments)
cluster_worker.speak = {behaviour}
"""
"""Before `WORKER`: one that never answers, one that fails at first, one that answers nonsense at first."""


def worker(address: str, name: str, folder: Path, version: str = "", behaviour: str = "") -> subprocess.Popen[bytes]:
    """A worker process in `folder`, with a version or a bad behaviour of its own if one is given."""
    from audiobook import __version__

    folder.mkdir(exist_ok=True)
    program = (BAD.replace("{behaviour}", behaviour) if behaviour else "") + WORKER
    command = [sys.executable, "-c", program, address, name, version or __version__]
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(HERE), str(ROOT)]))
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A scheduler with two workers, for all tests here."""
    folder = tmp_path_factory.mktemp("workers")
    with distributed.LocalCluster(**LOOPBACK) as cluster:
        workers = [worker(cluster.scheduler_address, f"w{n}", folder) for n in range(2)]
        until(lambda: len(cluster.scheduler.workers) == 2)
        yield cluster
        for process in workers:
            process.kill()
            process.wait()


def test_the_same_bytes(
    scheduler: Any, issue: Path, audiobook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A book spoken by the cluster, with a shared store, is the book this machine makes alone; again costs nothing."""
    assert audiobook(*BUILD, "--cluster", scheduler.scheduler_address) == 0
    before = state(Path("output"))
    spoken = clips(tmp_path / "cache")
    for stamp in (tmp_path / "cache" / "stamps").iterdir():
        stamp.unlink()
    assert audiobook(*BUILD, "--cluster", "tcp://127.0.0.1:9") == 0, "nothing to speak, so nobody is asked"
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "alone"))
    assert audiobook(*BUILD, "-o", "alone") == 0
    assert state(Path("alone")) == before
    assert clips(tmp_path / "alone") == spoken
    assert not list((tmp_path / "cache" / "clips").glob(".cluster-*"))


@pytest.fixture
def linger(scheduler: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An engine that can be held up and notes which process it speaks in."""
    monkeypatch.syspath_prepend(str(HERE))
    from lingering import Linger

    return Linger({}, tmp_path)


def test_a_worker_is_killed_in_mid_run(
    scheduler: Any, linger: Any, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Everything is spoken all the same, and what was in the store when the worker died is not spoken again."""
    store = Cache(tmp_path / "clips")
    requests = sentences(linger)
    address = scheduler.scheduler_address
    victim = worker(address, "victim", tmp_path)
    until(lambda: len(scheduler.scheduler.workers) == 3)
    kept: set[str] = set()

    def killed() -> bool:
        """In its third sentence, the first two kept."""
        if sum(pid == victim.pid for pid, _ in linger.calls()) < 3:
            return False
        victim.kill()
        victim.wait()
        kept.update(r.payload for r in requests if store.path(store.digest(r)).exists())
        return True

    with connected(address, store.directory) as cluster:
        killer = linger.release_when(killed)
        done = render(requests, linger, store, executor=cluster, workers=cluster.slots)
    killer.join()
    assert len(kept) >= 2, "what the victim had said, at least"
    assert not done.failures
    assert len(done.clips) == len(requests)
    said = [payload for _, payload in linger.calls()]
    assert all(said.count(payload) == 1 for payload in kept)
    assert len(said) - len(set(said)) <= 1, "only the sentence it was at is said again"
    until(lambda: len(scheduler.scheduler.workers) == 2)


def test_another_version_is_refused(scheduler: Any, linger: Any, tmp_path: Path) -> None:
    """At the start with both versions named; a worker that joins later gets nothing to say and is sent away."""
    store = Cache(tmp_path / "clips")
    address = scheduler.scheduler_address
    stranger = worker(address, "stranger", tmp_path, "0.0.1")
    until(lambda: len(scheduler.scheduler.workers) == 3)
    with (
        pytest.raises(EngineUnavailable, match=r"has audiobook 0\.0\.1 .*this is audiobook"),
        connected(address, store.directory),
    ):
        pass
    stranger.kill()
    stranger.wait()
    until(lambda: len(scheduler.scheduler.workers) == 2)
    late: list[subprocess.Popen[bytes]] = []

    def join(progress: Progress) -> None:
        if not late:
            late.append(worker(address, "late", tmp_path, "0.0.1"))
            until(lambda: len(scheduler.scheduler.workers) == 3)

    with connected(address, store.directory) as cluster:
        linger.release_when(lambda: late and late[0].poll() is not None)
        done = render(sentences(linger), linger, store, executor=cluster, workers=cluster.slots, progress=join)
    assert not done.failures
    assert late[0].poll() is not None, "it was sent away while there was work left"
    assert late[0].pid not in {pid for pid, _ in linger.calls()}


def test_a_store_that_is_not_shared(
    scheduler: Any, linger: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers that do not reach the store send their clips back; the store is the same as with a shared one."""
    # a second file system cannot be had everywhere, so the file by which workers see that they share one is misplaced
    monkeypatch.setattr("audiobook.speech.cluster._place_probe", lambda directory: tmp_path / "nowhere")
    requests = sentences(linger, 4)
    store, other = Cache(tmp_path / "clips"), Cache(tmp_path / "other")
    with connected(scheduler.scheduler_address, store.directory) as cluster:
        done = render(requests, linger, store, executor=cluster, workers=cluster.slots)
    assert not done.failures
    assert os.getpid() not in {pid for pid, _ in linger.calls()}
    render(requests, linger, other)
    for request in requests:
        digest = store.digest(request)
        assert store.path(digest).read_bytes() == other.path(digest).read_bytes()


@pytest.mark.parametrize("behaviour", ["stuck", "raises", "lies"])
def test_a_bad_worker(behaviour: str, linger: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker of two that never answers, fails, or answers nonsense costs time: everything is spoken, right."""
    # nobody waits two minutes in a test
    monkeypatch.setattr("audiobook.speech.stragglers._LEAST_S", 0.3)
    monkeypatch.setattr("audiobook.speech.stragglers._TIMES", 0.5)
    requests = sentences(linger, 8)
    store, other = Cache(tmp_path / "clips"), Cache(tmp_path / "other")
    with distributed.LocalCluster(**LOOPBACK) as cluster:
        bad = worker(cluster.scheduler_address, "bad", tmp_path, behaviour=behaviour)
        until(lambda: len(cluster.scheduler.workers) == 1)
        with connected(cluster.scheduler_address, store.directory) as connection:
            good = worker(cluster.scheduler_address, "good", tmp_path)
            done = render(requests, linger, store, executor=connection, workers=4)
        for process in (bad, good):
            process.kill()
            process.wait()
    assert not done.failures
    render(requests, linger, other)
    for request in requests:
        digest = store.digest(request)
        assert store.path(digest).read_bytes() == other.path(digest).read_bytes()


def test_nobody_there(
    issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No scheduler, no worker, no package: each is one line with the remedy, exit code 1."""
    # nobody sets how long it waits for others; the tests do, or they would take minutes
    monkeypatch.setattr("audiobook.speech.cluster._ANSWER_S", 0.5)
    monkeypatch.setattr("audiobook.speech.cluster._START_S", 0.5)
    assert audiobook(*BUILD, "--cluster", "tcp://127.0.0.1:9") == 1
    assert "dask scheduler" in capsys.readouterr().err
    with distributed.LocalCluster(**LOOPBACK) as empty:
        assert audiobook(*BUILD, "--cluster", empty.scheduler_address) == 1
    assert "dask worker" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert audiobook(*BUILD, "--cluster", "tcp://127.0.0.1:9") == 1
    assert "audiobook[cluster]" in capsys.readouterr().err


def test_all_workers_are_lost(linger: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When no worker is left and none comes, what is missing is reported instead of waiting for ever."""
    # as above
    monkeypatch.setattr("audiobook.speech.cluster._START_S", 1.0)
    store = Cache(tmp_path / "clips")
    with distributed.LocalCluster(**LOOPBACK) as lonely:
        last = worker(lonely.scheduler_address, "last", tmp_path)
        until(lambda: lonely.scheduler.workers)
        with connected(lonely.scheduler_address, store.directory) as cluster:
            done = render(sentences(linger), linger, store, executor=cluster, workers=2, progress=lambda _: last.kill())
        last.wait()
    assert done.spoken < 20
    assert len(done.failures) == 20 - done.spoken
    assert "no worker is left" in done.failures[-1].reason
