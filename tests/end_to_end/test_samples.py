"""The two real inputs, where they are at hand: found, read and spoken as they should be."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import podcastparser
import pytest
from mutagen.id3 import ID3

from tests.conftest import SHARED, Run

needs_samples = pytest.mark.skipif(
    not (SHARED / "samples").is_dir(), reason="the shared samples are not beside the project"
)


def score(tool: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """One of the shared scorers, run on this environment's commands."""
    command = [sys.executable, str(SHARED / "tools" / tool), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


@needs_samples
def test_the_structure_of_both_samples() -> None:
    """Titles, authors, sections and paragraphs of the samples are found (shared scorer, at least 0.99)."""
    command = f"{sys.executable} -m audiobook inspect"
    gold, samples = SHARED / "gold" / "structure.json", SHARED / "samples"
    done = score("score_structure.py", gold, samples, "--command", command, "--min", "0.99")
    assert done.returncode == 0, done.stdout + done.stderr


@needs_samples
def test_the_spoken_forms_of_the_samples() -> None:
    """Every written form of the gold list is said in an accepted way (shared scorer, 1.0)."""
    command = f"{sys.executable} -m audiobook normalize"
    done = score("score_spoken.py", SHARED / "gold" / "spoken.tsv", "--command", command, "--min", "1.0", "-v")
    assert done.returncode == 0, done.stdout + done.stderr


def shortened(page: Path, articles: list[dict[str, Any]]) -> str:
    """The page with two short sentences of every article, at run time only."""
    text = ""
    for article in articles:
        sentences = [s for p in article["paragraphs"] for s in re.findall(r"[^。]{8,30}。", p)][:2]
        text += f"{article['title']}\n\n{article['authors'][0]}\n\n" + "\n\n".join(sentences) + "\n\n"
    return text


def loudness(path: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS, mono) and true peak (dBTP) of an encoded file, by ffmpeg's own meter."""
    import imageio_ffmpeg

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-i", str(path)]
    done = subprocess.run([*command, "-af", "ebur128=peak=true", "-f", "null", "-"], capture_output=True, text=True)
    tail = done.stderr[done.stderr.rindex("Summary:") :]
    level, peak = re.search(r"I:\s+(-?[\d.]+) LUFS", tail), re.search(r"Peak:\s+(-?[\d.]+) dBFS", tail)
    assert level is not None
    assert peak is not None
    return float(level[1]), float(peak[1])


@needs_samples
@pytest.mark.kokoro
def test_a_shortened_page_becomes_a_podcast(
    desk: Path, audiobook: Run, voice_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Offline, with the embedded voice: three tagged MP3s at the right loudness, chapters in order, a readable feed."""
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(voice_cache))
    gold = json.loads((SHARED / "gold" / "structure.json").read_text("utf-8"))["newspaper_page.txt"]
    page = desk / "page.txt"
    page.write_text(shortened(page, gold), "utf-8")
    assert audiobook("build", page, "-q") == 0
    (book,) = (path.parent for path in Path("output").glob("*/index.json"))
    index = json.loads((book / "index.json").read_text("utf-8"))
    tracks = [track for track in index["tracks"] if track["kind"] == "article"]
    assert [track["title"] for track in tracks] == [article["title"] for article in gold]
    assert len(list(book.glob("*.mp3"))) == 3
    for track in tracks:
        level, peak = loudness(book / track["path"])
        assert level == pytest.approx(-16, abs=0.5)
        assert peak <= -1.0
        tag = ID3(book / track["path"])
        starts = [frame.start_time for frame in tag.getall("CHAP")]
        assert starts == sorted(starts)
        assert str(tag["TIT2"]) == track["title"]
        syllables = sum(len(re.findall(r"[一-鿿]", cue["spoken"])) for cue in track["cues"])
        voiced = sum(cue["end_ms"] - cue["start_ms"] for cue in track["cues"])
        assert 120 < voiced / syllables < 400, "milliseconds a syllable"
    feed = podcastparser.parse("file:feed", (book / "feed.xml").open("rb"))
    assert len(feed["episodes"]) == len(index["tracks"])
