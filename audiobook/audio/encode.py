"""Sound to MP3 frames and back, by LAME and libsndfile's decoder."""

from __future__ import annotations

import functools
import io
import threading

import numpy as np

from audiobook.audio import ffmpeg, mp3
from audiobook.errors import AudioError
from audiobook.system.mp3 import Format
from audiobook.system.pcm import Signal

_one_by_one = threading.Lock()


def encode(signal: Signal, rate: int, form: Format, count: int, *, what: str) -> bytes:
    """`count` frames of `signal`, the first of which needs nothing before it."""
    sound = (signal / np.float32(_encoder_gain(form))).astype("<f4").tobytes()
    frames = mp3.split(ffmpeg.run(_encoder(rate, form), sound, what=what), form, what=what)
    if len(frames) < count or not mp3.starts_afresh(frames[0]):
        raise AudioError(f"{what}: the encoder returned {len(frames)} of {count} frames")
    return b"".join(frames[:count])


def _encoder(rate: int, form: Format) -> list[str]:
    """A bare stream from floats at `rate`: no wall clock, no tag, no header frame."""
    return [
        *("-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0", "-map_metadata", "-1", "-bitexact"),
        *("-ar", str(form.sample_rate), "-c:a", "libmp3lame", "-b:a", f"{form.bitrate_kbps}k"),
        *("-write_xing", "0", "-id3v2_version", "0", "-f", "mp3", "pipe:1"),
    ]


def _encoder_gain(form: Format) -> float:
    """How much LAME changes the level at this bit rate (its presets scale by 0.95 or so)."""
    with _one_by_one:  # the encoders beside us wait for the answer rather than find it too
        return _measured_gain(form)


@functools.cache
def _measured_gain(form: Format) -> float:
    """Found by a sine."""
    sine = (0.25 * np.sin(2 * np.pi * 1000 / form.sample_rate * np.arange(form.sample_rate))).astype("<f4")
    stream = ffmpeg.run(_encoder(form.sample_rate, form), sine.tobytes(), what="encoder")
    back = decode(stream, what="encoder")
    middle = slice(form.sample_rate // 4, form.sample_rate * 3 // 4)
    return float(np.std(back[middle]) / np.std(sine[middle]))


def decode(stream: bytes, *, what: str) -> Signal:
    """What players make of the frames: mono samples at the file's rate, all of every frame, `mp3.DELAY` late.

    In this process, by libsndfile: to start ffmpeg for it costs more than to decode half a minute.
    """
    import soundfile

    try:
        signal, _ = soundfile.read(io.BytesIO(stream), dtype="float32")
    except soundfile.LibsndfileError as error:
        raise AudioError(f"{what}: the encoder's frames cannot be decoded: {error.error_string}") from error
    return np.asarray(signal, np.float32)
