"""`audiobook cards`: an Anki deck."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, settings
from audiobook.cli.terminal import print_line


@click.command("cards")
@click.argument("book", type=EXISTING)
@click.option("--to", "target", type=EXISTING, metavar="FILE", help="BOOK/cards.apkg unless told.")
@config_option
def command(book: Path, target: Path | None, config: Path | None) -> None:
    """Write the recall questions of BOOK as an Anki deck; importing a later one updates the cards.

    \b
    audiobook cards output/步行者学习
    """
    from audiobook import pipeline

    path, count = pipeline.cards(book, target, settings(config))
    print_line(f"{path}: {count} cards")
