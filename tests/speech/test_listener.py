"""The recogniser's model is joined once from the packages that carry it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.errors import EngineMissing
from audiobook.speech import listener


@pytest.fixture
def halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two installed packages with half a model each, and one that stands for the recogniser."""
    folder = tmp_path / "packages"
    for number in (1, 2):
        data = folder / f"half_{number}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").touch()
        (data / f"model.bin.part{number}").write_bytes(b"half %d " % number)
        (data / "config.json").write_text("{}")
    (folder / "faster_whisper.py").touch()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(listener, "_HALVES", ("half_1", "half_2"))
    return folder


def test_the_model_is_joined_once(halves: Path, tmp_path: Path) -> None:
    """Both halves and what goes with them are in one folder; a second call finds them, a cut file is made again."""
    target = tmp_path / "cache" / "listener"
    listener._join(target)
    assert (target / "model.bin").read_bytes() == b"half 1 half 2 "
    assert (target / "config.json").is_file()
    made = (target / "model.bin").stat().st_ino
    listener._join(target)
    assert (target / "model.bin").stat().st_ino == made
    (target / "model.bin").write_bytes(b"half 1")
    listener._join(target)
    assert (target / "model.bin").read_bytes() == b"half 1 half 2 "


def test_what_is_missing_is_named(halves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package that is not there, with the remedy."""
    listener.check()
    monkeypatch.setattr(listener, "_HALVES", ("half_1", "half_3"))
    with pytest.raises(EngineMissing, match=r"half-3, which is not installed: pip install 'audiobook\[listen\]'"):
        listener.check()
