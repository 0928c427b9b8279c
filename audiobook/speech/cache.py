"""Content-addressed clips: a clip's name is the digest of all that shaped it.

A clip is a playable WAV file (16-bit mono PCM) with one more RIFF chunk, `abok`: a CRC-32 of all the rest of the file,
then JSON with the marks, the times of symbols and a summary of the request. Every `get` reads the file whole and
checks it, so a clip that was cut, emptied or damaged counts as missing; this costs 0.2 ms a clip, which is cheaper than
any record of "already checked" that could itself go wrong. A CRC is meant against accidents, not against people.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import zlib
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

import numpy as np

from audiobook.errors import CacheError
from audiobook.model import Clip, Mark, SpeechRequest, SymbolTimes
from audiobook.speech.engine import Speech
from audiobook.speech.prune import IN_USE, Amount, clip_files, in_use_since, prune, remove_leftovers
from audiobook.system import files, locks

_FORMAT = "clip/1"
"""Part of every digest; raised when the meaning of a stored clip changes."""
_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
"""RIFF size WAVE, fmt size tag channels rate bytes/s align bits, abok size."""
_DATA = struct.Struct("<4sI")
_CRC = struct.Struct("<I")


class Cache:
    """Clips under `directory`, which is made when the first one is written."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def digest(self, request: SpeechRequest) -> str:
        """The cache key: SHA-256, in hexadecimal, over every field of `request`."""
        return _digest(request)

    def path(self, digest: str) -> Path:
        """Where the clip with this digest is kept, whether it exists or not."""
        return self.directory / digest[:2] / f"{digest}.wav"

    def get(self, request: SpeechRequest) -> Clip | None:
        """The clip that answers `request`, whole and checked, or None; a damaged file is removed."""
        locks.alive_until_exit(self.directory / IN_USE)
        digest = self.digest(request)
        path = self.path(digest)
        try:
            content = files.read(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CacheError(f"{path}: cannot be read: {error.strerror}") from error
        clip = _parse(content, path, digest)
        if clip is None:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        # "last used", for the pruning of the oldest; access times of the system are often switched off
        try:
            os.utime(path)
        except FileNotFoundError:  # pruned while we read it
            return None
        except OSError:  # a store we may read but not change
            pass
        return clip

    def put(self, request: SpeechRequest, speech: Speech) -> Clip:
        """Keep `speech` as the answer to `request`: whole under its final name, or not at all.

        Raises `CacheError` naming the file and the system's reason.
        """
        digest = self.digest(request)
        path = self.path(digest)
        self._keep(path, _compose(request, speech))
        return Clip(path, speech.sample_rate, len(speech.samples), digest, speech.marks, speech.times)

    def receive(self, digest: str, content: bytes) -> bool:
        """Keep the file of a clip that comes from another store; False, and nothing kept, unless it is whole and
        answers to `digest`. Raises `CacheError` as `put` does."""
        try:
            if _parse(content, self.path(digest), digest) is None:
                return False
        except (ValueError, KeyError, TypeError, struct.error):  # a sum that is right over nonsense
            return False
        self._keep(self.path(digest), content)
        return True

    def _keep(self, path: Path, content: bytes) -> None:
        files.write(path, content, durable=True, error=CacheError)

    def info(self) -> Amount:
        """How many clips there are and what room they take."""
        sizes = [state.st_size for _, state in clip_files(self.directory)]
        return Amount(len(sizes), sum(sizes))

    def in_use_since(self) -> float:
        """When the first of those began that use the store now (seconds since 1970); infinite if nobody does."""
        return in_use_since(self.directory)

    def prune(self, keep_bytes: int) -> Amount:
        """Remove clips, those used longest ago first, until `keep_bytes` are left; what running builds have used
        stays. Returns what was removed."""
        return prune(self.directory, keep_bytes)

    def verify(self) -> list[Path]:
        """Read every clip whole, and remove those that are damaged or answer another request than their name says;
        returns them."""
        damaged = []
        for path, _ in clip_files(self.directory):
            with contextlib.suppress(FileNotFoundError):
                if _parse(files.read(path), path, path.stem) is None:
                    path.unlink()
                    damaged.append(path)
        remove_leftovers(self.directory)
        return damaged


def read(clip: Clip) -> Speech:
    """The audio of `clip` and its marks. Raises `CacheError` if the file is gone or damaged since `get`."""
    try:
        content = files.read(clip.path)
    except OSError as error:
        raise CacheError(f"{clip.path}: cannot be read: {error.strerror}") from error
    if _parse(content, clip.path, clip.digest) != clip:
        raise CacheError(f"{clip.path}: damaged since it was checked; build again")
    samples = np.frombuffer(content, dtype="<i2", offset=len(content) - 2 * clip.frames)
    return Speech(samples.astype(np.int16, copy=False), clip.sample_rate, clip.marks, clip.times)


def _digest(request: SpeechRequest) -> str:
    text = json.dumps([_FORMAT, *astuple(request)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _compose(request: SpeechRequest, speech: Speech) -> bytes:
    """The bytes of the WAV file."""
    facts: dict[str, object] = {
        "request": asdict(request),
        "marks": [[m.text, m.start_ms, m.end_ms] for m in speech.marks],
    }
    if speech.times is not None:
        facts["times"] = astuple(speech.times)
    note = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    # RIFF chunks start on even bytes; the blank is outside of the JSON but inside the chunk
    note += b" " * (len(note) % 2)
    pcm = speech.samples.astype("<i2", copy=False).tobytes()
    tail = note + _DATA.pack(b"data", len(pcm)) + pcm
    rate = speech.sample_rate
    size = _HEAD.size - 8 + _CRC.size + len(tail)
    head = _HEAD.pack(
        b"RIFF", size, b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16, b"abok", _CRC.size + len(note)
    )  # fmt: skip
    return head + _CRC.pack(zlib.crc32(tail, zlib.crc32(head))) + tail


def _parse(content: bytes, path: Path, digest: str) -> Clip | None:
    """The clip in `content`, or None if it is not whole or answers another request than `digest` is of."""
    note = _note(content)
    try:
        if note is None or _digest(SpeechRequest(**note["request"])) != digest:
            return None
    except (KeyError, TypeError):  # the sum is right, but it was never ours
        return None
    rate = _HEAD.unpack_from(content)[7]
    marks = tuple(Mark(*mark) for mark in note["marks"])
    return Clip(path, rate, note["frames"], digest, marks, _times(note.get("times")))


def _times(kept: list[Any] | None) -> SymbolTimes | None:
    return None if kept is None else SymbolTimes(kept[0], tuple(kept[1]), kept[2])


def _note(content: bytes) -> dict[str, Any] | None:
    """What is written in the chunk of ours, or None if the file is not whole."""
    start = _HEAD.size + _CRC.size
    if len(content) < start:
        return None
    riff, size, wave, *_, chunk, length = _HEAD.unpack_from(content)
    if (riff, wave, chunk, size + 8) != (b"RIFF", b"WAVE", b"abok", len(content)):
        return None
    view = memoryview(content)
    if zlib.crc32(view[start:], zlib.crc32(view[: _HEAD.size])) != _CRC.unpack_from(content, _HEAD.size)[0]:
        return None
    end = start + length - _CRC.size
    note: dict[str, Any] = json.loads(content[start:end])
    note["frames"] = _DATA.unpack_from(content, end)[1] // 2
    return note
