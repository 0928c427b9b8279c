"""All companions together: written once, changed only where something changed, whole after a kill."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from audiobook.config import PublishSettings
from audiobook.errors import ConfigError, PublishError
from audiobook.model import Index
from audiobook.publish import check, publish
from audiobook.publish import index as indexes
from tests.publish import samples

SETTINGS = PublishSettings()


def snapshot(directory: Path) -> dict[str, tuple[int, bytes]]:
    """Time stamp and bytes of every file."""
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def made(directory: Path, *titles: str) -> Index:
    """A published book."""
    return publish(indexes.reconcile(samples.book(directory, *titles), None, date=None), directory, settings=SETTINGS)


def test_everything_named_is_there(tmp_path: Path) -> None:
    """Whatever the index names exists in the folder, below it, and the index can be read back as it was returned."""
    index = made(tmp_path, *samples.HARD_TITLES[:-1])
    named = [*index.files.values(), *(name for track in index.tracks for name in track.files.values())]
    assert {"vtt", "srt", "chapters", "cover"} <= set(index.tracks[0].files)
    assert {"cover", "feed", "player"} <= set(index.files)
    for name in named:
        assert (tmp_path / name).is_file(), name
        assert (tmp_path / name).resolve().is_relative_to(tmp_path.resolve())
    assert indexes.read(tmp_path) == index


def test_publishing_again_touches_nothing(tmp_path: Path) -> None:
    """The same index leaves every file's bytes and time stamp alone, and no temporary file stays."""
    index = made(tmp_path)
    before = snapshot(tmp_path)
    assert publish(index, tmp_path, settings=SETTINGS) == index
    assert snapshot(tmp_path) == before
    assert not [name for name in before if name.endswith(".part")]


def test_two_builds_are_byte_identical(tmp_path: Path) -> None:
    """The same book in two places: the same files with the same bytes."""
    made(tmp_path / "a" / "书")
    made(tmp_path / "b" / "书")
    one, two = snapshot(tmp_path / "a"), snapshot(tmp_path / "b")
    assert {name: data for name, (_, data) in one.items()} == {name: data for name, (_, data) in two.items()}


def test_one_article_again_leaves_the_others_alone(tmp_path: Path) -> None:
    """After a change in article 2, only its own files, the contents, the index and the feed are other ones."""
    index = made(tmp_path)
    before = snapshot(tmp_path)
    second = index.tracks[1]
    second.path.write_bytes(b"\xff\xfb" + b"n" * 2000)
    cue = dataclasses.replace(second.cues[1], written="改过的一句。", words=())
    second = dataclasses.replace(second, cues=(second.cues[0], cue, *second.cues[2:]))
    tracks = (index.tracks[0], second, index.tracks[2])
    index = publish(dataclasses.replace(index, tracks=tracks), tmp_path, settings=SETTINGS)
    after = snapshot(tmp_path)
    changed = {name for name in after if after[name] != before.get(name)}
    stem = second.path.stem
    assert changed == {
        f"{stem}.mp3", f"{stem}.vtt", f"{stem}.srt", f"player/{stem}.js", "player/data.js", "worker.js",
        "index.json", "feed.xml",
    }  # fmt: skip
    assert index.tracks[1].size_bytes == 2002


def test_a_replaced_cover_goes(tmp_path: Path) -> None:
    """A new title is new art under a new name; the old file is removed, foreign files are not."""
    index = made(tmp_path)
    (tmp_path / "my-cover.jpg").write_bytes(b"mine")
    old = index.tracks[0].files["cover"], index.files["cover"]
    tracks = (dataclasses.replace(index.tracks[0], title="新题"), *index.tracks[1:])
    index = publish(dataclasses.replace(index, tracks=tracks, title="新书"), tmp_path, settings=SETTINGS)
    assert not (tmp_path / old[0]).exists()
    assert not (tmp_path / old[1]).exists()
    assert (tmp_path / index.tracks[0].files["cover"]).is_file()
    assert (tmp_path / "my-cover.jpg").is_file()


def test_killed_at_any_write_and_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it is stopped, no index names what is missing, and the next run ends with the same bytes."""
    made(tmp_path / "whole" / "书")
    whole = {name: data for name, (_, data) in snapshot(tmp_path / "whole").items()}
    real = Path.replace

    for stop in range(0, 24, 3):
        directory = tmp_path / str(stop) / "书"
        left = stop

        def replace(path: Path, target: Path) -> Path:
            nonlocal left
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
            return real(path, target)

        monkeypatch.setattr(Path, "replace", replace)
        try:
            made(directory)
        except KeyboardInterrupt:
            assert indexes.read(directory) is None
        monkeypatch.setattr(Path, "replace", real)
        made(directory)
        assert {name: data for name, (_, data) in snapshot(directory.parent).items()} == whole


def test_tracks_in_a_folder_below(tmp_path: Path) -> None:
    """Reviews may lie in a folder of their own: companions beside them, paths with that folder in feed and player."""
    book = samples.book(tmp_path, "甲")
    (tmp_path / "review").mkdir()
    review = dataclasses.replace(samples.track(tmp_path / "review", 2, "回顾"), kind="review")
    index = indexes.reconcile(dataclasses.replace(book, tracks=(*book.tracks, review)), None, date=None)
    index = publish(index, tmp_path, settings=SETTINGS)
    assert index.tracks[1].files["vtt"] == "review/02-回顾.vtt"
    feed = (tmp_path / "feed.xml").read_text("utf-8")
    assert "/review/02-%E5%9B%9E%E9%A1%BE.mp3" in feed
    assert '"src":"review/02-%E5%9B%9E%E9%A1%BE.mp3"' in (tmp_path / "player" / "data.js").read_text("utf-8")


@pytest.mark.parametrize("wrong", [{"category": "Rivers"}, {"base_url": "nowhere"}, {"cover": Path("missing.png")}])
def test_settings_can_be_checked_before_the_work(wrong: dict[str, object]) -> None:
    """What would stop publishing is found at once; settings that are fine pass."""
    with pytest.raises((ConfigError, PublishError)):
        check(dataclasses.replace(SETTINGS, **wrong))  # type: ignore[arg-type]
    check(SETTINGS)


def test_missing_audio_is_named(tmp_path: Path) -> None:
    """A track without its MP3 is not published."""
    index = indexes.reconcile(samples.book(tmp_path), None, date=None)
    index.tracks[1].path.unlink()
    with pytest.raises(PublishError, match=r"02-.*missing; build the book again"):
        publish(index, tmp_path, settings=SETTINGS)
    assert indexes.read(tmp_path) is None


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """One line with the file and the remedy."""
    index = indexes.reconcile(samples.book(tmp_path), None, date=None)
    tmp_path.chmod(0o500)
    with pytest.raises(PublishError, match="cannot be written"):
        publish(index, tmp_path, settings=SETTINGS)
    tmp_path.chmod(0o700)
