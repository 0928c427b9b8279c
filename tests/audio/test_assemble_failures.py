"""What keeps a chapter from being joined, and what is left then."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.errors import AudioError
from audiobook.model import Clip
from tests.audio.conftest import Join, MakeClip, padded, script, voice


@pytest.fixture
def clips(make_clip: MakeClip) -> list[Clip]:
    """Five sentences."""
    return [make_clip(padded(voice(1, seed=n))) for n in range(5)]


class Broken:
    """An encoder in trouble."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError("trouble")


FAILURES = ["missing clip", "encoder missing", "encoder fails", "disk full", "no folder"]


@pytest.mark.parametrize("failure", FAILURES)
def test_failures_leave_what_was(
    failure: str, clips: list[Clip], join: Join, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An AudioError that names the file; the old track keeps its bytes and nothing half-written stays beside it."""
    folder = tmp_path / "book"
    folder.mkdir()
    target = folder / "track.mp3"
    target.write_bytes(b"what was")
    if failure == "missing clip":
        clips[3].path.unlink()
    elif failure == "disk full":
        monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    elif failure == "no folder":
        target = tmp_path / "nowhere" / "track.mp3"
    elif failure == "encoder missing":
        monkeypatch.setitem(sys.modules, "lameenc", None)
    else:
        monkeypatch.setattr("lameenc.Encoder", Broken)
    named = "003" if failure == "missing clip" else "track"
    with pytest.raises(AudioError, match=named) as caught:
        join(script(5), clips, target=target)
    assert "\n" not in str(caught.value)
    if failure == "encoder fails":
        assert "trouble" in str(caught.value)
    assert (folder / "track.mp3").read_bytes() == b"what was"
    assert [path.name for path in folder.iterdir()] == ["track.mp3"]


def test_wrong_use(clips: list[Clip], join: Join) -> None:
    """Clips that do not answer the script one by one, or none at all, are refused."""
    with pytest.raises(AudioError, match="4 clips for 5 sentences"):
        join(script(5), clips[:4])
    with pytest.raises(AudioError, match="nothing to join"):
        join(replace(script(1), utterances=()), [])
