"""What listeners' and librarians' programs say of our files; what is not installed is skipped by name, in CI it fails.

Debian: ffmpeg (ffprobe) mpv mp3val id3v2 mediainfo kid3-cli. PyPI: eyed3.
"""

from __future__ import annotations

import json
import logging
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.audio.m4b import write_m4b
from audiobook.audio.opus import write_opus
from audiobook.config import AudioSettings
from audiobook.model import Track
from tests.audio.conftest import TAGS, padded, script, voice
from tests.tools import package, tool
from tests.waiting import GUARD_S


def run(program: str, *arguments: object) -> str:
    """What the program prints."""
    done = subprocess.run([tool(program), *map(str, arguments)], capture_output=True, check=False, timeout=GUARD_S)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


@pytest.fixture(scope="module")
def track(tmp_path_factory: pytest.TempPathFactory) -> Track:
    """Twelve sentences in three sections, with a cover."""
    from PIL import Image

    from audiobook.audio.assemble import assemble
    from audiobook.model import Clip
    from tests.audio.conftest import RATE, write_wav

    folder = tmp_path_factory.mktemp("tools")
    Image.new("RGB", (64, 64), "navy").save(folder / "cover.png")
    clips = []
    for number in range(12):
        sound = padded(voice(0.8 + number % 3, pitch_hz=150 + 9 * number, seed=number))
        clips.append(Clip(write_wav(folder / f"{number}.wav", sound), RATE, len(sound), f"{number}"))
    tags = replace(TAGS, cover=(folder / "cover.png").read_bytes(), comment="由机器朗读", subtitle="一天的开始")
    return assemble(script(12), clips, folder / "01-早起的人.mp3", settings=AudioSettings(), tags=tags)


@pytest.fixture(scope="module")
def files(track: Track) -> dict[str, Path]:
    """The track in all forms."""
    m4b, opus = track.path.with_suffix(".m4b"), track.path.with_suffix(".opus")
    write_m4b([track], m4b, settings=AudioSettings(), tags=replace(TAGS, title="山中读书"))
    write_opus(track, opus, settings=AudioSettings(), tags=TAGS)
    return {"mp3": track.path, "m4b": m4b, "opus": opus}


def test_mp3val(files: dict[str, Path]) -> None:
    """mp3val finds a constant-rate file with a header that counts right, and warns of nothing."""
    said = run("mp3val", files["mp3"])
    assert "WARNING" not in said and "CBR" in said and "Info" not in re.sub("INFO", "", said) and "+ID3v2" in said


@pytest.mark.parametrize("kind", ["mp3", "m4b", "opus"])
def test_ffprobe(kind: str, files: dict[str, Path], track: Track) -> None:
    """ffprobe: no warning, length to 50 ms, three chapters with their titles and whole seconds in MP3."""
    options = ("-v", "warning", "-of", "json", "-show_chapters", "-show_format", "-show_streams")
    said = run("ffprobe", *options, files[kind])
    if kind == "m4b":  # what it says of every file with chapters as a text track
        said = re.sub(r"Unsupported codec with id \d+ for input stream 1\n", "", said)
    assert said.startswith("{") and said.endswith("}\n"), said
    read = json.loads(said)
    assert float(read["format"]["duration"]) * 1000 == pytest.approx(track.duration_ms, abs=50)
    titles = [chapter["tags"]["title"] for chapter in read["chapters"]]
    assert titles == (["早起的人"] if kind == "m4b" else ["第1节"]) + ["第2节", "第3节"]
    starts = [float(chapter["start_time"]) * 1000 for chapter in read["chapters"]]
    assert starts == pytest.approx([mark.start_ms for mark in track.marks], abs=1)
    tags = read["format"].get("tags", {}) | read["streams"][0].get("tags", {})
    assert "山中读书" in {str(value) for value in tags.values()}


@pytest.mark.parametrize("kind", ["mp3", "m4b", "opus"])
def test_mpv(kind: str, files: dict[str, Path], track: Track) -> None:
    """mpv plays every form to its end without complaint and counts three chapters."""
    show = "--term-playing-msg=${=duration}|${chapters}|"
    said = run(
        "mpv",
        "--no-config",
        "--no-video",
        "--ao=pcm",
        "--ao-pcm-file=/dev/null",
        "--term-status-msg=",
        show,
        files[kind],
    )
    found = re.search(r"([\d.]+)\|(\d+)\|", said)
    assert found, said
    assert float(found[1]) * 1000 == pytest.approx(track.duration_ms, abs=50)
    assert found[2] == "3"
    assert not [line for line in said.splitlines() if "error" in line.lower() or "warn" in line.lower()], said


def test_mediainfo(files: dict[str, Path], track: Track) -> None:
    """mediainfo: constant rate, mono, length to 50 ms, Chinese tags intact."""
    audio: dict[str, str] = {}
    for part in json.loads(run("mediainfo", "--Output=JSON", files["mp3"]))["media"]["track"]:
        audio = audio | part
    assert (audio["BitRate_Mode"], audio["Channels"], audio["BitRate"]) == ("CBR", "1", "96000")
    assert float(audio["Duration"]) * 1000 == pytest.approx(track.duration_ms, abs=50)
    assert (audio["Title"], audio["Album"], audio["Performer"]) == ("早起的人", "山中读书", "顾长风")


def test_id3v2(files: dict[str, Path]) -> None:
    """id3v2 lists the frames by name."""
    said = run("id3v2", "-l", files["mp3"])
    for name in ("TIT2", "TALB", "TPE1", "TRCK", "TYER", "TCON", "APIC", "USLT"):
        assert re.search(rf"^{name} ", said, re.M), said


def test_kid3(files: dict[str, Path], track: Track) -> None:
    """kid3 shows Chinese tags and all three chapters with their starts."""
    said = run("kid3-cli", "-c", "get all", files["mp3"])
    assert "早起的人" in said and "山中读书" in said
    assert len(re.findall(r"第\d节", said)) >= 3 or said.count("Chapter") >= 3, said


def test_eyed3(files: dict[str, Path], track: Track, caplog: pytest.LogCaptureFixture) -> None:
    """eyeD3: chapters in order, and no complaint but of two frames it does not know."""
    eyed3 = package("eyed3")
    with caplog.at_level(logging.WARNING):
        read = eyed3.load(files["mp3"])
    known = ("SYLT", "Invalid date: 0604")  # it knows no SYLT, and not that TDAT is day and month
    assert [record.message for record in caplog.records if not any(word in record.message for word in known)] == []
    assert read.tag.title == "早起的人"
    chapters = sorted(read.tag.chapters, key=lambda chapter: chapter.times.start)
    assert [(chapter.title, chapter.times.start) for chapter in chapters] == [
        (mark.title, mark.start_ms) for mark in track.marks
    ]
    # it takes every frame for 313 bytes where they are 313.47 on average
    assert read.info.time_secs * 1000 == pytest.approx(track.duration_ms * 313.47 / 313, abs=60)
