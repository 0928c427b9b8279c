"""`audiobook doctor`: is this machine fit."""

from __future__ import annotations

import json
from pathlib import Path

import click

from audiobook.cli.options import config_option, settings


@click.command("doctor")
@click.option("--engine", metavar="NAME", help="The engine to look at; kokoro unless told.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@config_option
def command(engine: str | None, as_json: bool, config: Path | None) -> int:
    """Check Python, encoders, disk, cache and the engine (model, or network, service and clock), with remedies.

    \b
    audiobook doctor
    audiobook doctor --engine edge
    """
    from audiobook import pipeline

    found = pipeline.doctor(settings(config, engine=engine))
    if as_json:
        click.echo(json.dumps([{"what": w, "well": ok, "note": n} for w, ok, n in found], ensure_ascii=False, indent=1))
    else:
        for what, well, note in found:
            click.echo(f"{'ok ' if well else 'BAD'}  {what:16} {note}")
    return 0 if all(well for _, well, _ in found) else 1
