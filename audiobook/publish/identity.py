"""What must never change once it is published: identifiers and dates, minted once and carried from index to index."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from audiobook.errors import PublishError
from audiobook.model import Index, Track
from audiobook.publish import match

NAMESPACE = uuid.UUID("0f1c8a51-7a0c-5f0e-9a53-6c2b8f7f4d11")
"""Ours, drawn once: identifiers of books and articles are UUIDv5 in it."""

PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The podcast namespace's own, for `podcast:guid`."""

STEP = timedelta(minutes=10)
"""Between two new episodes; leaves room for articles that are inserted later."""

LEAST = timedelta(minutes=1)
"""Apps that sort by date treat anything closer as the same moment."""


def reconcile(
    new: Index, previous: Index | None, *, date: str | None, days: Mapping[int, str] = MappingProxyType({})
) -> Index:
    """`new` with `book_id`, every track's `guid` and `published`: those of `previous` where there are some, else
    minted from what the book and the article are called now. `date` (ISO 8601) is used when `new.date` is None.

    Dates ascend by ten minutes from midnight UTC of the publication's day and are never in the future; no clock
    is read into the result when there is a usable date. Without one, today is written to `first_built` and kept.
    `days`: number of an article -> when it appeared; a new one has that date wherever it fits between those that have
    theirs already. Those of a course are the days its tracks are for, by ten minutes from midnight UTC, eight in the
    morning in China.
    Raises `PublishError` for a date that is none.
    """
    places = match.match(
        [match.of_track(track) for track in new.tracks],
        [match.of_track(track) for track in (previous.tracks if previous else ())],
    )
    old = [None if place is None or previous is None else previous.tracks[place] for place in places]
    book_id = (previous.book_id if previous else "") or new.book_id or _book_id(new)
    guids = _guids(book_id, new.tracks, old, previous)
    kept = [_moment(track.published) if track and track.published else None for track in old]
    first_built = previous.first_built if previous else None
    now = datetime.now(UTC)
    wished = [days.get(track.number) if track.kind == "article" else None for track in new.tracks]
    kept = _with_wished(kept, [_exact(each) if each else None for each in wished], now)
    start = _day(new.date) or _day(date) or _day(first_built)
    if all(kept) and kept:
        start = start or _midnight(now)  # not needed: everything has its date
    elif start is None or start > now:
        start, first_built = _midnight(now), now.date().isoformat()
    assert start is not None
    moments = _of_course(new.tracks) or ascending(kept, start=start, now=now)
    tracks = tuple(
        dataclasses.replace(track, guid=guid, published=text(moment))
        for track, guid, moment in zip(new.tracks, guids, moments, strict=True)
    )
    return dataclasses.replace(
        new,
        tracks=tracks,
        book_id=book_id,
        first_built=first_built,
        podcast_guid=(previous.podcast_guid if previous else "") or new.podcast_guid,
        base_url=new.base_url or (previous.base_url if previous else None),
    )


def _with_wished(
    kept: Sequence[datetime | None], wished: Sequence[datetime | None], now: datetime
) -> list[datetime | None]:
    """`kept`, and those of `wished` that stand behind all before them, before all that are kept behind, and not after
    `now`."""
    found = list(kept)
    for at, moment in enumerate(wished):
        if moment is None or kept[at] is not None or moment > now:
            continue
        before = max((one for one in found[:at] if one), default=None)
        after = min((one for one in kept[at + 1 :] if one), default=None)
        if (before is None or before + LEAST <= moment) and (after is None or moment + LEAST <= after):
            found[at] = moment
    return found


def is_course(index: Index) -> bool:
    """Are its tracks for days of their own?"""
    return any(track.study.day for track in index.tracks)


def _of_course(tracks: Sequence[Track]) -> list[datetime]:
    """The moment of each track of a course; none where it is no course."""
    moments: list[datetime] = []
    for track in tracks:
        day = _day(track.study.day)
        if day is None:
            return []
        moments.append(max(day, moments[-1] + STEP) if moments else day)
    return moments


def podcast_guid(feed_url: str) -> str:
    """`podcast:guid` of a feed: UUIDv5 of its address without scheme and trailing slashes.

    >>> podcast_guid("https://podnews.net/rss")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    return str(uuid.uuid5(PODCAST_NAMESPACE, feed_url.partition("://")[2].rstrip("/")))


def of_library(library_id: str) -> str:
    """`podcast:guid` of a library's feed while it has no address: not that of the book it began with."""
    return str(uuid.uuid5(NAMESPACE, f"library {library_id}"))


