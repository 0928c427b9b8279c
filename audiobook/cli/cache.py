"""`audiobook cache`: the store of spoken sentences."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import config_option, settings


@click.group("cache")
def command() -> None:
    """Show, prune and verify the store of spoken sentences; safe beside running builds.

    \b
    audiobook cache info
    audiobook cache prune --keep 2000
    """


@command.command("info")
@config_option
def info(config: Path | None) -> None:
    """Say where the store is, how many sentences it holds and how much room they take."""
    from audiobook import pipeline

    store = pipeline.cache_of(settings(config))
    facts = store.info()
    click.echo(f"{store.directory}: {facts.clips:,} sentences, {facts.bytes / 1e6:,.1f} MB")


@command.command("prune")
@click.option("--keep", type=click.IntRange(0), metavar="MB", default=2000, show_default=True, help="Room to keep.")
@config_option
def prune(keep: int, config: Path | None) -> None:
    """Remove the sentences that were used longest ago until the store takes at most --keep MB."""
    from audiobook import pipeline

    removed = pipeline.cache_of(settings(config)).prune(keep * 1_000_000)
    click.echo(f"{removed.clips:,} sentences removed, {removed.bytes / 1e6:,.1f} MB free again")


@command.command("verify")
@config_option
def verify(config: Path | None) -> int:
    """Read every stored sentence and remove what is damaged; the next build speaks it again."""
    from audiobook import pipeline

    store = pipeline.cache_of(settings(config))
    damaged = store.verify()
    for path in damaged:
        click.echo(f"removed {path}")
    click.echo(f"{len(damaged)} damaged")
    return 1 if damaged else 0
