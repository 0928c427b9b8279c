"""`audiobook feed`: feeds without audio work."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, settings
from audiobook.cli.terminal import print_line


@click.command("feed")
@click.argument("directory", type=EXISTING, required=False)
@click.option("--base-url", metavar="URL", help="Where DIRECTORY will be on the web.")
@config_option
def command(directory: Path | None, base_url: str | None, config: Path | None) -> None:
    """Write the feeds of all books in DIRECTORY (./output unless told) again, and one feed for all of them.

    \b
    audiobook feed output --base-url https://example.org/listen/
    """
    from audiobook import pipeline

    for path in pipeline.feed(directory, settings(config, base_url=base_url)):
        print_line(str(path))