def ascending(kept: Sequence[datetime | None], *, start: datetime, now: datetime) -> list[datetime]:
    """A moment for every place: `kept` ones stay where they ascend, new ones go between them, the rest after.

    All are at least `LEAST` apart, in order, and not after `now` if that can be had without moving a kept one.
    """
    stay = _longest_ascending(kept)
    fixed = [moment if at in stay else None for at, moment in enumerate(kept)]
    if not stay:
        while start + STEP * (len(kept) - 1) > now and start > now - timedelta(days=3660):
            start -= timedelta(days=1)
    result: list[datetime] = []
    at = 0
    while at < len(fixed):
        moment = fixed[at]
        if moment is not None:
            result.append(max(moment, result[-1] + LEAST) if result else moment)
            at += 1
            continue
        end = next((later for later in range(at, len(fixed)) if fixed[later] is not None), len(fixed))
        result += _between(
            result[-1] if result else None, fixed[end] if end < len(fixed) else None, end - at, start, now
        )
        at = end
    return result


def _between(
    before: datetime | None, after: datetime | None, count: int, start: datetime, now: datetime
) -> list[datetime]:
    """`count` moments after `before` and before `after`, evenly where the room is small, in whole minutes."""
    if before is None and after is None:
        return [start + STEP * at for at in range(count)]
    if before is None:
        assert after is not None
        return [after - STEP * (count - at) for at in range(count)]
    step = STEP
    if after is not None:
        step = min(STEP, (after - before) / (count + 1))
    elif before + STEP * count > now:
        step = (now - before) / count
    step = max(LEAST, timedelta(minutes=step // LEAST))
    return [before + step * (at + 1) for at in range(count)]


def _longest_ascending(kept: Sequence[datetime | None]) -> set[int]:
    """Places of the longest run of moments that ascend by `LEAST`: as few as possible get a new date."""
    best: list[tuple[int, int | None]] = []  # length of the longest run that ends here, and the place before
    for at, moment in enumerate(kept):
        length, link = 0, None
        if moment is not None:
            length = 1
            for earlier in range(at):
                other = kept[earlier]
                if other is not None and other + LEAST <= moment and best[earlier][0] + 1 > length:
                    length, link = best[earlier][0] + 1, earlier
        best.append((length, link))
    chosen: set[int] = set()
    place: int | None = max(range(len(best)), key=lambda at: best[at][0], default=None)
    while place is not None and best[place][0]:
        chosen.add(place)
        place = best[place][1]
    return chosen


def _book_id(index: Index) -> str:
    parts = (index.title, index.issue or "", index.date or "", index.publisher or "")
    return str(_uuid(NAMESPACE, "\n".join(parts)))


def _guids(book_id: str, new: Sequence[Track], old: Sequence[Track | None], previous: Index | None) -> list[str]:
    """The identifier each track has, or a new one from kind, title and authors; never one that was used before."""
    guids = [(was.guid if was else "") or track.guid for track, was in zip(new, old, strict=True)]
    used = {track.guid for track in (previous.tracks if previous else ())} | set(guids)
    for at, track in enumerate(new):
        count = 1
        while not guids[at]:
            key = "\n".join((track.kind, track.title, *track.authors, *([str(count)] if count > 1 else [])))
            guid = str(_uuid(uuid.UUID(book_id), key))
            if guid not in used:
                guids[at] = guid
                used.add(guid)
            count += 1
    return guids


def _uuid(namespace: uuid.UUID, name: str) -> uuid.UUID:
    """UUIDv5, also of names that hold half a surrogate pair."""
    return uuid.uuid5(namespace, name.encode("utf-8", "replace").decode())


def _day(text: str | None) -> datetime | None:
    """Midnight UTC of an ISO date as exact as it is: 2025-02-27, 2025-02 (the first) or 2025 (New Year's Day)."""
    if not text:
        return None
    parts = text[:10].split("-")
    try:
        numbers = [int(part) for part in parts] + [1, 1]
        return datetime.combine(date(*numbers[:3]), time(), UTC)
    except (ValueError, TypeError) as error:
        raise PublishError(f"date {text!r} is none; write it as 2025-02-27, 2025-02 or 2025") from error


def _exact(text: str) -> datetime | None:
    """A moment, or the beginning of a day, month or year; None for what is no date: somebody may have edited it."""
    try:
        moment = datetime.fromisoformat(text) if "T" in text else _day(text)
    except (ValueError, PublishError):
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise PublishError(
            f"index.json: published {text!r} is no date; correct it to the form of the others"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), UTC)


def text(moment: datetime) -> str:
    """RFC 3339 in UTC: 2025-02-27T00:10:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
