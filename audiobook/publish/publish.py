"""All that lies beside the audio, made from the index alone; the index itself is written last."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index, Script, Track
from audiobook.publish import chapters, feed, files, identity, transcripts
from audiobook.publish import index as indexes


def publish(index: Index, directory: Path, *, settings: PublishSettings, scripts: Sequence[Script] = ()) -> Index:
    """Write transcripts, chapters, covers, player and feed for a reconciled `index`, then index.json.

    A file whose bytes would be the same is not touched. Returns the index as written. `scripts` are not needed
    today: the cues of a track say all that is shown. Raises `PublishError`.
    """
    base_url = book_url(settings.base_url, directory.name) or index.base_url
    if base_url:
        base_url = feed.address(base_url, directory.name)
    tracks = tuple(_companions(track, index, directory) for track in index.tracks)
    index = dataclasses.replace(
        index,
        tracks=tracks,
        base_url=base_url,
        podcast_guid=index.podcast_guid or (identity.podcast_guid(base_url + feed.NAME) if base_url else ""),
        files={**index.files, "feed": feed.NAME},
    )
    feed.write(index, directory, settings=settings, base_url=base_url)
    indexes.write(index, directory)
    return index


def book_url(base_url: str | None, folder: str) -> str | None:
    """Where a book lives when the output folder lives at `base_url`.

    >>> book_url("https://example.org/pod", "一期")
    'https://example.org/pod/%E4%B8%80%E6%9C%9F/'
    """
    return base_url.rstrip("/") + "/" + quote(folder) + "/" if base_url else None


def _companions(track: Track, index: Index, directory: Path) -> Track:
    """`track` with its companions written and named in `files`, and the size its MP3 really has."""
    path = directory / track.path.name
    try:
        size_bytes = path.stat().st_size
    except OSError as error:
        raise PublishError(f"{path}: the audio of track {track.number} is missing; build the book again") from error
    stem = track.path.stem
    made = {
        "vtt": (f"{stem}.vtt", transcripts.vtt(track).encode("utf-8", "replace")),
        "srt": (f"{stem}.srt", transcripts.srt(track).encode("utf-8", "replace")),
        "chapters": (f"{stem}.chapters.json", chapters.chapters(track, index.title)),
    }
    for name, data in made.values():
        files.write(directory / name, data)
    return dataclasses.replace(
        track,
        path=path,
        size_bytes=size_bytes,
        files={**track.files, **{kind: name for kind, (name, _) in made.items()}},
    )
