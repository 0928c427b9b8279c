"""`doctor`: whether this machine has what a build wants, in the order of dependence."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from audiobook.config import Settings
from audiobook.errors import AudiobookError

MODEL_MB, ROOM_MB = 93, 500
"""What the joined model takes in the cache, and what a book wants besides."""


def doctor(settings: Settings) -> list[tuple[str, bool, str]]:
    """(what was looked at, whether it is well, the facts or the remedy), in the order of dependence."""
    version = ".".join(map(str, sys.version_info[:3]))
    found = [("Python", sys.version_info >= (3, 11), f"{version}; 3.11 or newer is needed")]
    found += _encoders(settings)
    for name, folder in (("cache", settings.cache), ("output", settings.output)):
        found.append(_disk(name, folder))
    found.append(_sandbox())
    found += _engine(settings)
    return found


def _sandbox() -> tuple[str, bool, str]:
    """Which walls --sandbox has here; those that are missing keep nobody from building."""
    from audiobook.pipeline import sandbox
    from audiobook.system.walls import WALLS

    standing = sandbox.standing()
    if not standing:
        return "sandbox", True, "none on this system; read only documents you trust"
    missing = [what for name, what in WALLS.items() if name not in standing]
    here = "; ".join(what for name, what in WALLS.items() if name in standing)
    return "sandbox", True, here + (f" (not on this system: {'; '.join(missing)})" if missing else "")


def _engine(settings: Settings) -> list[tuple[str, bool, str]]:
    from audiobook.speech.engine import opened

    name = settings.speech.engine
    try:
        with opened(name, settings) as engine:
            check = getattr(engine, "check", None)
            return list(check()) if check else [(f"engine {name}", True, "installed")]
    except AudiobookError as error:
        return [(f"engine {name}", False, str(error))]


def _encoders(settings: Settings) -> list[tuple[str, bool, str]]:
    """MP3, and M4B, whose encoder an extra brings."""
    from audiobook.audio import aac, encode

    found: list[tuple[str, bool, str]] = []
    for name, version, wanted in (("MP3", encode.version, True), ("M4B", aac.version, settings.audio.m4b)):
        try:
            found.append((name, True, version()))
        except AudiobookError as error:
            found.append((name, not wanted, str(error)))
    return found


def _disk(name: str, folder: Path) -> tuple[str, bool, str]:
    """Free room where `folder` is, or will be."""
    there = next((path for path in [folder, *folder.absolute().parents] if path.exists()), Path())
    try:
        free = shutil.disk_usage(there).free // 2**20
        probe = there / f".audiobook-{name}-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return name, False, f"{folder}: cannot be written ({error.strerror}); choose another folder"
    enough = free >= MODEL_MB + ROOM_MB
    return name, enough, f"{folder}: {free:,} MB free" + ("" if enough else f"; {MODEL_MB + ROOM_MB} are needed")
