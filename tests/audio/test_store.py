"""Kept passages: whole or made again, and gone when nobody wants them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest

from audiobook.audio import store
from audiobook.audio.store import Passage
from audiobook.errors import AudioError

PASSAGE = Passage(b"\xff\xfb" * 200, 2, ((25.0, 900.5), (1300.25, 2000.0)), np.array([0.0, 1.5, 2e-9]), 0.71)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """Frames, spans, energies and peak are the same, to the bit."""
    path = tmp_path / "new" / "a.passage"
    store.keep(path, PASSAGE, what="track")
    back = store.load(path)
    assert back is not None
    assert (back.stream, back.frames, back.spans_ms, back.true_peak) == (
        PASSAGE.stream, PASSAGE.frames, PASSAGE.spans_ms, PASSAGE.true_peak,
    )  # fmt: skip
    assert back.energies.tolist() == PASSAGE.energies.tolist()
    assert [found.name for found in path.parent.iterdir()] == ["a.passage"]


@pytest.mark.parametrize("at", [0, 20, 33, 41, 60, 200, -1])
def test_a_flipped_bit_is_noticed(at: int, tmp_path: Path) -> None:
    """One changed byte anywhere, or a file cut short there, is as good as no file."""
    path = tmp_path / "a.passage"
    store.keep(path, PASSAGE, what="track")
    data = bytearray(path.read_bytes())
    path.write_bytes(data[:at])
    assert store.load(path) is None
    data[at] ^= 4
    path.write_bytes(data)
    assert store.load(path) is None
    assert store.load(tmp_path / "none.passage") is None


def test_what_was_used_longest_ago_goes(tmp_path: Path) -> None:
    """Down to the room that is to be kept, only files of ours go, oldest first; reading keeps one alive."""
    for days, name in enumerate(("a.passage", "b.aac", "c.passage", "d.passage", "note.txt"), start=1):
        store.keep(tmp_path / name, PASSAGE, what="track")
        used = time.time() - days * 86_400
        os.utime(tmp_path / name, (used, used))
    assert store.load(tmp_path / "d.passage") is not None
    size = (tmp_path / "a.passage").stat().st_size
    hour_ago = time.time() - 3600
    assert store.prune(tmp_path, 3 * size, hour_ago) == (1, size)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.passage", "b.aac", "d.passage", "note.txt"]
    assert store.prune(tmp_path, 0, hour_ago) == (2, 2 * size), "what was just used stays"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.passage", "note.txt"]
    assert store.prune(tmp_path / "nowhere", 0, hour_ago) == (0, 0)


def test_no_place_to_keep(tmp_path: Path) -> None:
    """Where no folder can be made, the error names the track and the folder."""
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(AudioError, match=r"track: passages cannot be kept in .*file"):
        store.keep(tmp_path / "file" / "a.passage", PASSAGE, what="track")
