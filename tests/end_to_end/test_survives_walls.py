"""What a reader cannot do that has been taken over: each attack is tried by one, behind the walls of this machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audiobook.config import Settings, SourceSettings
from audiobook.errors import EmptySource
from audiobook.pipeline import sandbox
from audiobook.system import walls
from audiobook.system.walls import seccomp
from tests.end_to_end.attacks import ATTACK, ATTACKS, CALLS, FILES, NETWORK, attack, held, victim

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system cannot limit a process")

EVIL = """
import audiobook.source
from audiobook.errors import EmptySource

def read(path, settings, lines=None):
    raise EmptySource(tried())

audiobook.source.read = read
"""


@pytest.fixture(scope="module")
def standing() -> frozenset[str]:
    """The walls of this machine."""
    return frozenset(sandbox.standing())


def read(program: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a reader says in the sandbox that runs `program` instead of reading."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(program + EVIL)
    monkeypatch.syspath_prepend(str(folder))
    with pytest.raises(EmptySource) as caught:
        sandbox.read(Path("issue.txt"), Settings(source=SourceSettings(sandbox=True), cache=Path("cache")))
    return str(caught.value)


@pytest.mark.parametrize("name", ATTACKS)
def test_what_a_taken_over_reader_cannot_do(
    name: str, standing: frozenset[str], desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of others, processes, programs, sockets: the system refuses each, and what was there is there still."""
    held_by = ATTACKS[name][1]
    if not standing & set(held_by):
        pytest.skip(f"this system has none of these walls: {', '.join(held_by)}")
    with victim(desk) as port:
        before = sorted((path.name, path.stat().st_mode, path.stat().st_mtime_ns) for path in desk.iterdir())
        assert read(attack(name, port), tmp_path / "evil", monkeypatch).startswith("held: ")
        assert sorted((path.name, path.stat().st_mode, path.stat().st_mtime_ns) for path in desk.iterdir()) == before
        assert Path("secret.txt").read_text() == "s3cret"


@pytest.mark.parametrize("without", [FILES, CALLS, NETWORK])
@pytest.mark.parametrize(
    "name", ["reads another file", "writes into a file", "runs a program", "speaks to the machine"]
)
def test_each_wall_stands_by_itself(name: str, without: str, standing: frozenset[str], tmp_path: Path) -> None:
    """Where a system lacks one wall the others hold what they can, and nothing more is promised."""
    if standing != frozenset(walls.WALLS):
        pytest.skip(f"this system has not all walls, only {', '.join(sorted(standing))}")
    # without sockets there is no network, either
    left = set(ATTACKS[name][1]) - {without} | (
        {CALLS} if name == "speaks to the machine" and without != CALLS else set()
    )
    assert held(name, tmp_path, [without]) == bool(left)


def test_a_reader_still_computes(issue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the walls threads start, libraries are loaded and the document is read."""
    does = (
        "import numpy, lxml.etree, sqlite3; t = threading.Thread(target=numpy.ones, args=(3,)); t.start(); t.join(); "
        "return os.stat('issue.txt').st_size == len(Path('issue.txt').read_bytes()) > 0"
    )
    assert read(ATTACK.format(does=does), tmp_path / "evil", monkeypatch) == "done: True"


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_call_is_known_once(machine: str) -> None:
    """The table of system calls names each call and each number once, and none that the walls are there to hold."""
    found = seccomp.calls(machine)
    assert len({call.number for call in found}) == len({call.name for call in found}) == len(found) > 80
    assert not {"execve", "socket", "ptrace", "unlinkat", "io_uring_setup"} & {call.name for call in found}


def test_the_document_is_the_file_that_was_opened(issue: Path, tmp_path: Path) -> None:
    """A document behind a symbolic link is read: what the walls let through is the file itself, not its name."""
    away = tmp_path / "away"
    away.mkdir()
    issue.rename(away / "issue.txt")
    Path("issue.txt").symlink_to(away / "issue.txt")
    document = sandbox.read(Path("issue.txt"), Settings(source=SourceSettings(sandbox=True), cache=Path("cache")))
    assert document.articles
