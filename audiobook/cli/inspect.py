"""`audiobook inspect`: what is in a publication, without making audio."""

from __future__ import annotations

import json
from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, sandbox_option, settings


@click.command("inspect")
@click.argument("source", type=EXISTING)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as docs/architecture.md describes it.")
@sandbox_option
@config_option
def command(source: Path, as_json: bool, sandbox: bool | None, config: Path | None) -> None:
    """Show the articles found in SOURCE, the minutes to expect, and what looks wrong; makes no audio.

    \b
    audiobook inspect issue.txt
    audiobook inspect issue.txt --json > issue.json
    """
    from audiobook import pipeline

    inspection = pipeline.inspect(source, settings(config, sandbox=sandbox))
    if as_json:
        click.echo(json.dumps(inspection.as_json(), ensure_ascii=False, indent=1))
        return
    from audiobook.cli.tables import print_inspection

    print_inspection(inspection)
