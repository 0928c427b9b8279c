"""`audiobook serve`: books for phones and browsers nearby."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import click

from audiobook.cli.options import EXISTING, config_option, settings
from audiobook.cli.terminal import print_line


@click.command("serve")
@click.argument("directory", type=EXISTING, required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--lan", is_flag=True, help="Let phones in the same network in; prints the address and a QR code.")
@click.option(
    "--allow-host", "others", multiple=True, metavar="NAME",
    help="A name that requests may call it by, beside the address: that of a proxy. May be given again.",
)  # fmt: skip
@click.option(
    "--corrections", is_flag=True,
    help="Take misread words that listeners correct in the player into the lexicon.tsv of the book.",
)  # fmt: skip
@click.option("-v", "--verbose", is_flag=True, help="One line for each request.")
@config_option
def command(
    directory: Path | None,
    host: str,
    port: int,
    lan: bool,
    others: tuple[str, ...],
    corrections: bool,
    verbose: bool,
    config: Path | None,
) -> None:
    """Serve the books in DIRECTORY (./output unless told): player, files and podcast feeds. Ctrl-C stops it.

    \b
    audiobook serve
    audiobook serve --lan
    audiobook serve --lan --corrections
    """
    from audiobook import pipeline

    report = functools.partial(print_line, err=True) if verbose else None
    ready = functools.partial(announce, code=lan)
    chosen = settings(config)
    corrected = functools.partial(print_line, err=True) if corrections else None
    pipeline.serve(
        directory, chosen, host=host, port=port, lan=lan, others=others, ready=ready, report=report, corrected=corrected
    )


def announce(url: str, stable: str, *, code: bool) -> None:
    """Where the server is, also under the name that stays if it has one; with `code` also as a QR code."""
    print_line(url)
    print_line(f"feed: {url}feed.xml")
    if stable:
        print_line(f"the same, also when the network gives this computer another number: {stable}feed.xml")
    print_line("Ctrl-C stops.")
    if code:
        import segno

        from audiobook.cli.screen import Screen

        drawn = io.StringIO()
        segno.make(url, error="m").terminal(out=drawn, compact=True)
        screen = Screen()
        for line in drawn.getvalue().splitlines():
            # light on dark whatever the terminal's colours: not every phone reads a negative
            screen.print(line, style="white on black", fold=False)
