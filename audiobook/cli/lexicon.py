"""`audiobook lexicon`: readings of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, lexicon_option, settings
from audiobook.cli.suggesting import SuggestingGroup
from audiobook.cli.terminal import print_line


@click.group("lexicon", cls=SuggestingGroup)
def command() -> None:
    """Add and check readings of your own: written → spoken, or → pinyin.

    \b
    audiobook lexicon add 乐队 "yuè duì"
    audiobook lexicon add GPU "图形处理器"
    audiobook lexicon check issue.txt
    """


@command.command("add")
@click.argument("written")
@click.argument("value", nargs=-1, required=True)
@click.option("--lexicon", "path", type=EXISTING, metavar="FILE", help="lexicon.tsv here unless told.")
@config_option
def add(written: str, value: tuple[str, ...], path: Path | None, config: Path | None) -> None:
    """Say WRITTEN as VALUE: words, or pinyin (yuè duì, yue4 dui4)."""
    from audiobook import pipeline

    spoken = " ".join(value)
    print_line(f"{pipeline.lexicon_add(path, written, spoken, settings(config))}: {written} → {spoken}")


@command.command("check")
@click.argument("source", type=EXISTING, required=False)
@lexicon_option
@config_option
def check(source: Path | None, lexicons: tuple[Path, ...], config: Path | None) -> int:
    """Name entries that conflict, cannot be spoken or, with SOURCE, are never used."""
    from audiobook import pipeline

    lines = pipeline.lexicon_check(settings(config, lexicons), source)
    for line in lines:
        print_line(line)
    if not lines:
        print_line("nothing to remark")
    return 1 if lines else 0
