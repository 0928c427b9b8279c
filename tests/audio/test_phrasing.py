"""Pauses within a clip: there where a mark stands, short where none does, and nothing spoken is lost."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.audio import passages
from audiobook.audio.assemble import plan
from audiobook.audio.clips import spoken_ms
from audiobook.audio.phrasing import BREATH_MS, UNMARKED_MS, Edit, Gap, edits, gaps, shaped
from audiobook.config import AudioSettings
from audiobook.model import Script, SymbolTimes, Utterance, Voice
from audiobook.narration.pauses import PAUSES, within
from audiobook.pronunciation import read, sandhi
from audiobook.speech.kokoro.engine import Kokoro
from audiobook.system.pcm import Signal, silences, to_float
from tests.audio.conftest import RATE, Floats, MakeClip, padded, voice

SYLLABLE_MS = 200


def spoken_as(text: str, heard_ms: dict[int, int]) -> tuple[Floats, SymbolTimes]:
    """`text` by something like a voice: a syllable a character; after character n a silence of `heard_ms[n]`. Marks are
    symbols of 25 ms, sent as the voice knows them."""
    pieces: list[Floats] = []
    durations: list[int] = []
    for place, char in enumerate(text):
        if char.isalnum():
            pieces.append(voice(SYLLABLE_MS / 1000, seed=place))
            durations.append(SYLLABLE_MS)
        else:
            durations.append(25)
            durations[-2] -= 25
        if still := heard_ms.get(place, 0):
            pieces.append(np.zeros(RATE * still // 1000))
            durations[-1] += still
    return padded(np.concatenate(pieces)), SymbolTimes(text.replace("、", ","), tuple(durations), 400)


def stills_ms(signal: Signal) -> list[int]:
    """The silences in it."""
    return [round((stop - start) * 1000 / RATE) for start, stop in silences(signal, RATE)]


def phrased(text: str, heard_ms: dict[int, int], **pauses: int) -> Signal:
    """`text` as it is joined."""
    sound, times = spoken_as(text, heard_ms)
    signal = sound.astype(np.float32)
    return shaped(signal, RATE, edits(signal, RATE, gaps(times, text, within(text, PAUSES | pauses))))


@pytest.mark.parametrize("heard_ms", [0, 50, 90, 180, 400])
@pytest.mark.parametrize(
    ("mark", "name"), [("，", "comma"), ("、", "enumeration"), ("；", "semicolon"), ("：", "colon")]
)
def test_a_mark_is_heard_as_long_as_the_table_says(mark: str, name: str, heard_ms: int) -> None:
    """Whatever the voice left at it, nothing included."""
    (still,) = stills_ms(phrased(f"昨天{mark}叔叔回来了。", {2: heard_ms}))
    assert still == pytest.approx(PAUSES[name], abs=25)


def test_a_table_of_one_s_own_is_followed() -> None:
    """A longer comma is longer."""
    (still,) = stills_ms(phrased("昨天，叔叔回来了。", {2: 150}, comma=333))
    assert still == pytest.approx(333, abs=25)


def test_a_pause_without_a_mark_is_taken_back() -> None:
    """A silence inside of a phrase becomes no longer than a closure; in a long stretch it may be a breath."""
    short = stills_ms(phrased("昨天，叔叔从很远的地方回来了。", {2: 150, 6: 200}))
    assert short == [pytest.approx(PAUSES["comma"], abs=25), pytest.approx(UNMARKED_MS, abs=15)]
    (long,) = stills_ms(phrased("那个住在河边的叔叔昨天从很远的地方回来了。", {8: 220}))
    assert long == pytest.approx(BREATH_MS, abs=15) and long < PAUSES["comma"]


def test_other_marks_than_were_sent_are_left_alone() -> None:
    """A mark that the voice was not sent makes no pause, and those beside it still find theirs."""
    sound, times = spoken_as("昨天，叔叔回来了：三个人。", {2: 60, 8: 100})
    signal = sound.astype(np.float32)
    text = "昨天，叔叔……回来了：三个人。"
    changed = shaped(signal, RATE, edits(signal, RATE, gaps(times, text, within(text, PAUSES))))
    assert stills_ms(changed) == [pytest.approx(180, abs=25), pytest.approx(280, abs=25)]


def test_without_times_nothing_changes() -> None:
    """Engines that do not say when a symbol is heard keep their own pauses."""
    assert gaps(None, "昨天，叔叔回来了。", (180,)) == ()
    signal = voice(1).astype(np.float32)
    assert shaped(signal, RATE, edits(signal, RATE, ())) is signal


@given(
    st.lists(
        st.builds(Gap, st.integers(-50, 2_500), st.integers(0, 2_500), st.integers(0, 900), st.booleans()), max_size=8
    )
)
def test_only_silence_is_cut(wanted: list[Gap]) -> None:
    """Whatever is asked for, edits follow each other, and every sample that goes lay in a silence."""
    signal = np.concatenate([voice(0.5), np.zeros(RATE // 4), voice(0.7, seed=2), np.zeros(RATE // 20), voice(0.4)])
    signal = signal.astype(np.float32)
    made, still = edits(signal, RATE, wanted), silences(signal, RATE)
    assert all(a.at + a.cut < b.at for a, b in itertools.pairwise(made))
    for edit in made:
        assert not edit.cut or any(start <= edit.at and edit.at + edit.cut <= stop for start, stop in still)
    assert len(shaped(signal, RATE, made)) == len(signal) + sum(edit.add - edit.cut for edit in made)


def test_no_join_clicks() -> None:
    """In the middle of a loud vowel a pause begins and ends softly: no step is larger than the voice's own."""
    signal = np.sin(2 * np.pi * 200 * np.arange(RATE) / RATE).astype(np.float32)
    changed = shaped(signal, RATE, [Edit(9_001, 0, 4_000), Edit(15_007, 300, 0)])
    assert np.abs(np.diff(changed)).max() <= np.abs(np.diff(signal)).max() * 1.05
    assert not changed[9_001:13_001].any()


