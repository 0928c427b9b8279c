"""One builder a book at a time, and a stamp that tells in milliseconds that nothing is to be done.

The stamp is only a short cut: without it everything is found again from the cache and index.json.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from audiobook import __version__
from audiobook.config import Settings
from audiobook.errors import CacheError, PublishError

PACKAGE = Path(__file__).parents[1]


@contextmanager
def locked(directory: Path, cache: Path) -> Iterator[None]:
    """Holds the book in `directory` for this process. Raises `PublishError` naming who holds it already."""
    from filelock import FileLock, Timeout

    path = cache / "locks" / f"{_key(directory)}.lock"
    owner = path.with_suffix(".owner")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # the system lets go of the lock when its holder dies, however it dies
        lock = FileLock(path, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise PublishError(
            f"{directory}: {_read(owner) or 'another process'} is building this book; wait for it"
        ) from error
    except OSError as error:
        raise CacheError(f"{cache}: the cache cannot be written: {error.strerror or error}") from error
    try:
        owner.write_text(f"process {os.getpid()}")
        yield
    finally:
        owner.unlink(missing_ok=True)
        lock.release()


def _key(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """What a finished build was made from and what it wrote."""

    path: Path
    fingerprint: str

    @classmethod
    def of(cls, source: Path, settings: Settings, inputs: Iterable[Path]) -> Stamp:
        """The stamp for building `source` with these settings and other `inputs` (lexicons, covers)."""
        facts: list[Any] = [__version__, _program(), repr(dataclasses.replace(settings, cache=Path()))]
        for path in _files([source, *inputs]):
            with path.open("rb") as file:
                facts.append([path.name, hashlib.file_digest(file, "sha256").hexdigest()])
        digest = hashlib.sha256(json.dumps(facts).encode("utf-8", "surrogateescape")).hexdigest()
        return cls(settings.cache / "stamps" / f"{_key(source)}.json", digest)

    def finished(self) -> Path | None:
        """The book's folder, if the last build had this fingerprint and its files are as it left them."""
        try:
            stored = json.loads(self.path.read_text("utf-8"))
            directory = Path(stored["directory"])
            same = stored["fingerprint"] == self.fingerprint
            return directory if same and stored["files"] == _state(directory, stored["files"]) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, directory: Path, files: Iterable[Path]) -> None:
        """Records a finished build; a cache that cannot be written only costs time."""
        names = [str(path.relative_to(directory)) for path in files]
        facts = {
            "fingerprint": self.fingerprint,
            "directory": str(directory.resolve()),
            "files": _state(directory, names),
        }
        temporary = self.path.with_suffix(f".{os.getpid()}.tmp")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(facts), "utf-8")
            temporary.replace(self.path)
        except OSError:
            temporary.unlink(missing_ok=True)


def _state(directory: Path, names: Iterable[str]) -> dict[str, list[int]]:
    return {name: [(s := (directory / name).stat()).st_size, s.st_mtime_ns] for name in names}


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        elif path.is_file():
            yield path


def _program() -> str:
    """Changes when a file of this package does, so that an edited rule is never taken for a finished build."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".tsv", ".js", ".css", ".html"))
    return hashlib.sha256(repr([(f.name, (s := f.stat()).st_size, s.st_mtime_ns) for f in files]).encode()).hexdigest()
