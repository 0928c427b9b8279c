"""Books that grow: entries of a feed, or pages of a list of addresses, become articles one after another.

    feed ──new entries──▶ pages ──source──▶ Documents ──appended──▶ book.md ──build──▶ the book

`book.md` is all that is remembered: `feed` says what it grows from, `entries` what is in it or was. It is only ever
added to: what somebody has corrected there stays, what the feed has no more stays, what was left out by hand stays out.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Day, Settings
from audiobook.errors import CacheError, ConfigError, EmptySource, SourceError
from audiobook.model import Article, Document, Finding, Ledger
from audiobook.pipeline import fetched, lock
from audiobook.pipeline.book import BOOK, Built
from audiobook.pipeline.build import build as build_file
from audiobook.pipeline.build import folder_of
from audiobook.pipeline.sandbox import read as read_document
from audiobook.pipeline.sandbox import read_feed
from audiobook.pipeline.speak import Show, Step
from audiobook.system import files

if TYPE_CHECKING:
    from audiobook.web.address import Address
    from audiobook.web.feeds import Entry, Feed
    from audiobook.web.fetching import Fetcher
    from audiobook.web.keeping import Kept

FEEDS = (".xml", ".rss", ".atom", ".rdf", ".opml")
LISTS = (".txt", ".text", ".urls", ".list")
_LONGEST_LIST = 1_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for."""

    since: str = ""
    """A day, month or year, ISO 8601: older ones are passed over."""
    limit: int = 0
    """So many of the newest; 0: all."""

    def __post_init__(self) -> None:
        if self.since and (fault := Day().fault(self.since)):
            raise ConfigError(f"--since {self.since}: {fault}")

    def __bool__(self) -> bool:
        return bool(self.since or self.limit)

    def of(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Those of `entries` that are; one without a date may be new."""
        year, *rest = self.since.partition("T")[0].split("-")
        first = "-".join([year, *(part.zfill(2) for part in rest)])
        new = [entry for entry in entries if not entry.date or entry.date[: len(first)] >= first]
        return new[-self.limit :] if self.limit else new


ALL = Wanted()


@dataclass(frozen=True, slots=True)
class Source:
    """A feed that was read, and what it takes to follow it."""

    name: str
    """Its address, or the name of its file."""
    feed: Feed
    base: Address | None
    fetcher: Fetcher


@dataclass(frozen=True, slots=True)
class Reading:
    """A new entry, read."""

    entry: Entry
    document: Document
    kept: Kept


def feed_in(path: Path, settings: Settings) -> Source | None:
    """The feed, or list of addresses, in a file; None for other files and folders. Raises `UnreadableSource`."""
    from audiobook.web import feeds
    from audiobook.web.kinds import is_feed

    ending = path.suffix.lower()
    if ending not in (*FEEDS, *LISTS) or not path.is_file():
        return None
    found: Feed | None = None
    if ending in LISTS:
        if path.stat().st_size <= _LONGEST_LIST:
            found = feeds.named(path.read_bytes().decode("utf-8", "replace"), path.stem)
    else:
        with path.open("rb") as file:
            begin = file.read(4096)
        found = read_feed(path, str(path), settings) if is_feed(begin) else None
    if found is None:
        return None
    # files are called feed.xml everywhere
    name = path.name if ending in LISTS or not found.title else f"{path.name} ({found.title})"
    return Source(name, found, None, fetched.fetcher_for(None, settings))


def feed_at(kept: Kept, settings: Settings, fetcher: Fetcher) -> Source:
    """The feed that was fetched. Raises `UnreadableSource`."""
    from audiobook.web.address import parse

    feed = read_feed(kept.path, kept.address, fetched.of_strangers(settings))
    return Source(kept.address, feed, parse(kept.files[0].address), fetcher)


def build(source: Source, wanted: Wanted, settings: Settings, *, only: Sequence[int], progress: Show) -> Built:
    """Takes up what is new in `source` and builds its book. Raises what `build` raises; an entry that cannot be had is
    named in `lacking`, and tried again the next time."""
    from audiobook.source.script import write

    book, old = _book(source, settings)
    found, lacking = _read_new(source, old, wanted, settings, progress)
    if not found and not old.articles:
        raise _nothing(source, lacking)
    directory = book.parent if book else settings.output / folder_of(old)
    with lock.locked(directory, settings.cache):
        there = directory / BOOK
        if there.is_file() and (old := read_document(there, settings)).feed != source.name:
            raise ConfigError(
                f"{source.name}: {directory} is the book of another source; move it away, or choose another --output"
            )
        grown = _with(old, found)
        if grown.entries != old.entries or not there.is_file():
            for reading in found:
                fetched.keep_with(directory, reading.kept)
            files.write(there, write(grown).encode(), durable=True, error=CacheError)
    built = build_file(directory / BOOK, settings, only=only, progress=progress)
    return dataclasses.replace(built, lacking=(*built.lacking, *source.feed.faults, *lacking))


def document(source: Source, wanted: Wanted, settings: Settings, progress: Show) -> Document:
    """The book as it would be, and in findings what cannot be had; nothing is written but the cache."""
    _, old = _book(source, settings)
    found, lacking = _read_new(source, old, wanted, settings, progress)
    if not found and not old.articles:
        raise _nothing(source, lacking)
    missing = tuple(Finding("missing", None, line) for line in (*source.feed.faults, *lacking))
    grown = _with(old, found)
    return dataclasses.replace(grown, findings=(*missing, *grown.findings))


def _nothing(source: Source, lacking: Sequence[str]) -> SourceError:
    reason = lacking[0] if lacking else "give an earlier --since, or another feed"
    return EmptySource(f"{source.name}: no entry of this feed can be read; {reason}")


def _book(source: Source, settings: Settings) -> tuple[Path | None, Document]:
    """The script that grows from `source`, and what is in it; an empty document where there is none."""
    mark = re.compile(rf"^feed: *\"?{re.escape(source.name)}\"?$", re.M)
    for path in sorted(settings.output.glob(f"*/{BOOK}")):
        front = path.read_bytes()[:_LONGEST_LIST].decode("utf-8", "replace").partition("\n---\n")[0]
        if mark.search(front):
            return path, read_document(path, settings)
    feed = source.feed
    title = feed.title or Path(source.name).stem
    language = feed.language.partition("-")[0] or "zh"
    return None, Document(title, (), publisher=feed.author or None, language=language, feed=source.name)


def _read_new(
    source: Source, old: Document, wanted: Wanted, settings: Settings, progress: Show
) -> tuple[list[Reading], list[str]]:
    """Entries that the book has not, read; a line for each that cannot be had."""
    found: list[Reading] = []
    lacking: list[str] = []
    known = set(old.entries)
    one = fetched.of_strangers(settings)
    one = dataclasses.replace(
        one, source=dataclasses.replace(one.source, articles=settings.source.articles or "one article")
    )
    for entry in wanted.of(source.feed.entries):
        if entry.id in known:
            continue
        try:
            progress(Step(0, 0, "", f"new: {entry.title or entry.link or entry.id}"))
            kept = _fetched(entry, source, settings)
            with fetched.called_by(kept):
                document = read_document(kept.path, one)
        except (SourceError, ConfigError) as error:
            lacking.append(str(error))
            continue
        lacking += fetched.lacking(kept, settings)
        if document.ledger and document.ledger.lost:
            lacking.append(f"{kept.address}: {document.ledger.lost:,} of its letters are lost")
        found.append(Reading(entry, document, kept))
    return found, lacking


def _fetched(entry: Entry, source: Source, settings: Settings) -> Kept:
    """The page of an entry, or the text that the feed itself has of it."""
    from audiobook.web import entry_page
    from audiobook.web.address import is_address, joined, parse

    if entry.content and (entry.whole or not entry.link):
        return entry_page.keep(entry, source.feed.language, settings.cache)
    if source.base is None and not is_address(entry.link):
        raise ConfigError(f"{source.name}: “{entry.title or entry.id}” has no text and no address; nothing can be read")
    there = parse(entry.link) if source.base is None else joined(source.base, entry.link)
    kept = fetched.fetch(there, settings, source.fetcher)
    if kept.is_feed:
        raise ConfigError(f"{there}: is a feed, not an article; build it by itself")
    return kept


def _with(old: Document, found: Sequence[Reading]) -> Document:
    """`old` with the articles of `found` behind its own."""
    articles, findings, entries = list(old.articles), list(old.findings), list(old.entries)
    ledgers = [old.ledger] if old.articles else []
    for reading in found:
        if reading.entry.id in entries:
            continue
        entries.append(reading.entry.id)
        ledgers.append(reading.document.ledger)
        for article in _articles(reading):
            number = max((one.number for one in articles), default=0) + 1
            articles.append(dataclasses.replace(article, number=number, lines=None))
        findings += _findings(reading)
    return dataclasses.replace(
        old, articles=tuple(articles), findings=tuple(findings), entries=tuple(entries), ledger=_summed(ledgers)
    )


def _articles(reading: Reading) -> Iterator[Article]:
    """With the title and authors that the feed gives, where the page gives none, and the date of the entry."""
    alone = len(reading.document.articles) == 1
    for article in reading.document.articles:
        title = article.title or (reading.entry.title if alone else "")
        authors, date = article.authors or reading.entry.authors, reading.entry.date or article.date
        yield dataclasses.replace(article, title=title, authors=authors, date=date)


def _findings(reading: Reading) -> Iterator[Finding]:
    name = reading.entry.title or reading.entry.link
    for finding in reading.document.findings:
        yield dataclasses.replace(finding, lines=None, message=f"{name}: {finding.message}")


def _summed(ledgers: Sequence[Ledger | None]) -> Ledger | None:
    known = [ledger for ledger in ledgers if ledger is not None]
    if not known or len(known) < len(ledgers):
        return None
    return Ledger(*(sum(getattr(one, name) for one in known) for name in ("letters", "read", "set_aside", "lost")))
