"""Timed lyrics beside a track (.lrc), for players that show them line by line."""

from __future__ import annotations

from pathlib import Path

from audiobook.errors import AudioError
from audiobook.model import Track
from audiobook.system import files


def lrc(track: Track, *, album: str = "") -> str:
    """The text of the file: what was written, with the time at which it is heard.

    >>> from audiobook.audio.lrc import _time
    >>> _time(3_725_049)
    '62:05.04'
    """
    head = {
        "ti": track.title,
        "ar": "、".join(track.authors),
        "al": album,
        "length": f"{track.duration_ms // 60_000}:{track.duration_ms // 1000 % 60:02d}",
    }
    lines = [f"[{key}:{_one_line(value)}]" for key, value in head.items() if value]
    for cue, after in zip(track.cues, (*track.cues[1:], None), strict=True):
        lines.append(f"[{_time(cue.start_ms)}]{_one_line(cue.written)}")
        # an empty line takes the sentence off the screen in a long pause
        if after is not None and after.start_ms - cue.end_ms > 3000:
            lines.append(f"[{_time(cue.end_ms)}]")
    return "\n".join(lines) + "\n"


def write_lrc(track: Track, target: Path, *, album: str = "") -> None:
    """`lrc(track)` as UTF-8 at `target`. Raises `AudioError` when it cannot be written."""
    files.write(target, lrc(track, album=album).encode(), durable=True, error=AudioError)


def _time(ms: int) -> str:
    """Minutes, seconds and hundredths: finer figures stop older players. Rounded down, so no line is late."""
    return f"{ms // 60_000:02d}:{ms // 1000 % 60:02d}.{ms % 1000 // 10:02d}"


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("[", "［").replace("]", "］")
