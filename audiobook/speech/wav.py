"""WAV bytes from a service -> samples; as forgiving as services are careless, but never silent about loss."""

from __future__ import annotations

import struct

import numpy as np

from audiobook.errors import NoAudio
from audiobook.system.pcm import Samples

_RATES, _CHANNELS = range(8_000, 192_001), range(1, 9)
"""What there is in the world; a rate of 1 Hz would make 24,000 samples of each."""
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE


def decode(content: bytes) -> tuple[Samples, int]:
    """Mono 16-bit samples, shape [frames], and their rate in Hz. Channels are averaged.

    Servers that stream write 0 or 0xFFFFFFFF as the length of the data, which then runs to the end; any other
    length that is not there means the answer was cut. Raises `NoAudio`.
    """
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise NoAudio("the audio is not WAV")
    place, form = 12, None
    while place + 8 <= len(content):
        name, size = content[place : place + 4], struct.unpack_from("<I", content, place + 4)[0]
        body = place + 8
        if name == b"fmt ":
            if len(content) < body + 16:
                break
            form = struct.unpack_from("<HHIIHH", content, body)
            if form[0] == _EXTENSIBLE and size >= 26:
                form = (struct.unpack_from("<H", content, body + 24)[0], *form[1:])
        elif name == b"data" and form is not None:
            here = len(content) - body
            # a stream's writer did not know the length: 0, or the largest number, sometimes less a header
            if size == 0 or size >= 0xFFFFFFFF - 4096 or size == 0x7FFFFFFF:
                size = here
            if size > here:
                raise NoAudio(f"cut off: {here} of {size} bytes of audio came")
            if form[2] not in _RATES or form[1] not in _CHANNELS or form[4] != form[1] * form[5] // 8:
                said = f"{form[2]} Hz, {form[1]} channels, {form[5]} bit, {form[4]} bytes a frame"
                raise NoAudio(f"the WAV's header makes no sense ({said})")
            return _samples(content[body : body + size], form[0], form[1], form[5]), int(form[2])
        place = body + size + size % 2
    raise NoAudio("the audio is a WAV without sound")


def _samples(data: bytes, tag: int, channels: int, bits: int) -> Samples:
    kinds = {(_PCM, 16): "<i2", (_PCM, 32): "<i4", (_FLOAT, 32): "<f4", (_PCM, 8): "u1"}
    if (tag, bits) not in kinds:
        raise NoAudio(f"the audio is a WAV of a kind we cannot use (format {tag}, {bits} bit, {channels} channels)")
    width = bits // 8 * channels
    raw = np.frombuffer(data[: len(data) // width * width], dtype=kinds[tag, bits]).reshape(-1, channels)
    if (tag, bits, channels) == (_PCM, 16, 1):
        return raw[:, 0].astype(np.int16)
    sound = raw.astype(np.float64).mean(axis=1)
    if bits == 8:
        sound = (sound - 128) * 256
    elif tag == _PCM:
        sound /= {16: 1, 32: 65_536}[bits]
    else:
        if not np.isfinite(sound).all():
            raise NoAudio("the audio is not made of numbers")
        # scale what passes full scale, never clip it
        sound *= 32_767 / max(1.0, float(np.abs(sound).max(initial=0.0)))
    return np.asarray(np.clip(np.rint(sound), -32_768, 32_767), dtype=np.int16)
