"""Passages kept between builds, one file each, named by the digest of all they follow from.

A file carries a checksum of itself: what is damaged or half-written is made again, never played.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audiobook.audio.phrasing import Pause
from audiobook.errors import AudioError
from audiobook.system import files


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage encoded and measured."""

    stream: bytes
    """The frames, one behind the other."""
    frames: int
    spans_ms: tuple[tuple[float, float], ...]
    """Start and end of each step's speech from the passage's beginning."""
    energies: NDArray[np.float64]
    """K-weighted energy of the decoded signal, a value a frame."""
    true_peak: float
    """Linear, of the decoded signal."""
    pauses: tuple[tuple[Pause, ...], ...] | None = ()
    """Of each step; None in what an earlier version kept, which did not know them."""


def load(path: Path) -> Passage | None:
    """The passage at `path`, None when there is none that is whole. Notes that it was used."""
    try:
        passage = _unpack(files.read(path))
        os.utime(path)
    except (OSError, ValueError, KeyError, struct.error):
        return None
    return passage


def keep(path: Path, passage: Passage, *, what: str) -> None:
    """Puts `passage` at `path` in one move. Raises `AudioError` naming `what` when there is no room or no right."""
    try:
        files.write(path, _pack(passage))
    except OSError as error:
        raise AudioError(f"{what}: passages cannot be kept in {path.parent}: {error.strerror}") from error


def info(folder: Path) -> tuple[int, int]:
    """How many files there are and what room they take (bytes)."""
    found = _files(folder)
    return len(found), sum(size for _, size, _ in found)


def prune(folder: Path, keep_bytes: int, in_use_since: float) -> tuple[int, int]:
    """Removes what was used longest ago until `keep_bytes` are left; what was used since `in_use_since` (seconds since
    1970, by the clock of the file system) or is open stays. Returns files and bytes removed. Nothing is lost but
    time: what is missing is made again."""
    found = _files(folder)
    left = sum(size for _, size, _ in found)
    count = removed = 0
    for used, size, path in sorted(found):
        if left - removed <= keep_bytes or used >= in_use_since:
            break
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            count, removed = count + 1, removed + size
    return count, removed


def _files(folder: Path) -> list[tuple[float, int, Path]]:
    """When each was last used, its bytes and its place."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.suffix in (".passage", ".aac"):
            with contextlib.suppress(FileNotFoundError):
                facts = path.stat()
                found.append((facts.st_mtime, facts.st_size, path))
    return found


def _pack(passage: Passage) -> bytes:
    facts: dict[str, object] = {"frames": passage.frames, "spans_ms": passage.spans_ms, "true_peak": passage.true_peak}
    if passage.pauses is not None:
        facts["pauses"] = passage.pauses
    head, tail = json.dumps(facts).encode(), passage.energies.astype("<f8").tobytes()
    payload = struct.pack("<II", len(head), len(tail)) + head + tail + passage.stream
    return hashlib.sha256(payload).digest() + payload


def _unpack(data: bytes) -> Passage:
    """Raises `ValueError`, `KeyError` or `struct.error` when `data` is not what was packed."""
    if hashlib.sha256(memoryview(data)[32:]).digest() != data[:32]:
        raise ValueError("damaged")
    head, tail = struct.unpack_from("<II", data, 32)
    facts = json.loads(data[40 : 40 + head])
    energies = np.frombuffer(data, "<f8", tail // 8, 40 + head)
    spans = tuple((start, end) for start, end in facts["spans_ms"])
    pauses = tuple(tuple(Pause(*one) for one in each) for each in facts["pauses"]) if "pauses" in facts else None
    return Passage(data[40 + head + tail :], facts["frames"], spans, energies, facts["true_peak"], pauses)
