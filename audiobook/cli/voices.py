"""`audiobook voices`: who can speak."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, settings


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
        click.echo(json.dumps([dataclasses.asdict(voice) for voice in voices], ensure_ascii=False, indent=1))
    else:
        from audiobook.cli.tables import print_voices

        print_voices(voices, default)
    if sample:
        for voice in voices:
            if voice.language.startswith("zh"):
                target = sample / f"{voice.name}.mp3"
                pipeline.say("这是一段试听。二零二五年，我们边走边学。", target, chosen, voice=voice.name)
                click.echo(str(target), err=as_json)
