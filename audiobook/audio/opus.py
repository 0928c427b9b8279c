"""A track as Opus in Ogg: a third of the size, with chapters, cover and lyrics in its comments."""

from __future__ import annotations

import base64
import struct
from pathlib import Path

from audiobook.audio.decode import track_sound
from audiobook.audio.tags import Tags, clean
from audiobook.config import AudioSettings
from audiobook.errors import AudioError
from audiobook.model import Track
from audiobook.system import files
from audiobook.system.resampling import resampled

_RATE = 48_000
_LEAST_KBPS, _MOST_KBPS = 6, 256
"""What libsndfile's compression levels 1 and 0 are."""
_SLACK_MS = 100


def write_opus(track: Track, target: Path, *, settings: AudioSettings, tags: Tags) -> None:
    """The MP3 of `track` once more, as Opus at `target`; times are the same.

    Raises `AudioError` naming the target or the MP3 when that is missing, or something cannot be encoded or written.
    """
    from mutagen import MutagenError
    from mutagen.oggopus import OggOpus

    with files.replacing(target, suffix=".opus", error=AudioError) as path:
        _encode(track, settings.opus_bitrate, path, str(target))
        try:
            file = OggOpus(path)
            if file.info is None or abs(file.info.length * 1000 - track.duration_ms) > _SLACK_MS:
                raise AudioError(f"{target}: {track.path.name} did not become Opus of its length; build it again")
            file.delete()
            for key, value in _comments(track, tags):
                file[key] = [clean(value)]
            file.save(padding=lambda _: 0)
            _number(path)
        except MutagenError as error:
            raise AudioError(f"{target}: cannot be tagged: {error}") from error


def _encode(track: Track, bitrate_kbps: int, path: Path, what: str) -> None:
    import soundfile

    level = (_MOST_KBPS - bitrate_kbps) / (_MOST_KBPS - _LEAST_KBPS)
    sound = resampled(track_sound(track.path, track.duration_ms), track.sample_rate, _RATE)
    try:
        with (
            path.open("r+b") as file,
            soundfile.SoundFile(file, "w", _RATE, 1, format="OGG", subtype="OPUS", compression_level=level) as opus,
        ):
            for piece in sound:
                opus.write(piece)
    except soundfile.LibsndfileError as error:
        raise AudioError(f"{what}: cannot be encoded: {error.error_string}") from error


def _number(path: Path) -> None:
    """Gives the stream the number 1: libsndfile draws one, and the same sound would never be the same bytes."""
    from mutagen.ogg import OggPage

    size = path.stat().st_size
    with path.open("r+b") as file:
        while (at := file.tell()) < size:
            page = OggPage(file)
            page.serial = 1
            file.seek(at)
            file.write(page.write())


def _comments(track: Track, tags: Tags) -> list[tuple[str, str]]:
    pairs = [
        ("TITLE", tags.title),
        ("ALBUM", tags.album),
        ("ARTIST", tags.artist),
        ("ALBUMARTIST", tags.album_artist),
        ("TRACKNUMBER", str(tags.track)),
        *([("TRACKTOTAL", str(tags.tracks))] if tags.tracks else []),
        ("DATE", tags.date or ""),
        ("GENRE", tags.genre),
        ("LANGUAGE", tags.language),
        ("ORGANIZATION", tags.publisher),
        ("DESCRIPTION", tags.comment),
        ("LYRICS", tags.lyrics or "\n".join(cue.written for cue in track.cues)),
    ]
    for number, mark in enumerate(track.marks):
        minutes, ms = divmod(mark.start_ms, 60_000)
        time = f"{minutes // 60:02d}:{minutes % 60:02d}:{ms // 1000:02d}.{ms % 1000:03d}"
        pairs += [(f"CHAPTER{number:03d}", time), (f"CHAPTER{number:03d}NAME", mark.title)]
    if tags.cover:
        pairs.append(("METADATA_BLOCK_PICTURE", base64.b64encode(_picture(tags.cover)).decode()))
    return [(key, value) for key, value in pairs if value]


def _picture(data: bytes) -> bytes:
    """A FLAC picture block: front cover, no description, size left to the reader."""
    kind = b"image/png" if data.startswith(b"\x89PNG") else b"image/jpeg"
    return struct.pack(">II", 3, len(kind)) + kind + struct.pack(">IIIIII", 0, 0, 0, 0, 0, len(data)) + data
