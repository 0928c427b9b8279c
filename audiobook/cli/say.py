"""`audiobook say`: hear a sentence."""

from __future__ import annotations

from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, lexicon_option, settings, voice_options
from audiobook.cli.terminal import print_line


@click.command("say")
@click.argument("text")
@click.option("--to", "target", type=EXISTING, default=Path("say.mp3"), show_default=True, metavar="FILE")
@voice_options
@lexicon_option
@config_option
def command(
    text: str, target: Path, engine: str | None, voice: str | None, rate: float | None,
    lexicons: tuple[Path, ...], config: Path | None,
) -> None:  # fmt: skip
    """Speak TEXT into an MP3, the way a build would.

    \b
    audiobook say "2025年，GDP增长5%。"
    audiobook say "重庆的银行" --voice zm_yunxi --to test.mp3
    """
    from audiobook import pipeline

    chosen = settings(config, lexicons, engine=engine, voice=voice, rate=rate)
    spoken = pipeline.say(text, target, chosen)
    print_line(f"{target}: {spoken}")
