"""MP3 to sound, by libsndfile in this process."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audiobook.errors import AudioError
from audiobook.system.pcm import Signal

_BLOCK = 1 << 16  # samples
_SLACK_MS = 50  # two frames


def decode(stream: bytes, *, what: str) -> Signal:
    """What players make of bare frames: mono samples at the file's rate, all of every frame, `mp3.DELAY` late.

    Raises `AudioError` naming `what`.
    """
    import soundfile

    try:
        signal, _ = soundfile.read(io.BytesIO(stream), dtype="float32")
    except soundfile.LibsndfileError as error:
        raise AudioError(f"{what}: the encoder's frames cannot be decoded: {error.error_string}") from error
    return np.asarray(signal, np.float32)


def track_sound(path: Path, duration_ms: int) -> Iterator[Signal]:
    """The sound of a track's MP3, a second or two at a time, without the encoder's delay and padding.

    Raises `AudioError` naming the file when it is missing, damaged or not about `duration_ms` long.
    """
    import soundfile

    samples = 0
    try:
        with path.open("rb") as file, soundfile.SoundFile(file) as sound:
            rate = sound.samplerate
            while len(block := sound.read(_BLOCK, dtype="float32")):
                samples += len(block)
                yield np.asarray(block, np.float32)
    except OSError as error:
        raise AudioError(f"{path}: cannot be read: {error.strerror or error}") from error
    except soundfile.LibsndfileError as error:
        raise AudioError(f"{path}: cannot be decoded: {error.error_string}; build it again") from error
    if abs(samples * 1000 / rate - duration_ms) > _SLACK_MS:
        raise AudioError(f"{path}: {samples / rate:.1f} s of sound where {duration_ms / 1000:.1f} s were written")
