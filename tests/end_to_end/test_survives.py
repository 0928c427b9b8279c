"""A build that is killed, starved or disturbed: the same command finishes it, and nothing is spoken twice.

`scripts/torture` does the same at random moments and for longer; here the moments are chosen.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from audiobook import cli
from audiobook.config import Settings
from audiobook.pipeline import lock
from audiobook.system import cleanup
from audiobook.system.files import is_temporary
from tests.conftest import ISSUE, SMALL_COVER, Run
from tests.waiting import GUARD_S

BOOK = Path("output") / "山中读书-2025-04-06"
BUILD = ("build", "issue.txt", "--engine", "silence", "-q")
PROGRAM = """
import os, signal, sys
from audiobook import cli
from audiobook.publish import cover
cover.SIZE = int(os.environ["SMALL_COVER"])
left, number = int(sys.argv[1]), int(sys.argv[2])
real = os.fsync
def fsync(handle):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), number)
    real(handle)
os.fsync = fsync
sys.exit(cli.run(sys.argv[3:]))
"""
"""The command line that gets a signal with its n-th file written, but not yet in its place."""


def book(folder: Path = BOOK) -> dict[str, str]:
    """Every file of the finished book and a digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def clips(cache: Path) -> dict[str, int]:
    """Spoken sentences and their inodes: a sentence that is spoken again gets a new one."""
    return {path.name: path.stat().st_ino for path in (cache / "clips").rglob("*.wav")}


def sounds(cache: Path) -> dict[str, bytes]:
    """Spoken sentences and what is in them."""
    return {path.name: path.read_bytes() for path in (cache / "clips").rglob("*.wav")}


def temporary(*folders: Path) -> list[Path]:
    """Files under names that are only ever temporary, and marks of processes that have ended."""
    found = [path for folder in folders for path in folder.rglob("*")]
    mine = f"-{os.getpid()}-"  # this process uses the store for as long as it lives
    marks = [path for path in found if path.suffix in (".run", ".owner") and mine not in path.name]
    return [path for path in found if is_temporary(path.name)] + marks


def disturbed(moment: int, number: int) -> subprocess.CompletedProcess[str]:
    """The build, given signal `number` at `moment`."""
    command = [sys.executable, "-c", PROGRAM, str(moment), str(number), *BUILD]
    environment = {**os.environ, "SMALL_COVER": str(SMALL_COVER)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=GUARD_S)


WRITES = 0
"""How many files a build syncs, counted by the undisturbed one: kills and faults are aimed by it."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a build that nothing disturbs makes of the issue."""
    global WRITES
    WRITES, real = 0, os.fsync

    def fsync(handle: int) -> None:
        global WRITES
        WRITES += 1
        real(handle)

    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "issue.txt").write_text(ISSUE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIOBOOK_CACHE", str(folder / "cache"))
        patch.chdir(folder)
        patch.setattr(os, "fsync", fsync)
        assert cli.run(BUILD) == 0
        return book()


@pytest.fixture
def whole(undisturbed: dict[str, str], issue: Path) -> dict[str, str]:
    """The same, with the issue on the desk and nothing built yet."""
    return undisturbed


def test_killed_three_times(whole: dict[str, str], audiobook: Run, tmp_path: Path) -> None:
    """kill -9 while speaking, joining and publishing: each start goes on, the last ends with the same bytes, every
    sentence is spoken once, and no temporary file is left."""
    seen: dict[str, int] = {}
    first, second = WRITES // 3, WRITES // 2
    # the third strikes when all but the last two files are in their places
    for moment in (first, second, WRITES - (first - 1) - (second - 1) - 1):
        assert disturbed(moment, signal.SIGKILL).returncode == -signal.SIGKILL
        now = clips(tmp_path / "cache")
        assert {name: now[name] for name in seen} == seen
        seen = now
    assert temporary(tmp_path / "cache", Path("output"))
    assert list((tmp_path / "cache" / "locks").glob("*.owner")), "the lock of the dead keeps nobody out"
    assert audiobook(*BUILD) == 0
    assert book() == whole
    assert {name: clips(tmp_path / "cache")[name] for name in seen} == seen
    assert not temporary(tmp_path / "cache", Path("output"))
    assert not list((tmp_path / "cache" / "runs").iterdir())


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=lambda v: str(v)
)
def test_signals_are_one_line(issue: Path, number: int, code: int, tmp_path: Path) -> None:
    """SIGTERM and SIGHUP stop a build as Ctrl-C does: one line, the code a shell gives, nothing half-made left."""
    result = disturbed(6, number)
    assert result.returncode == code
    assert result.stderr.strip().splitlines() == [
        "audiobook: stopped; what is finished is kept, the same command goes on from there"
    ]
    assert len(clips(tmp_path / "cache")) == 5
    assert not temporary(tmp_path / "cache", Path("output"))


