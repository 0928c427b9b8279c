"""`audiobook doctor`: is this machine fit."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import config_option, settings
from audiobook.cli.terminal import print_json, print_line


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
        print_json([{"what": w, "well": ok, "note": n} for w, ok, n in found])
    else:
        for what, well, note in found:
            print_line(f"{'ok ' if well else 'BAD'}  {what:16} {note}")
    return 0 if all(well for _, well, _ in found) else 1
