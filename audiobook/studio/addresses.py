"""What the page can ask for: one table of addresses, GET to look and POST to change something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from audiobook.studio import lexicons, page
from audiobook.studio.bench import Bench

Look = Callable[[Bench, Mapping[str, str]], dict[str, Any]]
Change = Callable[[Bench, Mapping[str, Any]], dict[str, Any]]

LOOKS: Mapping[str, Look] = {
    "state": lambda bench, query: bench.state(),
    "work": lambda bench, query: bench.look(query.get("work", "")),
    "page": lambda bench, query: bench.pages.look(query),
    "tracks": lambda bench, query: bench.listening.tracks(query.get("work", "")),
    "doubtful": lambda bench, query: bench.listening.doubtful(query.get("work", "")),
    "voices": lambda bench, query: bench.voices(query.get("engine", "")),
    "lexicon": lambda bench, query: lexicons.listed(bench.shelf, query.get("work", "")),
}
"""They change nothing, whoever asks."""

CHANGES: Mapping[str, Change] = {
    "correct": lambda bench, asked: bench.correct(asked),
    "apart": lambda bench, asked: bench.take_apart(asked),
    "address": lambda bench, asked: bench.address(asked),
    "build": lambda bench, asked: bench.build(asked),
    "cancel": lambda bench, asked: bench.cancel(asked),
    "remove": lambda bench, asked: bench.remove(asked),
    "warm": lambda bench, asked: bench.listening.warm(asked),
    "words": lambda bench, asked: bench.listening.words(asked),
    "hear": lambda bench, asked: bench.listening.hear(asked),
    "mend": lambda bench, asked: bench.listening.mend(asked),
    "lexicon": lambda bench, asked: lexicons.changed(bench.shelf, asked),
}
"""Only for our own page."""

PAGES: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "": ("text/html; charset=utf-8", page.document),
    "icon.svg": ("image/svg+xml", page.icon),
    "studio.css": ("text/css; charset=utf-8", page.styles),
    "studio.js": ("text/javascript; charset=utf-8", page.script),
}
"""By name: the media type, and what makes it for a page key."""


def heard(bench: Bench, name: str) -> Path | None:
    """A sentence that was spoken to be heard; None for any other name."""
    plain = name.removesuffix(".mp3")
    path = bench.listening.heard / f"{plain}.mp3"
    return path if len(plain) == 32 and plain.isalnum() and plain.isascii() and path.is_file() else None
