"""A stretch of an MP3, cut at frames and not encoded again.

A frame may need bytes of the one or two before it (the bit reservoir); those are taken along, in the pause in front
of the sentence, where a decoder that cannot use them plays silence. Source: ISO/IEC 11172-3, 13818-3.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator

from audiobook.errors import PublishError

RESERVOIR = 2
"""Frames taken in front: main_data_begin reaches back 511 bytes, less than two frames of 96 kbit/s."""

_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s of Layer III by MPEG version bits (3: MPEG-1, 2: MPEG-2 and 2.5)."""
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


class Mp3:
    """The frames of one MP3 and when they sound."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises `PublishError` if `data` has no MP3 frames; `name` is for the message."""
        self._data = data
        self._starts: list[int] = []
        self._times: list[float] = []
        time_ms = 0.0
        for start, length_ms in _frames(data):
            self._starts.append(start)
            self._times.append(time_ms)
            time_ms += length_ms
        if not self._starts:
            raise PublishError(f"{name}: not an MP3; build the book again")
        self.duration_ms = time_ms
        self._starts.append(_end(data, self._starts[-1]))

    def cut(self, start_ms: float, end_ms: float) -> bytes:
        """The frames that sound between two times, as an MP3."""
        first = max(0, bisect_right(self._times, max(0.0, start_ms)) - 1 - RESERVOIR)
        last = max(first + 1, bisect_right(self._times, end_ms))
        return self._data[self._starts[first] : self._starts[min(last, len(self._times))]]


def _frames(data: bytes) -> Iterator[tuple[int, float]]:
    """(offset, milliseconds) of every audio frame; tags and the Info frame are passed over."""
    at = 0
    if data[:3] == b"ID3" and len(data) > 10:
        size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
        at = 10 + size + (10 if data[5] & 0x10 else 0)
    first = True
    while at + 4 <= len(data):
        head = _head(data, at)
        if head is None:
            at = data.find(b"\xff", at + 1)  # damage, or a tag at the end
            if at < 0:
                return
            continue
        size, length_ms = head
        if at + size > len(data):
            return
        if not (first and any(mark in data[at : at + 64] for mark in (b"Info", b"Xing", b"VBRI"))):
            yield at, length_ms
        first = False
        at += size


def _head(data: bytes, at: int) -> tuple[int, float] | None:
    """(bytes, milliseconds) of the frame at `at`, or None if there is none."""
    if at + 4 > len(data):
        return None
    (bits,) = struct.unpack_from(">I", data, at)
    version, layer = bits >> 19 & 3, bits >> 17 & 3
    bitrate, rate, padding = bits >> 12 & 15, bits >> 10 & 3, bits >> 9 & 1
    if bits >> 21 != 0x7FF or version == 1 or layer != 1 or bitrate in (0, 15) or rate == 3:
        return None
    samples = 1152 if version == 3 else 576
    hertz = _RATES[version][rate]
    kbps = _BITRATES[3 if version == 3 else 2][bitrate]
    return samples // 8 * kbps * 1000 // hertz + padding, samples * 1000 / hertz


def _end(data: bytes, start: int) -> int:
    head = _head(data, start)
    return start + head[0] if head else len(data)