def test_files_of_the_living_are_left_alone(desk: Path, tmp_path: Path) -> None:
    """After a kill only what is older than every living build is cleared; the rest when nobody builds any more."""
    cache = tmp_path / "cache"
    folder = cache / "clips" / "ab"
    folder.mkdir(parents=True)
    old, new, kept = (folder / name for name in (".audiobook-abcdefgh.part", ".audiobook-hgfedcba", "mine.part"))
    for path in (old, new, kept):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    with cleanup.running(cache):
        (cache / "runs" / "there-1-dead.run").touch()
        with cleanup.running(cache):
            assert not old.exists()
            assert new.exists()
        assert not (cache / "runs" / "there-1-dead.run").exists()
    (cache / "runs" / "there-2-dead.run").touch()
    shelf = tmp_path / "books" / ".audiobook-abcdefgh.part"
    inside = tmp_path / "books" / "one" / ".audiobook-abcdefgh.part"
    for path in (shelf, inside):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    with cleanup.running(cache, tmp_path / "books"):
        assert not new.exists()
        assert not shelf.exists()
        assert inside.exists(), "whoever builds that book clears it"
    assert kept.exists(), "not a name of ours"


def test_what_other_commands_left(built: Path, cache: Path, audiobook: Run) -> None:
    """What `cards` or `cache prune` held when they were killed is cleared by the same command."""
    half = (BOOK / ".audiobook-abcdefgh" / "collection.anki2", cache / "clips" / "ab" / ".audiobook-abcdefgh.part")
    for path in half:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (cache / "runs" / "there-1-dead.run").touch()
    assert audiobook("cards", BOOK) == 0
    assert not half[0].parent.exists()
    half[1].touch()
    (cache / "runs" / "there-1-dead.run").touch()
    assert audiobook("cache", "prune", "--keep", "1000") == 0
    assert not temporary(cache, Path("output"))


def test_what_was_left_beside_a_finished_book(built: Path, cache: Path, audiobook: Run) -> None:
    """A build that was killed when all was done: the next has nothing to do, and clears what is left all the same."""
    dead = f"{socket.gethostname()}-99999999-dead.run"  # no system has so many processes
    (cache / "runs" / dead).touch()
    in_use = cache / "clips" / ".in-use" / dead
    in_use.parent.mkdir(exist_ok=True)
    in_use.touch()
    Path("output", ".audiobook-abcdefgh.part").touch()
    assert audiobook(*BUILD) == 0
    assert not temporary(cache, Path("output"))


