"""`audiobook studio`: the workbench in the browser."""

from __future__ import annotations

import functools
import webbrowser
from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, lexicon_option, sandbox_option, settings, voice_options
from audiobook.cli.terminal import print_line

LAN = (
    "Whoever in your network has this address can build, correct and remove uploads here, as you can: give it to nobody"
    " you would not let sit at this machine."
)


@click.command("studio")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535))
@click.option("--lan", is_flag=True, help="Let other devices in the same network in, by an address nobody guesses.")
@click.option(
    "--allow-host", "others", multiple=True, metavar="NAME",
    help="A name that requests may call it by, beside the address: that of a proxy. May be given again.",
)  # fmt: skip
@click.option("--open", "show", is_flag=True, help="Also open the page in your browser.")
@click.option("--output", "-o", type=EXISTING, metavar="DIR", help="Where books go; ./output unless told.")
@config_option
@lexicon_option
@voice_options
@sandbox_option
def command(
    host: str, port: int, lan: bool, others: tuple[str, ...], show: bool, output: Path | None, config: Path | None,
    lexicons: tuple[Path, ...], engine: str | None, voice: str | None, rate: float | None, sandbox: bool | None,
) -> None:  # fmt: skip
    """Open the workbench: drop files, correct articles, build, mend misread words while listening. Ctrl-C stops it.

    Whatever is under way goes on when it is started again. It writes the output folder (uploads lie in it), lexicon.tsv
    here and in books, and the cache.

    \b
    audiobook studio --open
    audiobook studio --engine edge
    """
    from audiobook.studio.run import serve

    chosen = settings(config, lexicons, output=output, engine=engine, voice=voice, rate=rate, sandbox=sandbox)
    serve(chosen, ready=functools.partial(announce, lan=lan, show=show), host=host, port=port, lan=lan, others=others)


def announce(url: str, *, lan: bool, show: bool) -> None:
    """Where the workbench is."""
    print_line(url)
    print_line(f"warning: {LAN}" if lan else "Only programs on this machine reach it, and only by this address.")
    print_line("Ctrl-C stops.")
    if show:
        webbrowser.open(url)
