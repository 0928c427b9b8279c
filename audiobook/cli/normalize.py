"""`audiobook normalize`: written lines in, spoken lines out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from audiobook.cli.options import config_option, lexicon_option, settings
from audiobook.cli.terminal import print_line, print_text


@click.command("normalize")
@click.option("--explain", is_flag=True, help="Show each change: written → spoken (rule).")
@click.option("--pinyin", is_flag=True, help="Show readings instead: one per Chinese character of the line, 5 neutral.")
@click.option("--sandhi", is_flag=True, help="With --pinyin: as spoken, after tone sandhi.")
@click.option(
    "--language",
    type=click.Choice(["auto", "zh", "en"]),
    default="auto",
    show_default=True,
    help="What the lines are in; auto looks at each.",
)
@config_option
@lexicon_option
def command(
    explain: bool, pinyin: bool, sandhi: bool, language: str, config: Path | None, lexicons: tuple[Path, ...]
) -> None:
    """Turn lines on standard input into the words that are said, one line each.

    \b
    echo "2014—2023年增长14.9%" | audiobook normalize
    echo "It rose 3.5% on Jan. 15, 2020." | audiobook normalize
    echo "重庆银行行长" | audiobook normalize --pinyin
    """
    from audiobook import pipeline

    if sandhi and not pinyin:
        raise click.UsageError("--sandhi goes with --pinyin")
    lines = pipeline.written_lines(sys.stdin.buffer.read(), "standard input")
    chosen = settings(config, lexicons)
    if pinyin:
        for readings in pipeline.pinyin(lines, chosen, sandhi=sandhi):
            print_text(" ".join(readings) + "\n")
        return
    for spoken in pipeline.normalize(lines, chosen, language=language):
        print_text(spoken.text + "\n")
        if explain:
            for change in spoken.changes:
                print_line(f"    {change.written} → {change.spoken}   ({change.rule})")
