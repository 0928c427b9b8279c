"""Windows' rules for names, paths and open files, imposed by a shim: a build keeps them, and says what stands in its
way. What no shim shows (drive letters, code pages of the console, its own locks) is said in docs/reliability.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from audiobook.publish.filenames import slug
from audiobook.speech.cache import Cache
from audiobook.speech.silence import Silence
from tests import shims
from tests.end_to_end.lingering import sentences
from tests.end_to_end.test_survives import BOOK, BUILD, book, clips, temporary

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the shim looks into /proc")

BOOK_TITLE = "An English title that goes on and on " * 8
ARTICLES = (
    "CON", "aux.", "nul.txt", "a<b>:c\"d/e\\f|g?h*", "what? …", "tail. . .", "Another " * 40, "标题" * 90,
    "On Walking", "on walking",
)  # fmt: skip


def test_titles_that_windows_would_refuse(desk: Path, tmp_path: Path) -> None:
    """Titles that are devices, hold forbidden characters, are far too long, or differ in case: the book is whole, and
    found again."""
    head = f"---\naudiobook: 1\ntitle: '{BOOK_TITLE}'\nlanguage: zh\n---\n"
    parts = [f"\n# {title}\n\n山里的花开了{n}朵，水边的鸟飞走了。\n" for n, title in enumerate(ARTICLES)]
    Path("issue.md").write_text(head + "".join(parts), "utf-8")
    build = ("build", "issue.md", "--engine", "silence", "--no-study")
    done = shims.run("windows", *build, "-q")
    assert (done.returncode, done.stderr) == (0, "")
    folder = next(Path("output").glob("*/index.json")).parent
    names = [path.name for path in folder.glob("*.mp3")]
    assert len({name.casefold() for name in names}) == len(names) == len(ARTICLES)
    again = shims.run("windows", *build)
    assert "0 tracks made" in again.stdout, again.stderr
    assert not temporary(tmp_path / "cache", Path("output"))


def test_the_same_bytes(built: Path, cache: Path) -> None:
    """What is made there is what is made elsewhere, and signs that cannot be removed while they are open are gone."""
    wanted = book()
    for path in (cache, BOOK):
        path.rename(path.with_name(path.name + "-before"))
    done = shims.run("windows", *BUILD)
    assert (done.returncode, done.stderr) == (0, "")
    assert book() == wanted
    assert not temporary(cache, Path("output"))
    assert not list((cache / "runs").iterdir())


def test_a_track_that_somebody_listens_to(built: Path, cache: Path) -> None:
    """A file that a player has open is named with the remedy, all else is kept; closed, the same command finishes."""
    track = next(path for path in sorted(BOOK.glob("*.mp3")))
    text = built.read_text("utf-8").replace("打烊", "关门")
    built.write_text(text, "utf-8")
    before = clips(cache)
    with track.open("rb"):
        done = shims.run("windows", *BUILD)
        assert done.returncode == 1
        lines = done.stderr.strip().splitlines()
        assert len(lines) == 1
        assert track.name in lines[0]
        assert "close the program that has it open" in lines[0]
    done = shims.run("windows", *BUILD)
    assert (done.returncode, done.stderr) == (0, "")
    assert {name: clips(cache)[name] for name in before} == before


def test_a_clip_that_somebody_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clip that another build has open is neither pruned nor in the way of the one that comes to write the same."""
    monkeypatch.setenv("SHIM_ROOT", str(tmp_path))
    engine, store = Silence({}, tmp_path), Cache(tmp_path / "clips")
    one, two = sentences(engine, 2)
    clip = store.put(one, engine.speak(one))
    store.put(two, engine.speak(two))
    reader = subprocess.Popen(["tail", "-f", str(clip.path)], stdout=subprocess.PIPE)
    assert reader.stdout is not None
    reader.stdout.read(1)
    monkeypatch.setattr("audiobook.system.files._WAIT_S", 0)
    with monkeypatch.context() as patch:
        shims.windows(patch)
        content = clip.path.read_bytes()
        assert store.put(one, engine.speak(one)) == clip
        assert store.prune(0).clips == 1
    reader.kill()
    reader.communicate()
    assert clip.path.read_bytes() == content
    assert store.prune(0).clips == 1


def test_every_path_fits() -> None:
    """The longest name of a book, of a track in it and of what lies beside that fit in 260 characters with a folder
    of 75 before them; the number of a track stays."""
    for title in ("A long title " * 40, "标题" * 90, "𠮷" * 200, "e\u0301" * 200):
        name = slug(title)
        longest = ["C:" + "x" * 73, name, "review", f"100.25-{name}-2.chapters.json"]
        assert len("\\".join(longest).encode("utf-16-le")) // 2 < 260
        assert len(f"100.25-{name}-2.chapters.json".encode()) <= 255
