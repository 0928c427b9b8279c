"""`build --watch`: again after every save, until Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.cli.progress import shown
from audiobook.cli.reports import missing, name_of, summary
from audiobook.cli.terminal import print_line
from audiobook.config import Settings

if TYPE_CHECKING:
    from audiobook.pipeline import Wanted


def follow(
    sources: Sequence[Path | str],
    settings: Callable[[], Settings],
    only: Sequence[int],
    entries: Wanted,
    config: Path | None,
    *,
    quiet: bool,
) -> int:
    """Builds `sources` now and after every save; what is wrong is said, and the next save tries again."""
    from audiobook import pipeline
    from audiobook.cli import explain

    for ready in pipeline.changes(sources, settings(), config=config):
        for source in ready:
            try:
                with shown(name_of(source), quiet=quiet) as show:
                    built = pipeline.build(source, settings(), only=only, progress=show, refresh=True, wanted=entries)
            except Exception as error:  # a half-finished sentence is no reason to stop watching
                print_line(f"audiobook: {explain(error)[0]}", err=True)
            else:
                missing(source, built)
                if not quiet:
                    print_line(f"{name_of(source)}: {summary(built)}")
        if not quiet:
            print_line("watching; Ctrl-C ends it", err=True)
    return 0
