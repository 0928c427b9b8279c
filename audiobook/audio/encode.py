"""Sound to MP3 frames, by LAME in this process."""

from __future__ import annotations

import functools
import threading
from importlib import metadata

import numpy as np

from audiobook.audio import mp3
from audiobook.audio.decode import decode
from audiobook.errors import AudioError
from audiobook.system.mp3 import Format
from audiobook.system.pcm import Signal, to_int16
from audiobook.system.resampling import resample

_QUALITY = 3  # LAME's own choice for a constant bit rate

_one_by_one = threading.Lock()


@functools.cache
def version() -> str:
    """The encoder and its version; part of every digest, because another encoder makes other bytes.

    Raises `AudioError` when it is not installed.
    """
    try:
        return f"lameenc {metadata.version('lameenc')}"
    except metadata.PackageNotFoundError as error:
        raise AudioError("no MP3 encoder: install the package lameenc again") from error


def encode(signal: Signal, rate: int, form: Format, count: int, *, what: str) -> bytes:
    """`count` frames of `signal`, the first of which needs nothing before it. Raises `AudioError` naming `what`."""
    sound = resample(signal / np.float32(_encoder_gain(form)), rate, form.sample_rate)
    frames = mp3.split(_stream(sound, form, what=what), form, what=what)
    if len(frames) < count or not mp3.starts_afresh(frames[0]):
        raise AudioError(f"{what}: the encoder returned {len(frames)} of {count} frames")
    return b"".join(frames[:count])


def _stream(sound: Signal, form: Format, *, what: str) -> bytes:
    """What a fresh encoder makes of `sound`: frames alone, no tag, no header frame."""
    try:
        import lameenc

        encoder = lameenc.Encoder()
        encoder.silence()
        encoder.set_channels(1)
        encoder.set_in_sample_rate(form.sample_rate)
        encoder.set_out_sample_rate(form.sample_rate)
        encoder.set_bit_rate(form.bitrate_kbps)
        encoder.set_quality(_QUALITY)
        return bytes(encoder.encode(to_int16(sound).tobytes()) + encoder.flush())
    except (ImportError, RuntimeError, ValueError) as error:
        raise AudioError(f"{what}: LAME cannot encode: {error}") from error


def _encoder_gain(form: Format) -> float:
    """How much LAME changes the level at this bit rate (its presets scale by 0.95 or so)."""
    with _one_by_one:  # the encoders beside us wait for the answer rather than find it too
        return _measured_gain(form)


@functools.cache
def _measured_gain(form: Format) -> float:
    """Found by a sine."""
    sine = (0.25 * np.sin(2 * np.pi * 1000 / form.sample_rate * np.arange(form.sample_rate))).astype("<f4")
    back = decode(_stream(sine, form, what="encoder"), what="encoder")
    middle = slice(form.sample_rate // 4, form.sample_rate * 3 // 4)
    return float(np.std(back[middle]) / np.std(sine[middle]))
