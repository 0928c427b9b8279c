"""`audiobook render`: single articles again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from audiobook.cli.build import numbers
from audiobook.cli.options import EXISTING, build_options, settings


@click.command("render")
@click.argument("book", type=EXISTING)
@click.argument("articles", metavar="NUMBERS")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
@build_options
def command(
    book: Path, articles: str, quiet: bool, config: Path | None, lexicons: tuple[Path, ...], **flags: Any
) -> int:
    """Make articles NUMBERS of BOOK again, from its book.md, in the voice it was made with; no other file changes.

    BOOK is the book's folder, its name in the output folder, or a folder that holds only it.

    \b
    audiobook render output/步行者学习 2
    audiobook render 步行者学习 1,3 --voice zm_yunxi
    """
    from audiobook import pipeline
    from audiobook.cli.reports import make_one

    chosen = settings(config, lexicons, **flags)
    same_voice = flags["engine"] is None and flags["voice"] is None
    wanted = numbers(articles)
    return make_one(
        book,
        lambda _, show: pipeline.render(book, wanted, chosen, same_voice=same_voice, progress=show),
        quiet=quiet,
    )
