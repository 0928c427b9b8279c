"""feed.xml: what podcast apps subscribe to. PSP-1 and Apple's rules; written with lxml.

Where the files will live must be known, since apps accept only absolute addresses. Until it is, they begin with
`PLACEHOLDER`, a name reserved for never existing, and `audiobook serve` puts in the address it was asked at.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index, Track
from audiobook.publish import categories, chapters, notes
from audiobook.publish import index as indexes
from audiobook.publish.describing import description
from audiobook.publish.wording import locale, phrases
from audiobook.system import files

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "feed.xml"
PLACEHOLDER = "http://audiobook.invalid/"

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"

AI_CONTENT = "ai-content"
"""A `podcast:txt` of this purpose is "true" and nothing else; who speaks is said in the description."""

DESCRIPTION_BYTES = 4000
"""Apple cuts descriptions there."""

_ITEM = re.compile(rb" *<item>(?:(?!</item>).)*?<pubDate>([^<]+)</pubDate>(?:(?!</item>).)*</item>\n?", re.DOTALL)

TRANSCRIPTS = (("vtt", "text/vtt"), ("srt", "application/x-subrip"))
"""Kinds of `Track.files` and their types, the better one first."""


@dataclass(frozen=True, slots=True)
class Season:
    """One book as part of a feed."""

    index: Index
    directory: Path
    """The book's folder; paths in the feed are relative to it."""
    base_url: str
    """Where that folder lives; ends in a slash."""
    number: int | None = None
    """Its place in the feed of a whole library, from 1; None in the feed of the book alone."""
    published: tuple[str, ...] = ()
    """Dates of its tracks in this feed, where they differ from those in the index."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    url: str
    """Of the feed."""
    link: str
    title: str
    description: str
    guid: str
    language: str
    author: str
    cover_url: str | None


def write(index: Index, directory: Path, *, settings: PublishSettings, base_url: str | None) -> Path:
    """Write the feed of one book into its `directory`, which will live at `base_url`; returns its path.

    Raises `PublishError` for an address that is none or a file that cannot be written.
    """
    path = directory / NAME
    lives = address(base_url or index.base_url, directory.resolve().name)
    files.write(path, render(index, directory, settings=settings, base_url=lives), error=PublishError)
    return path


def render(index: Index, directory: Path, *, settings: PublishSettings, base_url: str) -> bytes:
    """The feed of one book whose folder, `directory`, lives at `base_url`."""
    words = phrases(index.language)
    cover = index.files.get("cover")
    channel = Channel(
        url=base_url + NAME,
        link=base_url,
        title=index.title,
        description=description(index, settings),
        guid=index.podcast_guid or index.book_id,
        language=locale(index.language),
        author=settings.author or index.publisher or words.separator.join(index.authors) or index.title,
        cover_url=base_url + quote(cover) if cover else None,
    )
    return compose(channel, [Season(index, directory, base_url)], settings)


def without_coming(data: bytes, now: datetime) -> bytes:
    """The feed `data` without episodes of days to come: many apps show what a feed has, whatever its date.

    >>> without_coming(b"<a/>\\n <item>\\n  <pubDate>Tue, 01 Dec 2026 00:00:00 +0000</pubDate>\\n </item>\\n",
    ...                datetime(2026, 11, 30, tzinfo=UTC))
    b'<a/>\\n'
    """

    def heard(found: re.Match[bytes]) -> bytes:
        return found[0] if parsedate_to_datetime(found[1].decode()) <= now else b""

    return _ITEM.sub(heard, data)


def address(base_url: str | None, folder: str) -> str:
    """`base_url` ending in a slash and percent-encoded, or the placeholder for a folder of that name.

    Raises `PublishError` when it is no http or https address.
    """
    if not base_url:
        return PLACEHOLDER + (quote(folder) + "/" if folder else "")
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise PublishError(f"base_url {base_url!r} is no address of a folder; write it as https://example.org/podcast/")
    return quote(base_url.rstrip("/"), safe=":/%@!$&'()*+,;=~[]") + "/"


def compose(channel: Channel, seasons: Sequence[Season], settings: PublishSettings) -> bytes:
    """The bytes of a feed: oldest episode first, the same for the same input."""
    from lxml import etree

    spaces = {"atom": ATOM, "content": CONTENT, "itunes": ITUNES, "podcast": PODCAST}
    rss = etree.Element("rss", nsmap=spaces, version="2.0")
    top = etree.SubElement(rss, "channel")
    _channel(top, channel, seasons, settings)
    named = titles([season.index for season in seasons])
    for season, names in zip(seasons, named, strict=True):
        for at, title in enumerate(names):
            _item(etree.SubElement(top, "item"), season, at, title, settings)
    etree.indent(rss, " ")
    return etree.tostring(rss, xml_declaration=True, encoding="UTF-8") + b"\n"


def _channel(top: _Element, channel: Channel, seasons: Sequence[Season], settings: PublishSettings) -> None:
    _add(top, ATOM, "link", href=channel.url, rel="self", type="application/rss+xml")
    _add(top, "", "title", channel.title)
    _add(top, "", "link", channel.link)
    _add(top, "", "description", channel.description)
    _add(top, "", "language", channel.language)
    if settings.copyright:
        _add(top, "", "copyright", settings.copyright)
    newest = max((date for season in seasons for date in _dates(season)), default=None)
    if newest:
        _add(top, "", "pubDate", _rfc2822(newest))
        _add(top, "", "lastBuildDate", _rfc2822(newest))
    _add(top, "", "generator", next((s.index.software for s in seasons if s.index.software), "audiobook"))
    _add(top, ITUNES, "type", "serial")
    if settings.email:  # an owner is somebody to write to: validators refuse one without an address
        who = _add(top, ITUNES, "owner")  # before the author, whom feedparser would call by the owner's name otherwise
        _add(who, ITUNES, "name", settings.owner or channel.author)
        _add(who, ITUNES, "email", settings.email)
    _add(top, ITUNES, "author", channel.author)
    _add(top, ITUNES, "explicit", _word(settings.explicit))
    if channel.cover_url:
        image = _add(top, "", "image")
        _add(image, "", "url", channel.cover_url)
        _add(image, "", "title", channel.title)
        _add(image, "", "link", channel.link)
        _add(top, ITUNES, "image", href=channel.cover_url)
    category, inner = categories.parse(settings.category)
    element = _add(top, ITUNES, "category", text=category)
    if inner:
        _add(element, ITUNES, "category", text=inner)
    _add(top, PODCAST, "guid", channel.guid)
    locked = _add(top, PODCAST, "locked", _word(settings.locked, "yes", "no"))
    if settings.email:
        locked.set("owner", settings.email)
    _add(top, PODCAST, "medium", settings.medium)
    _add(top, PODCAST, "txt", "true", purpose=AI_CONTENT)
    if settings.funding:
        _add(top, PODCAST, "funding", channel.title[:100], url=settings.funding)


def _item(item: _Element, season: Season, at: int, title: str, settings: PublishSettings) -> None:
    from lxml import etree

    index, base, track = season.index, season.base_url, season.index.tracks[at]
    episode = episode_of(track, index)
    _add(item, "", "title", title)
    _add(item, ITUNES, "title", title)
    _add(item, "", "link", f"{base}#{track.guid}")
    # as CDATA, because some apps decode entities twice and would turn an escaped < into markup
    short, full = notes.html(index, track, limit_bytes=DESCRIPTION_BYTES), notes.html(index, track)
    _add(item, "", "description").text = etree.CDATA(short)
    if full != short:  # said twice it would double the feed
        _add(item, CONTENT, "encoded").text = etree.CDATA(full)
    enclosure = base + quote(indexes.relative(track.path, season.directory))
    _add(item, "", "enclosure", url=enclosure, length=str(track.size_bytes), type="audio/mpeg")
    _add(item, "", "guid", track.guid, isPermaLink="false")
    _add(item, "", "pubDate", _rfc2822(_dates(season)[at]))
    _add(item, ITUNES, "author", phrases(index.language).separator.join(track.authors) or _show_author(index, settings))
    _add(item, ITUNES, "duration", str(max(1, round(track.duration_ms / 1000))))
    _add(item, ITUNES, "explicit", _word(settings.explicit))
    _add(item, ITUNES, "episodeType", "bonus" if track.kind == "review" else "full")
    if season.number is not None:
        _add(item, ITUNES, "season", str(season.number))
        _add(item, PODCAST, "season", str(season.number), name=index.title[:128])
    if episode is not None:
        _add(item, ITUNES, "episode", str(episode))
        _add(item, PODCAST, "episode", str(episode))
    cover = track.files.get("cover") or index.files.get("cover")
    if cover:
        _add(item, ITUNES, "image", href=base + quote(cover))
    for kind, media in TRANSCRIPTS:
        if kind in track.files:
            _add(
                item,
                PODCAST,
                "transcript",
                url=base + quote(track.files[kind]),
                type=media,
                language=locale(index.language),
            )
    if "chapters" in track.files:
        _add(item, PODCAST, "chapters", url=base + quote(track.files["chapters"]), type=chapters.TYPE)
    for name in track.authors:
        _add(item, PODCAST, "person", name, role="author", group="writing")
    _add(item, PODCAST, "txt", "true", purpose=AI_CONTENT)


def episode_of(track: Track, index: Index) -> int | None:
    """The episode number of a track: an article's own, which is the one people cite; of a review that of its only
    article, to which apps add it as a bonus; None for a review of several."""
    if track.kind != "review":
        return track.number
    read = {other.number for other in index.tracks if other.kind == "article"}
    return track.study.articles[0] if len(track.study.articles) == 1 and track.study.articles[0] in read else None


def titles(books: Sequence[Index]) -> list[list[str]]:
    """The titles of each book's tracks, no two alike: AntennaPod drops an episode that has title, day and length of
    another. Twins in a book are told apart by author or number, those of different books by the book."""
    taken: set[str] = set()
    found: list[list[str]] = []
    for book in books:
        own: set[str] = set()
        names: list[str] = []
        for track in book.tracks:
            title = _even(track.title) or track.path.stem
            names.append(_free((title, *(f"{title}（{_even(name)}）" for name in track.authors[:1])), title, own))
            own.add(names[-1])
        label = _even(book.title)
        labels = (label, f"{label} {_even(book.issue)}") if book.issue else (label,)
        unique = []
        for name in names:
            candidates = (name, *(f"{name}·{label}" for label in labels))
            unique.append(_free(candidates, candidates[-1], taken | (own - {name})))
            taken.add(unique[-1])
        found.append(unique)
    return found


def _free(candidates: Sequence[str], stem: str, taken: Collection[str]) -> str:
    """The first of `candidates` that is not `taken`, else `stem` with a number behind it."""
    numbered = (f"{stem}（{count}）" for count in itertools.count(2))
    return next(name for name in itertools.chain(candidates, numbered) if name not in taken)


def _even(text: str) -> str:
    return " ".join(notes.plain(text).split())


def _show_author(index: Index, settings: PublishSettings) -> str:
    return settings.author or index.publisher or index.title


def _dates(season: Season) -> list[str]:
    return list(season.published) or [track.published for track in season.index.tracks]


def _rfc2822(text: str) -> str:
    moment = datetime.fromisoformat(text) if text else datetime(2000, 1, 1, tzinfo=UTC)
    return format_datetime(moment.astimezone(UTC))


def _word(flag: bool, yes: str = "true", no: str = "false") -> str:
    return yes if flag else no


def _add(parent: _Element, space: str, name: str, content: str | None = None, /, **attributes: str) -> _Element:
    """A new child; its text and attributes are cleaned of what XML cannot hold, lxml escapes the rest."""
    from lxml import etree

    element = etree.SubElement(parent, f"{{{space}}}{name}" if space else name)
    if content is not None:
        element.text = notes.plain(content)
    for key, value in attributes.items():
        element.set(key, notes.plain(value))
    return element
