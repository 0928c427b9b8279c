"""`build`, `inspect` and `script` for sources of every kind: files and folders, addresses, feeds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.model import Alternative, Lines
from audiobook.pipeline.book import Built
from audiobook.pipeline.build import build as build_file
from audiobook.pipeline.build import finished as finished_file
from audiobook.pipeline.fetched import (
    Source,
    called_by,
    fetch,
    fetcher_for,
    keep_with,
    known,
    lacking,
    of_strangers,
)
from audiobook.pipeline.inspect import Inspection
from audiobook.pipeline.inspect import inspect as inspect_file
from audiobook.pipeline.script import script as script_file
from audiobook.pipeline.speak import Show, ignore

if TYPE_CHECKING:
    from audiobook.web.keeping import Kept


def build(
    source: Source,
    settings: Settings,
    *,
    only: Sequence[int] = (),
    progress: Show = ignore,
    taken: Mapping[Path, Source] | None = None,
    ask: Callable[[Sequence[Alternative]], int] | None = None,
    refresh: bool = False,
) -> Built:
    """The whole way for one publication, a file or what is at an address; see `pipeline.build.build`.

    `refresh`: ask the web whether what is kept of it is still so.
    """
    if isinstance(source, Path):
        return build_file(source, settings, only=only, progress=progress, taken=taken, ask=ask)
    kept = _kept(source, settings, refresh)
    with called_by(kept):
        built = build_file(kept.path, of_strangers(settings), only=only, progress=progress, taken=taken, ask=ask)
    keep_with(built.directory, kept)
    return dataclasses.replace(built, lacking=(*built.lacking, *lacking(kept, settings)))


def finished(source: Source, settings: Settings) -> Path | None:
    """As `pipeline.build.finished`; of an address by what is kept of it."""
    if isinstance(source, Path):
        return finished_file(source, settings)
    from audiobook.web.address import parse

    kept = known(parse(source), settings)
    return finished_file(kept.path, of_strangers(settings)) if kept and not kept.is_feed else None


def inspect(source: Source, settings: Settings, lines: Lines | None = None, *, refresh: bool = False) -> Inspection:
    """What is in `source`; `lines`: those to explain. Raises `SourceError`."""
    if isinstance(source, Path):
        return inspect_file(source, settings, lines)
    kept = _kept(source, settings, refresh)
    with called_by(kept):
        return inspect_file(kept.path, of_strangers(settings), lines)


def script(source: Source, settings: Settings, *, refresh: bool = False) -> str:
    """The publication as editable Markdown. Raises `SourceError`."""
    if isinstance(source, Path):
        return script_file(source, settings)
    kept = _kept(source, settings, refresh)
    with called_by(kept):
        return script_file(kept.path, of_strangers(settings))


def _kept(address: str, settings: Settings, refresh: bool) -> Kept:
    from audiobook.web.address import parse

    return fetch(parse(address), settings, fetcher_for(address, settings), refresh=refresh)
