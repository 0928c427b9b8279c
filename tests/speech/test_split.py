"""Halving what would not be spoken whole, and joining it again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.language.syllables import count_syllables
from audiobook.model import Mark, SpeechRequest, SymbolTimes
from audiobook.speech.engine import Speech
from audiobook.speech.split import halve, join


def request(payload: str) -> SpeechRequest:
    """Text to be halved."""
    return SpeechRequest("e", "1", "v", 1.1, payload, count_syllables(payload))


@pytest.mark.parametrize(
    ("payload", "parts"),
    [
        ("春天来了。山里的花开了。", ["春天来了。", "山里的花开了。"]),
        ("春天来了，山里的花，都开了。我们去看，好。", ["春天来了，山里的花，都开了。", "我们去看，好。"]),
        ("春天来了，山里的花开了，我们去看。", ["春天来了，", "山里的花开了，我们去看。"]),
        ("他说：“春天来了！”我们去看花吧", ["他说：“春天来了！”", "我们去看花吧"]),
        ("春天来了山里的花都开了", ["春天来了山", "里的花都开了"]),
        ("我们学习DeepSeek的模型", ["我们学习", "DeepSeek的模型"]),
        ("the quick brown fox jumps over dogs", ["the quick brown", "fox jumps over dogs"]),
        ("花开了。", []),
        ("春天……来了", []),
    ],
)
def test_halves(payload: str, parts: list[str]) -> None:
    """Cuts are at the end of a sentence, else of a clause, else between words; short ones are left alone."""
    assert [part.payload for part in halve(request(payload))] == parts


@given(st.text(alphabet="春天来了山里的花，。！？；、：……—— AbcD12", max_size=60))
def test_nothing_is_lost(payload: str) -> None:
    """Joined, the halves are the whole, each can be spoken, and all else stays."""
    whole = request(payload)
    parts = halve(whole)
    assert len(parts) in (0, 2)
    if parts:
        assert "".join(part.payload for part in parts).replace(" ", "") == payload.replace(" ", "")
        assert all(part.syllables > 0 and part.rate == 1.1 for part in parts)


def test_phonemes() -> None:
    """A payload that is no text is cut at its punctuation only, and syllables are shared out."""
    whole = SpeechRequest("e", "1", "v", 1.0, "ʂan→ li↓, xwa→ kʰai→ lɤ.", 9)
    assert [part.payload for part in halve(whole, text=False)] == ["ʂan→ li↓,", "xwa→ kʰai→ lɤ."]
    assert sum(part.syllables for part in halve(whole, text=False)) == 9
    assert halve(SpeechRequest("e", "1", "v", 1.0, "ʂanlixwakʰailɤ", 9), text=False) == ()


def test_join() -> None:
    """Silence between parts becomes a comma's pause, that at the ends stays, and marks move along."""
    rate = 1_000
    sound = np.tile(np.array([9_000, -9_000], dtype=np.int16), 250)
    still = np.zeros(400, dtype=np.int16)
    part = Speech(np.concatenate([still, sound, still]), rate, (Mark("甲", 400, 900),))
    whole = join([part, part, part])
    loud = np.flatnonzero(whole.samples)
    gaps = np.diff(loud)
    assert loud[0] == 400 and len(whole.samples) - loud[-1] == 401
    assert sorted(gaps[gaps > 1]) == [291, 291]
    assert [mark.start_ms for mark in whole.marks] == [400, 1_190, 1_980]
    assert all(whole.samples[mark.start_ms] and whole.samples[mark.end_ms - 1] for mark in whole.marks)


def test_join_of_times() -> None:
    """Symbols keep their places in the sound; what lies between two parts is a blank's; without times of one part
    there are none of the whole."""
    rate = 1_000
    sound = np.tile(np.array([9_000, -9_000], dtype=np.int16), 250)
    still = np.zeros(400, dtype=np.int16)
    part = Speech(np.concatenate([still, sound, still]), rate, times=SymbolTimes("a.", (500, 300), 400))
    times = join([part, part]).times
    assert times is not None and times.symbols == "a. a."
    assert times.edges_ms == (400, 900, 920, 1_190, 1_690, 1_990)
    assert join([part, replace(part, times=None)]).times is None


def test_join_of_silence() -> None:
    """Parts without any sound are joined too."""
    part = Speech(np.zeros(1_000, dtype=np.int16), 1_000)
    assert len(join([part, part]).samples) >= 2_000
