"""`audiobook voices`: who can speak."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, settings
from audiobook.cli.terminal import print_json, print_line


@click.command("voices")
@click.option("--engine", metavar="NAME", help="kokoro unless told.")
@click.option(
    "--sample",
    type=EXISTING,
    metavar="DIR",
    help="Also speak a sentence in each Chinese and English voice, into this folder.",
)
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@config_option
def command(engine: str | None, sample: Path | None, as_json: bool, config: Path | None) -> None:
    """List the voices of an engine.

    \b
    audiobook voices
    audiobook voices --sample samples/
    audiobook say "这是两位的声音。" --voice "zf_xiaobei*0.6+zm_yunxi*0.4"
    """
    from audiobook import pipeline

    chosen = settings(config, engine=engine)
    default, voices = pipeline.voices(chosen)
    if as_json:
        print_json([dataclasses.asdict(voice) for voice in voices])
    else:
        from audiobook.cli.tables import print_voices

        print_voices(voices, default)
    if sample:
        for file in pipeline.samples(sample, voices, chosen):
            print_line(str(file), err=as_json)
