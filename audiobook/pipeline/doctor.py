"""`doctor`: whether this machine has what a build wants, in the order of dependence."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from audiobook.config import Settings
from audiobook.errors import AudiobookError

MODEL_MB, ROOM_MB = 93, 500
"""What the joined model takes in the cache, and what a book wants besides."""
TUTOR_SECONDS = 10.0
"""What a list of models may take."""


def doctor(settings: Settings) -> list[tuple[str, bool, str]]:
    """(what was looked at, whether it is well, the facts or the remedy), in the order of dependence."""
    version = ".".join(map(str, sys.version_info[:3]))
    found = [("Python", sys.version_info >= (3, 11), f"{version}; 3.11 or newer is needed")]
    found += _encoders(settings)
    for name, folder in (("cache", settings.cache), ("output", settings.output)):
        found.append(_disk(name, folder))
    found.append(_sandbox())
    found += _engine(settings)
    found += _tutor(settings)
    return found


def _tutor(settings: Settings) -> list[tuple[str, bool, str]]:
    """Whether the language model that words questions is where the settings say, if they name one."""
    from audiobook.pipeline.book import HALF_A_TUTOR
    from audiobook.study.tutor.client import Unanswered, ask, models
    from audiobook.system.redact import hide

    tutor = settings.study.tutor
    if not (tutor.base_url or tutor.model):
        return []
    if not (tutor.base_url and tutor.model):
        return [("tutor", False, HALF_A_TUTOR)]
    where = f"{tutor.model} at {hide(tutor.base_url, ())}"
    try:
        there = models(tutor.base_url, seconds=min(tutor.seconds, TUTOR_SECONDS))
    except Unanswered as error:
        return [("tutor", False, f"{where}: {error}")]
    if not {tutor.model, f"{tutor.model}:latest"} & set(there):
        try:  # some servers list nothing, some answer by whatever name
            ask(tutor.base_url, tutor.model, [{"role": "user", "content": "1"}], seconds=tutor.seconds)
        except Unanswered as error:
            listed = f"; the server has {_some(there)}" if there else ""
            return [("tutor", False, f"{where}: {error}{listed}")]
    return [("tutor", True, f"{where} answers")]


def _some(names: Sequence[str]) -> str:
    """The first few of `names`."""
    shown = ["".join(each for each in name if each.isprintable())[:60] for name in names[:5]]
    return ", ".join(shown) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


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
