"""`audiobook script`: the text as Markdown that a person can correct."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import Source, config_option, refresh_option, settings
from audiobook.cli.terminal import print_text


@click.command("script")
@click.argument("source", type=Source())
@refresh_option
@config_option
def command(source: Path | str, refresh: bool, config: Path | None) -> None:
    """Write SOURCE as Markdown to standard output; correct it by hand and build the corrected file.

    SOURCE is a file, a folder, or an address on the web.

    \b
    audiobook script scan.pdf > book.md
    audiobook build book.md
    """
    from audiobook import pipeline

    print_text(pipeline.script(source, settings(config), refresh=refresh))
