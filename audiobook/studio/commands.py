"""The command that would do the same, as it is typed in the folder where the studio runs."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from audiobook.config import Settings
from audiobook.studio.shelf import Work


def build(work: Work, settings: Settings, only: tuple[int, ...] = ()) -> str:
    """`audiobook build …` with what was chosen."""
    words = ["audiobook", "build", shown(work.to_build), *_voice(work, settings), *_output(settings)]
    words += ["--only", ",".join(map(str, only))] if only else []
    return typed(words)


def render(work: Work, settings: Settings, number: int) -> str:
    """`audiobook render …` of one article."""
    book = work.book or Path()
    rate = [] if settings.speech.rate == 1 else ["--rate", f"{settings.speech.rate:g}"]
    return typed(["audiobook", "render", shown(book), str(number), *rate, *_output(settings)])


def lexicon_add(written: str, value: str, lexicon: Path) -> str:
    """`audiobook lexicon add …`"""
    named = [] if lexicon == Path(lexicon.name) else ["--lexicon", shown(lexicon)]
    return typed(["audiobook", "lexicon", "add", written, value, *named])


def say(text: str, settings: Settings) -> str:
    """`audiobook say …`"""
    speech = settings.speech
    words = ["audiobook", "say", text, "--engine", speech.engine]
    words += ["--voice", speech.voice] if speech.voice else []
    return typed([*words, *([] if speech.rate == 1 else ["--rate", f"{speech.rate:g}"])])


def inspect(work: Work) -> str:
    """`audiobook inspect …`"""
    return typed(["audiobook", "inspect", shown(work.source), *_walls(work)])


def script(work: Work) -> str:
    """`audiobook script …`, what a corrected text begins as."""
    return f"{typed(['audiobook', 'script', shown(work.source)])} > {typed([shown(work.script)])}"


def normalize(text: str) -> str:
    """`audiobook normalize --explain`"""
    return f"{typed(['echo', text])} | audiobook normalize --explain"


def serve(settings: Settings) -> str:
    """`audiobook serve …`, by which other devices listen and subscribe."""
    folder = [] if settings.output == Path("output") else [shown(settings.output)]
    return typed(["audiobook", "serve", *folder, "--lan"])


def typed(words: Sequence[str]) -> str:
    """Words as a shell takes them; letters of any script need no quotation marks.

    >>> typed(["audiobook", "build", "河流.txt", "a b"])
    "audiobook build 河流.txt 'a b'"
    """
    return " ".join(word if re.fullmatch(r"[\w@%+=:,./—－-]+", word) else shlex.quote(word) for word in words)


def shown(path: Path | str) -> str:
    """A path as short as it can be from here; an address as it is."""
    if isinstance(path, str):
        return path
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _walls(work: Work) -> list[str]:
    """What is on the web is read within walls without being asked to."""
    return ["--sandbox"] if os.name == "posix" and isinstance(work.source, Path) else []


def _voice(work: Work, settings: Settings) -> list[str]:
    chosen = dict(work.choices)
    made_with = settings.speech if work.book is not None else None
    words: list[str] = []
    for name in ("engine", "voice", "rate"):
        value = chosen.get(name, getattr(made_with, name) if made_with else None)
        if value is not None and (name != "rate" or value != 1):
            words += [f"--{name}", f"{value:g}" if isinstance(value, float | int) else str(value)]
    return words if work.to_build == work.script else [*words, *_walls(work)]


def _output(settings: Settings) -> list[str]:
    return [] if settings.output == Path("output") else ["--output", shown(settings.output)]
