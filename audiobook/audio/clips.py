"""One clip: read, cut to its speech, faded at both ends and brought to a common loudness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.audio import loudness
from audiobook.audio.ffmpeg import audio_segment
from audiobook.audio.limiter import limit
from audiobook.audio.loudness import Signal
from audiobook.errors import AudioError
from audiobook.model import Clip

KEEP_BEFORE_MS = 25
"""Kept before the first sound: the breath of an aspirate begins below any threshold."""
KEEP_AFTER_MS = 60
"""Kept after the last sound, for the room and the end of a nasal."""
FADE_OUT_MS = 45
_LEAST_FADE_MS = 4

_HOP_S = 0.005
_SURE_DB, _FAINT_DB = -30.0, -45.0  # below the level of the clip's loud parts
_FLOOR_MARGIN_DB = 6.0
_GAP_S = 0.12  # the closure before a plosive; what is further from speech than this is not part of it
_QUIETEST_LUFS, _LOUDEST_GAIN_DB = -60.0, 40.0
_ROUNDS, _NEAR_LU = 4, 0.05


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clip ready to be joined: its first sound is at `onset`, its last ends at `offset` (samples)."""

    signal: Signal
    rate: int
    onset: int
    offset: int
    loudness_lufs: float
    """Of the trimmed clip before it was levelled; `loudness.SILENCE_LUFS` for silence."""


def prepare(clip: Clip, target_lufs: float, ceiling: float) -> Spoken:
    """The clip's speech at `target_lufs` under the true peak `ceiling` (linear), or as it is when it is silence.

    Raises `AudioError` naming the file when it is missing, damaged or not PCM.
    """
    signal, rate, segment = _read(clip)
    start, stop = speech_bounds(signal, rate)
    if stop > start:
        first = max(0, start - int(rate * KEEP_BEFORE_MS / 1000))
        last = min(len(signal), stop + int(rate * KEEP_AFTER_MS / 1000))
        kept = segment.get_sample_slice(first, last)
        # a voice that begins at once still gets a short fade: no click at the join
        fade_in = max(_LEAST_FADE_MS, min(KEEP_BEFORE_MS, (start - first) * 1000 // rate))
        fade_out = max(_LEAST_FADE_MS, min(FADE_OUT_MS, (last - stop) * 1000 // rate))
        if len(kept) > fade_in + fade_out:
            kept = kept.fade_in(fade_in).fade_out(fade_out)
        signal, start, stop = _floats(kept), start - first, stop - first
    hop = max(1, rate // 40)
    level = loudness.integrated(loudness.k_energies(signal, rate, hop), hop, rate)
    if level > _QUIETEST_LUFS:
        signal = master(signal, rate, target_lufs, ceiling, level_lufs=level)[0]
    return Spoken(signal, rate, start, stop, level)


def spoken_ms(clip: Clip) -> int:
    """How long the clip is heard, without the engine's silence around it. Raises `AudioError` as `prepare` does."""
    signal, rate, _ = _read(clip)
    start, stop = speech_bounds(signal, rate)
    return round((stop - start) * 1000 / rate)


def master(
    signal: Signal, rate: int, target_lufs: float, ceiling: float, *, level_lufs: float | None = None
) -> tuple[Signal, float]:
    """`signal` at its target with its true peak limited to `ceiling` (linear), and the loudness that was reached.

    Measured again after limiting, which takes some of it away; silence stays silence.
    """
    hop = max(1, rate // 40)
    gain_db, result = 0.0, signal
    if level_lufs is None:
        level_lufs = loudness.integrated(loudness.k_energies(signal, rate, hop), hop, rate)
    level = level_lufs
    for _ in range(_ROUNDS):
        if level <= loudness.SILENCE_LUFS or abs(target_lufs - level) < _NEAR_LU:
            break
        gain_db = min(_LOUDEST_GAIN_DB, gain_db + target_lufs - level)
        louder = signal * np.float32(10 ** (gain_db / 20))
        result = limit(louder, rate, ceiling)
        if result is louder:
            level = level_lufs + gain_db
            break
        level = loudness.integrated(loudness.k_energies(result, rate, hop), hop, rate)
    return (limit(result, rate, ceiling) if result is signal else result), level


def speech_bounds(signal: Signal, rate: int) -> tuple[int, int]:
    """First and one past the last sample of speech; (0, len) when there is no telling (all of it, or silence).

    Two thresholds below the clip's own level: what passes the upper one is speech, and so is what stays above the
    lower one next to it, across gaps as long as a plosive's closure. The lower one also stays clear of the noise
    the engine leaves between words.
    """
    hop = max(1, int(rate * _HOP_S))
    count = len(signal) // hop
    if count < 4:
        return 0, len(signal)
    rows = signal[: count * hop].reshape(count, hop)
    power = np.maximum(np.var(rows, axis=1, dtype=np.float64), 1e-12)
    level = 10 * np.log10(power)
    loud = 10 * np.log10(np.mean(np.sort(power)[-max(1, count // 5) :]))
    if loud < -90:
        return 0, len(signal)
    floor = float(np.quantile(level, 0.05))
    faint = min(max(loud + _FAINT_DB, floor + _FLOOR_MARGIN_DB), loud + _SURE_DB)
    sure = np.flatnonzero(level > loud + _SURE_DB)
    first = _grow(level[: sure[0]][::-1] > faint, hop, rate)
    last = _grow(level[sure[-1] + 1 :] > faint, hop, rate)
    stop = (int(sure[-1]) + 1 + last) * hop
    return (int(sure[0]) - first) * hop, len(signal) if len(signal) - stop < hop else stop


def _grow(audible: NDArray[np.bool_], hop: int, rate: int) -> int:
    """How many hops to take in, walking outward from sure speech over gaps no longer than `_GAP_S`."""
    heard = np.flatnonzero(audible)
    if not len(heard):
        return 0
    gaps = np.diff(np.concatenate([[-1], heard])) * hop / rate
    far = np.flatnonzero(gaps > _GAP_S)
    near = heard[: far[0]] if len(far) else heard
    return int(near[-1]) + 1 if len(near) else 0


def _read(clip: Clip) -> tuple[Signal, int, Any]:
    segments = audio_segment()
    try:
        # from_file would go looking for ffprobe when a file is damaged
        segment = segments(data=clip.path.read_bytes())
        if segment.channels > 1:
            segment = segment.set_channels(1)
        if segment.sample_width != 2:
            segment = segment.set_sample_width(2)
    except FileNotFoundError as error:
        raise AudioError(f"{clip.path}: no such clip; render the chapter again") from error
    except Exception as error:  # pydub lets wave, struct, audioop and its own errors through
        raise AudioError(f"{clip.path}: not a clip that can be read: {error or type(error).__name__}") from error
    return _floats(segment), int(segment.frame_rate), segment


def _floats(segment: Any) -> Signal:
    return np.frombuffer(segment.raw_data, "<i2").astype(np.float32) / np.float32(32768)
