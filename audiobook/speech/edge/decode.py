"""MP3 -> samples, by libsndfile."""

from __future__ import annotations

import io

import numpy as np

from audiobook.errors import NoAudio
from audiobook.speech.edge.stream import BYTES_PER_SECOND
from audiobook.system.mp3 import parse_header
from audiobook.system.pcm import Samples

SAMPLE_RATE = 24_000
_SLACK_S = 0.15
"""A decoder may give or keep a few frames of 24 ms at either end."""


def decode(mp3: bytes) -> Samples:
    """24 kHz mono samples, shape [frames]. Raises `NoAudio` if `mp3` is not MP3 or not all of it is."""
    import soundfile

    expected = len(mp3) / BYTES_PER_SECOND
    try:
        samples, rate = soundfile.read(io.BytesIO(_whole_frames(mp3)), dtype="int16")
    except soundfile.LibsndfileError as error:
        raise NoAudio(f"the audio cannot be decoded: {error.error_string}") from error
    got = len(samples) / SAMPLE_RATE
    if rate != SAMPLE_RATE or samples.ndim != 1 or abs(expected - got) > _SLACK_S:
        raise NoAudio(f"the audio cannot be decoded: {got:.1f} s of {expected:.1f} s")
    return np.asarray(samples, np.int16)


def _whole_frames(mp3: bytes) -> bytes:
    """The frames that follow each other from the first on: of what else there is, the decoder would complain on
    standard error."""
    start = next((at for at in range(len(mp3)) if parse_header(mp3, at)), len(mp3))
    end = start
    while (header := parse_header(mp3, end)) and end + header[0].size(header[1]) <= len(mp3):
        end += header[0].size(header[1])
    return mp3[start:end]
