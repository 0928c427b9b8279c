"""The book as M4B, tracks as Opus, and timed lyrics: read back by readers that are not ours."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from audiobook.audio import aac, m4b
from audiobook.audio.lrc import lrc, write_lrc
from audiobook.audio.m4b import write_m4b
from audiobook.audio.opus import write_opus
from audiobook.config import AudioSettings
from audiobook.errors import AudioError
from audiobook.model import Track
from tests.audio.conftest import TAGS, Join, MakeClip, decode, padded, script, voice
from tests.audio.mp4 import boxes, chpl
from tests.tools import ffprobe, tool

PNG = b"\x89PNG\r\n\x1a\n" + bytes(3000)
BOOK = replace(TAGS, title="山中读书", cover=PNG, comment="由机器朗读", tracks=0)


@pytest.fixture
def tracks(make_clip: MakeClip, join: Join, tmp_path: Path) -> list[Track]:
    """Two chapters with sections."""
    clips = [make_clip(padded(voice(0.7, pitch_hz=150 + 10 * n, seed=n))) for n in range(6)]
    first = join(script(6, per_section=3), clips, target=tmp_path / "1.mp3")
    second = join(replace(script(4, per_section=2), number=2), clips[:4], target=tmp_path / "2.mp3")
    return [first, replace(second, title="晚归的人")]


def ffmpeg_chapters(path: Path) -> list[tuple[float, str]]:
    """Start and title as ffmpeg reads them, from the text track where there is one."""
    text = subprocess.run([tool("ffmpeg"), "-hide_banner", "-i", path], capture_output=True).stderr.decode()
    return [(float(a), b) for a, b in re.findall(r"Chapter #0:\d+: start ([\d.]+).*?title\s+: (.*?)\n", text, re.S)]


def test_chapters_in_both_forms(tracks: list[Track], tmp_path: Path) -> None:
    """Nero list and text track name every section of every track at the same times, in order."""
    target = tmp_path / "book.m4b"
    chapters = write_m4b(tracks, target, settings=AudioSettings(), tags=BOOK)
    assert [chapter.title for chapter in chapters] == ["早起的人", "第2节", "晚归的人", "第2节"]
    for found in (chpl(target), ffmpeg_chapters(target)):
        assert [title for _, title in found] == [chapter.title for chapter in chapters]
        assert [round(start * 1000) for start, _ in found] == pytest.approx([c.start_ms for c in chapters], abs=1)
    data = target.read_bytes()
    moov = data[slice(*boxes(data)["moov"])]
    assert moov.count(b"hdlr") >= 2 and b"chap" in moov and b"text" in moov, "a text track the sound refers to"
    assert data[4:12] == b"ftypM4B "
    assert list(boxes(data)).index("moov") < list(boxes(data)).index("mdat"), "plays before it is all there"


def test_speech_is_at_its_chapter(tracks: list[Track], tmp_path: Path) -> None:
    """The book is as long as its tracks, and each chapter's first sentence sounds where the chapter says."""
    target = tmp_path / "book.m4b"
    chapters = write_m4b(tracks, target, settings=AudioSettings(), tags=BOOK)
    sound = decode(target)
    assert len(sound) / 44.1 == pytest.approx(sum(track.duration_ms for track in tracks), abs=150)
    second = round(chapters[2].start_ms + tracks[1].cues[0].start_ms)
    window = sound[round((second - 150) * 44.1) : round((second + 150) * 44.1)]
    rms = np.sqrt(np.mean(window[: len(window) // 44 * 44].reshape(-1, 44) ** 2, axis=1))
    assert float(np.argmax(rms > 0.006)) == pytest.approx(150, abs=20)


def test_metadata_and_cover(tracks: list[Track], tmp_path: Path) -> None:
    """Title, author, book, cover, kind: what Apple's and other players show."""
    target = tmp_path / "book.m4b"
    write_m4b(tracks, target, settings=AudioSettings(), tags=BOOK)
    read = MP4(target)
    assert (read["\xa9nam"], read["\xa9ART"], read["\xa9alb"]) == (["山中读书"], ["顾长风"], ["山中读书"])
    assert (read["stik"], read["\xa9day"], bytes(read["covr"][0])) == ([2], ["2025-04-06"], PNG)
    assert read.info.channels == 1 and read.info.sample_rate == 44_100


def test_m4b_bytes_repeat_and_a_track_is_encoded_once(
    tracks: list[Track], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same tracks, same bytes; with a folder for what is kept, a new second track is all that is encoded."""
    work = tmp_path / "work"
    write_m4b(tracks, tmp_path / "a.m4b", settings=AudioSettings(), tags=BOOK)
    write_m4b(tracks, tmp_path / "b.m4b", settings=AudioSettings(), tags=BOOK, work=work)
    assert (tmp_path / "a.m4b").read_bytes() == (tmp_path / "b.m4b").read_bytes()
    runs: list[int] = []
    real = aac.encode
    monkeypatch.setattr(aac, "encode", lambda *a, **k: runs.append(1) or real(*a, **k))
    write_m4b([tracks[0], tracks[0]], tmp_path / "b.m4b", settings=AudioSettings(), tags=BOOK, work=work)
    assert not runs
    write_m4b(tracks, tmp_path / "b.m4b", settings=AudioSettings(m4b_bitrate=48), tags=BOOK, work=work)
    assert len(runs) == 2


@pytest.mark.parametrize(
    "title",
    ["字" * 60, "a" * 200, "é" * 80, "=;#\\ 特殊\n字符", "🎧" * 50],
    ids=["three", "one", "two", "signs", "four"],
)
def test_long_and_odd_titles(title: str, tracks: list[Track], tmp_path: Path) -> None:
    """A title over 127 bytes is cut between characters, signs of the metadata format are kept, and all others stay."""
    target = tmp_path / "book.m4b"
    chapters = write_m4b([replace(tracks[0], title=title), tracks[1]], target, settings=AudioSettings(), tags=BOOK)
    found = [name for _, name in chpl(target)]
    assert found == [chapter.title for chapter in chapters]
    assert all(len(name.encode()) <= 127 for name in found)
    assert found[0] == m4b.short(title) and found[0].rstrip("…")[:20] == " ".join(title.split())[:20]


def test_folders_with_odd_names(tracks: list[Track], tmp_path: Path) -> None:
    """Colons, hyphens, percent signs and bars in a path are only names."""
    folder = tmp_path / "-a:b|c %d 'd'"
    folder.mkdir()
    path = tracks[0].path.rename(folder / "1: one.mp3")
    write_m4b([replace(tracks[0], path=path)], folder / "b.m4b", settings=AudioSettings(), tags=BOOK, work=folder / "w")
    write_opus(replace(tracks[0], path=path), folder / "o: 1.opus", settings=AudioSettings(), tags=TAGS)
    assert len(chpl(folder / "b.m4b")) == 2 and OggOpus(folder / "o: 1.opus").info.length > 5


def test_too_many_sections_leave_the_tracks(tracks: list[Track], tmp_path: Path) -> None:
    """Where a Nero list cannot count all sections, every track is still a chapter."""
    marks = tuple(replace(tracks[0].marks[0], start_ms=n) for n in range(300))
    chapters = write_m4b(
        [replace(tracks[0], marks=marks), tracks[1]], tmp_path / "b.m4b", settings=AudioSettings(), tags=BOOK
    )
    assert [chapter.title for chapter in chapters] == ["早起的人", "晚归的人"]


def test_m4b_failures(tracks: list[Track], tmp_path: Path) -> None:
    """No tracks, a missing track and a missing folder are named; nothing is left behind."""
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(AudioError, match="nothing"):
        write_m4b([], folder / "b.m4b", settings=AudioSettings(), tags=BOOK)
    tracks[1].path.unlink()
    with pytest.raises(AudioError, match=r"2\.mp3"):
        write_m4b(tracks, folder / "b.m4b", settings=AudioSettings(), tags=BOOK)
    with pytest.raises(AudioError, match="nowhere"):
        write_m4b(tracks[:1], tmp_path / "nowhere" / "b.m4b", settings=AudioSettings(), tags=BOOK)
    assert list(folder.iterdir()) == []


def test_ffprobe_counts_the_chapters(tracks: list[Track], tmp_path: Path) -> None:
    """ffprobe sees the same chapters, and the length to 50 ms of its own sum."""
    target = tmp_path / "book.m4b"
    chapters = write_m4b(tracks, target, settings=AudioSettings(), tags=BOOK)
    read = ffprobe(target)
    assert [chapter["tags"]["title"] for chapter in read["chapters"]] == [chapter.title for chapter in chapters]
    assert float(read["format"]["duration"]) * 1000 == pytest.approx(chapters[-1].end_ms, abs=50)


def test_opus(tracks: list[Track], tmp_path: Path) -> None:
    """Same length and times, chapters and tags in its comments, smaller, and the same bytes each time."""
    target = tmp_path / "1.opus"
    write_opus(tracks[0], target, settings=AudioSettings(), tags=replace(TAGS, cover=PNG))
    read = OggOpus(target)
    assert read.info.length * 1000 == pytest.approx(tracks[0].duration_ms, abs=50)
    assert read["title"] == ["早起的人"] and read["album"] == ["山中读书"]
    assert (read["chapter000"], read["chapter000name"]) == (["00:00:00.000"], ["第1节"])
    assert read["chapter001"] == [f"00:00:{tracks[0].marks[1].start_ms // 1000:02d}.000"]
    assert len(read["metadata_block_picture"]) == 1
    assert target.stat().st_size < tracks[0].size_bytes
    first = target.read_bytes()
    write_opus(tracks[0], target, settings=AudioSettings(), tags=replace(TAGS, cover=PNG))
    assert target.read_bytes() == first
    assert ffmpeg_chapters(target)[0][1] == "第1节"
    with pytest.raises(AudioError, match=r"lost\.mp3"):
        lost = replace(tracks[0], path=tmp_path / "lost.mp3")
        write_opus(lost, tmp_path / "gone.opus", settings=AudioSettings(), tags=TAGS)


@pytest.mark.parametrize(("sample_rate", "bitrate"), [(16_000, 32), (24_000, 48), (48_000, 96)])
def test_other_sample_rates(sample_rate: int, bitrate: int, make_clip: MakeClip, join: Join, tmp_path: Path) -> None:
    """At every rate both forms are as long as the track, and in both speech begins where the cue says."""
    settings = AudioSettings(sample_rate=sample_rate, bitrate=bitrate)
    track = join(script(3), [make_clip(padded(voice(1, seed=n))) for n in range(3)], settings=settings)
    write_m4b([track], tmp_path / "1.m4b", settings=settings, tags=BOOK)
    write_opus(track, tmp_path / "1.opus", settings=settings, tags=TAGS)
    for name in ("1.m4b", "1.opus"):
        sound = decode(tmp_path / name)
        assert len(sound) / 44.1 == pytest.approx(track.duration_ms, abs=100)
        start = round((track.cues[1].start_ms - 150) * 44.1)
        rms = np.sqrt(np.mean(sound[start : start + 300 * 44].reshape(-1, 44) ** 2, axis=1))
        assert float(np.argmax(rms > 0.006)) == pytest.approx(150, abs=20), name


def test_a_damaged_track_is_named(tracks: list[Track], tmp_path: Path) -> None:
    """A track that lost its end, or is no MP3 any more, becomes neither form."""
    whole = tracks[0].path.read_bytes()
    for content in (whole[: len(whole) * 3 // 4], b"no sound" * 999):
        tracks[0].path.write_bytes(content)
        with pytest.raises(AudioError, match=r"1\.mp3"):
            write_opus(tracks[0], tmp_path / "1.opus", settings=AudioSettings(), tags=TAGS)
        with pytest.raises(AudioError, match=r"1\.mp3"):
            write_m4b(tracks, tmp_path / "b.m4b", settings=AudioSettings(), tags=BOOK)
    assert not [path for path in tmp_path.iterdir() if path.suffix in (".opus", ".m4b")]


def test_lrc(tracks: list[Track], tmp_path: Path) -> None:
    """A line for every sentence, its time no later than its first sound, and one line each whatever was written."""
    cues = tuple(replace(cue, written="两\n行 [1]") if n == 1 else cue for n, cue in enumerate(tracks[0].cues))
    text = lrc(replace(tracks[0], cues=cues), album="山中读书")
    lines = text.splitlines()
    assert lines[:3] == ["[ti:早起的人]", "[ar:顾长风]", "[al:山中读书]"]
    timed = re.findall(r"^\[(\d+):(\d\d)\.(\d\d)\](.*)$", text, re.M)
    assert [words for *_, words in timed if words][1] == "两 行 ［1］"
    times = [int(m) * 60_000 + int(s) * 1000 + int(c) * 10 for m, s, c, words in timed if words]
    assert all(0 <= cue.start_ms - time < 10 for cue, time in zip(cues, times, strict=True))
    write_lrc(tracks[0], tmp_path / "1.lrc")
    assert (tmp_path / "1.lrc").read_bytes().decode("utf-8") == lrc(tracks[0])


def test_without_pyav(tracks: list[Track], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What must be installed is named, and nothing is left behind."""

    def version(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", version)
    with pytest.raises(AudioError, match=r"audiobook\[m4b\]"):
        write_m4b(tracks, tmp_path / "b.m4b", settings=AudioSettings(), tags=BOOK, work=tmp_path / "kept")
    assert not (tmp_path / "b.m4b").exists() and not (tmp_path / "kept").exists()
