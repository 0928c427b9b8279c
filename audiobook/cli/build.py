"""`audiobook build`: the whole way."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiobook.cli.options import EXISTING, Source, build_options, feed_options, refresh_option, settings

if TYPE_CHECKING:
    from audiobook import pipeline
    from audiobook.cli.progress import Show


def numbers(text: str | None) -> list[int]:
    """Article numbers as people write them.

    >>> numbers("2,4-6")
    [2, 4, 5, 6]
    """
    found: list[int] = []
    for part in (text or "").split(","):
        first, dash, last = part.strip().partition("-")
        try:
            if part.strip():
                found += range(int(first), int(last if dash else first) + 1)
        except ValueError as error:
            raise click.BadParameter(f"{text!r}: article numbers look like 2,4-6") from error
    return found


class Minutes(click.ParamType[int]):
    """25 or 25m."""

    name = "minutes"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Whole minutes."""
        digits = str(value).removesuffix("m")
        if not digits.isdecimal() or int(digits) < 1:
            self.fail(f"{value!r}: a length looks like 25m", param, ctx)
        return int(digits)


@click.command("build")
@click.argument("sources", nargs=-1, required=True, type=Source(), metavar="SOURCE...")
@click.option("--only", metavar="NUMBERS", help="Articles to make, as 2,4-6; the others stay as they are.")
@click.option("--each", is_flag=True, help="SOURCE is a folder of publications, not one publication in a folder.")
@click.option("--fit", type=Minutes(), metavar="MINUTES", help="Pack the book into sittings of about 25m.")
@click.option(
    "--course", metavar="DAYS", help="Date the feed as a course: 7d, or mon,wed,fri; reviews 1, 3, 7 days on."
)
@click.option("--study/--no-study", default=None, help="Openings, recaps, review episodes; on unless told.")
@click.option("--m4b", is_flag=True, default=None, help="Also the whole book as one M4B; needs audiobook[m4b].")
@click.option("--epub", is_flag=True, default=None, help="Also the whole book as one EPUB that reads along.")
@click.option("--base-url", metavar="URL", help="Where the output folder will be on the web; for the feed.")
@click.option("--cover", type=EXISTING, metavar="FILE", help="A square JPEG or PNG of 1400 to 3000 pixels.")
@feed_options
@refresh_option
@click.option("--watch", is_flag=True, help="Build again whenever SOURCE, a lexicon or the settings are saved.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing: where it is unsure what the articles are, take the best.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
@build_options
def command(
    sources: tuple[Path | str, ...], only: str | None, each: bool, since: str | None, limit: int | None,
    refresh: bool, watch: bool, yes: bool, quiet: bool, config: Path | None, lexicons: tuple[Path, ...], **flags: Any,
) -> int:  # fmt: skip
    """Turn publications into courses: tagged MP3s, a podcast feed, transcripts, a player.

    SOURCE is a file, a folder, an address on the web, or a feed (RSS, Atom, OPML, or a text file of addresses), whose
    new entries become articles of a book that grows. Building again speaks only what changed; after an
    interruption the same command goes on where it stopped.

    \b
    audiobook build issue.txt
    audiobook build scan.pdf --voice zm_yunyang --rate 1.1
    audiobook build book.epub --only 3 --engine edge
    audiobook build issues/ --each
    audiobook build https://example.org/story
    audiobook build https://example.org/feed.xml --limit 10
    audiobook build issue.txt --course mon,wed,fri
    audiobook build output/步行者学习/book.md --watch
    """
    from audiobook import pipeline
    from audiobook.cli.questions import which_articles
    from audiobook.cli.reports import make_all, make_one

    chosen = settings(config, lexicons, **flags)
    question = None if yes or quiet or not sys.stdin.isatty() else which_articles
    found = pipeline.publications(sources, each=each, output=chosen.output, settings=chosen)
    wanted, entries = numbers(only), pipeline.Wanted(since or "", limit or 0)
    if watch:
        from audiobook.cli.watching import follow

        # settings are read again each time: they may be what was edited
        return follow(found, lambda: settings(config, lexicons, **flags), wanted, entries, config, quiet=quiet)

    def make(source: Path | str, show: Show, taken: Mapping[Path, Path | str] | None = None) -> pipeline.Built:
        return pipeline.build(
            source, chosen, only=wanted, progress=show, taken=taken, ask=question, refresh=refresh, wanted=entries
        )

    if len(found) == 1:
        code = make_one(found[0], make, quiet=quiet)
    else:
        code = make_all(found, make, lambda s: None if wanted or refresh else pipeline.finished(s, chosen), quiet=quiet)
    pipeline.shelve(chosen)
    return code
