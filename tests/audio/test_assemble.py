"""A chapter from clips to MP3: times, levels, bytes, and what a change costs."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3

from audiobook.audio import passages
from audiobook.audio.assemble import digest_of
from audiobook.config import AudioSettings
from audiobook.model import Clip, Utterance
from tests.audio.conftest import RATE, TAGS, Join, MakeClip, decode, ebur128, padded, script, voice
from tests.tools import tool

HOP = 441  # 10 ms at 44.1 kHz


def onset_ms(sound: np.ndarray, near_ms: int) -> float:
    """When the sound rises above −45 dBFS, searched from 200 ms before `near_ms`, in steps of a millisecond."""
    start = max(0, round((near_ms - 200) * 44.1))
    window = sound[start : start + 44_100]
    rms = np.sqrt(np.mean(window[: len(window) // 44 * 44].reshape(-1, 44) ** 2, axis=1))
    return start / 44.1 + float(np.argmax(rms > 10 ** (-45 / 20))) * 44 / 44.1


@pytest.fixture
def clips(make_clip: MakeClip) -> list[Clip]:
    """Ten sentences of different length, pitch and loudness."""
    return [
        make_clip(padded(voice(1 + n % 3, pitch_hz=140 + 20 * (n % 5), peak=0.1 + 0.08 * n, seed=n))) for n in range(10)
    ]


def test_length_by_independent_readers(clips: list[Clip], join: Join) -> None:
    """mutagen, ffmpeg and the track agree on the length to 50 ms, and it is speech plus pauses plus section starts."""
    track = join(script(10), clips)
    assert MP3(track.path).info.length * 1000 == pytest.approx(track.duration_ms, abs=2)
    assert len(decode(track.path)) / 44.1 == pytest.approx(track.duration_ms, abs=2)
    spoken = sum(clip.duration_ms - 1100 + 85 + 400 for clip in clips) + 250
    assert 0 <= track.duration_ms - spoken <= 2 * 1000 + 200
    assert track.size_bytes == track.path.stat().st_size


def test_every_cue_is_where_it_is_heard(clips: list[Clip], join: Join) -> None:
    """Each cue's start is within 20 ms of the rise of energy in the decoded file; cues follow each other."""
    track = join(script(10), clips)
    sound = decode(track.path)
    for cue in track.cues:
        assert onset_ms(sound, cue.start_ms) == pytest.approx(cue.start_ms, abs=20)
    for cue, after in zip(track.cues, track.cues[1:], strict=False):
        assert cue.end_ms + 400 <= after.start_ms
        between = sound[round((cue.end_ms + 100) * 44.1) : round((after.start_ms - 60) * 44.1)]
        assert np.abs(between).max() < 0.003
    assert [cue.utterance for cue in track.cues] == list(range(1, 11))
    assert track.sentences == 10


def test_sections_begin_on_whole_seconds(clips: list[Clip], join: Join) -> None:
    """Marks are whole seconds, the section's first sentence is heard within 80 ms of its mark, the first mark is 0."""
    track = join(script(10), clips)
    assert [mark.title for mark in track.marks] == ["第1节", "第2节", "第3节"]
    assert track.marks[0].start_ms == 0
    for mark, cue in zip(track.marks[1:], (track.cues[4], track.cues[8]), strict=True):
        assert mark.start_ms % 1000 == 0
        assert 0 <= cue.start_ms - mark.start_ms <= 80


def test_loudness_of_the_encoded_file(clips: list[Clip], join: Join) -> None:
    """Quiet and loud sentences together are −16 ±0.5 LUFS and ≤ −1 dBTP by ffmpeg's meter, and so says the track."""
    track = join(script(10), clips)
    lufs, peak = ebur128(track.path)
    assert lufs == pytest.approx(-16, abs=0.5) and peak <= -1
    assert track.loudness_lufs == pytest.approx(lufs, abs=0.15)
    assert track.true_peak_dbtp == pytest.approx(peak, abs=0.3)


def test_sentences_match_within_one_lu(clips: list[Clip], join: Join) -> None:
    """Every sentence on its own measures within 1 LU of every other."""
    from audiobook.audio import loudness

    track = join(script(10), clips)
    sound = decode(track.path).astype(np.float32)
    each = []
    for cue in track.cues:
        part = sound[round(cue.start_ms * 44.1) : round(cue.end_ms * 44.1)]
        each.append(loudness.integrated(loudness.k_energies(part, 44_100, HOP), HOP, 44_100))
    assert max(each) - min(each) < 1


