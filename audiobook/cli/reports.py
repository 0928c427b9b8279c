"""Runs builds one after another and says what came of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobook.cli.progress import shown
from audiobook.cli.tables import duration
from audiobook.errors import AudiobookError

if TYPE_CHECKING:
    from audiobook.cli.progress import Show
    from audiobook.pipeline import Built


def make_all(sources: Sequence[Path], make: Callable[[Path, Show], Built], *, quiet: bool) -> int:
    """Calls `make` for every source; a book that fails does not stop the next one. Returns the exit code."""
    if len(sources) == 1:
        with shown(sources[0].name, quiet=quiet) as show:
            built = make(sources[0], show)
        if not quiet:
            report(built)
        return 0
    codes: list[int] = []
    for source in sources:
        try:
            with shown(source.name, quiet=quiet) as show:
                built = make(source, show)
        except AudiobookError as error:
            codes.append(error.exit_code)
            click.echo(f"audiobook: {error}", err=True)
        else:
            if not quiet:
                click.echo(f"{source.name}: {summary(built)}")
    if not quiet:
        click.echo(f"{len(sources) - len(codes)} of {len(sources)} books done")
    return max(codes, default=0)


def summary(built: Built) -> str:
    """One line: what was made now and what it cost."""
    seconds = sum(track.duration_ms for track in built.index.tracks) / 1000
    total = sum(track.sentences for track in built.index.tracks)
    return (
        f"{len(built.index.tracks)} tracks, {duration(seconds)}; {total} of {total} sentences spoken"
        f" ({built.spoken} now); {len(built.made)} tracks made"
    )


def report(built: Built) -> None:
    """The book's tracks and where they are."""
    for track in built.index.tracks:
        mark = "made" if track.number in built.made else "kept"
        minutes, seconds = divmod(round(track.duration_ms / 1000), 60)
        click.echo(f"  {mark}  {minutes:3}:{seconds:02}  {track.path.name}")
    click.echo(f"{built.directory}: {summary(built)}")
    for line in built.warnings:
        click.echo(f"  note: {line}")
