"""What is heard besides speech: pauses, the tone after a question, the chime between parts. All drawn here."""

from __future__ import annotations

import functools

import numpy as np

from audiobook.audio.segments import audio_segment
from audiobook.system.pcm import Signal, to_float

_TONE_GAP_MS, _TONE_MS = 200, 400
_BELOW_SPEECH_DB = 12.0


def pause(pause_ms: int, answer_ms: int, rate: int, loudness_lufs: float) -> list[Signal]:
    """What follows speech: silence, or for a question a soft tone, the silence to answer in, and the rest."""
    if answer_ms <= 0:
        return [np.zeros(rate * max(0, pause_ms) // 1000, np.float32)]
    rest = max(0, pause_ms - answer_ms - _TONE_GAP_MS - _TONE_MS)
    return [
        np.zeros(rate * _TONE_GAP_MS // 1000, np.float32),
        _notes((659.26,), _TONE_MS, rate, loudness_lufs),
        np.zeros(rate * (answer_ms + rest) // 1000, np.float32),
    ]


def chime(rate: int, loudness_lufs: float) -> Signal:
    """Two soft notes, a fourth apart, and half a second of rest."""
    return np.concatenate([_notes((587.33, 783.99), 700, rate, loudness_lufs), np.zeros(rate // 2, np.float32)])


@functools.cache
def _notes(pitches_hz: tuple[float, ...], each_ms: int, rate: int, loudness_lufs: float) -> Signal:
    """Struck one after the other, each with its octave, fading away; softer than speech."""
    audio_segment()
    from pydub.generators import Sine

    peak_db = loudness_lufs - _BELOW_SPEECH_DB + 3  # a sine's peak lies 3 dB over its RMS
    notes = None
    for pitch in pitches_hz:
        note = Sine(pitch, sample_rate=rate).to_audio_segment(duration=each_ms, volume=peak_db)
        note = note.overlay(Sine(2 * pitch, sample_rate=rate).to_audio_segment(duration=each_ms, volume=peak_db - 12))
        note = note.fade_in(8).fade(to_gain=-30, start=30, duration=each_ms - 60).fade_out(30)
        notes = note if notes is None else notes + note
    assert notes is not None
    return to_float(np.frombuffer(notes.raw_data, "<i2"))