@pytest.mark.parametrize("name", ["sine", "noise", "clicks", "square", "shout"])
def test_hard_signals(name: str, make_clip: MakeClip, join: Join) -> None:
    """A sine, full-scale noise, clicks, a square wave and a clipped voice: bounded peaks, right length, no NaN."""
    t = np.arange(4 * RATE) / RATE
    signal = {
        "sine": np.sin(2 * np.pi * 1000 * t),
        "noise": np.clip(np.random.default_rng(1).standard_normal(len(t)), -1, 1),
        "clicks": (np.arange(len(t)) % 6000 == 0) * 1.0,
        "square": np.sign(np.sin(2 * np.pi * 220 * t)),
        "shout": np.clip(voice(4, peak=8.0), -1, 1),
    }[name]
    track = join(script(2), [make_clip(signal), make_clip(signal * 0.05)])
    lufs, peak = ebur128(track.path)
    assert peak <= -1.0 and track.true_peak_dbtp <= -1.0
    if name != "clicks":  # their peaks are 40 dB above their loudness: peaks win
        assert lufs == pytest.approx(-16, abs=0.5)
    sound = decode(track.path)
    assert np.isfinite(sound).all()
    assert track.duration_ms == pytest.approx(2 * 4000 + 2 * 400 + 250, abs=500)


@pytest.mark.parametrize("length", [0, 1, 7, 24_000])
def test_silent_clips(length: int, make_clip: MakeClip, join: Join) -> None:
    """Clips of silence, of one sample and of none make a silent track with numbers in it."""
    track = join(script(2), [make_clip(np.zeros(length)), make_clip(np.ones(min(length, 1)))])
    assert -70.0 <= track.loudness_lufs <= (-70.0 if length == 0 else -30.0)
    assert -120 <= track.true_peak_dbtp <= -1
    assert len(decode(track.path)) / 44.1 == pytest.approx(track.duration_ms, abs=2)
    assert all(cue.start_ms <= cue.end_ms for cue in track.cues)


def test_mixed_rates_and_channels(make_clip: MakeClip, join: Join) -> None:
    """8 kHz, 24 kHz, 44.1 kHz and 48 kHz stereo clips in one paragraph keep length, place and level."""
    kinds = [(8000, 1), (24_000, 1), (44_100, 2), (48_000, 2)]
    made = [
        make_clip(padded(voice(1.5, rate=rate), rate=rate), rate=rate, channels=channels) for rate, channels in kinds
    ]
    track = join(script(4), made)
    sound = decode(track.path)
    for cue in track.cues:
        assert cue.end_ms - cue.start_ms == pytest.approx(1500, abs=20)
        assert onset_ms(sound, cue.start_ms) == pytest.approx(cue.start_ms, abs=20)
    assert ebur128(track.path)[0] == pytest.approx(-16, abs=0.5)


@pytest.mark.parametrize(("sample_rate", "bitrate"), [(48_000, 128), (32_000, 64), (24_000, 32), (16_000, 16)])
def test_other_formats(sample_rate: int, bitrate: int, clips: list[Clip], join: Join) -> None:
    """MPEG-1 and MPEG-2 rates from 16 to 48 kHz are CBR, at the right level and of the right length."""
    track = join(script(4), clips[:4], settings=AudioSettings(sample_rate=sample_rate, bitrate=bitrate))
    info = MP3(track.path).info
    assert (info.sample_rate, info.bitrate, info.channels) == (sample_rate, bitrate * 1000, 1)
    assert info.length * 1000 == pytest.approx(track.duration_ms, abs=2)
    assert len(decode(track.path)) / 44.1 == pytest.approx(track.duration_ms, abs=5)
    lufs, peak = ebur128(track.path)
    assert lufs == pytest.approx(-16, abs=0.5) and peak <= -1


def test_the_same_input_gives_the_same_bytes(clips: list[Clip], join: Join, tmp_path: Path) -> None:
    """Kept passages or none, another place, another time: one sequence of bytes."""
    first = join(script(10), clips, target=tmp_path / "a.mp3").path.read_bytes()
    assert join(script(10), clips, target=tmp_path / "b.mp3", work=tmp_path / "work").path.read_bytes() == first
    assert join(script(10), clips, target=tmp_path / "b.mp3", work=tmp_path / "work").path.read_bytes() == first


