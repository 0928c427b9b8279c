"""Words where they are heard: in the finished MP3, whatever was cut from a clip or put into it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.audio import store
from audiobook.audio.assemble import assemble
from audiobook.audio.phrasing import Pause
from audiobook.audio.word_places import placed
from audiobook.config import AudioSettings
from audiobook.model import Clip, Script, SymbolTimes, TimedWord, Utterance
from audiobook.narration.pauses import PAUSES, within
from tests.audio.conftest import RATE, TAGS, Floats, Join, MakeClip, decode, padded, voice

SYLLABLE_MS = 200
TEXT = "昨天，叔叔从很远的地方回来了：三个人、一条船。"
HEARD = ({}, {2: 60, 11: 240, 14: 90}, {2: 300, 7: 200, 14: 500, 18: 30})
"""Silences that a voice leaves, in milliseconds after characters."""


def spoken(make_clip: MakeClip, heard_ms: dict[int, int], marked: int) -> tuple[Clip, list[TimedWord]]:
    """A syllable a character, of which `marked` is a tone of its own; the words are the characters, by the times that a
    voice would tell."""
    pieces: list[Floats] = []
    durations: list[int] = []
    for place, char in enumerate(TEXT):
        if char.isalnum():
            pieces.append(tone() if place == marked else voice(0.2, seed=place))
            durations.append(SYLLABLE_MS)
        else:
            durations.append(25)
            durations[-2] -= 25
        if still := heard_ms.get(place, 0):
            pieces.append(np.zeros(RATE * still // 1000))
            durations[-1] += still
    times = SymbolTimes(TEXT.replace("、", ","), tuple(durations), 400)
    clip = replace(make_clip(padded(np.concatenate(pieces))), digest=f"{heard_ms}{marked}", times=times)
    edges = times.edges_ms
    return clip, [TimedWord(c, edges[n], edges[n + 1]) for n, c in enumerate(TEXT) if c.isalnum()]


def tone() -> Floats:
    """A syllable of 5 kHz, softer at both ends."""
    t = np.arange(RATE * SYLLABLE_MS // 1000) / RATE
    return np.asarray(0.4 * np.sin(2 * np.pi * 5000 * t) * np.minimum(1, 60 * np.minimum(t, t[::-1]) + 0.02))


def tone_ms(sound: Floats) -> tuple[float, float]:
    """When the tone of 5 kHz begins and ends in what a player hears (44.1 kHz)."""
    window = 220
    t = np.arange(window) / 44_100
    probe = np.exp(-2j * np.pi * 5000 * t)
    rows = sound[: len(sound) // window * window].reshape(-1, window)
    power = np.abs(rows @ probe)
    loud = np.flatnonzero(power > power.max() / 3)
    return loud[0] * window / 44.1, (loud[-1] + 1) * window / 44.1


def script(*utterances: Utterance) -> Script:
    """An article of these."""
    return Script("山中读书", 1, "早起的人", utterances)


SAID = Utterance(1, "body", TEXT, TEXT, 400, marks_ms=within(TEXT, PAUSES))


@pytest.mark.parametrize("heard_ms", HEARD)
@pytest.mark.parametrize("marked", [0, 1, 3, 6, 7, 8, 12, 14, 16, 19, 21])
def test_a_word_is_heard_when_its_time_says(
    make_clip: MakeClip, join: Join, tmp_path: Path, heard_ms: dict[int, int], marked: int
) -> None:
    """In the decoded file each word begins and ends within 30 ms of its time, behind another sentence too."""
    if TEXT[marked] in "，：、。":
        marked += 1
    clip, words = spoken(make_clip, heard_ms, marked)
    before, others = spoken(make_clip, HEARD[1], marked=99)
    track = join(script(SAID, replace(SAID, number=2)), [before, clip], words=[others, words])
    begins, ends = tone_ms(decode(tmp_path / "track.mp3"))
    cue = track.cues[1]
    [word] = [word for word, (start, _) in zip(cue.words, cue.word_places(), strict=True) if start == marked]
    assert word.start_ms == pytest.approx(begins, abs=30)
    assert word.end_ms == pytest.approx(ends, abs=30)


def test_words_begin_and_end_with_their_sentence(make_clip: MakeClip, join: Join) -> None:
    """The first begins with it and the last ends with it; none overlap, and each has some time."""
    clip, words = spoken(make_clip, HEARD[2], 99)
    [cue] = join(script(SAID), [clip], words=[words]).cues
    assert [word.text for word in cue.words] == [char for char in TEXT if char.isalnum()]
    assert (cue.words[0].start_ms, cue.words[-1].end_ms) == (cue.start_ms, cue.end_ms)
    assert all(a.start_ms < a.end_ms <= b.start_ms for a, b in pairwise(cue.words))


def test_passages_of_an_earlier_version_are_kept(make_clip: MakeClip, tmp_path: Path) -> None:
    """A passage that does not know its pauses learns them from its clips: nothing is encoded again, and words have the
    same times."""
    clip, words = spoken(make_clip, HEARD[1], 99)
    work = tmp_path / "passages"

    def made() -> bytes:
        track = assemble(
            script(SAID), [clip], tmp_path / "t.mp3", settings=AudioSettings(), tags=TAGS, words=[words], work=work
        )
        return repr(track.cues).encode()

    first = made()
    [path] = work.glob("*.passage")
    fresh = store.load(path)
    assert fresh is not None
    store.keep(path, replace(fresh, pauses=None, stream=fresh.stream[::-1]), what="test")
    assert made() == first
    again = store.load(path)
    assert again is not None and again.pauses == fresh.pauses
    assert again.stream == fresh.stream[::-1], "it was encoded again"


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 800)), max_size=8),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 600), st.integers(0, 600)), max_size=6),
)
def test_whatever_is_told_words_are_in_order(told: list[tuple[int, int]], still: list[tuple[int, int, int]]) -> None:
    """Within their sentence and one behind the other, none ending before it begins."""
    words = [TimedWord("字", start, start + length) for start, length in sorted(told)]
    pauses = [Pause(0, 100, 0, 100)]
    for start, clip_ms, ms in sorted(still):
        begins = max(start, int(pauses[-1].clip_stop) + 1)
        lies = pauses[-1].stop + begins - pauses[-1].clip_stop
        pauses.append(Pause(begins, begins + clip_ms, lies, lies + ms))
    found = placed(words, pauses, 5_000, (5_000, 7_000))
    assert len(found) == len(words)
    assert all(5_000 <= word.start_ms <= word.end_ms <= 7_000 for word in found)
    assert all(a.start_ms <= b.start_ms and a.end_ms <= b.start_ms for a, b in pairwise(found))
