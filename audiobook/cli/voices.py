"""`audiobook voices`: who can speak."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, settings
from audiobook.cli.terminal import print_json, print_line


@click.command("voices")
@click.option("--engine", metavar="NAME", help="kokoro unless told.")
@click.option("--sample", type=EXISTING, metavar="DIR", help="Also speak a sentence in each voice, into this folder.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@config_option
def command(engine: str | None, sample: Path | None, as_json: bool, config: Path | None) -> None:
    """List the voices of an engine.

    \b
    audiobook voices
    audiobook voices --sample samples/
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
        for voice in voices:
            if voice.language.startswith("zh"):
                target = sample / f"{voice.name}.mp3"
                pipeline.say("这是一段试听。二零二五年，我们边走边学。", target, chosen, voice=voice.name)
                print_line(str(target), err=as_json)
