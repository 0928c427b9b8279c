"""MP3 -> samples, with the ffmpeg of imageio-ffmpeg."""

from __future__ import annotations

import subprocess

import numpy as np

from audiobook.errors import EngineMissing, NoAudio
from audiobook.speech.edge.stream import BYTES_PER_SECOND
from audiobook.system.pcm import Samples

SAMPLE_RATE = 24_000
_SLACK_S = 0.15
"""A decoder may give or keep a few frames of 24 ms at either end."""


def decode(mp3: bytes) -> Samples:
    """24 kHz mono samples, shape [frames]. Raises `NoAudio` if `mp3` is not MP3 or not all of it is."""
    import imageio_ffmpeg

    try:
        ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as error:
        raise EngineMissing(f"no ffmpeg to decode with: {error}; install the package imageio-ffmpeg again") from error
    # one short process a sentence: 30 ms, in the shadow of the network
    command = [ffmpeg, "-v", "error", "-f", "mp3", "-i", "pipe:0"]
    command += ["-f", "s16le", "-ac", "1", "-ar", str(SAMPLE_RATE), "pipe:1"]
    done = subprocess.run(command, input=mp3, capture_output=True, check=False)
    samples = np.frombuffer(done.stdout[: len(done.stdout) // 2 * 2], dtype="<i2")
    expected, got = len(mp3) / BYTES_PER_SECOND, len(samples) / SAMPLE_RATE
    if done.returncode or abs(expected - got) > _SLACK_S:
        raise NoAudio(f"the audio cannot be decoded: {got:.1f} s of {expected:.1f} s")
    return samples.astype(np.int16, copy=False)
