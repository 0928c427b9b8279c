"""`audiobook cache`: the store of spoken sentences."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import config_option, settings
from audiobook.cli.suggesting import SuggestingGroup
from audiobook.cli.terminal import print_line


@click.group("cache", cls=SuggestingGroup)
def command() -> None:
    """Show, prune and verify the store of spoken sentences; safe beside running builds.

    \b
    audiobook cache info
    audiobook cache prune --keep 2000
    """


@command.command("info")
@config_option
def info(config: Path | None) -> None:
    """Say where the store is, how many sentences it holds and how much room it takes."""
    from audiobook import pipeline

    chosen = settings(config)
    store = pipeline.cache_of(chosen)
    facts = store.info()
    print_line(f"{store.directory}: {facts.clips:,} sentences, {facts.bytes / 1e6:,.1f} MB")
    folder, count, size = pipeline.passages(chosen)
    print_line(f"{folder}: {count:,} passages of MP3, {size / 1e6:,.1f} MB")


@command.command("prune")
@click.option("--keep", type=click.IntRange(0), metavar="MB", help="Room to keep; as the settings have it unless told.")
@config_option
def prune(keep: int | None, config: Path | None) -> None:
    """Remove what was used longest ago until the store takes at most --keep MB; what running builds use stays."""
    from audiobook import pipeline

    chosen = settings(config)
    room = chosen.cache_megabytes if keep is None else keep
    if keep is None and not room:
        raise click.UsageError("the settings have no limit (cache_megabytes = 0): say how much to keep with --keep")
    files, freed = pipeline.prune(chosen, room)
    print_line(f"{files:,} files removed, {freed / 1e6:,.1f} MB free again")


@command.command("verify")
@config_option
def verify(config: Path | None) -> int:
    """Read every stored sentence and remove what is damaged; the next build speaks it again."""
    from audiobook import pipeline

    store = pipeline.cache_of(settings(config))
    damaged = store.verify()
    for path in damaged:
        print_line(f"removed {path}")
    print_line(f"{len(damaged)} damaged")
    return 1 if damaged else 0