def test_two_builds_of_one_book(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The second names who is at it and ends with 1, also with a cache of its own; afterwards it goes."""
    BOOK.mkdir(parents=True)
    with lock.locked(BOOK, Settings(cache=Path("other-cache")).cache):
        assert audiobook(*BUILD) == 1
    assert "is building this book" in capsys.readouterr().err
    cache = Path(os.environ["AUDIOBOOK_CACHE"])
    with lock.locked(BOOK, cache):
        assert audiobook(*BUILD) == 1
        assert f"process {os.getpid()} on" in capsys.readouterr().err
    assert audiobook(*BUILD) == 0
    with lock.locked(BOOK, cache):
        assert audiobook("feed") == 1, "it writes the index too"
        assert "is building this book" in capsys.readouterr().err
    assert audiobook("feed") == 0


def test_different_books_share_a_cache(issue: Path, audiobook: Run, tmp_path: Path) -> None:
    """Two books built at once speak what both say once, and each is whole."""
    Path("second.txt").write_text(issue.read_text("utf-8").replace("山中读书", "水边读书", 1), "utf-8")
    other = [sys.executable, "-m", "audiobook", *BUILD]
    other[other.index("issue.txt")] = "second.txt"
    process = subprocess.Popen(other, stderr=subprocess.PIPE, text=True)
    assert audiobook(*BUILD) == 0
    assert process.communicate(timeout=GUARD_S)[1] == ""
    assert process.returncode == 0
    shelf = Path("output", "feed.xml").read_text("utf-8")
    assert "山中读书" in shelf
    assert "水边读书" in shelf
    first = clips(tmp_path / "cache")
    assert audiobook(*BUILD) == 0
    assert clips(tmp_path / "cache") == first
    assert len([folder for folder in Path("output").iterdir() if (folder / "index.json").is_file()]) == 2


@pytest.mark.parametrize(("name", "share"), [("ENOSPC", 0.2), ("EIO", 0.6), ("EDQUOT", 0.95)])
def test_a_disk_that_fails(
    name: str, share: float, whole: dict[str, str], audiobook: Run, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """A full or broken disk is one line that names a file; with room again the same command finishes."""
    number, left, real = getattr(errno, name), int(WRITES * share), os.fsync

    def fsync(handle: int) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    assert audiobook(*BUILD) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert os.strerror(number) in lines[0]
    assert any(place in lines[0] for place in (str(tmp_path), "output/"))
    assert not temporary(tmp_path / "cache", Path("output"))
    monkeypatch.setattr(os, "fsync", real)
    seen = clips(tmp_path / "cache")
    assert audiobook(*BUILD) == 0
    assert book() == whole
    assert {key: clips(tmp_path / "cache")[key] for key in seen} == seen


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.name == "nt", reason="folders have other permissions there")
@pytest.mark.parametrize("folder", ["cache", "output"])
def test_a_folder_that_cannot_be_written(
    folder: str, issue: Path, audiobook: Run, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Nothing but a file where the folder should be (root may write anywhere): one line that names it."""
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "cache" if folder == "cache" else Path("output")
    place.write_text("in the way")
    assert audiobook(*BUILD) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert place.name in lines[0]


def test_a_read_only_disk(
    issue: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A disk that went read-only is named, with what to do."""
    real = Path.mkdir

    def mkdir(self: Path, *arguments: object, **options: object) -> None:
        if "cache" in self.parts:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self))
        real(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", mkdir)
    assert audiobook(*BUILD) == 1
    assert "Read-only file system" in (line := capsys.readouterr().err)
    assert "AUDIOBOOK_CACHE" in line


def test_damage_in_the_cache(whole: dict[str, str], audiobook: Run, tmp_path: Path) -> None:
    """Files of the cache that were cut, emptied, flipped or replaced by junk are made again, and only they."""
    assert audiobook(*BUILD) == 0
    cache = tmp_path / "cache"
    before = sounds(cache)
    wounds = (lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b[:-1] + bytes([b[-1] ^ 1]), lambda b: b"junk" * 9)
    for kind in ("clips/*/*.wav", "passages/*", "stamps/*"):
        for path, wound in zip(sorted(cache.glob(kind)), wounds, strict=False):
            path.write_bytes(wound(path.read_bytes()))
    for path in BOOK.rglob("*.mp3"):
        path.unlink()
    assert audiobook(*BUILD) == 0
    assert book() == whole
    assert sounds(cache) == before


def test_a_cache_that_vanishes(
    whole: dict[str, str], audiobook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """A cache that is gone in mid-build (a drive pulled, a folder deleted) is one line; the next build is whole."""
    import shutil

    from audiobook.audio import assemble

    real = assemble.assemble

    def vanish(*arguments: object, **options: object) -> object:
        shutil.rmtree(tmp_path / "cache" / "clips", ignore_errors=True)
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(assemble, "assemble", vanish)
    assert audiobook(*BUILD) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    monkeypatch.setattr(assemble, "assemble", real)
    assert audiobook(*BUILD) == 0
    assert book() == whole


def test_a_damaged_index(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """An index that was cut or comes from a newer version is named with the remedy and never overwritten."""
    assert audiobook(*BUILD) == 0
    index = BOOK / "index.json"
    text = index.read_text("utf-8")
    newer = text.replace('"version": 2', '"version": 99', 1)
    for wounded, said in ((text[:100], "damaged"), ("", "damaged"), ("[" * 100_000, "damaged"), (newer, "newer")):
        index.write_text(wounded, "utf-8")
        assert audiobook(*BUILD) == 1
        line = capsys.readouterr().err.strip()
        assert "index.json" in line
        assert said in line
        assert index.read_text("utf-8") == wounded
    index.unlink()
    assert audiobook(*BUILD) == 0
    assert json.loads(index.read_text("utf-8"))["version"] == 2
