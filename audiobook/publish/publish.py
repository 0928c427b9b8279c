"""All that lies beside the audio, made from the index alone; the index itself is written last."""

from __future__ import annotations

import contextlib
import dataclasses
from pathlib import Path
from urllib.parse import quote

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index, Track
from audiobook.publish import art, categories, chapters, cover, feed, handout, identity, metadata, player, transcripts
from audiobook.publish import index as indexes
from audiobook.system import files


def publish(
    index: Index,
    directory: Path,
    *,
    settings: PublishSettings,
    base_url: str | None = None,
) -> Index:
    """Write transcripts, chapters, covers, player and feed for a reconciled `index`, then index.json.

    A file whose bytes would be the same is not touched. Returns the index as written. `base_url` is where
    `directory` itself lives, when that is not below `settings.base_url`. Raises `PublishError`.
    """
    before = indexes.read(directory)
    folder = directory.resolve().name
    lives = base_url or book_url(settings.base_url, folder) or index.base_url
    lives = feed.address(lives, folder) if lives else None
    picture = art.of_book(index, directory, settings)
    small = {"thumbnail": art.thumbnail(picture, directory), **art.icons(picture, directory)}
    names = {"cover": picture, **small, "feed": feed.NAME, **player.FILES}
    names["metadata"] = metadata.write(index, directory, settings)
    index = dataclasses.replace(
        index,
        tracks=tuple(_companions(track, index, directory, settings) for track in index.tracks),
        base_url=lives,
        podcast_guid=index.podcast_guid or (identity.podcast_guid(lives + feed.NAME) if lives else ""),
        files={**index.files, **names},
    )
    index = _with_handout(index, directory)
    player.write(index, directory)
    feed.write(index, directory, settings=settings, base_url=lives)
    indexes.write(index, directory)
    _remove_replaced(before, index, directory)
    return index


def _with_handout(index: Index, directory: Path) -> Index:
    """`index` naming the page to print, written; none where there is nothing to study."""
    kept = {kind: name for kind, name in index.files.items() if kind not in ("handout", "handout_text")}
    if not any(True for _ in handout.articles(index)):
        return dataclasses.replace(index, files=kept)
    files.write(directory / handout.PAGE, handout.page(index), error=PublishError)
    files.write(directory / handout.TEXT, handout.markdown(index), error=PublishError)
    named = {"handout": handout.PAGE, "handout_text": handout.TEXT}
    return dataclasses.replace(index, files={**kept, **named})


def check(settings: PublishSettings) -> None:
    """Raise `PublishError` for a cover, category or address that cannot be: call it before hours of work."""
    categories.parse(settings.category)
    feed.address(settings.base_url, "")
    if settings.cover is not None:
        cover.check_user_cover(settings.cover)


def book_url(base_url: str | None, folder: str) -> str | None:
    """Where a book lives when the output folder lives at `base_url`.

    >>> book_url("https://example.org/pod", "一期")
    'https://example.org/pod/%E4%B8%80%E6%9C%9F/'
    """
    return base_url.rstrip("/") + "/" + quote(folder) + "/" if base_url else None


def _companions(track: Track, index: Index, directory: Path, settings: PublishSettings) -> Track:
    """`track` with its companions written beside its MP3 and named in `files`, and the size the MP3 really has."""
    try:
        size_bytes = track.path.stat().st_size
    except OSError as error:
        raise PublishError(
            f"{track.path}: the audio of track {track.number} is missing; build the book again"
        ) from error
    folder, stem = track.path.parent, track.path.stem
    made = {
        "vtt": (f"{stem}.vtt", transcripts.vtt(track, words=settings.word_stamps).encode("utf-8", "replace")),
        "srt": (f"{stem}.srt", transcripts.srt(track).encode("utf-8", "replace")),
        "chapters": (f"{stem}.chapters.json", chapters.chapters(track, index.title)),
    }
    for name, data in made.values():
        files.write(folder / name, data, error=PublishError)
    names = {kind: name for kind, (name, _) in made.items()}
    if picture := art.of_track(track, index, folder, settings):
        names["cover"] = picture
    kept = {kind: name for kind, name in track.files.items() if kind not in ("cover", *names)}
    paths = {kind: indexes.relative(folder / name, directory) for kind, name in names.items()}
    paths["player"] = player.track_file(track)
    return dataclasses.replace(track, size_bytes=size_bytes, files={**kept, **paths})


def _remove_replaced(before: Index | None, after: Index, directory: Path) -> None:
    """Delete companions that the last index named and this one does not, of books and tracks that are still there:
    covers, whose names change with what they show."""
    if before is None:
        return
    stay = {track.guid for track in after.tracks}
    named = {*after.files.values(), *(name for track in after.tracks for name in track.files.values())}
    gone = {*before.files.values()}
    gone |= {name for track in before.tracks if track.guid in stay for name in track.files.values()}
    for name in gone - named:
        path = directory / name
        if ".." not in Path(name).parts and not path.is_symlink():
            with contextlib.suppress(OSError):
                path.unlink()
