"""One clip: read, cut to its speech, faded at both ends and brought to a common loudness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from audiobook.audio import loudness
from audiobook.audio.limiter import limit
from audiobook.audio.phrasing import Gap, Pause, edits, pauses, shaped
from audiobook.audio.segments import audio_segment
from audiobook.errors import AudioError
from audiobook.model import Clip
from audiobook.system import files
from audiobook.system.pcm import Signal, speech_bounds, to_float

KEEP_BEFORE_MS = 25
"""Kept before the first sound: the breath of an aspirate begins below any threshold."""
KEEP_AFTER_MS = 60
"""Kept after the last sound, for the room and the end of a nasal."""
FADE_OUT_MS = 45
_LEAST_FADE_MS = 4

_QUIETEST_LUFS, _LOUDEST_GAIN_DB = -60.0, 40.0
_ROUNDS, _NEAR_LU = 3, 0.1


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clip ready to be joined: its first sound is at `onset`, its last ends at `offset` (samples)."""

    signal: Signal
    rate: int
    onset: int
    offset: int
    energies: loudness.Energies
    """K-weighted, after levelling, one value every `hop(rate)` samples."""
    pauses: tuple[Pause, ...] = ()


def prepare(clip: Clip, target_lufs: float, ceiling: float, gaps: Sequence[Gap] = ()) -> Spoken:
    """The clip's speech with the silences of `gaps`, at `target_lufs` under the true peak `ceiling` (linear), or as it
    is when it is silence.

    Raises `AudioError` naming the file when it is missing, damaged or not PCM.
    """
    signal, rate, (start, onset, stop), still = _shaped(clip, gaps)
    first = max(0, start - int(rate * KEEP_BEFORE_MS / 1000))
    last = min(len(signal), stop + int(rate * KEEP_AFTER_MS / 1000))
    signal = _faded(signal[first:last].copy(), rate, start - first, last - stop)
    energies = loudness.k_energies(signal, rate, hop(rate))
    level = loudness.integrated(energies, hop(rate), rate)
    if level > _QUIETEST_LUFS:
        signal, reached = leveled(signal, rate, level, target_lufs, ceiling)
        energies = energies * 10 ** ((reached - level) / 10)
    return Spoken(signal, rate, onset - first, stop - first, energies, still)


def spoken_ms(clip: Clip, gaps: Sequence[Gap] = ()) -> int:
    """How long the clip is heard with the silences of `gaps`, without the engine's silence around it. Raises
    `AudioError` as `prepare` does."""
    _, rate, (start, _, stop), _ = _shaped(clip, gaps)
    return round((stop - start) * 1000 / rate)


def pauses_of(clip: Clip, gaps: Sequence[Gap]) -> tuple[Pause, ...]:
    """Those of `prepare`, without the rest. Raises `AudioError` as it does."""
    return _shaped(clip, gaps)[3]


def _shaped(clip: Clip, gaps: Sequence[Gap]) -> tuple[Signal, int, tuple[int, int, int], tuple[Pause, ...]]:
    """The clip with the silences of `gaps`, its rate, where speech begins, is heard and ends in it, and its pauses."""
    segment = _read(clip)
    signal, rate = _floats(segment), int(segment.frame_rate)
    changes = edits(signal, rate, gaps)
    result = shaped(signal, rate, changes)
    start, onset, stop = speech_bounds(result, rate)
    return result, rate, (start, onset, stop), pauses(signal, rate, changes, onset, stop)


def hop(rate: int) -> int:
    """Samples in 25 ms, the grain in which clips are measured."""
    return max(1, rate // 40)


def leveled(signal: Signal, rate: int, level_lufs: float, target_lufs: float, ceiling: float) -> tuple[Signal, float]:
    """`signal`, known to be at `level_lufs`, at its target under the true peak `ceiling` (linear), and the loudness
    it really got: limiting takes some away, which is given back as long as peaks allow."""
    gain_db = wanted_db = min(_LOUDEST_GAIN_DB, target_lufs - level_lufs)
    for _ in range(_ROUNDS):
        louder = signal * np.float32(10 ** (gain_db / 20))
        limited = limit(louder, rate, ceiling)
        if limited is louder:
            return limited, level_lufs + gain_db
        reached = loudness.integrated(loudness.k_energies(limited, rate, hop(rate)), hop(rate), rate)
        short = level_lufs + wanted_db - reached
        if abs(short) < _NEAR_LU:
            break
        gain_db += short
    return limited, reached


def _faded(signal: Signal, rate: int, before: int, after: int) -> Signal:
    """Faded in over what was kept before speech, and out over what was kept after it; a voice that begins at once
    still gets a short fade, so that no join clicks."""
    least = rate * _LEAST_FADE_MS // 1000
    fade_in, fade_out = max(least, before), max(least, min(rate * FADE_OUT_MS // 1000, after))
    if len(signal) > fade_in + fade_out:
        signal[:fade_in] *= np.linspace(0, 1, fade_in, endpoint=False, dtype=np.float32)
        signal[len(signal) - fade_out :] *= np.linspace(1, 0, fade_out, dtype=np.float32)
    return signal


def _read(clip: Clip) -> Any:
    """The clip as a pydub segment: mono, 16 bits."""
    segments = audio_segment()
    try:
        # from_file would go looking for ffprobe when a file is damaged
        segment = segments(data=files.read(clip.path))
        if segment.channels > 1:
            segment = segment.set_channels(1)
        if segment.sample_width != 2:
            segment = segment.set_sample_width(2)
    except FileNotFoundError as error:
        raise AudioError(f"{clip.path}: no such clip; render the chapter again") from error
    except Exception as error:  # pydub lets wave, struct, audioop and its own errors through
        raise AudioError(f"{clip.path}: not a clip that can be read: {error or type(error).__name__}") from error
    return segment


def _floats(segment: Any) -> Signal:
    return to_float(np.frombuffer(segment.raw_data, "<i2"))
