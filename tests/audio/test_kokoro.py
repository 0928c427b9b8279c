"""The embedded voice through the whole room: times, levels and voices side by side."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from audiobook.audio import loudness
from audiobook.audio.assemble import assemble
from audiobook.config import AudioSettings
from audiobook.model import Clip, Script, Utterance, Voice
from audiobook.pronunciation import read, sandhi
from audiobook.speech.kokoro.engine import Kokoro
from tests.audio.conftest import TAGS, decode, ebur128

TEXTS = ["思考需要时间和耐心。", "四月的风吹过田野。", "谁能回答这个问题？", "哈尔滨的冬天很冷。", "第二章"]


@pytest.mark.kokoro
def test_kokoro_is_joined_as_it_should_be(tmp_path: Path, embedded: Kokoro) -> None:
    """Two voices: every cue starts within 20 ms of the energy's onset, −16 LUFS ±0.5, ≤ −1 dBTP, voices within 1 LU."""
    utterances, clips = [], []
    for number, text in enumerate([*TEXTS, *TEXTS[:3]], start=1):
        said = Utterance(number, "body", text, text, 350, paragraph=number // 3, words=sandhi(read(text)))
        name = "zf_xiaoxiao" if number <= len(TEXTS) else "zm_yunjian"
        speech = embedded.speak(embedded.request(said, Voice("kokoro", name)))
        path = tmp_path / f"{number}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(speech.sample_rate)
            file.writeframes(speech.samples.tobytes())
        utterances.append(said)
        clips.append(Clip(path, speech.sample_rate, len(speech.samples), f"{number}"))
    script = Script("书", 1, "题", tuple(utterances))
    track = assemble(script, clips, tmp_path / "t.mp3", settings=AudioSettings(), tags=TAGS)
    lufs, peak = ebur128(track.path)
    assert lufs == pytest.approx(-16, abs=0.5) and peak <= -1
    sound = decode(track.path).astype(np.float32)
    levels: dict[bool, list[np.ndarray]] = {True: [], False: []}
    for cue in track.cues:
        near = sound[round((cue.start_ms - 150) * 44.1) : round((cue.start_ms + 150) * 44.1)]
        rms = np.sqrt(np.mean(near[: len(near) // 44 * 44].reshape(-1, 44) ** 2, axis=1))
        for threshold_dbfs in (-58, -50):
            assert np.argmax(rms > 10 ** (threshold_dbfs / 20)) * 44 / 44.1 == pytest.approx(150, abs=20), cue
        assert cue.end_ms > cue.start_ms + 300
        levels[cue.utterance <= len(TEXTS)].append(sound[round(cue.start_ms * 44.1) : round(cue.end_ms * 44.1)])
    she, he = (
        loudness.integrated(loudness.k_energies(np.concatenate(parts), 44_100, 441), 441, 44_100)
        for parts in levels.values()
    )
    assert she == pytest.approx(he, abs=1)
