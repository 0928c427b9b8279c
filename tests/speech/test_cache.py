"""The clip store: content-addressed, whole or not at all, checked when read."""

from __future__ import annotations

import dataclasses
import wave
from pathlib import Path

import numpy as np
import pytest

from audiobook.errors import CacheError
from audiobook.model import Mark, SpeechRequest, SymbolTimes
from audiobook.speech.cache import Cache, read
from audiobook.speech.engine import Speech

REQUEST = SpeechRequest("silence", "1", "silence", 1.0, "春天来了，山里的花开了。", 10)
SPEECH = Speech(np.arange(-500, 500, dtype=np.int16), 24_000, (Mark("春天来了", 0, 20), Mark("𠀀花\ud800", 20, 41)))


def test_round_trip(tmp_path: Path) -> None:
    """What was put is what is got: samples, rate, marks."""
    cache = Cache(tmp_path / "new" / "clips")
    assert cache.get(REQUEST) is None
    clip = cache.put(REQUEST, SPEECH)
    assert cache.get(REQUEST) == clip
    assert (clip.duration_ms, clip.digest) == (42, cache.digest(REQUEST))
    back = read(clip)
    assert np.array_equal(back.samples, SPEECH.samples)
    assert (back.sample_rate, back.marks) == (24_000, SPEECH.marks)


def test_times_of_symbols_are_kept(tmp_path: Path) -> None:
    """A clip that came with the times of its symbols is found with them, sign by sign."""
    cache = Cache(tmp_path)
    clip = cache.put(REQUEST, dataclasses.replace(SPEECH, times=SymbolTimes("ʂan→, x", (5, 5, 5, 5, 3, 2, 5), 10)))
    assert cache.get(REQUEST) == clip and read(clip).times == clip.times
    assert clip.times is not None and clip.times.edges_ms == (10, 15, 20, 25, 30, 33, 35, 40)


def test_clip_is_a_plain_wav(tmp_path: Path) -> None:
    """Any player can play a clip: the extra chunk is skipped."""
    clip = Cache(tmp_path).put(REQUEST, SPEECH)
    with wave.open(str(clip.path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 24_000)
        assert file.readframes(10_000) == SPEECH.samples.tobytes()


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(SpeechRequest)])
def test_every_field_shapes_the_digest(field: str) -> None:
    """Nothing that shapes a clip is left out of its name."""
    old = getattr(REQUEST, field)
    changed = dataclasses.replace(REQUEST, **{field: old + "x" if isinstance(old, str) else old + 1})
    assert Cache(Path()).digest(changed) != Cache(Path()).digest(REQUEST)


def test_digest_is_stable() -> None:
    """A new release of ours does not respeak everything by accident."""
    assert Cache(Path()).digest(REQUEST) == "fda5af8becc5332171478e3cb3ad3d69105c57b50e7743059b64f6d38a5fedfc"


def _flip(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 0x10
    return bytes(changed)


DAMAGE = {
    "emptied": lambda content: b"",
    "one byte": lambda content: content[:1],
    "head only": lambda content: content[:60],
    "cut in half": lambda content: content[: len(content) // 2],
    "last byte lost": lambda content: content[:-1],
    "one byte more": lambda content: content + b"\0",
    "zeros": lambda content: bytes(len(content)),
    "text": lambda content: b"<html>502 Bad Gateway</html>" * 50,
    **{f"byte {place} flipped": (lambda content, place=place: _flip(content, place)) for place in (0, 4, 22, 24, 34)},
    **{
        f"byte {place} flipped": (lambda content, place=place: _flip(content, place)) for place in (36, 40, 44, 60, 120)
    },
    "sample flipped": lambda content: _flip(content, len(content) - 100),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_clips_are_missing(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    """A clip that is not whole is never served, and makes room for a new one."""
    cache = Cache(tmp_path)
    clip = cache.put(REQUEST, SPEECH)
    clip.path.write_bytes(damage(clip.path.read_bytes()))
    assert cache.get(REQUEST) is None
    assert not clip.path.exists()
    assert cache.put(REQUEST, SPEECH) == cache.get(REQUEST)


def test_reading_a_clip_damaged_since(tmp_path: Path) -> None:
    """Damage between check and use is an error of ours, not noise in the listener's ear."""
    clip = Cache(tmp_path).put(REQUEST, SPEECH)
    clip.path.write_bytes(_flip(clip.path.read_bytes(), -1))
    with pytest.raises(CacheError, match="damaged"):
        read(clip)
    clip.path.unlink()
    with pytest.raises(CacheError, match="cannot be read"):
        read(clip)


def test_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves neither a clip nor a leftover, and says which file."""

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    cache = Cache(tmp_path)
    with pytest.raises(CacheError, match="No space left"):
        cache.put(REQUEST, SPEECH)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_in_the_way(tmp_path: Path) -> None:
    """A cache directory that is a file is named in one line."""
    (tmp_path / "clips").write_text("")
    with pytest.raises(CacheError, match="clips"):
        Cache(tmp_path / "clips").put(REQUEST, SPEECH)
