"""M4B of long chapters and long books: the times of chapters as the list, the text track and ffprobe tell them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from audiobook.audio import mp3
from audiobook.audio.m4b import write_m4b
from audiobook.config import AudioSettings
from audiobook.model import ChapterMark, Track
from audiobook.system.mp3 import Format
from tests.audio.conftest import TAGS
from tests.audio.mp4 import chpl, text_track
from tests.tools import ffprobe


def silent_track(path: Path, seconds: float, marks_s: Sequence[float], form: Format) -> Track:
    """A chapter of nothing, which costs nothing to make however long it is."""
    frame = mp3.silent_frame(form, padded=False)
    count = round(seconds * 1000 / form.duration_ms)
    seek = [len(frame) * count * part // 100 for part in range(100)]
    path.write_bytes(mp3.info_frame(form, count, len(frame) * count, seek) + frame * count)
    marks = tuple(ChapterMark(round(at * 1000), f"第{n + 1}节") for n, at in enumerate(marks_s))
    facts = {"loudness_lufs": -70, "true_peak_dbtp": -120, "sample_rate": form.sample_rate, "cues": ()}
    duration_ms = round((count - 1) * form.duration_ms)
    return Track(
        1, path.stem, path, duration_ms, path.stat().st_size, bitrate_kbps=form.bitrate_kbps, marks=marks, **facts
    )


# 76 s is where a chapter was too long, counted in the ticks of AAC as ffmpeg reads it
@pytest.mark.parametrize(
    ("minutes", "count"), [(1.2, 1), (1.3, 1), (3, 2), (25, 3)], ids=["72s", "78s", "minutes", "hour"]
)
def test_chapters_of_any_length(minutes: float, count: int, tmp_path: Path) -> None:
    """Chapters of minutes and books of many hours: the list, the text track and ffprobe agree on all times."""
    form = Format(44_100, 32)
    long = silent_track(tmp_path / "1.mp3", minutes * 60 - 8, [0], form)
    short = silent_track(tmp_path / "2.mp3", 8, [0, 3], form)
    settings, target = AudioSettings(m4b_bitrate=24), tmp_path / "book.m4b"
    write_m4b([long, short], target, settings=settings, tags=TAGS, work=tmp_path / "kept")
    chapters = write_m4b([long, short] * count, target, settings=settings, tags=TAGS, work=tmp_path / "kept")
    starts = [chapter.start_ms / 1000 for chapter in chapters]
    assert len(starts) == 3 * count
    assert starts == pytest.approx(
        [60 * minutes * n + at for n in range(count) for at in (0, 60 * minutes - 8, 60 * minutes - 5)], abs=0.1 * count
    )
    assert [start for start, _ in chpl(target)] == pytest.approx(starts, abs=0.001)
    assert text_track(target) == pytest.approx(starts, abs=0.001)
    read = ffprobe(target)
    assert [float(chapter["start_time"]) for chapter in read["chapters"]] == pytest.approx(starts, abs=0.001)
    assert float(read["format"]["duration"]) == pytest.approx(60 * minutes * count, abs=0.1 * count)
