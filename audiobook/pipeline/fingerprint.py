"""A stamp that tells in milliseconds that a book is finished.

It is only a short cut: without it everything is found again from the cache and index.json.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from audiobook import __version__
from audiobook.config import Settings, WebSettings
from audiobook.system import files, plugins

PACKAGE = Path(__file__).parents[1]
_State = tuple[int, int, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """What a finished build was made from and what it wrote."""

    path: Path
    fingerprint: str

    @classmethod
    def of(cls, source: Path, settings: Settings, inputs: Iterable[Path]) -> Stamp:
        """The stamp for building `source` with these settings and other `inputs` (lexicons, covers)."""
        facts: list[Any] = [__version__, program(), _settings(settings)]
        for path in _files([source, *inputs]):
            with path.open("rb") as file:
                facts.append([path.name, hashlib.file_digest(file, "sha256").hexdigest()])
        digest = hashlib.sha256(json.dumps(facts).encode("utf-8", "surrogateescape")).hexdigest()
        return cls(settings.cache / "stamps" / f"{key(source)}.json", digest)

    def finished(self) -> Path | None:
        """The book's folder, if the last build had this fingerprint and its files are as it left them."""
        stored = self._stored()
        if stored is None or stored.fingerprint != self.fingerprint:
            return None
        return None if any(stored.altered()) else stored.directory

    def altered(self, directory: Path) -> frozenset[Path]:
        """Files of the last build in `directory` that hold other bytes now, or are gone."""
        stored = self._stored()
        if stored is None or stored.directory != directory.resolve():
            return frozenset()
        return frozenset(stored.altered())

    def lossy(self) -> bool:
        """Whether letters were lost in the last build."""
        stored = self._stored()
        return stored is not None and stored.lost > 0

    def write(self, directory: Path, files: Iterable[Path], *, lost: int = 0) -> None:
        """Records a finished build, and how many letters it lost; a cache that cannot be written only costs time. Of
        `files`, one that is not there is not to be there."""
        names = [str(path.relative_to(directory)) for path in files]
        with contextlib.suppress(OSError):
            before = self._stored()
            known = before.files if before is not None and before.directory == directory.resolve() else {}
            facts = {
                "fingerprint": self.fingerprint,
                "directory": str(directory.resolve()),
                "lost": lost,
                "files": {name: _state_if_there(directory / name, known.get(name)) for name in names},
            }
            put(self.path, json.dumps(facts))

    def _stored(self) -> _Stored | None:
        """What the last build left, if it left something that can be read."""
        try:
            facts = json.loads(self.path.read_text("utf-8"))
            files: dict[str, _State | None] = {
                name: (int(state[0]), int(state[1]), str(state[2])) if state else None
                for name, state in facts["files"].items()
            }
            return _Stored(facts["fingerprint"], Path(facts["directory"]), files, int(facts.get("lost", 0)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            return None


@dataclasses.dataclass(frozen=True, slots=True)
class _Stored:
    fingerprint: str
    directory: Path
    files: dict[str, _State | None]
    """By name; None for what was not there."""
    lost: int

    def altered(self) -> Iterator[Path]:
        """Files that are not as they were left. One that was only copied or touched is as it was."""
        for name, state in self.files.items():
            path = self.directory / name
            try:
                now = _state_if_there(path, state)
            except OSError:
                now = None
            if (now and now[2]) != (state and state[2]):
                yield path


def put(path: Path, text: str) -> None:
    """Writes a note of the cache, whole or not at all; one that cannot be written only costs time."""
    with contextlib.suppress(OSError):
        files.write(path, text.encode())


def key(path: Path) -> str:
    """A short name for a place, the same from every working folder."""
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _settings(settings: Settings) -> str:
    """The settings that shape a book; where the cache is, who computes and how pages are fetched make no difference to
    its bytes."""
    speech = dataclasses.replace(settings.speech, workers=None, retries=0, cluster=None, store=None)
    return repr(dataclasses.replace(settings, cache=Path(), cache_megabytes=0, speech=speech, web=WebSettings()))


def _state(path: Path, known: _State | None) -> _State:
    """Size, time of last change (ns) and SHA-256; not read again while size and time are those `known`."""
    facts = path.stat()
    if known is not None and known[:2] == (facts.st_size, facts.st_mtime_ns):
        return known
    with path.open("rb") as file:
        return facts.st_size, facts.st_mtime_ns, hashlib.file_digest(file, "sha256").hexdigest()


def _state_if_there(path: Path, known: _State | None) -> _State | None:
    try:
        return _state(path, known)
    except FileNotFoundError:
        return None


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        elif path.is_file():
            yield path


@functools.cache
def program() -> str:
    """Changes when a file of this package, or of one that brings it rules or readers, does, so that an edited rule is
    never taken for a finished build."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".tsv", ".js", ".css", ".html"))
    own = [(file.name, (facts := file.stat()).st_size, facts.st_mtime_ns) for file in files]
    return hashlib.sha256(repr([own, plugins.fingerprint()]).encode()).hexdigest()
