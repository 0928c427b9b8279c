"""ID3v2.3 as bytes: what is in the file, in which order, and what a change of tags leaves alone."""

from __future__ import annotations

import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from audiobook.audio import tags
from audiobook.errors import AudioError
from audiobook.model import ChapterMark, Cue, TimedWord
from tests.audio.conftest import TAGS, Join, MakeClip, padded, script, voice

PNG = b"\x89PNG\r\n\x1a\n" + bytes(3000)
MARKS = tuple(
    ChapterMark(n * 60_000, title)
    for n, title in enumerate(["开", "很长很长很长的一个标题" * 9, "A", "中等标题", "末"])
)
CUES = tuple(Cue(n * 5000, n * 5000 + 4000, f"第{n}句。", "body", 0, n + 1) for n in range(3))


def frames(tag: bytes) -> list[tuple[str, bytes]]:
    """Frames of an ID3v2.3 tag in the order of the file, read by the letter of the standard."""
    assert tag[:6] == b"ID3\x03\x00\x00", "version 2.3, no unsynchronisation, no extended header"
    assert all(byte < 0x80 for byte in tag[6:10])
    size = 10 + (tag[6] << 21 | tag[7] << 14 | tag[8] << 7 | tag[9])
    found, at = [], 10
    while at + 10 <= size and tag[at]:
        name, length, flags = struct.unpack_from(">4sIH", tag, at)
        assert flags == 0
        found.append((name.decode(), tag[at + 10 : at + 10 + length]))
        at += 10 + length
    assert not any(tag[at:size]), "nothing but zeros behind the last frame"
    return found


def test_frames_and_their_order() -> None:
    """Texts first, contents and chapters by time, then picture and lyrics; UTF-16 with a byte-order mark throughout."""
    found = frames(tags.render(replace(TAGS, cover=PNG, comment="机器朗读"), MARKS, CUES, duration_ms=300_000))
    names = [name for name, _ in found]
    assert names[0] == "TIT2" and names.index("CTOC") < names.index("CHAP") < names.index("APIC") < names.index("SYLT")
    assert {"TALB", "TPE1", "TRCK", "TYER", "TDAT", "TCON", "TPUB", "TLAN", "TLEN", "COMM", "USLT"} <= set(names)
    assert "TDRC" not in names, "that is v2.4"
    starts = [struct.unpack_from(">I", body, body.index(b"\0") + 1)[0] for name, body in found if name == "CHAP"]
    assert starts == [mark.start_ms for mark in MARKS]
    for name, body in found:
        if name.startswith("T") and name not in ("TYER", "TDAT"):
            assert body[:3] == b"\x01\xff\xfe", name
    fields = dict(found)
    assert fields["TYER"].strip(b"\0") == b"2025"
    assert fields["TDAT"].strip(b"\0") == b"0604"


def test_chapters_as_the_standard_has_them() -> None:
    """CHAP: id, start, end, offsets 0xFFFFFFFF and a TIT2; CTOC: top-level, ordered, all children, a TIT2."""
    found = frames(tags.render(TAGS, MARKS, CUES, duration_ms=300_000))
    chapters = [body for name, body in found if name == "CHAP"]
    for number, body in enumerate(chapters):
        start, end, first, last = struct.unpack_from(">IIII", body, body.index(b"\0") + 1)
        assert (start, end) == (number * 60_000, (number + 1) * 60_000)
        assert first == last == 0xFFFFFFFF
        assert body[body.index(b"\0") + 17 :][:4] == b"TIT2"
        assert body[body.index(b"\0") + 27 :][1:].decode("utf-16").rstrip("\0") == MARKS[number].title
    contents = dict(found)["CTOC"]
    assert contents.startswith(b"toc\0\x03\x05ch0\0ch1\0ch2\0ch3\0ch4\0TIT2")


def test_mutagen_reads_what_was_meant() -> None:
    """Every value comes back through an ordinary reader, lyrics plain and timed."""
    read = ID3(BytesIO(tags.render(replace(TAGS, cover=PNG), MARKS, CUES, duration_ms=300_000)))
    assert [str(read[name]) for name in ("TIT2", "TALB", "TPE1", "TRCK", "TCON")] == [
        "早起的人", "山中读书", "顾长风", "1/2", "Podcast",
    ]  # fmt: skip
    assert str(read["TDRC"]) == "2025-04-06"
    assert read["USLT::zho"].text == "第0句。\n第1句。\n第2句。"
    assert [(text.lstrip("\n"), ms) for text, ms in read["SYLT::zho"].text] == [
        (cue.written, cue.start_ms) for cue in CUES
    ]
    assert (read["APIC:"].mime, read["APIC:"].data) == ("image/png", PNG)


