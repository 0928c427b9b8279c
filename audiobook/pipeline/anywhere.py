"""`build`, `inspect` and `script` for sources of every kind: files and folders, addresses, feeds and lists of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.model import Alternative, Lines
from audiobook.pipeline import growing
from audiobook.pipeline.book import Built
from audiobook.pipeline.build import build as build_file
from audiobook.pipeline.build import finished as finished_file
from audiobook.pipeline.build import publications as in_folders
from audiobook.pipeline.fetched import (
    Source,
    called_by,
    fetch,
    fetcher_for,
    keep_with,
    known,
    lacking,
    of_strangers,
    source_of,
)
from audiobook.pipeline.growing import Wanted
from audiobook.pipeline.inspect import Inspection, of_document
from audiobook.pipeline.inspect import inspect as inspect_file
from audiobook.pipeline.script import script as script_file
from audiobook.pipeline.speak import Show, ignore

if TYPE_CHECKING:
    from audiobook.pipeline.auditions import Auditions
    from audiobook.web.keeping import Kept


def publications(
    sources: Sequence[Source], *, each: bool, output: Path | None = None, settings: Settings | None = None
) -> list[Source]:
    """What `build` is to make: `sources`, with `each` the publications in those of them that are folders, and the
    feeds in lists of feeds (OPML). `output`: as in `pipeline.build.publications`."""
    chosen = settings or Settings()
    found: list[Source] = []
    for source in in_folders(sources, each=each, output=output):
        here = _here(source, chosen, False)
        of = here.feed.feeds if isinstance(here, growing.Source) else ()
        found += [source_of(address) for address in of] or [source]
    return found


def build(
    source: Source,
    settings: Settings,
    *,
    only: Sequence[int] = (),
    progress: Show = ignore,
    taken: Mapping[Path, Source] | None = None,
    ask: Callable[[Sequence[Alternative]], int] | None = None,
    refresh: bool = False,
    wanted: Wanted = growing.ALL,
    ready: Auditions | None = None,
) -> Built:
    """The whole way for one publication: a file, what is at an address, or a feed; see `pipeline.build.build`.

    `refresh`: ask the web whether what is kept of it is still so. `wanted`: entries of a feed. `ready`: voices that are
    loaded already, for files.
    """
    here = _here(source, settings, refresh)
    if isinstance(here, growing.Source):
        return growing.build(_one(here), wanted, settings, only=only, progress=progress)
    _for_feeds_only(source, wanted)
    if isinstance(here, Path):
        return build_file(here, settings, only=only, progress=progress, taken=taken, ask=ask, ready=ready)
    with called_by(here):
        built = build_file(here.path, of_strangers(settings), only=only, progress=progress, taken=taken, ask=ask)
    keep_with(built.directory, here)
    return dataclasses.replace(built, lacking=(*built.lacking, *lacking(here, settings)))


def finished(source: Source, settings: Settings) -> Path | None:
    """As `pipeline.build.finished`; of an address by what is kept of it. A feed may have something new at any time."""
    from audiobook.web.address import parse

    if isinstance(source, Path):
        return None if growing.feed_in(source, settings) else finished_file(source, settings)
    kept = known(parse(source), settings)
    return finished_file(kept.path, of_strangers(settings)) if kept and not kept.is_feed else None


def inspect(
    source: Source,
    settings: Settings,
    lines: Lines | None = None,
    *,
    refresh: bool = False,
    wanted: Wanted = growing.ALL,
) -> Inspection:
    """What is in `source`; `lines`: those to explain. Raises `SourceError`."""
    here = _here(source, settings, refresh)
    if isinstance(here, growing.Source):
        return of_document(growing.document(_one(here), wanted, settings, ignore), settings)
    _for_feeds_only(source, wanted)
    if isinstance(here, Path):
        return inspect_file(here, settings, lines)
    with called_by(here):
        return inspect_file(here.path, of_strangers(settings), lines)


def script(source: Source, settings: Settings, *, refresh: bool = False) -> str:
    """The publication as editable Markdown. Raises `SourceError`."""
    from audiobook.source.script import write

    here = _here(source, settings, refresh)
    if isinstance(here, growing.Source):
        return write(growing.document(_one(here), growing.ALL, settings, ignore))
    if isinstance(here, Path):
        return script_file(here, settings)
    with called_by(here):
        return script_file(here.path, of_strangers(settings))


def _here(source: Source, settings: Settings, refresh: bool) -> Path | Kept | growing.Source:
    """What `source` is on this machine: a file, what is kept of an address, or a feed as it is now."""
    if isinstance(source, Path):
        return growing.feed_in(source, settings) or source
    from audiobook.web.address import parse

    address, fetcher = parse(source), fetcher_for(source, settings)
    kept = known(address, settings)
    if kept is None or refresh or kept.is_feed:
        kept = fetch(address, settings, fetcher, refresh=True)
    return growing.feed_at(kept, settings, fetcher) if kept.is_feed else kept


def _one(source: growing.Source) -> growing.Source:
    """`source`, if it is one feed. Raises `ConfigError`."""
    if source.feed.feeds:
        raise ConfigError(f"{source.name}: a list of {len(source.feed.feeds)} feeds; give one of them")
    return source


def _for_feeds_only(source: Source, wanted: Wanted) -> None:
    if wanted:
        raise ConfigError(f"{source}: no feed; --since and --limit choose among the entries of one")
