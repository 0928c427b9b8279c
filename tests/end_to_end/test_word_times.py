"""Times of words in a finished book, and that they survive whatever is made again."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiobook.language.syllables import count_syllables
from audiobook.system.pcm import silences
from tests.audio.conftest import decode
from tests.conftest import Run
from tests.end_to_end.test_build import BOOK, clips


def tracks(book: Path = BOOK) -> list[dict[str, Any]]:
    """What the index says of them."""
    value: list[dict[str, Any]] = json.loads((book / "index.json").read_text("utf-8"))["tracks"]
    return value


def cues(book: Path = BOOK) -> list[dict[str, Any]]:
    """Of all tracks."""
    return [cue for track in tracks(book) for cue in track["cues"]]


def test_every_cue_has_its_words(built: Path) -> None:
    """A figure is one word, whose time is that of what is said for it; together words fill what is said."""
    by_text = {cue["written"]: cue for cue in cues()}
    cue = next(cue for text, cue in by_text.items() if text.startswith("老板说"))
    words = {word["text"]: word for word in cue["words"]}
    assert {"老板", "32年", "豆腐", "40斤", "黄豆"} <= words.keys()
    for word, spoken in (("32年", "三十二年"), ("豆腐", "豆腐"), ("40斤", "四十斤")):
        assert words[word]["end_ms"] - words[word]["start_ms"] == 200 * count_syllables(spoken)
    for cue in cues():
        assert cue["words"], cue
        assert cue["start_ms"] == cue["words"][0]["start_ms"] and cue["end_ms"] == cue["words"][-1]["end_ms"]
        assert all(a["end_ms"] <= b["start_ms"] for a, b in pairwise(cue["words"]))
        at = 0
        for word in cue["words"]:
            at = cue["written"].index(word["text"], at) + len(word["text"])


def test_one_change_leaves_the_words_of_a_whole_build(built: Path, audiobook: Run) -> None:
    """After a change of one sentence the record is that of a build from nothing."""
    built.write_text(built.read_text("utf-8").replace("有人数星星，", "有27人数灯火，"), "utf-8")
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    assert audiobook("build", built, "--engine", "silence", "-q", "-o", "elsewhere") == 0
    assert cues() == cues(Path("elsewhere") / BOOK.name)
    assert any(word["text"] == "27" for cue in cues() for word in cue["words"])


def test_a_book_from_before_gets_its_words(built: Path, audiobook: Run, cache: Path) -> None:
    """A book of an earlier version is put together again: it has words then, and nothing was spoken for it."""
    before, spoken = cues(), clips(cache)
    path = BOOK / "index.json"
    tree = json.loads(path.read_text("utf-8")) | {"version": 1}
    for track in tree["tracks"]:
        track["digest"] = "of an earlier version"
        for cue in track["cues"]:
            del cue["words"]
    path.write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    assert cues() == before
    assert clips(cache) == spoken


def test_stamps_in_transcripts_where_they_are_asked_for(built: Path, audiobook: Run) -> None:
    """`[publish] word_stamps` writes the transcripts anew and leaves the audio alone."""
    first = tracks()[0]
    vtt, mp3 = BOOK / first["files"]["vtt"], (BOOK / first["path"]).read_bytes()
    assert "<0" not in vtt.read_text("utf-8")
    Path("audiobook.toml").write_text("[publish]\nword_stamps = true\n", "utf-8")
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    assert "<00:00:0" in vtt.read_text("utf-8")
    assert (BOOK / first["path"]).read_bytes() == mp3


TEXT = """\
# 河边的水车

今天，河边的旧水车转了100年，第一次停下来检修。工程师们说：“轴承、木叶，都还能再用20年。”
"""


@pytest.mark.kokoro
def test_words_of_the_embedded_voice(
    desk: Path, audiobook: Run, voice_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every pause in the finished MP3 a word ends and the next begins, within 30 ms."""
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(voice_cache))
    page = desk / "page.md"
    page.write_text(TEXT, "utf-8")
    assert audiobook("build", page, "-q", "--no-study") == 0
    (book,) = (path.parent for path in Path("output").glob("*/index.json"))
    [track] = tracks(book)
    sound = decode(book / track["path"], 44_100).astype(np.float32)
    words = [word for cue in track["cues"] for word in cue["words"]]
    assert {"今天", "水车", "100", "轴承", "20"} <= {word["text"] for word in words}
    pauses = [(a / 44.1, b / 44.1) for a, b in silences(sound, 44_100) if b - a > 0.1 * 44_100]
    assert len(pauses) >= 6
    for start, stop in pauses:
        assert min(abs(word["end_ms"] - start) for word in words) <= 30
        assert min(abs(word["start_ms"] - stop) for word in words) <= 30