def test_a_pause_changes_passages_and_no_clip(make_clip: MakeClip) -> None:
    """Another comma in the table: the clip's file and digest stay, the passage is another one."""
    text = "昨天，叔叔回来了。"
    sound, times = spoken_as(text, {2: 50})
    clip = replace(make_clip(sound), digest="d", times=times)
    kept = hashlib.sha256(clip.path.read_bytes()).digest()
    made = []
    for comma in (180, 240):
        said = Utterance(1, "body", text, text, 400, marks_ms=within(text, PAUSES | {"comma": comma}))
        (passage,) = plan(Script("书", 1, "题", (said,)), [clip], AudioSettings())
        made.append((passages.digest(passage, AudioSettings()), len(passages.join(passage, AudioSettings()).signal)))
    assert made[0][0] != made[1][0]
    assert (made[1][1] - made[0][1]) / RATE == pytest.approx(0.06, abs=0.002)
    assert hashlib.sha256(clip.path.read_bytes()).digest() == kept


def test_a_clip_is_as_long_as_it_will_be_heard(make_clip: MakeClip) -> None:
    """What sittings are measured by has the pauses in it that are put into the clip."""
    sound, times = spoken_as("昨天，叔叔回来了。", {2: 60})
    clip = replace(make_clip(sound), times=times)
    wanted = gaps(times, "昨天，叔叔回来了。", (400,))
    assert spoken_ms(clip, wanted) - spoken_ms(clip) == pytest.approx(340, abs=10)


@pytest.mark.kokoro
@pytest.mark.parametrize("name", ["zf_xiaoxiao", "zm_yunxi"])
def test_the_voice_s_commas_are_heard(embedded: Kokoro, name: str) -> None:
    """After short openers, which the voice runs into what follows, there is a comma's silence."""
    for text in ("今天，院子里的孩子们都睡着了。", "因此，镇上修桥、铺路，大家都很高兴。"):
        said = Utterance(1, "body", text, text, 400, words=sandhi(read(text)), marks_ms=within(text, PAUSES))
        speech = embedded.speak(embedded.request(said, Voice("kokoro", name)))
        signal = to_float(speech.samples)
        changed = shaped(signal, RATE, edits(signal, RATE, gaps(speech.times, text, said.marks_ms)))
        assert sum(still >= 100 for still in stills_ms(changed)) == len(said.marks_ms)


LONG = "那个住在河边的叔叔昨天从很远的地方回来了。"


@pytest.mark.parametrize("heard_ms", [0, 30, 240])
def test_a_breath_is_taken_where_it_is_asked_for(heard_ms: int) -> None:
    """The silence after 叔叔 is a breath long; the voice's own, elsewhere in the stretch, is taken back."""
    sound, times = sent_in_words(LONG, blanks=(9, 11, 17), heard_ms={8: heard_ms, 16: 200})
    signal = sound.astype(np.float32)
    changed = shaped(signal, RATE, edits(signal, RATE, gaps(times, LONG, (), [(9, 130)])))
    assert stills_ms(changed) == [pytest.approx(130, abs=25), pytest.approx(UNMARKED_MS, abs=15)]


def test_a_breath_whose_place_is_not_known_is_not_taken() -> None:
    """Where no blank stands after the syllable, or the symbols have other syllables, the voice's own pause stays."""
    for place in (8, 12):
        sound, times = sent_in_words(LONG, blanks=(9, 11, 17), heard_ms={16: 120})
        signal = sound.astype(np.float32)
        changed = shaped(signal, RATE, edits(signal, RATE, gaps(times, LONG, (), [(place, 130)])))
        assert stills_ms(changed) == [pytest.approx(120, abs=15)]


def sent_in_words(text: str, blanks: tuple[int, ...], heard_ms: dict[int, int]) -> tuple[Floats, SymbolTimes]:
    """`spoken_as`, each syllable sent as one vowel and its tone, a blank after so many of them."""
    sound, plain = spoken_as(text, heard_ms)
    symbols, durations = "", []
    for place, (char, lasting) in enumerate(zip(text, plain.durations_ms, strict=True)):
        if place in blanks:
            symbols, durations = symbols + " ", [*durations, 25]
            durations[-2] -= 25
        symbols += "a↘" if char.isalnum() else char
        durations += [lasting - 25, 25] if char.isalnum() else [lasting]
    return sound, SymbolTimes(symbols, tuple(durations), plain.before_ms)
