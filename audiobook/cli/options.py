"""Options that several commands share, and how they become `Settings`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from audiobook.config import Settings
from audiobook.config_file import load

Function = TypeVar("Function", bound=Callable[..., Any])

EXISTING = click.Path(path_type=Path)


class Source(click.ParamType[Path | str]):
    """A file, a folder, or an address on the web, which stays a text."""

    name = "source"

    def convert(self, value: object, *_: object) -> Path | str:
        """What the pipeline takes it for."""
        from audiobook import pipeline

        return pipeline.source_of(value) if isinstance(value, str) else Path(str(value))


def feed_options(function: Function) -> Function:
    """--since, --limit."""
    for option in (
        click.option("--limit", type=click.IntRange(1), metavar="N", help="Of a feed: no more than the newest N."),
        click.option("--since", metavar="DATE", help="Of a feed: entries of this day (2026-11-01) and later."),
    ):
        function = option(function)
    return function


def refresh_option(function: Function) -> Function:
    """--refresh."""
    return click.option("--refresh", is_flag=True, help="Ask the web whether what was fetched before is still so.")(
        function
    )


def config_option(function: Function) -> Function:
    """--config."""
    return click.option(
        "--config", type=EXISTING, metavar="FILE", help="Settings; audiobook.toml here is found without being named."
    )(function)


def lexicon_option(function: Function) -> Function:
    """--lexicon."""
    return click.option(
        "--lexicon", "lexicons", type=EXISTING, multiple=True, metavar="FILE",
        help="Your readings: written TAB spoken (or pinyin). May be given again.",
    )(function)  # fmt: skip


def sandbox_option(function: Function) -> Function:
    """--sandbox."""
    return click.option(
        "--sandbox", is_flag=True, default=None,
        help="Read SOURCE in a process with limits and without network: for documents of strangers.",
    )(function)  # fmt: skip


def voice_options(function: Function) -> Function:
    """--engine, --voice, --rate."""
    for option in (
        click.option(
            "--rate", type=click.FloatRange(0.5, 2.0), help="Pace; 1.2 is a fifth faster than the voice's own."
        ),
        click.option("--voice", metavar="NAME", help="See `audiobook voices`; two mixed by weight: A*0.6+B*0.4."),
        click.option("--engine", metavar="NAME", help="kokoro (offline, the default), edge, openai, silence."),
    ):
        function = option(function)
    return function


def build_options(function: Function) -> Function:
    """All that `build` and `render` share."""
    for option in (
        click.option("--workers", metavar="N", help="Processes or connections; auto is best for this machine."),
        click.option(
            "--cluster", metavar="ADDRESS", help="Let a dask cluster speak: tcp://host:8786 (docs/scaling.md)."
        ),
        click.option(
            "--fallback", metavar="ENGINE", help="Stands in, on record, for sentences the engine cannot speak."
        ),
        click.option(
            "--listen",
            is_flag=True,
            default=None,
            help="Recognise every sentence, say another way what is misheard; needs audiobook[listen].",
        ),
        click.option("--bitrate", type=int, metavar="KBPS", help="MP3 bit rate, constant; 96 unless told."),
        click.option("--date", metavar="DATE", help="Date of the publication (2025-02-27) if the source names none."),
        click.option("--output", "-o", type=EXISTING, metavar="DIR", help="Where books go; ./output unless told."),
    ):
        function = option(function)
    return config_option(lexicon_option(voice_options(sandbox_option(function))))


def settings(config: Path | None, lexicons: tuple[Path, ...] = (), **flags: Any) -> Settings:
    """Settings from the options above. Raises `ConfigError`."""
    names = {
        "engine": "speech.engine", "voice": "speech.voice", "rate": "speech.rate", "workers": "speech.workers",
        "cluster": "speech.cluster", "fallback": "speech.fallback", "bitrate": "audio.bitrate", "date": "date",
        "output": "output", "sandbox": "source.sandbox",
        "base_url": "publish.base_url", "cover": "publish.cover", "fit": "study.fit", "course": "study.course",
        "study": "study.enabled", "m4b": "audio.m4b", "epub": "publish.epub", "listen": "speech.listen",
    }  # fmt: skip
    context = click.get_current_context(silent=True)
    if context is not None and (context.find_root().obj or {}).get("alone"):
        from audiobook.pipeline.sandbox import end_with_the_reader

        end_with_the_reader()
    given = {names[flag]: value for flag, value in flags.items() if flag in names}
    if lexicons:
        given["narration.lexicon"] = lexicons
    return load(config, flags=given)