@pytest.mark.parametrize("date", [None, "2025", "2025-04", "2025-04-06"])
def test_dates_as_exact_as_they_are(date: str | None) -> None:
    """A year alone stays a year; no date is no frame."""
    found = dict(frames(tags.render(replace(TAGS, date=date), (), (), duration_ms=1)))
    assert found.get("TYER", b"").strip(b"\0").decode() == (date or "")[:4]
    assert ("TDAT" in found) == (date is not None and len(date) == 10)


@pytest.mark.parametrize("title", ["半个\ud83d字", "带\0零", "🎧 表情", "𠮷野家", "e\u0301"])
def test_odd_characters_are_valid_utf_16(title: str) -> None:
    """Half a surrogate pair or a NUL never reaches a player; what is beyond the BMP does."""
    found = dict(frames(tags.render(replace(TAGS, title=title), [ChapterMark(0, title)], (), duration_ms=1)))
    text = found["TIT2"][1:].decode("utf-16")
    assert text.rstrip("\0") == title.replace("\ud83d", "").replace("\0", "")


def test_lyrics_by_word() -> None:
    """Timed lyrics have an entry a word, each with the marks around it; a line break begins each line but the first."""
    words = (TimedWord("第", 5100, 5300), TimedWord("0", 5300, 5400), TimedWord("句", 5400, 5600))
    line = Cue(5000, 5700, "“第 0 句。”", "body", 0, 1, words=words)
    plain = Cue(9000, 9500, "没有时间。", "body", 0, 2)
    read = ID3(BytesIO(tags.render(TAGS, MARKS, [line, plain], duration_ms=300_000)))
    assert read["SYLT::zho"].text == [("“第 ", 5000), ("0 ", 5300), ("句。”", 5400), ("\n没有时间。", 9000)]


def test_a_tag_fits_the_room_left_for_it() -> None:
    """What is reserved before times are known holds any times, and the tag fills it exactly."""
    plan = script(9)
    words = [(TimedWord("第", 0, 9), TimedWord("写", 9, 9)) if n % 2 else () for n in range(9)]
    room = tags.reserve(TAGS, plan, words)
    late = [tuple(TimedWord(word.text, 359_999_500, 359_999_999) for word in own) for own in words]
    cues = [
        Cue(359_999_000, 359_999_999, u.written, u.role, u.section, u.number, words=own)
        for u, own in zip(plan.utterances, late, strict=True)
    ]
    marks = [ChapterMark(359_000_000 + n, title) for n, title in enumerate(plan.headings)]
    assert len(tags.render(TAGS, marks, cues, duration_ms=360_000_000, size=room)) == room


def test_more_than_255_chapters() -> None:
    """The table of contents holds what its one byte can count; every chapter is in the file."""
    many = [ChapterMark(n * 1000, f"第{n}节") for n in range(300)]
    found = frames(tags.render(TAGS, many, (), duration_ms=300_000))
    assert sum(name == "CHAP" for name, _ in found) == 300
    assert dict(found)["CTOC"][4:6] == b"\x03\xff"


def test_new_tags_leave_the_sound_alone(make_clip: MakeClip, join: Join) -> None:
    """After `write` the frames are the same bytes, the length is the same, and the new title is read."""
    track = join(script(3), [make_clip(padded(voice(1)))] * 3)
    before = track.path.read_bytes()
    tags.write(track.path, replace(TAGS, title="另一个标题", cover=PNG * 50), track.marks, track.cues)
    after = track.path.read_bytes()
    sound = before[before.index(b"\xff\xfb", len(before) - 60_000 if len(before) > 60_000 else 0) :]
    assert after.endswith(sound) and len(after) > len(before)
    read = MP3(track.path)
    assert str(read.tags["TIT2"]) == "另一个标题"
    assert read.info.length * 1000 == pytest.approx(track.duration_ms, abs=2)
    tags.write(track.path, TAGS, track.marks, track.cues)
    assert MP3(track.path).tags["TIT2"] == "早起的人"
    assert track.path.read_bytes().endswith(sound)


def test_what_cannot_be_tagged(tmp_path: Path) -> None:
    """A file that is no MP3, and one that is not there, are named; the first keeps its bytes."""
    path = tmp_path / "note.mp3"
    path.write_text("no sound in here")
    with pytest.raises(AudioError, match=r"note\.mp3"):
        tags.write(path, TAGS, (), ())
    assert path.read_text() == "no sound in here"
    with pytest.raises(AudioError, match=r"gone\.mp3"):
        tags.write(tmp_path / "gone.mp3", TAGS, (), ())
