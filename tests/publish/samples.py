"""A small book for the tests of this room: real MP3s by LAME, texts of our own, hard titles on demand."""

from __future__ import annotations

import dataclasses
import functools
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from audiobook.language import chinese
from audiobook.model import ChapterMark, Cue, Index, Question, Study, Term, TimedWord, Track
from audiobook.publish import filenames

HARD_TITLES = (
    "<script>alert(\"1\")</script> & 'so on'",
    "]]> --> {{title}} ${x} \\u003c",
    "\u202eorder\u202c 🎧📚 \u200fend",
    "很长的标题" * 60,
    "../../etc/passwd",
    "con",
    'a:b|c?d*e<f>g"h',
    "控制\x00字\x0b符\ud800半个",
)

SENTENCES = (
    "河边的旧水车转了一百年，今天第一次停下来检修。",
    "工程师们说，换下来的轴承还能再用二十年。",
    "镇上的孩子们围着它，数每一片木叶。",
    "到了傍晚，水声又响起来了。",
)


@functools.lru_cache(maxsize=4)
def mp3(seconds: float, hertz: int = 440) -> bytes:
    """A real mono MP3, 44.1 kHz, constant 64 kbit/s."""
    import lameenc

    sine = np.sin(2 * np.pi * hertz * np.arange(round(44_100 * seconds)) / 44_100)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(44_100)
    encoder.set_bit_rate(64)
    return bytes(encoder.encode((4096 * sine).astype("<i2").tobytes()) + encoder.flush())


QUESTION = Question("q1", 1, "term", "换下来的＿＿＿还能再用。", "什么还能再用？", "轴承", SENTENCES[1], 1, 3)


def words(cue: Cue) -> tuple[TimedWord, ...]:
    """Its words, which share its time by their letters."""
    said = [word for word in chinese.words(cue.written) if word[0].isalnum()]
    each_ms = (cue.end_ms - cue.start_ms) // sum(map(len, said))
    edges = [cue.start_ms + each_ms * letters for letters in accumulate(map(len, said), initial=0)]
    return tuple(TimedWord(word, *times) for word, times in zip(said, pairwise(edges), strict=True))


def track(
    directory: Path, number: int, title: str, *, audio: bytes = b"\xff\xfb" + b"m" * 998, step_ms: int = 1500
) -> Track:
    """A track whose cues are half a second of title, then one sentence after the other."""
    path = directory / f"{number:02d}-{filenames.slug(title)}.mp3"
    path.write_bytes(audio)
    cues = [Cue(0, 500, title, "title", 0, 1)]
    for at, sentence in enumerate(SENTENCES):
        start_ms = 500 + at * step_ms
        end_ms = start_ms + step_ms - 300
        cue = Cue(start_ms, end_ms, sentence, "body", 1, at + 2, spoken=sentence, paragraph=at // 2 + 1)
        cues.append(dataclasses.replace(cue, words=words(cue)))
    duration_ms = 500 + step_ms * len(SENTENCES)
    return Track(
        number=number,
        title=title,
        path=path,
        duration_ms=duration_ms,
        size_bytes=len(audio),
        loudness_lufs=-16.0,
        true_peak_dbtp=-1.2,
        sample_rate=44_100,
        bitrate_kbps=64,
        cues=tuple(cues),
        marks=(ChapterMark(0, title), ChapterMark(2000, "修理")),
        authors=("林 <雨>", "Ann O'Neil & Co"),
        subtitle="一条河的故事",
        note="※ 根据讲座整理。",
        source="（作者系水利工程师；来源：《河流》2024年第3期）",
        sentences=len(cues),
        study=Study(
            terms=(Term("水车", 1.0, 2, SENTENCES[0], 1, 2),),
            questions=(dataclasses.replace(QUESTION, article=number),),
            recap=(SENTENCES[0],),
        ),
    )  # fmt: skip


def book(directory: Path, *titles: str, title: str = "河流", date: str | None = "2025-02", **fields: object) -> Index:
    """An index, not yet reconciled, of tracks with these titles in `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    tracks = tuple(track(directory, number, name) for number, name in enumerate(titles or ("水车", "轴承", "傍晚"), 1))
    return Index(
        title=title, tracks=tracks, engine="silence", voice="silent", date=date, publisher="河流编辑部", issue="第3期",
        authors=("林雨",), source="river.md", software="audiobook 0.1.0",
        terms=(Term("轴承", 1.0, 3, SENTENCES[1], 1, 3, article=2),), **fields,  # type: ignore[arg-type]
    )  # fmt: skip
