"""feed.xml: what podcast apps subscribe to. PSP-1 and Apple's rules; written with lxml.

Where the files will live must be known, since apps accept only absolute addresses. Until it is, they begin with
`PLACEHOLDER`, a name reserved for never existing, and `audiobook serve` puts in the address it was asked at.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index, Track
from audiobook.publish import categories, chapters, notes
from audiobook.publish import index as indexes
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

DESCRIPTION_BYTES = 4000
"""Apple cuts descriptions there."""

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
    voices: tuple[str, ...]


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
    said = words.about.format(title=index.title, issue=index.issue or "", count=len(index.tracks))
    cover = index.files.get("cover")
    channel = Channel(
        url=base_url + NAME,
        link=base_url,
        title=index.title,
        description=" ".join(
            filter(None, (settings.description, said, words.synthetic.format(voice=notes.voice(index))))
        ),
        guid=index.podcast_guid or index.book_id,
        language=locale(index.language),
        author=settings.author or index.publisher or words.separator.join(index.authors) or index.title,
        cover_url=base_url + quote(cover) if cover else None,
        voices=(notes.voice(index),),
    )
    return compose(channel, [Season(index, directory, base_url)], settings)


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
    titles: set[str] = set()
    for season in seasons:
        for at, track in enumerate(season.index.tracks):
            _item(etree.SubElement(top, "item"), season, at, track, settings, titles)
    etree.indent(rss, " ")
    return etree.tostring(rss, xml_declaration=True, encoding="UTF-8") + b"\n"


def _channel(top: _Element, channel: Channel, seasons: Sequence[Season], settings: PublishSettings) -> None:
    owner = settings.owner or settings.author or channel.author
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
    who = _add(top, ITUNES, "owner")  # before the author, whom feedparser would call by the owner's name otherwise
    _add(who, ITUNES, "name", owner)
    if settings.email:
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
    disclosure = "; ".join(f"synthetic voice: {voice}" for voice in channel.voices)
    _add(top, PODCAST, "txt", disclosure, purpose="ai-content")
    if settings.funding:
        _add(top, PODCAST, "funding", channel.title[:100], url=settings.funding)


def _item(item: _Element, season: Season, at: int, track: Track, settings: PublishSettings, titles: set[str]) -> None:
    from lxml import etree

    index, base = season.index, season.base_url
    title = unique(track, titles)
    episode = str(episodes(index)[at])
    _add(item, "", "title", title)
    _add(item, ITUNES, "title", title)
    _add(item, "", "link", f"{base}#{track.guid}")
    # as CDATA, because some apps decode entities twice and would turn an escaped < into markup
    _add(item, "", "description").text = etree.CDATA(notes.html(index, track, limit_bytes=DESCRIPTION_BYTES))
    _add(item, CONTENT, "encoded").text = etree.CDATA(notes.html(index, track))
    enclosure = base + quote(indexes.relative(track.path, season.directory))
    _add(item, "", "enclosure", url=enclosure, length=str(track.size_bytes), type="audio/mpeg")
    _add(item, "", "guid", track.guid, isPermaLink="false")
    _add(item, "", "pubDate", _rfc2822(_dates(season)[at]))
    _add(item, ITUNES, "author", phrases(index.language).separator.join(track.authors) or _show_author(index, settings))
    _add(item, ITUNES, "duration", str(max(1, round(track.duration_ms / 1000))))
    _add(item, ITUNES, "explicit", _word(settings.explicit))
    _add(item, ITUNES, "episodeType", "full")
    if season.number is not None:
        _add(item, ITUNES, "season", str(season.number))
        _add(item, PODCAST, "season", str(season.number), name=index.title[:128])
    _add(item, ITUNES, "episode", episode)
    _add(item, PODCAST, "episode", episode)
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
    _add(item, PODCAST, "txt", f"synthetic voice: {notes.voice(index)}", purpose="ai-content")


def episodes(index: Index) -> list[int]:
    """Episode numbers of the tracks: their own while those ascend, else 1, 2, 3, …"""
    numbers = [track.number for track in index.tracks]
    rising = all(one < two for one, two in itertools.pairwise(numbers)) and min(numbers, default=1) > 0
    return numbers if rising else list(range(1, len(numbers) + 1))


def unique(track: Track, titles: set[str]) -> str:
    """The track's title, told apart by author or number from those in `titles`, which it joins.

    AntennaPod drops an episode that has title, day and length of another.
    """
    title = " ".join(notes.plain(track.title).split()) or track.path.stem
    candidates = [title, *(f"{title}（{name}）" for name in track.authors[:1])]
    count = 2
    while candidates[0] in titles:
        candidates.pop(0)
        if not candidates:
            candidates = [f"{title}（{count}）"]
            count += 1
    titles.add(candidates[0])
    return candidates[0]


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
