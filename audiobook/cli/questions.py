"""What a person at a terminal is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from audiobook.cli.terminal import print_line

if TYPE_CHECKING:
    from audiobook.model import Alternative


def which_articles(ways: Sequence[Alternative]) -> int:
    """The place of the way to take a publication apart that somebody says is right; Return takes the first."""
    print_line("What are its articles? It is not sure:", err=True)
    for place, way in enumerate(ways, 1):
        titles = " · ".join(way.titles) + (" · …" if way.articles > len(way.titles) else "")
        count = "one article" if way.articles == 1 else f"{way.articles} articles"
        print_line(f"  {place}  {count}{f': {titles}' if titles else ''}", err=True)
    prompt = click.prompt("Which", type=click.IntRange(1, len(ways)), default=1, err=True)
    return int(prompt) - 1
