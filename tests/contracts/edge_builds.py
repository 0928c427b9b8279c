"""What becomes of a whole build when the read-aloud service fails in every way we know, and of the same command once
the service is well again: for the tests, and for the table in docs/reliability.md."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edge_faults import endpoint, limits, sentences, server_with
from edge_server import EdgeServer

from audiobook import cli

BUILD = ("build", "days.txt", "--engine", "edge", "--no-study", "-q")


@dataclass(frozen=True)
class BuildOutcome:
    """What two builds came to: one with the fault, one with a service that is well."""

    first_code: int
    said: str
    """By the first, on standard error."""
    kept: int
    """Sentences spoken by the first."""
    second_code: int
    twice: int
    """Sentences that had been spoken, and that the second asked for again."""
    asked: int
    """Requests of the second."""
    book: dict[str, str]
    """Every file of the finished book and a digest of its bytes."""


def build(fault: str | None, pattern: str, folder: Path, *, count: int = 4, idle_s: float = 0.2) -> BuildOutcome:
    """Build a small book in `folder` while the service has `fault` in `pattern`, then again without."""
    with _desk(folder):
        text = "山中的日子\n\n" + "\n\n".join(sentences(count)) + "\n"
        Path("days.txt").write_text(text, "utf-8")
        with server_with(fault or "none", pattern) as server:
            first_code, said = _build(endpoint(fault or "none", server), idle_s)
        kept = _clips()
        with EdgeServer() as server:
            second_code, _ = _build(server.url, 5)
            asked = len(server.texts)
        twice = sum(_clips().get(name) != inode for name, inode in kept.items())
        files = sorted(path for path in Path("output").rglob("*") if path.is_file() and path.parent != Path("output"))
        book = {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
        return BuildOutcome(first_code, said, len(kept), second_code, twice, asked, book)


def _build(address: str, idle_s: float) -> tuple[int, str]:
    options = [f"{name} = {value}" for name, value in limits(idle_s).items()]
    lines = ["[speech]", "retries = 2", "[engines.edge]", f'endpoint = "{address}"', *options]
    Path("audiobook.toml").write_text("\n".join(lines) + "\n", "utf-8")
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        return cli.run(BUILD), said.getvalue()


def _clips() -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in Path("cache", "clips").rglob("*.wav")}


@contextlib.contextmanager
def _desk(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    before = dict(os.environ)
    os.environ["AUDIOBOOK_CACHE"] = str(folder.resolve() / "cache")
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)
