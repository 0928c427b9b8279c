"""`audiobook inspect`: what is in a publication, without making audio."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import Source, config_option, feed_options, refresh_option, sandbox_option, settings
from audiobook.cli.terminal import print_json


def lines(text: str | None) -> tuple[int, int] | None:
    """First and last line of a range.

    >>> lines("12-20"), lines("7"), lines(None)
    ((12, 20), (7, 7), None)
    """
    if not text:
        return None
    first, _, last = text.partition("-")
    if not (first.strip().isdecimal() and (last or first).strip().isdecimal()):
        raise click.BadParameter(f"{text!r}: lines look like 12-20")
    return int(first), int(last or first)


@click.command("inspect")
@click.argument("source", type=Source())
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as docs/architecture.md describes it.")
@click.option("--all", "everything", is_flag=True, help="All findings, not only the ten that matter most.")
@click.option("--explain", metavar="LINES", help="Why the lines 12-20 of SOURCE were taken for what they are.")
@feed_options
@refresh_option
@sandbox_option
@config_option
def command(
    source: Path | str, as_json: bool, everything: bool, explain: str | None, since: str | None, limit: int | None,
    refresh: bool, sandbox: bool | None, config: Path | None,
) -> int:  # fmt: skip
    """Show the articles found in SOURCE, the minutes to expect, and what looks wrong; makes no audio.

    SOURCE is a file, a folder, or an address on the web.

    \b
    audiobook inspect issue.txt
    audiobook inspect issue.txt --json > issue.json
    audiobook inspect issue.txt --explain 12-20
    audiobook inspect https://example.org/story
    """
    from audiobook import pipeline

    entries = pipeline.Wanted(since or "", limit or 0)
    inspection = pipeline.inspect(
        source, settings(config, sandbox=sandbox), lines(explain), refresh=refresh, wanted=entries
    )
    ledger = inspection.document.ledger
    code = 1 if ledger and ledger.lost else 0
    if as_json:
        print_json(inspection.as_json())
        return code
    from audiobook.cli.tables import print_explained, print_inspection

    if explain:
        print_explained(inspection.document.explained)
    else:
        print_inspection(inspection, everything=everything)
    return code
