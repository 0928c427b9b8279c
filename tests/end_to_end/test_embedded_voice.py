"""The whole way with the embedded voice, offline: what a newcomer's first command makes."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import podcastparser
import pytest
from mutagen.id3 import ID3

from tests.conftest import Run
from tests.tools import tool

PAGE = """\
渡口的灯

顾长风

渡口的灯每天傍晚6点亮起来。它已经亮了40年。

山里的信

祝小满

邮递员走了8里山路，老人笑了。
"""


def loudness(path: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS, mono) and true peak (dBTP) of an encoded file, by ffmpeg's own meter."""
    command = [tool("ffmpeg"), "-hide_banner", "-nostats", "-i", str(path)]
    done = subprocess.run([*command, "-af", "ebur128=peak=true", "-f", "null", "-"], capture_output=True, text=True)
    tail = done.stderr[done.stderr.rindex("Summary:") :]
    level, peak = re.search(r"I:\s+(-?[\d.]+) LUFS", tail), re.search(r"Peak:\s+(-?[\d.]+) dBFS", tail)
    assert level is not None
    assert peak is not None
    return float(level[1]), float(peak[1])


@pytest.mark.kokoro
def test_a_page_becomes_a_podcast(
    desk: Path, audiobook: Run, voice_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any choice: tagged MP3s at the right loudness, chapters in order, a human pace, a readable feed."""
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(voice_cache))
    page = desk / "page.txt"
    page.write_text(PAGE, "utf-8")
    assert audiobook("build", page, "-q", "--no-study") == 0
    (book,) = (path.parent for path in Path("output").glob("*/index.json"))
    index = json.loads((book / "index.json").read_text("utf-8"))
    assert index["engine"] == "kokoro"
    assert [track["title"] for track in index["tracks"]] == ["渡口的灯", "山里的信"]
    assert len(list(book.glob("*.mp3"))) == 2
    for track in index["tracks"]:
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