def test_a_changed_sentence_costs_one_passage(
    clips: list[Clip], make_clip: MakeClip, join: Join, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After one clip has changed only its passage is encoded, and the bytes are those of a build from nothing."""
    work = tmp_path / "work"
    join(script(10), clips, work=work)
    made: list[passages.Plan] = []
    original = passages.make
    monkeypatch.setattr(passages, "make", lambda plan, *a, **k: made.append(plan) or original(plan, *a, **k))
    changed = [*clips[:5], make_clip(padded(voice(2.2, pitch_hz=210))), *clips[6:]]
    again = join(script(10), changed, work=work).path.read_bytes()
    assert [[step.clip for step in plan.steps] for plan in made] == [changed[4:8]]
    assert join(script(10), changed, target=tmp_path / "afresh.mp3").path.read_bytes() == again


def test_a_damaged_kept_passage_is_made_again(clips: list[Clip], join: Join, tmp_path: Path) -> None:
    """Truncated or altered files in the store never reach the listener."""
    work = tmp_path / "work"
    good = join(script(10), clips, work=work).path.read_bytes()
    for number, path in enumerate(sorted(work.iterdir())):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if number else data[:-9] + b"\0\1\2" + data[-6:])
    assert join(script(10), clips, work=work).path.read_bytes() == good


def test_a_question_waits_for_its_answer(make_clip: MakeClip, join: Join) -> None:
    """After a question: a soft tone, then the silence to answer in, then the rest of the pause."""
    texts = [
        Utterance(1, "question", "为什么？", "为什么？", 6000, answer_ms=4000, paragraph=1),
        Utterance(2, "answer", "因为。", "因为。", 500, paragraph=2),
    ]
    track = join(replace(script(2), utterances=tuple(texts)), [make_clip(padded(voice(1))) for _ in texts])
    question, answer = track.cues
    assert answer.start_ms - question.end_ms == pytest.approx(6000 + 85, abs=40)
    pause = decode(track.path)[round((question.end_ms + 80) * 44.1) : round((answer.start_ms - 60) * 44.1)]
    rms = np.sqrt(np.mean(pause[: len(pause) // HOP * HOP].reshape(-1, HOP) ** 2, axis=1))
    sounding = np.flatnonzero(rms > 0.001)
    assert 0.005 < rms.max() < 0.05, "softer than speech"
    assert (sounding[-1] - sounding[0]) * 10 == pytest.approx(390, abs=60)
    assert (len(rms) - sounding[-1]) * 10 >= 4000


def test_a_chime_between_parts(clips: list[Clip], join: Join) -> None:
    """With `chime`, each part but the first begins with a soft sound on its whole second; speech keeps its level."""
    track = join(script(10), clips, settings=AudioSettings(chime=True))
    sound = decode(track.path)
    for mark, cue in zip(track.marks[1:], (track.cues[4], track.cues[8]), strict=True):
        assert 1500 < cue.start_ms - mark.start_ms < 2200
        chime = sound[round(mark.start_ms * 44.1) : round((cue.start_ms - 100) * 44.1)]
        assert 0.01 < np.abs(chime).max() < 0.2
    assert ebur128(track.path)[0] == pytest.approx(-16, abs=0.5)


def test_digest(clips: list[Clip]) -> None:
    """Text, a clip, a setting and a tag change it; what is made of the whole book does not, nor does the place of its
    text in the source: a line that is inserted before an article leaves its track alone."""
    names = ["a", "b"]
    moved = replace(script(2), utterances=tuple(replace(one, lines=(7, 9)) for one in script(2).utterances))
    base = digest_of(script(2), names, AudioSettings(), TAGS)
    assert base == digest_of(script(2), list(names), AudioSettings(m4b=True), TAGS)
    assert base == digest_of(moved, names, AudioSettings(), TAGS)
    others = [
        digest_of(script(2, pause_ms=401), names, AudioSettings(), TAGS),
        digest_of(script(2), ["a", "c"], AudioSettings(), TAGS),
        digest_of(script(2), names, AudioSettings(bitrate=64), TAGS),
        digest_of(script(2), names, AudioSettings(lrc=True), TAGS),
        digest_of(script(2), names, AudioSettings(), replace(TAGS, track=2)),
        digest_of(script(2), names, AudioSettings(), replace(TAGS, cover=b"\xff\xd8\xff")),
    ]
    assert len({base, *others}) == 7


def test_the_name_may_fill_255_bytes(clips: list[Clip], join: Join, tmp_path: Path) -> None:
    """A target name as long as file systems allow is written all the same."""
    target = tmp_path / ("长" * 83 + "ab.mp3")
    assert len(target.name.encode()) == 255
    assert join(script(2), clips[:2], target=target).path.is_file()


def test_many_sections_and_no_pauses(make_clip: MakeClip, join: Join) -> None:
    """Sentences without pauses between them stay apart by what their clips kept, also over section starts."""
    clip = make_clip(padded(voice(0.6)))
    track = join(script(6, pause_ms=0, per_section=1), [clip] * 6)
    assert len(track.marks) == 6
    sound = decode(track.path)
    for cue in track.cues:
        assert onset_ms(sound, cue.start_ms) == pytest.approx(cue.start_ms, abs=20)
    joined = join(script(6, pause_ms=0, per_section=6), [clip] * 6)
    for cue, after in zip(joined.cues, joined.cues[1:], strict=False):
        assert after.start_ms - cue.end_ms == pytest.approx(85, abs=10)


STRICT = ("-err_detect", "crccheck+bitstream+buffer+explode", "-xerror")


def test_strict_decoding(clips: list[Clip], join: Join) -> None:
    """ffmpeg finds no fault in a file joined from passages, even when told to stop at the slightest."""
    track = join(script(10), clips)
    done = subprocess.run(
        [tool("ffmpeg"), "-v", "warning", *STRICT, "-i", str(track.path), "-f", "null", "-"],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
