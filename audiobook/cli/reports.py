"""Runs builds one after another and says what came of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.cli.progress import shown
from audiobook.cli.tables import account, duration
from audiobook.cli.terminal import print_line

if TYPE_CHECKING:
    from audiobook.cli.progress import Show
    from audiobook.pipeline import Built


Source = Path | str
"""A file, a folder, or an address."""
Make = Callable[[Source, "Show"], "Built"]


def name_of(source: Source) -> str:
    """What a source is called in one line."""
    return source.name if isinstance(source, Path) else source


def make_one(source: Source, make: Make, *, quiet: bool) -> int:
    """Calls `make` for one book and shows all of it."""
    with shown(name_of(source), quiet=quiet) as show:
        built = make(source, show)
    if not quiet:
        report(built)
    return missing(source, built)


def make_all(
    sources: Sequence[Source],
    make: Callable[[Source, Show, Mapping[Path, Source]], Built],
    finished: Callable[[Source], Path | None],
    *,
    quiet: bool,
) -> int:
    """Calls `make` for every source that is not `finished`, with the folders of the books before it; one that fails
    does not stop the next. One line for each that was made or failed, then one for all. Returns the worst exit code.
    """
    from audiobook.cli import explain

    taken: dict[Path, Source] = {}
    failed: list[tuple[Source, int]] = []
    made = lost = 0
    for source in sources:
        try:
            if (folder := finished(source)) is not None and taken.get(folder.resolve(), source) == source:
                taken[folder.resolve()] = source
                continue
            with shown(name_of(source), quiet=quiet) as show:
                built = make(source, show, taken)
        except Exception as error:  # whatever is wrong with one book, the others are made
            line, code = explain(error)
            failed.append((source, code))
            print_line(f"audiobook: {line}", err=True)
        else:
            taken[built.directory.resolve()] = source
            made += 1
            lost = max(lost, missing(source, built))
            if not quiet:
                print_line(f"{name_of(source)}: {summary(built)}; {account(built.index.ledger)}")
    if not quiet:
        kept = len(sources) - made - len(failed)
        print_line(f"{len(sources)} books: {made} made now, {kept} finished before, {len(failed)} failed")
    if failed and not quiet:
        names = [name_of(source) for source, _ in failed]
        print_line(f"failed: {', '.join(names[:20])}" + (f" and {len(names) - 20} more" if len(names) > 20 else ""))
    return max((lost, *(code for _, code in failed)))


def explained(make: Callable[[Path], None], book: Path) -> int:
    """Calls `make` for one book of several: what is wrong with it is one line, and the others are made. Returns the
    exit code."""
    from audiobook.cli import explain

    try:
        make(book)
    except Exception as error:
        line, code = explain(error)
        print_line(f"audiobook: {line}", err=True)
        return code
    return 0


def missing(source: Source, built: Built) -> int:
    """Names forms that could not be made and letters that are lost, and returns the exit code they are."""
    for line in built.lacking:
        print_line(f"audiobook: {line}; everything else is made, and the same command tries this again", err=True)
    ledger = built.index.ledger
    if ledger is None or not ledger.lost:
        return 1 if built.lacking else 0
    count = f"{ledger.lost:,} letters of {name_of(source)} are lost"
    print_line(f"audiobook: {count}; everything else is made, and `audiobook inspect` names them", err=True)
    return 1


def summary(built: Built) -> str:
    """One line: what was made now and what it cost."""
    seconds = sum(track.duration_ms for track in built.index.tracks) / 1000
    total = sum(track.sentences for track in built.index.tracks)
    return (
        f"{len(built.index.tracks)} tracks, {duration(seconds)}; {total} of {total} sentences spoken"
        f" ({built.spoken} now); {len(built.made)} tracks made"
    )


def report(built: Built) -> None:
    """The book's tracks and where they are."""
    for track in built.index.tracks:
        mark = "made" if track.number in built.made else "kept"
        minutes, seconds = divmod(round(track.duration_ms / 1000), 60)
        print_line(f"  {mark}  {minutes:3}:{seconds:02}  {track.path.name}")
    print_line(f"{built.directory}: {summary(built)}")
    print_line(account(built.index.ledger))
    for line in built.warnings:
        print_line(f"  note: {line}")
