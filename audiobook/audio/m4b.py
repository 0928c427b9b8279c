"""The book as one M4B: AAC, chapters as Nero `chpl` and as a QuickTime text track, cover and metadata.

Every track is encoded once and kept, so that a change in one costs one; joining copies packets. The source is the
finished MP3: what was levelled there stays level.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from audiobook.audio import aac
from audiobook.audio.decode import track_sound
from audiobook.audio.tags import Tags, clean, tag_size
from audiobook.config import AudioSettings
from audiobook.errors import AudioError
from audiobook.model import Track
from audiobook.system import files
from audiobook.system.resampling import resampled

_TITLE_BYTES = 127  # AntennaPod loses all chapters after a longer title
_MOST_CHAPTERS = 255  # chpl counts in one byte
_SLACK_MS = 100
"""A whole frame at the end, and what is rounded."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place in the book."""

    start_ms: int
    end_ms: int
    title: str


def write_m4b(
    tracks: Sequence[Track], target: Path, *, settings: AudioSettings, tags: Tags, work: Path | None = None
) -> tuple[Chapter, ...]:
    """The book at `target`, and its chapters; AAC of each track is kept in `work` (None: nowhere).

    `tags` are the book's: its title in both `title` and `album`. Raises `AudioError` naming the target or a track.
    """
    if not tracks:
        raise AudioError(f"{target}: there is nothing to put in")
    what, rate = str(target), settings.sample_rate
    with files.scratch_folder(target.parent, error=AudioError) as scratch:
        store = work if work is not None else scratch
        with ThreadPoolExecutor(max(1, min(len(tracks), os.cpu_count() or 1))) as pool:
            streams = list(pool.map(lambda track: _aac(track, settings, store, what), tracks))
        chapters = _chapters(tracks, [_frames(stream) for stream in streams], rate)
        with files.replacing(target, suffix=".m4b", error=AudioError) as path:
            aac.join(streams, rate, [(each.start_ms, each.end_ms, each.title) for each in chapters], path, what=what)
            _tag(path, tags, chapters, what)
    return chapters


def _aac(track: Track, settings: AudioSettings, store: Path, what: str) -> Path:
    """The track's AAC in `store`, made if it is not there."""
    facts = f"2 {aac.version()} {settings.sample_rate} {settings.m4b_bitrate} {_sound(track)}"
    path = store / f"{hashlib.sha256(facts.encode()).hexdigest()}.aac"
    if path.is_file():
        with contextlib.suppress(OSError):
            os.utime(path)  # used: not the next to be pruned
        return path
    try:
        store.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AudioError(f"{what}: {store} cannot be made: {error.strerror}") from error
    with files.replacing(path, suffix=".aac", error=AudioError) as part:
        sound = resampled(track_sound(track.path, track.duration_ms), track.sample_rate, settings.sample_rate)
        aac.encode(sound, settings.sample_rate, settings.m4b_bitrate, part, what=what)
        if abs(_frames(part) * aac.FRAME * 1000 / settings.sample_rate - track.duration_ms) > _SLACK_MS:
            raise AudioError(f"{what}: {track.path.name} did not become AAC of its length; build it again")
    return path


def _sound(track: Track) -> str:
    """Digest of the MP3 without its tag, which may change while the sound stays."""
    digest = hashlib.sha256()
    try:
        with track.path.open("rb") as file:
            file.seek(tag_size(file.read(10)))
            while piece := file.read(1 << 20):
                digest.update(piece)
    except OSError as error:
        raise AudioError(f"{track.path}: cannot be read: {error.strerror}") from error
    return digest.hexdigest()


def _frames(stream: Path) -> int:
    """How many AAC frames an ADTS file holds."""
    count = 0
    with stream.open("rb") as file:
        while len(head := file.read(7)) == 7:
            count += 1
            size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
            file.seek(size - 7, os.SEEK_CUR)
    return count


def _chapters(tracks: Sequence[Track], frames: Sequence[int], rate: int) -> tuple[Chapter, ...]:
    """Sections of all tracks on the book's clock, or only the tracks when there would be too many."""
    by_section = sum(len(track.marks) for track in tracks) <= _MOST_CHAPTERS
    places: list[tuple[int, str]] = []
    before = 0
    for track, count in zip(tracks, frames, strict=True):
        start_ms = round(before * 1000 / rate)
        titles = [(0, track.title)]
        if by_section:
            titles += [(mark.start_ms, mark.title) for mark in track.marks if mark.start_ms > 0]
        places += [(start_ms + at, title) for at, title in titles]
        before += count * aac.FRAME
    ends = [start for start, _ in places[1:]] + [round(before * 1000 / rate)]
    return tuple(Chapter(start, end, short(title)) for (start, title), end in zip(places, ends, strict=True))


def short(title: str) -> str:
    """`title` on one line, in at most 127 bytes of UTF-8, cut between characters."""
    title = " ".join(clean(title).split())
    if len(title.encode()) <= _TITLE_BYTES:
        return title
    return title.encode()[: _TITLE_BYTES - 3].decode("utf-8", "ignore").rstrip() + "…"


def _tag(path: Path, tags: Tags, chapters: Sequence[Chapter], what: str) -> None:
    """Put `tags` into the finished book, unless a reader finds other chapters or another length in it than it has."""
    from mutagen import MutagenError
    from mutagen.mp4 import MP4, AtomDataType, MP4Cover

    try:
        file = MP4(path)
        length_ms = file.info.length * 1000 if file.info else 0
        if len(file.chapters or ()) != len(chapters) or abs(length_ms - chapters[-1].end_ms) > _SLACK_MS:
            raise AudioError(f"{what}: its chapters or its length came out wrong")
        texts = {
            "\xa9nam": tags.title,
            "\xa9alb": tags.album,
            "\xa9ART": tags.artist,
            "aART": tags.album_artist or tags.artist,
            "\xa9gen": "Audiobook",
            "\xa9day": tags.date or "",
            "\xa9cmt": tags.comment,
            "desc": tags.comment[:255],
            "\xa9pub": tags.publisher,
            "cprt": tags.copyright,
        }
        for key, text in texts.items():
            if text:
                file[key] = [clean(text)]
        file["stik"] = [2]  # audiobook
        file["pgap"] = True
        if tags.cover:
            kind = AtomDataType.PNG if tags.cover.startswith(b"\x89PNG") else AtomDataType.JPEG
            file["covr"] = [MP4Cover(tags.cover, imageformat=kind)]
        file.save()
    except MutagenError as error:
        raise AudioError(f"{what}: cannot be tagged: {error}") from error
