"""`audiobook cards`: Anki decks."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, settings
from audiobook.cli.terminal import print_line


@click.command("cards")
@click.argument("books", nargs=-1, required=True, type=EXISTING, metavar="BOOK...")
@click.option("--to", "target", type=EXISTING, metavar="FILE", help="BOOK/cards.apkg unless told; for one BOOK.")
@config_option
def command(books: tuple[Path, ...], target: Path | None, config: Path | None) -> int:
    """Write the recall questions of each BOOK as an Anki deck; importing a later one updates the cards.

    BOOK is the book's folder, its name in the output folder, or a folder that holds only it.

    \b
    audiobook cards output
    audiobook cards output/步行者学习 output/河流
    """
    from audiobook import pipeline
    from audiobook.cli.reports import explained

    chosen = settings(config)
    if target is not None and len(books) > 1:
        raise click.UsageError(f"--to names one file, and there are {len(books)} books")

    def make(book: Path) -> None:
        path, count = pipeline.cards(book, target, chosen)
        print_line(f"{path}: {count} cards")

    return max(explained(make, book) for book in books)
