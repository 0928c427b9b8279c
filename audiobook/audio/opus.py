"""A track as Opus in Ogg: a third of the size, with chapters, cover and lyrics in its comments."""

from __future__ import annotations

import base64
import struct
from pathlib import Path

from audiobook.audio import ffmpeg
from audiobook.audio.tags import Tags, clean
from audiobook.config import AudioSettings
from audiobook.errors import AudioError
from audiobook.model import Track
from audiobook.system import files

_SLACK_MS = 100


def write_opus(track: Track, target: Path, *, settings: AudioSettings, tags: Tags) -> None:
    """The MP3 of `track` once more, as Opus at `target`; times are the same.

    Raises `AudioError` naming the target when the MP3 is missing, or something cannot be encoded or written.
    """
    from mutagen import MutagenError
    from mutagen.oggopus import OggOpus

    with files.replacing(target, suffix=".opus", error=AudioError) as path:
        ffmpeg.run(
            [
                *("-i", ffmpeg.local(track.path), "-map", "0:a", "-map_metadata", "-1", "-map_chapters", "-1"),
                *("-c:a", "libopus", "-b:a", f"{settings.opus_bitrate}k", "-ac", "1", "-ar", "48000"),
                *("-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "opus", "-y", ffmpeg.local(path)),
            ],
            b"",
            what=str(target),
        )
        try:
            file = OggOpus(path)
            if file.info is None or abs(file.info.length * 1000 - track.duration_ms) > _SLACK_MS:
                raise AudioError(f"{target}: {track.path.name} did not become Opus of its length; build it again")
            file.delete()
            for key, value in _comments(track, tags):
                file[key] = [clean(value)]
            file.save(padding=lambda _: 0)
        except MutagenError as error:
            raise AudioError(f"{target}: cannot be tagged: {error}") from error


def _comments(track: Track, tags: Tags) -> list[tuple[str, str]]:
    pairs = [
        ("TITLE", tags.title),
        ("ALBUM", tags.album),
        ("ARTIST", tags.artist),
        ("TRACKNUMBER", str(tags.track)),
        ("TRACKTOTAL", str(tags.tracks)),
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
