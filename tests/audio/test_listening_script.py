"""`scripts/listen`: what it counts of a sentence, as it was spoken and as it is joined."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audiobook.audio.clips import spoken_ms
from audiobook.model import Clip, SpeechRequest, Utterance
from audiobook.narration.pauses import PAUSES, within
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Speech
from audiobook.system.pcm import to_int16
from tests.audio.conftest import RATE
from tests.audio.test_phrasing import spoken_as
from tests.conftest import ROOT

sys.path.append(str(ROOT / "scripts"))
import listening
from listening import Said


class Ears:
    """Hears the first text in a clip and the second in other sound."""

    def __init__(self, clip: str, other: str) -> None:
        self._clip, self._other = clip, other

    def hear(self, clip: Clip, language: str) -> str:
        """The first."""
        return self._clip

    def hear_samples(self, samples: Any, sample_rate: int, language: str) -> str:
        """The second."""
        return self._other


def said(text: str, heard_ms: dict[int, int], folder: Path, *heard: str) -> tuple[Said, Clip]:
    """What is measured of `text` with these silences after its characters, kept as a clip in `folder`."""
    sound, times = spoken_as(text, heard_ms)
    request = SpeechRequest("test", "1", "anna", 1.0, text, len(text))
    clip = Cache(folder).put(request, Speech(to_int16(sound.astype("float32")), RATE, times=times))
    utterance = Utterance(1, "body", text, text, 400, marks_ms=within(text, PAUSES))
    ears: Any = Ears(*(heard or (text, text)))
    return listening.measured("anna", "file", utterance, clip, ears), clip


def test_marks_are_counted_before_and_after(tmp_path: Path) -> None:
    """A swallowed comma, a short one and a heard one, and a colon: all are there once the clip is joined."""
    one, clip = said("昨天，叔叔，阿姨，都说：回来了。", {5: 40, 8: 150, 11: 200}, tmp_path)
    assert (one.commas, one.marks) == (3, 4)
    assert (one.before.commas, one.before.marks) == (1, 2)
    assert (one.after.commas, one.after.marks, one.after.breaks) == (3, 4, 0)
    assert one.before.seconds == spoken_ms(clip) / 1000 < one.after.seconds


def test_a_pause_elsewhere_is_a_break(tmp_path: Path) -> None:
    """It is counted before, and taken back after; the comma beside it is no break."""
    one, _ = said("昨天，叔叔从很远的地方回来了。", {2: 150, 6: 200}, tmp_path)
    assert (one.before.breaks, one.after.breaks) == (1, 0)
    assert (one.before.commas, one.after.commas) == (1, 1)


def test_both_are_listened_to(tmp_path: Path) -> None:
    """What is misheard before and after stands in the table, beside the rate."""
    one, _ = said("昨天，叔叔回来了。", {2: 40}, tmp_path, "前天，叔叔回来了。", "昨天，叔叔回来了。")
    (row,) = list(listening.table([one, replace(one, voice="anna")]))[2:]
    cells = row.strip("| ").split(" | ")
    assert cells[:3] == ["anna", "2", "0 → 2 of 2"]
    assert cells[-1] == "14.3 → 0.0 % of 14"


@pytest.mark.parametrize("count", [0, 1, 2, 7, 64, 100])
def test_the_first_sentences_are_a_fair_part(count: int) -> None:
    """Every place comes once, and of the first half each quarter of the whole has its share."""
    places = listening.spread(count)
    assert sorted(places) == list(range(count))
    half = places[: count // 2]
    quarters = [sum(4 * place // count == quarter for place in half) for quarter in range(4)] if count >= 64 else [0]
    assert max(quarters) - min(quarters) <= count // 10
